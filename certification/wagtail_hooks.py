"""What the certification adds to the Wagtail admin: registration only, no logic."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certification.access import may_import_hours, may_issue_attestations, may_validate_hours
from certification.claim_notices import notice_of_claims
from certification.journal_actions import JOURNAL_ACTIONS
from certification.outdated_papers import notice_of_outdated_papers
from certification.views.hours_waiting import WaitingHoursMenuItem
from curriculum.views.staff_people import PERSON_NOTICES


@hooks.register("register_admin_urls")
def register_admin_urls():
    """Put the staff's screens below the admin's own address."""
    return [path("certification/", include("certification.urls.admin"))]


class StaffMenuItem(MenuItem):
    """An entry for those who decide on hours."""

    def is_shown(self, request):
        """Hide it from everybody else."""
        return may_validate_hours(request.user)


@hooks.register("register_admin_menu_item")
def register_waiting_hours_menu_item():
    """Lead to the queue of validation."""
    return WaitingHoursMenuItem(
        _("Hours to validate"),
        reverse("certification_admin:waiting_hours"),
        name="waiting-hours",
        icon_name="tasks",
        order=200,
    )


@hooks.register("register_admin_menu_item")
def register_trainees_menu_item():
    """Lead to the list of trainees."""
    return StaffMenuItem(
        _("Trainees"), reverse("certification_admin:trainees"), icon_name="group", order=210
    )


class ImporterMenuItem(MenuItem):
    """An entry for those who bring in past hours."""

    def is_shown(self, request):
        """Hide it from everybody else."""
        return may_import_hours(request.user)


@hooks.register("register_admin_menu_item")
def register_past_hours_menu_item():
    """Lead to the imports of past hours."""
    return ImporterMenuItem(
        _("Past hours"), reverse("certification_admin:hour_imports"), icon_name="table", order=205
    )


@hooks.register("register_admin_menu_item")
def register_ledger_menu_item():
    """Lead to the ledger of hours."""
    return StaffMenuItem(
        _("Ledger of hours"),
        reverse("certification_admin:ledger"),
        name="ledger",
        icon_name="table",
        order=215,
    )


class IssuerMenuItem(MenuItem):
    """An entry for those who issue papers."""

    def is_shown(self, request):
        """Hide it from everybody else."""
        return may_issue_attestations(request.user)


@hooks.register("register_admin_menu_item")
def register_attestations_menu_item():
    """Lead to the list of papers."""
    return IssuerMenuItem(
        _("Attestations"),
        reverse("certification_admin:attestations"),
        icon_name="doc-full",
        order=220,
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """List what the journal may say about the certification."""
    for action, label, message in JOURNAL_ACTIONS:
        actions.register_action(action, label, message)


@hooks.register(PERSON_NOTICES)
def person_notices(request, person):
    """Name the papers that a correction of the person has left behind."""
    return notice_of_outdated_papers(request, person)


@hooks.register(PERSON_NOTICES)
def claim_notices(request, person):
    """Ask whether the person is somebody else whom we know."""
    return notice_of_claims(request, person)
