"""What the planning services share: the lock on a session, its bounds, and words for the journal."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from curriculum.enums import AnimationRole, SessionStatus
from curriculum.errors import SessionNotEditable
from curriculum.models import Attendance, Session, SessionSlot


def lock_session(session: Session) -> Session:
    """Let one person at a time change a session, its plan or its marks; give its row as it is now."""
    # The plain row: PostgreSQL would lock joined rows too.
    return Session.objects.select_for_update().get(pk=session.pk)


def lock_editable(session: Session) -> Session:
    """Lock a session of which the plan may change.

    Raises SessionNotEditable when it is closed or cancelled.
    """
    locked = lock_session(session)
    if not locked.is_editable:
        raise SessionNotEditable(
            _("This session is closed: reopen it before changing it.")
            if locked.status == SessionStatus.CLOSED
            else _("This session is cancelled: its plan no longer changes.")
        )
    return locked


def keep_bounds(session: Session) -> None:
    """Repeat the first and last day on the session, after its days have changed."""
    bounds = session.days.aggregate(first=Min("on"), last=Max("on"))
    session.starts_on, session.ends_on = bounds["first"], bounds["last"]
    session.save(update_fields=["starts_on", "ends_on"])


def today_at(session_or_slot: Session | SessionSlot, at) -> date:
    """Give the day that `at` falls on, where a session or half-day is held; reads the territory."""
    return at.astimezone(ZoneInfo(session_or_slot.territory.time_zone)).date()


def moment_at(session: Session, at: datetime) -> datetime:
    """Give a moment as clocks show it where a session is held, to be written out; reads the territory."""
    return at.astimezone(ZoneInfo(session.territory.time_zone)).replace(tzinfo=None)


def begins_at(session: Session) -> datetime | None:
    """Give the moment when the first half-day begins; None while none is planned. One query."""
    slots = SessionSlot.objects.of_session(session).select_related("day", "territory")
    first = slots.first()
    return first.starts if first else None


def marked(**scope) -> bool:
    """Tell whether anybody was marked in the half-days of that scope (`slot__day=…`)."""
    return Attendance.objects.filter(**scope).exists()


def describe_slots(slots) -> dict[str, str]:
    """Write each half-day in one line, for the journal: `{"2027-01-12 morning": "09:30–12:30, …"}`."""
    slots = SessionSlot.objects.filter(pk__in=[slot.pk for slot in slots]).in_order()
    slots = slots.select_related("day", "place", "territory").prefetch_related("animations__person")
    return {f"{slot.day.on.isoformat()} {slot.half}": _describe(slot) for slot in slots}


def _describe(slot: SessionSlot) -> str:
    leaders = sorted(
        str(animation.person)
        for animation in slot.animations.all()
        if animation.role == AnimationRole.ANIMATOR
    )
    helpers = sorted(
        str(animation.person)
        for animation in slot.animations.all()
        if animation.role == AnimationRole.CO_ANIMATOR
    )
    parts = [
        f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}",
        f"{slot.minutes} min",
        str(slot.place),
        str(slot.territory),
        slot.get_kind_display(),
    ]
    if slot.co_animation_kind:
        parts.append(slot.get_co_animation_kind_display())
    if leaders:
        parts.append(_("Animators: %(names)s") % {"names": ", ".join(leaders)})
    if helpers:
        parts.append(_("Co-animators: %(names)s") % {"names": ", ".join(helpers)})
    return " · ".join(str(part) for part in parts)
