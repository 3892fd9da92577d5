"""The addresses of this app."""

from django.urls import include, path

from curriculum import converters  # noqa: F401 - registers `code`
from curriculum.views import (
    animator,
    attendance_returns,
    attendance_sheets,
    attendance_workbooks,
    exports,
    invitations,
    marking,
    my_enrolments,
    my_institutions,
    my_place,
    no_shows,
    public_sessions,
    self_enrolment,
    training_requests,
    visits,
    walk_ins,
)
from curriculum.views.institution import managers

app_name = "curriculum"
urlpatterns = [
    path("sessions/<code:code>/", public_sessions.public_session, name="public_session"),
    path("sessions/<code:code>/inscription/", self_enrolment.enrol, name="enrol_myself"),
    path("sessions/<code:code>.ics", public_sessions.session_calendar, name="session_calendar"),
    path("agenda.ics", public_sessions.agenda_feed, name="agenda_feed"),
    path("venir-voir/<code:code>/", visits.visit, name="visit"),
    path("venir-voir/demande/<code:code>/", visits.visit_asked, name="visit_asked"),
    path("venir-voir/confirmer/<str:token>/", visits.confirm_visit, name="confirm_visit"),
    path("venir-voir/place/<str:token>/", visits.visit_place, name="visit_place"),
    path("venir-voir/place/<str:token>/annuler/", visits.cancel_visit, name="cancel_visit"),
    path("ma-place/<str:token>/", my_place.place, name="place"),
    path("ma-place/<str:token>/accepter/", my_place.accept, name="accept_place"),
    path("ma-place/<str:token>/renoncer/", my_place.leave, name="leave_place"),
    path("invitation/nouveau-lien/", invitations.invitation_again, name="invitation_again"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("mes-inscriptions/", my_enrolments.my_enrolments, name="my_enrolments"),
    path("mes-etablissements/", my_institutions.my_institutions, name="my_institutions"),
    path(
        "mes-etablissements/<code:code>/quitter/",
        my_institutions.leave,
        name="leave_my_institution",
    ),
    path(
        "responsable-d-etablissement/<str:token>/",
        managers.invitation,
        name="manager_invitation",
    ),
    path("etablissements/<code:code>/", include("curriculum.urls.institutions")),
    path("listes/", include("curriculum.urls.rosters")),
    path(
        "mes-inscriptions/<code:code>/changer/",
        my_enrolments.change_session,
        name="change_session",
    ),
    path(
        "demander-une-formation-action/",
        training_requests.request_action_training,
        name="request_action_training",
    ),
    path(
        "demander-une-formation-action/merci/",
        training_requests.action_training_requested,
        name="action_training_requested",
    ),
    path("mes-sessions/", animator.my_sessions, name="my_sessions"),
    path("mes-sessions/<str:code>/", animator.session, name="session"),
    path("mes-sessions/<str:code>/personnes/", no_shows.session_people, name="session_people"),
    path("mes-sessions/<code:code>/feuille/", attendance_sheets.sheet, name="sheet"),
    path("mes-sessions/<code:code>/feuille.pdf", attendance_sheets.sheet_pdf, name="sheet_pdf"),
    path(
        "mes-sessions/<str:code>/emargement.xlsx",
        attendance_workbooks.session_attendance,
        name="session_attendance",
    ),
    path(
        "mes-sessions/<str:code>/rapporter/",
        attendance_returns.bring_to_session,
        name="bring_to_session",
    ),
    path("emargements-rapportes/", attendance_returns.bring, name="bring_attendance"),
    path(
        "emargements-rapportes/<code:code>/",
        attendance_returns.attendance_return,
        name="attendance_return",
    ),
    path("mes-exports/", exports.my_exports, name="my_exports"),
    path("mes-exports/<code:code>/", exports.export, name="export"),
    path("mes-exports/<code:code>/etat/", exports.export_state, name="export_state"),
    path("mes-exports/<code:code>/fichier/", exports.export_file, name="export_file"),
    path("emargement/<code:code>/", animator.mark, name="mark"),
    path("emargement/<code:code>/marques/", marking.save_marks, name="save_marks"),
    path("emargement/<code:code>/marques.json", marking.marks_state, name="marks_state"),
    path("emargement/<code:code>/note/", animator.note_half_day, name="note_half_day"),
    path("emargement/<code:code>/venue/", walk_ins.admit, name="admit"),
]
