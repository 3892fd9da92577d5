"""What an attendance workbook calls its columns and states, on its way out and back in."""

from django.utils.translation import gettext as _

from curriculum.enums import AttendanceStatus


def state_names() -> dict[str, str]:
    """Give what each state of a mark is called; the empty one too."""
    return {"": _("Not marked"), **{str(state): str(state.label) for state in AttendanceStatus}}


def flat_title() -> str:
    """Give the title of the sheet with a line for each person and half-day: the one to fill in."""
    return _("Half-days")


def state_heading() -> str:
    """Give the heading of the column with the state."""
    return _("State")


def minutes_heading() -> str:
    """Give the heading of the column with the minutes that somebody was there."""
    return _("Minutes present")


def reason_heading() -> str:
    """Give the heading of the column that says why."""
    return _("Reason")


def key_heading() -> str:
    """Give the heading of the column by which a line is known again."""
    return _("Mark of the line")
