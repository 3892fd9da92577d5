"""Whether a session may be closed, and what is missing; a question, nothing is written."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.attendance_grid import attendance_grid
from curriculum.enums import SessionStatus
from curriculum.errors import AttendanceIncomplete, SessionNotOpen
from curriculum.french_days import spell_day
from curriculum.models import Session
from curriculum.plan import today_at


def may_be_closed(session: Session, today: date) -> bool:
    """Tell whether to offer closing; `check_may_close` then says what is missing."""
    is_over = session.ends_on is not None and session.ends_on <= today
    return session.status == SessionStatus.OPEN and is_over


def check_may_close(session: Session, *, at: datetime) -> None:
    """Refuse to close a session that is not open, not over, or not wholly marked.

    Raises SessionNotOpen, AttendanceIncomplete with the half-days and people that are not marked.
    """
    if session.status != SessionStatus.OPEN:
        raise SessionNotOpen(
            _("Only an open session can be closed; this one is: %(status)s.")
            % {"status": session.get_status_display().lower()}
        )
    if session.ends_on is None:
        raise SessionNotOpen(_("This session has no half-day: cancel it instead."))
    if session.ends_on > today_at(session, at):
        raise SessionNotOpen(
            _("This session is not over: its last day is %(day)s.")
            % {"day": spell_day(session.ends_on)}
        )
    gaps = attendance_grid(session).gaps()
    if gaps:
        missing = sum(len(people) for _slot, people in gaps)
        raise AttendanceIncomplete(
            ngettext(
                "%(count)d mark of attendance is missing.",
                "%(count)d marks of attendance are missing.",
                missing,
            )
            % {"count": missing},
            missing=missing,
            gaps=gaps,
        )
