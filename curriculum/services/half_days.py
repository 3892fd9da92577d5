"""The half-days of a session: what a new one is like, and changing one or many at once."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_sessions
from curriculum.enums import (
    AnimationRole,
    AttendanceRole,
    AttendanceStatus,
    Half,
    HourKind,
)
from curriculum.errors import InvalidInput, SlotInUse
from curriculum.french_days import spell_day
from curriculum.models import (
    Animation,
    Attendance,
    Person,
    Place,
    Session,
    SessionDay,
    SessionSlot,
    Territory,
    User,
)
from curriculum.plan import describe_slots, keep_bounds, lock_editable


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDay:
    """What a half-day to be planned is like; without `territory`, the one of its place."""

    half: Half
    starts_at: time
    ends_at: time
    minutes: int
    kind: HourKind
    place: Place
    territory: Territory | None = None
    co_animation_kind: str = ""
    animators: tuple[Person, ...] = ()
    co_animators: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDayChanges:
    """What becomes different in some half-days; None leaves a thing as it is.

    A new place brings its territory with it, unless `territory` says otherwise.
    """

    starts_at: time | None = None
    ends_at: time | None = None
    minutes: int | None = None
    kind: HourKind | None = None
    co_animation_kind: str | None = None
    place: Place | None = None
    territory: Territory | None = None
    animators: tuple[Person, ...] | None = None
    co_animators: tuple[Person, ...] | None = None


@transaction.atomic
def add_half_days(
    *, session: Session, days: Sequence[SessionDay], halves: Sequence[HalfDay], by: User
) -> list[SessionSlot]:
    """Give each of `days` the half-days `halves`; minutes are those that count.

    Raises NotAllowed, SessionNotEditable, InvalidInput when one exists already or cannot be.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    _check_halves(halves)
    _check_free(days, halves)

    slots = SessionSlot.objects.bulk_create(
        SessionSlot(
            day=day,
            half=wanted.half,
            starts_at=wanted.starts_at,
            ends_at=wanted.ends_at,
            minutes=wanted.minutes,
            kind=wanted.kind,
            co_animation_kind=wanted.co_animation_kind,
            place=wanted.place,
            territory=wanted.territory or wanted.place.territory,
        )
        for day in days
        for wanted in halves
    )
    Animation.objects.bulk_create(
        animation
        for slot, wanted in zip(slots, list(halves) * len(days), strict=True)
        for animation in _animations(slot, wanted.animators, wanted.co_animators)
    )
    journal.record(session, "curriculum.add_half_days", by=by, after=describe_slots(slots))
    return slots


@transaction.atomic
def edit_half_days(
    *,
    session: Session,
    slots: Sequence[SessionSlot],
    changes: HalfDayChanges,
    by: User,
    at: datetime,
) -> int:
    """Change half-days of one session all alike; give how many.

    Marks follow a change of minutes: those present get the new minutes. Raises NotAllowed,
    SessionNotEditable, InvalidInput, SlotInUse when somebody was marked in part for longer, or was marked
    in a role that would no longer be theirs.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    slots = list(
        SessionSlot.objects.filter(pk__in=[slot.pk for slot in slots], day__session=session)
        .select_related("day")
        .in_order()
    )
    if not slots:
        raise InvalidInput(
            _("Choose at least one half-day."), {"slots": [_("Choose at least one.")]}
        )
    before = describe_slots(slots)
    for slot in slots:
        _apply(slot, changes)
    _check_times(slots)

    SessionSlot.objects.bulk_update(slots, EDITABLE)
    if changes.minutes is not None:
        _follow_minutes(slots, changes.minutes, by=by, at=at)
    if changes.animators is not None or changes.co_animators is not None:
        _replace_animations(slots, changes)
    journal.record(
        session, "curriculum.edit_half_days", by=by, before=before, after=describe_slots(slots)
    )
    return len(slots)


@transaction.atomic
def remove_half_days(*, session: Session, slots: Sequence[SessionSlot], by: User) -> None:
    """Take half-days out of the plan, and days that have none left.

    Raises NotAllowed, SessionNotEditable, SlotInUse when anybody was marked there.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    slots = SessionSlot.objects.filter(pk__in=[slot.pk for slot in slots], day__session=session)
    used = (
        slots.filter(attendances__isnull=False).select_related("day").distinct().in_order().first()
    )
    if used:
        raise SlotInUse(
            _("Attendance was marked on %(day)s, %(half)s: remove the marks first.")
            % {"day": _day(used), "half": used.get_half_display().lower()}
        )

    before = describe_slots(slots)
    days = list(slots.values_list("day", flat=True))
    slots.delete()
    SessionDay.objects.filter(pk__in=days, slots=None).delete()
    keep_bounds(session)
    journal.record(session, "curriculum.remove_half_days", by=by, before=before)


EDITABLE = [
    "starts_at",
    "ends_at",
    "minutes",
    "kind",
    "co_animation_kind",
    "place",
    "territory",
]


def _apply(slot: SessionSlot, changes: HalfDayChanges) -> None:
    for name in EDITABLE:
        value = getattr(changes, name)
        if value is not None:
            setattr(slot, name, value)
    if changes.place is not None and changes.territory is None:
        slot.territory = changes.place.territory


def _animations(slot, animators, co_animators):
    for person in animators:
        yield Animation(slot=slot, person=person, role=AnimationRole.ANIMATOR)
    for person in co_animators:
        yield Animation(slot=slot, person=person, role=AnimationRole.CO_ANIMATOR)


def _check_halves(halves: Sequence[HalfDay]) -> None:
    """Refuse what no day can hold, naming the fields as `morning-ends_at`."""
    errors: dict[str, list[str]] = {}
    if not halves:
        errors["halves"] = [_("Choose at least one half-day.")]
    for wanted in halves:
        if wanted.ends_at <= wanted.starts_at:
            errors[f"{wanted.half}-ends_at"] = [_("The end must come after the beginning.")]
        if not 1 <= wanted.minutes <= 1440:
            errors[f"{wanted.half}-minutes"] = [_("Between 1 and 1440 minutes.")]
        if both := set(wanted.animators) & set(wanted.co_animators):
            errors["co_animators"] = [_cannot_be_both(both)]
    ordered = sorted(halves, key=lambda wanted: wanted.starts_at)
    for one, other in itertools.pairwise(ordered):
        if other.starts_at < one.ends_at:
            errors.setdefault(f"{other.half}-starts_at", []).append(
                _("This half-day begins before the one before it ends.")
            )
    if errors:
        raise InvalidInput(_("Some values of the half-days are wrong."), errors)


def _check_free(days: Sequence[SessionDay], halves: Sequence[HalfDay]) -> None:
    taken = SessionSlot.objects.filter(day__in=days).select_related("day").in_order()
    for slot in taken:
        for wanted in halves:
            if slot.half == wanted.half:
                raise InvalidInput(
                    _("%(day)s already has this half-day: %(half)s.")
                    % {"day": _day(slot), "half": slot.get_half_display().lower()},
                    {f"{wanted.half}-starts_at": [_("This half-day exists already.")]},
                )
            if slot.starts_at < wanted.ends_at and wanted.starts_at < slot.ends_at:
                raise InvalidInput(
                    _("On %(day)s these hours overlap with the other half-day.")
                    % {"day": _day(slot)},
                    {f"{wanted.half}-starts_at": [_("These hours overlap.")]},
                )


def _check_times(slots: Sequence[SessionSlot]) -> None:
    """Refuse half-days that end before they begin, or that would overlap within their day."""
    changed = {slot.pk: slot for slot in slots}
    siblings = SessionSlot.objects.filter(day__in={slot.day_id for slot in slots}).select_related(
        "day"
    )
    by_day: dict[int, list[SessionSlot]] = {}
    for slot in siblings:
        by_day.setdefault(slot.day_id, []).append(changed.get(slot.pk, slot))
    for of_day in by_day.values():
        of_day.sort(key=lambda slot: slot.starts_at)
        for slot in of_day:
            if slot.ends_at <= slot.starts_at:
                message = _("On %(day)s the half-day would end before it begins.") % {
                    "day": _day(slot)
                }
                raise InvalidInput(message, {"ends_at": [message]})
        for one, other in itertools.pairwise(of_day):
            if other.starts_at < one.ends_at:
                message = _("On %(day)s the half-days would overlap.") % {"day": _day(one)}
                raise InvalidInput(message, {"starts_at": [message]})


def _follow_minutes(slots: Sequence[SessionSlot], minutes: int, *, by: User, at: datetime) -> None:
    marks = Attendance.objects.filter(slot__in=slots).select_related("person", "slot__day")
    longer = marks.filter(status=AttendanceStatus.PARTIAL, minutes__gte=minutes).first()
    if longer:
        message = _("%(person)s was marked present in part for %(minutes)d minutes on %(day)s.") % {
            "person": longer.person,
            "minutes": longer.minutes,
            "day": _day(longer.slot),
        }
        raise SlotInUse(message)
    present = list(marks.filter(status=AttendanceStatus.PRESENT).exclude(minutes=minutes))
    Attendance.objects.filter(pk__in=[mark.pk for mark in present]).update(
        minutes=minutes, version=F("version") + 1
    )
    journal.record_many(
        [(mark, {"minutes": mark.minutes}, {"minutes": minutes}) for mark in present],
        "curriculum.mark_attendance",
        by=by,
    )


def _replace_animations(slots: Sequence[SessionSlot], changes: HalfDayChanges) -> None:
    """Put the named people in place of those who had the same role; the other role stays."""
    animators, co_animators = changes.animators, changes.co_animators
    named = set(animators or ()) | set(co_animators or ())
    if both := set(animators or ()) & set(co_animators or ()):
        raise InvalidInput(_cannot_be_both(both), {"co_animators": [_cannot_be_both(both)]})

    replaced = [
        role
        for role, people in (
            (AnimationRole.ANIMATOR, animators),
            (AnimationRole.CO_ANIMATOR, co_animators),
        )
        if people is not None
    ]
    # Who is named in one role leaves the other.
    Animation.objects.filter(slot__in=slots).filter(
        Q(role__in=replaced) | Q(person__in=named)
    ).delete()
    Animation.objects.bulk_create(
        animation
        for slot in slots
        for animation in _animations(slot, animators or (), co_animators or ())
    )
    _check_marked_roles(slots)


def _check_marked_roles(slots: Sequence[SessionSlot]) -> None:
    """Refuse when a mark already made would name a role that is no longer the person's."""
    helpers = set(
        Animation.objects.filter(slot__in=slots, role=AnimationRole.CO_ANIMATOR).values_list(
            "slot", "person"
        )
    )
    for mark in Attendance.objects.filter(slot__in=slots).select_related("person", "slot__day"):
        is_helper = (mark.slot_id, mark.person_id) in helpers
        if is_helper != (mark.role == AttendanceRole.CO_ANIMATOR):
            raise SlotInUse(
                _("%(person)s was marked as %(role)s on %(day)s: remove that mark first.")
                % {
                    "person": mark.person,
                    "role": mark.get_role_display().lower(),
                    "day": _day(mark.slot),
                }
            )


def _cannot_be_both(people) -> str:
    return _("%(names)s cannot both lead and co-lead the same half-day.") % {
        "names": ", ".join(sorted(str(person) for person in people))
    }


def _day(slot: SessionSlot) -> str:
    return spell_day(slot.day.on)
