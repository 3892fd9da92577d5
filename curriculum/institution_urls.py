"""The addresses of the space of an institution, below `etablissements/<code>/`."""

from django.urls import path

from curriculum.views import attendance_workbooks
from curriculum.views.institution import details, managers, overview

urlpatterns = [
    path("", overview.institution, name="institution"),
    path(
        "emargement/classeur/",
        attendance_workbooks.institution_workbook,
        name="institution_workbook",
    ),
    path("donnees/", details.data, name="institution_data"),
    path("donnees/modifier/", details.edit, name="institution_edit"),
    path("donnees/responsables/inviter/", managers.invite, name="institution_invite_manager"),
    path("donnees/responsables/<int:pk>/terminer/", managers.end, name="institution_end_manager"),
    path(
        "donnees/invitations/<code:invitation_code>/",
        managers.answer_invitation,
        name="institution_invitation",
    ),
]
