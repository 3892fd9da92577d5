"""The addresses of sessions inside the Wagtail admin, below `admin/sessions/`."""

from django.urls import path

import curriculum.converters  # noqa: F401
from curriculum.views import (
    admin_attendance,
    admin_enrolments,
    admin_planning,
    admin_sessions,
)

app_name = "sessions_admin"
urlpatterns = [
    path("", admin_sessions.index, name="index"),
    path("new/", admin_planning.create, name="create"),
    path("people/", admin_planning.people, name="people"),
    path("<code:code>/", admin_sessions.session, name="session"),
    path("<code:code>/edit/", admin_sessions.edit, name="edit"),
    path("<code:code>/open/", admin_sessions.open_session, name="open"),
    path("<code:code>/cancel/", admin_sessions.cancel, name="cancel"),
    path("<code:code>/journal/", admin_sessions.journal, name="journal"),
    path("<code:code>/copy/", admin_planning.copy, name="copy"),
    path("<code:code>/shift/", admin_planning.shift, name="shift"),
    path("<code:code>/days/add/", admin_planning.add_days, name="add_days"),
    path("<code:code>/days/<int:pk>/", admin_planning.day, name="day"),
    path("<code:code>/days/<int:pk>/add/", admin_planning.add_half_days, name="add_half_days"),
    path("<code:code>/half-days/", admin_planning.change_half_days, name="half_days"),
    path("<code:code>/enrol/", admin_enrolments.find, name="find_person"),
    path("<code:code>/enrol/<code:person_code>/", admin_enrolments.enrol, name="enrol"),
    path("<code:code>/attendance/", admin_attendance.grid, name="attendance"),
    path(
        "<code:code>/attendance/everybody/",
        admin_attendance.everybody_present,
        name="everybody_present",
    ),
    path(
        "<code:code>/attendance/people/<code:person_code>/",
        admin_attendance.person,
        name="attendance_of_person",
    ),
    path(
        "<code:code>/attendance/<code:slot_code>/",
        admin_attendance.half_day,
        name="attendance_of_half_day",
    ),
]
