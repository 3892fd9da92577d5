"""Next year's edition of a session."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_sessions
from curriculum.enums import SessionStatus
from curriculum.errors import InvalidInput
from curriculum.models import Animation, Session, SessionDay, SessionPartner, SessionSlot, User
from curriculum.models.codes import new_code
from curriculum.plan import keep_bounds

YEAR_IN_WEEKS = 52
"""A year's shift that keeps every day on its day of the week."""


@transaction.atomic
def copy_session(
    *,
    session: Session,
    by: User,
    title: str = "",
    shift_weeks: int = YEAR_IN_WEEKS,
    first_day: date | None = None,
    with_animators: bool = True,
    with_partners: bool = True,
) -> Session:
    """Make a draft with the same plan at later dates, and nobody enrolled.

    All days move by `shift_weeks`, or so that the first falls on `first_day`. Sessions in any state may be
    copied. Raises NotAllowed, InvalidInput.
    """
    check(may_manage_sessions(by))
    days = list(session.days.order_by("on"))
    shift = first_day - days[0].on if first_day and days else timedelta(weeks=shift_weeks)
    try:
        dates = [day.on + shift for day in days]
    except OverflowError:
        message = _("These dates are too far away.")
        raise InvalidInput(message, {"shift_weeks": [message]}) from None

    copy = Session.objects.create(
        offering=session.offering,
        title=title.strip() or session.title,
        territory=session.territory,
        capacity=session.capacity,
        is_open_to_everyone=session.is_open_to_everyone,
        status=SessionStatus.DRAFT,
        copied_from=session,
        created_by=by,
    )
    new_days = SessionDay.objects.bulk_create(
        SessionDay(session=copy, on=on, theme=day.theme)
        for day, on in zip(days, dates, strict=True)
    )
    new_day = {day.pk: new for day, new in zip(days, new_days, strict=True)}
    slots = list(SessionSlot.objects.of_session(session))
    new_slots = SessionSlot.objects.bulk_create(_slot_copy(slot, new_day) for slot in slots)
    if with_animators:
        _copy_animations(slots, new_slots)
    if with_partners:
        SessionPartner.objects.bulk_create(
            SessionPartner(session=copy, institution_id=institution)
            for institution in session.session_partners.values_list("institution", flat=True)
        )
    keep_bounds(copy)
    journal.record(
        copy,
        "curriculum.copy_session",
        by=by,
        after={"copied from": session, "from": copy.starts_on, "to": copy.ends_on},
    )
    return copy


def _slot_copy(slot: SessionSlot, new_day: dict[int, SessionDay]) -> SessionSlot:
    day = new_day[slot.day_id]
    values = {
        field.attname: getattr(slot, field.attname)
        for field in SessionSlot._meta.concrete_fields
        if field.attname not in ("id", "code", "day_id")
    }
    return SessionSlot(day=day, code=new_code(), **values)


def _copy_animations(slots, new_slots) -> None:
    new_slot = {slot.pk: new for slot, new in zip(slots, new_slots, strict=True)}
    Animation.objects.bulk_create(
        Animation(slot=new_slot[one.slot_id], person_id=one.person_id, role=one.role)
        for one in Animation.objects.filter(slot__in=slots)
    )
