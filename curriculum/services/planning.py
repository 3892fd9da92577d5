"""The days of a session: adding them all at once, moving one, moving all."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_sessions
from curriculum.errors import InvalidInput, SlotInUse
from curriculum.french_days import spell_day
from curriculum.models import Session, SessionDay, User
from curriculum.plan import keep_bounds, lock_editable, marked
from curriculum.services.half_days import HalfDay, add_half_days

FAR_AWAY = timedelta(days=365_250)
"""Days wait a thousand years ahead while all of them move: none then takes another's date."""


@transaction.atomic
def plan_days(
    *, session: Session, dates: Sequence[date], halves: Sequence[HalfDay], by: User
) -> list[SessionDay]:
    """Add one day per date, each with the half-days `halves`; dates may lie in the past.

    Raises NotAllowed, SessionNotEditable, InvalidInput when a date is there already.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    wanted = sorted(set(dates))
    if not wanted:
        raise InvalidInput(_("Give at least one date."), {"dates": [_("Give at least one date.")]})
    taken = session.days.filter(on__in=wanted).order_by("on").values_list("on", flat=True)
    if taken:
        message = _("The session already has these dates: %(dates)s.") % {
            "dates": ", ".join(spell_day(on) for on in taken)
        }
        raise InvalidInput(message, {"dates": [message]})

    days = SessionDay.objects.bulk_create(SessionDay(session=session, on=on) for on in wanted)
    add_half_days(session=session, days=days, halves=halves, by=by)
    keep_bounds(session)
    journal.record(
        session,
        "curriculum.plan_days",
        by=by,
        after={"dates": [on.isoformat() for on in wanted]},
    )
    return days


@transaction.atomic
def name_day(*, day: SessionDay, theme: str, by: User) -> SessionDay:
    """Say what a day is about; an empty theme takes it away.

    Raises NotAllowed, SessionNotEditable.
    """
    check(may_manage_sessions(by))
    session = lock_editable(day.session)
    key = f"{day.on.isoformat()} theme"
    before, day.theme = day.theme, theme.strip()[:200]
    day.save(update_fields=["theme"])
    journal.record(
        session, "curriculum.name_day", by=by, before={key: before}, after={key: day.theme}
    )
    return day


@transaction.atomic
def reschedule_day(*, day: SessionDay, on: date, by: User) -> SessionDay:
    """Move one day, with its half-days, to another date.

    Raises NotAllowed, SessionNotEditable, InvalidInput when the session has a day then, SlotInUse when
    anybody was marked on it.
    """
    check(may_manage_sessions(by))
    session = lock_editable(day.session)
    if session.days.filter(on=on).exclude(pk=day.pk).exists():
        message = _("The session already has a day on %(day)s.") % {"day": spell_day(on)}
        raise InvalidInput(message, {"on": [message]})
    if marked(slot__day=day):
        raise SlotInUse(
            _("Attendance was marked on %(day)s: this day no longer moves.")
            % {"day": spell_day(day.on)}
        )

    before, day.on = day.on, on
    day.save(update_fields=["on"])
    keep_bounds(session)
    journal.record(
        session, "curriculum.reschedule_day", by=by, before={"date": before}, after={"date": on}
    )
    return day


@transaction.atomic
def shift_session(*, session: Session, days: int, by: User) -> Session:
    """Move every day by so many days, forwards or backwards (7 keeps the day of the week).

    Raises NotAllowed, SessionNotEditable, InvalidInput, SlotInUse when anybody was marked.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    rows = list(session.days.all())
    if not days or not rows:
        raise InvalidInput(
            _("Nothing would move."), {"days": [_("Choose another number of days.")]}
        )
    if marked(slot__day__session=session):
        raise SlotInUse(_("Attendance was marked already: move the coming days one by one."))

    before = {"from": session.starts_on, "to": session.ends_on}
    for row in rows:
        row.on += FAR_AWAY
    SessionDay.objects.bulk_update(rows, ["on"])
    for row in rows:
        row.on += timedelta(days=days) - FAR_AWAY
    SessionDay.objects.bulk_update(rows, ["on"])
    keep_bounds(session)
    journal.record(
        session,
        "curriculum.shift_session",
        by=by,
        before=before,
        after={"from": session.starts_on, "to": session.ends_on},
    )
    return session
