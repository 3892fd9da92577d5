"""What the certification adds to the Wagtail admin: registration only, no logic."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certification.access import may_issue_attestations, may_validate_hours
from certification.views.hours_waiting import WaitingHoursMenuItem

LOG_ACTIONS = [
    # action, label, message
    (
        "certification.publish_rulebook",
        _("Publish a rulebook"),
        _("Rulebook brought into force"),
    ),
    (
        "certification.move_person",
        _("Move a person to another rulebook"),
        _("Moved to another version of the rulebook"),
    ),
    # hours
    ("certification.credit_session", _("Credit hours"), _("Hours credited from attendance")),
    ("certification.uncredit_session", _("Withdraw credited hours"), _("Session reopened")),
    ("certification.declare", _("Declare an activity"), _("Activity declared, as a draft")),
    ("certification.edit_declaration", _("Correct a declaration"), _("Declaration corrected")),
    ("certification.submit", _("Submit a declaration"), _("Submitted for validation")),
    ("certification.take_back", _("Take back a declaration"), _("Taken back to correct it")),
    ("certification.withdraw", _("Withdraw a declaration"), _("Declaration withdrawn")),
    ("certification.delete_draft", _("Delete a draft"), _("Draft deleted")),
    ("certification.attach_evidence", _("Add evidence"), _("Evidence added")),
    ("certification.remove_evidence", _("Remove evidence"), _("Evidence removed")),
    ("certification.validate_hours", _("Validate hours"), _("Hours validated")),
    ("certification.refuse_hours", _("Refuse hours"), _("Hours refused")),
    ("certification.undo_decision", _("Undo a decision"), _("Decision undone")),
    (
        "certification.overrule_off_territory",
        _("Overrule the territory"),
        _("Off-territory decided by hand"),
    ),
    (
        "certification.stop_overruling",
        _("Stop overruling the territory"),
        _("Off-territory follows the calendar again"),
    ),
    ("certification.settle_provider", _("Settle the training body"), _("Training body settled")),
    # attestations
    (
        "certification.issue_attestation",
        _("Issue an attestation"),
        _("Attestation issued"),
    ),
    ("certification.store_pdf", _("Keep the PDF of an attestation"), _("PDF drawn and kept")),
    (
        "certification.revoke_attestation",
        _("Revoke an attestation"),
        _("Attestation revoked"),
    ),
    (
        "certification.supersede_attestation",
        _("Replace an attestation"),
        _("Attestation replaced by another"),
    ),
    ("certification.award_level", _("Recognise a level"), _("Level recognised, minutes frozen")),
    ("certification.withdraw_award", _("Withdraw a level"), _("Level withdrawn, minutes freed")),
    ("certification.start_batch", _("Ask for many attestations"), _("Batch asked for")),
    ("certification.finish_batch", _("End a batch of attestations"), _("Batch finished")),
]


@hooks.register("register_admin_urls")
def register_admin_urls():
    """Put the staff's screens below the admin's own address."""
    return [path("certification/", include("certification.admin_urls"))]


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
    for action, label, message in LOG_ACTIONS:
        actions.register_action(action, label, message)
