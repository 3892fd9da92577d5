"""Which coming sessions would fill what a person still misses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from certification.dossier.progress import Progress
from certification.hour_facts import Homes, is_off_territory
from certification.rules import Assessment, Change, Dossier, Hours, compare, evaluate
from curriculum.enums import AttendanceRole, SessionStatus
from curriculum.models import Enrolment, Session, SessionSlot

MOST_HALF_DAYS = 400
"""How many coming half-days are looked at, the nearest first."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What attending the rest of a session in a role would bring, on top of what counts or waits."""

    session: Session
    role: AttendanceRole
    first_on: date
    is_off_territory: bool
    is_enrolled: bool
    changes: tuple[Change, ...]
    levels_completed: tuple[int, ...]


def opportunities(progress: Progress, *, on: date, limit: int = 6) -> list[Opportunity]:
    """List coming sessions that would bring missing hours: the lowest level first, then the nearest.

    Hours that wait are taken as validated, so that nobody enrols twice for the same hours. Two queries.
    """
    dossier, before = progress.expected_dossier, progress.after_waiting.after
    missing = set(_missing_kinds(progress, before))
    if not missing:
        return []
    homes = Homes([progress.person.pk])
    slots = _coming_slots(progress, on)
    found = []
    for session, mine in groupby(slots, key=lambda slot: slot.day.session):
        group = list(mine)
        for role in AttendanceRole:
            hours = list(_hours(progress, group, role, homes))
            if missing.isdisjoint(each.kind for each in hours):
                continue
            grown = Dossier(records=(*dossier.records, *hours), frozen=dossier.frozen)
            after = evaluate(progress.rules, grown)
            if changes := compare(before, after):
                found.append(_opportunity(session, role, group, hours, changes, before, after))
    found.sort(key=lambda each: (each.changes[0].level, each.first_on, each.session.pk, each.role))
    return found[:limit]


def _missing_kinds(progress: Progress, expected: Assessment) -> Iterator[str]:
    """Give the kinds of hours that some requirement still lacks."""
    for level in progress.rules.levels:
        if level.number not in progress.attested:
            for requirement in level.requirements:
                if expected.level(level.number).requirement(requirement.code).missing:
                    yield from requirement.kinds


def _coming_slots(progress: Progress, on: date) -> QuerySet[SessionSlot]:
    """Ask for the half-days to come of open sessions, session by session; one query."""
    seats = Enrolment.objects.active().filter(
        session=OuterRef("day__session"), person=progress.person
    )
    return (
        SessionSlot.objects.filter(day__on__gt=on, day__session__status=SessionStatus.OPEN)
        .select_related("day__session__offering", "day__session__territory", "territory")
        .exclude(day__session__in=Session.objects.led_by(progress.person))
        .annotate(is_enrolled=Exists(seats))
        .order_by("day__session__starts_on", "day__session_id", "day__on", "starts_at")[
            :MOST_HALF_DAYS
        ]
    )


def _hours(
    progress: Progress, slots: list[SessionSlot], role: AttendanceRole, homes: Homes
) -> Iterator[Hours]:
    """Give the hours that the half-days would be credited as, if all were attended in that role."""
    for slot in slots:
        kind = slot.kind_for(role)
        if kind:
            home = homes.on(progress.person.pk, slot.day.on)
            yield Hours(
                ref=f"slot:{slot.pk}",
                kind=kind,
                on=slot.day.on,
                minutes=slot.minutes,
                off_territory=is_off_territory(slot.territory, home),
                accredited=True,
            )


def _opportunity(
    session: Session,
    role: AttendanceRole,
    slots: list[SessionSlot],
    hours: list[Hours],
    changes: tuple[Change, ...],
    before: Assessment,
    after: Assessment,
) -> Opportunity:
    return Opportunity(
        session=session,
        role=role,
        first_on=slots[0].day.on,
        is_off_territory=any(each.off_territory for each in hours),
        is_enrolled=slots[0].is_enrolled,
        changes=changes,
        levels_completed=tuple(
            level.number
            for level in after.levels
            if level.complete and not before.level(level.number).complete
        ),
    )
