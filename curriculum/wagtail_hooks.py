"""What the curriculum adds to the Wagtail admin: registration only, no logic."""

from wagtail import hooks

from curriculum.journal_actions import JOURNAL_ACTIONS


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """List what the journal may say about the curriculum."""
    for action, label, message in JOURNAL_ACTIONS:
        actions.register_action(action, label, message)
