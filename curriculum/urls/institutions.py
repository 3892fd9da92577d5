"""The addresses of the space of an institution, below `etablissements/<code>/`."""

from django.urls import path

from curriculum.views import attendance_workbooks
from curriculum.views.institution import (
    attendance,
    details,
    enrolments,
    managers,
    overview,
    people,
    sessions,
)
from curriculum.views.rosters import lists, workbooks

urlpatterns = [
    path("", overview.institution, name="institution"),
    path("sessions/", sessions.sessions, name="institution_sessions"),
    path("sessions/<code:session_code>/", sessions.session, name="institution_session"),
    path("inscriptions/", enrolments.enrolments, name="institution_enrolments"),
    path("inscriptions/<code:enrolment_code>/", enrolments.enrolment, name="institution_enrolment"),
    path(
        "inscriptions/<code:enrolment_code>/accepter/",
        enrolments.accept,
        name="institution_accept",
    ),
    path(
        "inscriptions/<code:enrolment_code>/confirmer/",
        enrolments.confirm,
        name="institution_confirm",
    ),
    path(
        "inscriptions/<code:enrolment_code>/desister/",
        enrolments.withdraw,
        name="institution_withdraw",
    ),
    path(
        "inscriptions/<code:enrolment_code>/transferer/",
        enrolments.move,
        name="institution_transfer",
    ),
    path(
        "inscriptions/<code:enrolment_code>/remplacer/",
        enrolments.exchange,
        name="institution_exchange",
    ),
    path("personnes/", people.people, name="institution_people"),
    path("personnes/ajouter/", people.add, name="institution_add_person"),
    path("personnes/<code:person_code>/", people.person, name="institution_person"),
    path("personnes/<code:person_code>/fonction/", people.function, name="institution_function"),
    path("personnes/<code:person_code>/inviter/", people.invite, name="institution_invite_person"),
    path("personnes/<code:person_code>/depart/", people.leave, name="institution_leave"),
    path("personnes/<code:person_code>/adresse/", people.address, name="institution_address"),
    path("emargement/", attendance.attendance, name="institution_attendance"),
    path(
        "emargement/classeur/",
        attendance_workbooks.institution_workbook,
        name="institution_workbook",
    ),
    path(
        "emargement/<code:session_code>/",
        attendance.session_attendance,
        name="institution_session_attendance",
    ),
    path("documents/", attendance.papers, name="institution_papers"),
    path("donnees/", details.data, name="institution_data"),
    path("donnees/modifier/", details.edit, name="institution_edit"),
    path("donnees/responsables/inviter/", managers.invite, name="institution_invite_manager"),
    path("donnees/responsables/<int:pk>/terminer/", managers.end, name="institution_end_manager"),
    path(
        "donnees/invitations/<code:invitation_code>/",
        managers.answer_invitation,
        name="institution_invitation",
    ),
    path("listes/", lists.rosters, name="rosters"),
    path("listes/classeur.xlsx", workbooks.roster_template, name="roster_template"),
]
