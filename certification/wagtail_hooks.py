"""What the certification adds to the Wagtail admin: registration only, no logic."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

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
]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """List what the journal may say about the certification."""
    for action, label, message in LOG_ACTIONS:
        actions.register_action(action, label, message)
