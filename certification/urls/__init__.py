"""The addresses of this app."""

from django.urls import path, re_path

from certification.views import (
    declarations,
    evidence,
    my_attestations,
    person_files,
    recognise,
    trainee,
    verify,
)

app_name = "certification"
urlpatterns = [
    # who is who
    path("invitation/<str:token>/reconnaitre/", recognise.recognise, name="recognise"),
    # progress
    path("mes-heures/", trainee.progress, name="progress"),
    path("mes-heures/releve/", trainee.statement, name="statement"),
    path("mes-heures/releve.pdf", person_files.own_pdf, name="statement_pdf"),
    path("mes-heures/releve.xlsx", person_files.own_workbook, name="statement_workbook"),
    # attestations; the addresses of the check are printed on paper and never change
    path("verifier/", verify.verify, name="verify"),
    re_path(r"^verifier/(?P<code>[^/]+)/?$", verify.verify_code, name="verify_code"),
    path("mes-attestations/", my_attestations.my_attestations, name="my_attestations"),
    path(
        "attestations/<str:code>.pdf",
        my_attestations.download_attestation,
        name="download_attestation",
    ),
    # hours
    path("heures/declarer/", declarations.declare, name="declare"),
    path("heures/declarations/", declarations.declarations, name="declarations"),
    path("heures/pieces/<str:code>/", evidence.evidence, name="evidence"),
    path("heures/pieces/<str:code>/retirer/", declarations.remove_evidence, name="remove_evidence"),
    path("heures/<str:code>/", declarations.record, name="record"),
    path("heures/<str:code>/modifier/", declarations.edit, name="edit_declaration"),
    path("heures/<str:code>/pieces/", declarations.add_evidence, name="add_evidence"),
    path("heures/<str:code>/envoyer/", declarations.submit, name="submit"),
    path("heures/<str:code>/reprendre/", declarations.take_back, name="take_back"),
    path("heures/<str:code>/retirer/", declarations.withdraw, name="withdraw"),
    path("heures/<str:code>/supprimer/", declarations.delete, name="delete_draft"),
]
