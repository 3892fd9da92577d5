"""What the curriculum adds to the Wagtail admin: registration only, no logic."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.permissions import register_permission_policy

from curriculum.access import may_follow_requests, may_manage_people, may_manage_sessions
from curriculum.journal_actions import JOURNAL_ACTIONS
from curriculum.models import ExternalProvider, Institution, Offering, Person, Place, Territory
from curriculum.permission_policies import RolePolicy
from curriculum.viewsets.groups import ReferenceGroup
from curriculum.viewsets.people import PersonViewSet
from curriculum.viewsets.reference import InstitutionViewSet

# First of all: Wagtail settles on its own policy for a model when it is first asked.
for model, allows in (
    (Person, may_manage_people),
    (Institution, may_manage_people),
    (Territory, may_manage_people),
    (ExternalProvider, may_manage_people),
    (Place, may_manage_sessions),
    (Offering, may_manage_sessions),
):
    register_permission_policy(model, RolePolicy(model, allows))


@hooks.register("insert_global_admin_css")
def people_styles():
    """Stack our listings on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("jalons/css/admin-people.css"))


@hooks.register("register_admin_viewset")
def reference_data():
    """List people, institutions, and what sessions refer to."""
    return [PersonViewSet(), InstitutionViewSet(), ReferenceGroup()]


@hooks.register("register_admin_urls")
def people_addresses():
    """Put the pages of people, institutions and enrolments below the admin's own address."""
    return [path("", include("curriculum.urls.admin"))]


@hooks.register("register_admin_urls")
def session_addresses():
    """Put the screens of sessions below the admin's own address."""
    return [path("sessions/", include("curriculum.urls.admin_sessions"))]


class SessionsMenuItem(MenuItem):
    """The way to the sessions, for those who plan them."""

    def is_shown(self, request):
        """Hide it from everybody else."""
        return may_manage_sessions(request.user)


@hooks.register("register_admin_menu_item")
def sessions_menu_item():
    """Lead to the list of sessions."""
    return SessionsMenuItem(
        _("Sessions"), reverse("sessions_admin:index"), icon_name="date", order=200
    )


@hooks.register("register_admin_menu_item")
def attendance_workbook_menu_item():
    """Lead to attendance as a workbook."""
    return SessionsMenuItem(
        _("Attendance"),
        reverse("curriculum_admin:attendance_workbook"),
        name="attendance-workbook",
        icon_name="table",
        order=205,
    )


class PeopleSearchArea(SearchArea):
    """The search at the top of the admin's menu: a person, from anywhere."""

    def is_shown(self, request):
        """Hide it from those who may not see people."""
        return may_manage_people(request.user)


@hooks.register("register_admin_search_area")
def people_search_area():
    """Look for people before pages: they are what staff look for."""
    return PeopleSearchArea(
        _("People"), reverse("people:index"), name="people", icon_name="user", order=10
    )


@hooks.register("register_admin_urls")
def request_addresses():
    """Put the requests for action-trainings below the admin's own address."""
    return [path("action-training-requests/", include("curriculum.urls.admin_requests"))]


class RequestsMenuItem(MenuItem):
    """The way to the requests for action-trainings, for those who follow them."""

    def is_shown(self, request):
        """Hide it from everybody else."""
        return may_follow_requests(request.user)


@hooks.register("register_admin_menu_item")
def requests_menu_item():
    """Lead to the requests."""
    return RequestsMenuItem(
        _("Training requests"), reverse("requests_admin:index"), icon_name="mail", order=210
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """List what the journal may say about the curriculum."""
    for action, label, message in JOURNAL_ACTIONS:
        actions.register_action(action, label, message)
