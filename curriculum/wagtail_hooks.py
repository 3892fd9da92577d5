"""What the curriculum adds to the Wagtail admin: registration only, no logic."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

LOG_ACTIONS = [
    # action, label, message
    ("curriculum.create_session", _("Create a session"), _("Session created")),
    ("curriculum.update_session", _("Change a session"), _("Session changed")),
    ("curriculum.copy_session", _("Copy a session"), _("Session copied from another")),
    ("curriculum.open_session", _("Open a session"), _("Session opened")),
    ("curriculum.close_session", _("Close a session"), _("Session closed")),
    ("curriculum.reopen_session", _("Reopen a session"), _("Closing undone")),
    ("curriculum.cancel_session", _("Cancel a session"), _("Session cancelled")),
    ("curriculum.plan_days", _("Add days"), _("Days added")),
    ("curriculum.add_half_day", _("Add a half-day"), _("Half-day added")),
    ("curriculum.edit_half_days", _("Change half-days"), _("Half-days changed")),
    ("curriculum.remove_half_days", _("Remove half-days"), _("Half-days removed")),
    ("curriculum.name_day", _("Change the theme of a day"), _("Theme of a day changed")),
    ("curriculum.reschedule_day", _("Move a day"), _("Day moved")),
    ("curriculum.shift_session", _("Move all days"), _("All days moved")),
    ("curriculum.mark_attendance", _("Mark attendance"), _("Attendance marked")),
    ("curriculum.unmark_attendance", _("Remove a mark"), _("Mark of attendance removed")),
]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """List what the journal may say about the curriculum."""
    for action, label, message in LOG_ACTIONS:
        actions.register_action(action, label, message)
