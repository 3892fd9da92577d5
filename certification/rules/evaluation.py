"""Puts it together: records into slots, slots into requirements, requirements into levels."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import partial
from operator import attrgetter, is_

from .allocation import CLOSED, Allocation
from .facts import Dossier, FrozenLevel, Hours
from .plan import NOWHERE, Plan
from .requirements import Level, SlotName
from .results import (
    Amount,
    Assessment,
    Claim,
    LevelResult,
    RecordResult,
    RequirementResult,
)
from .rulebook import Rulebook
from .sharing import Claims, Sharing
from .unused import Reasons

oldest_first = attrgetter("on", "ref")
# One for every record and requirement of every trainee: made without a call of Python.
new_record_result = partial(tuple.__new__, RecordResult)
new_requirement_result = partial(tuple.__new__, RequirementResult)


def evaluate(rulebook: Rulebook, dossier: Dossier) -> Assessment:
    """Share all the hours of a dossier between the slots of a rulebook, and explain it.

    Minutes that rest in a frozen level stay there. Raises `ValueError` when frozen claims do
    not fit the dossier's records, which no checked input gives.
    """
    plan = rulebook.plan
    if dossier.frozen:
        plan = plan.without(frozen.number for frozen in dossier.frozen)
    records = sorted(dossier.records, key=oldest_first)
    claims: list[Claims] = [()] * len(records)
    held = _held_minutes(dossier, records, claims) if dossier.frozen else {}

    allocation = Allocation(plan)
    left, queues = _place(allocation, records, held)
    Sharing(allocation, queues, left, claims).share()
    if held:
        _order_claims(rulebook, claims, records, held)

    reason_for = Reasons(plan, allocation.missing).reason_for
    reasons = [reason_for(r) if unused else None for r, unused in zip(records, left, strict=True)]
    refs = [record.ref for record in records]
    results = list(map(new_record_result, zip(refs, claims, left, reasons, strict=True)))
    if not all(map(is_, dossier.records, records)):
        found = dict(zip(refs, results, strict=True))
        results = [found[record.ref] for record in dossier.records]
    return Assessment(rulebook, _levels(rulebook, dossier, allocation), tuple(results))


def _place(
    allocation: Allocation, records: list[Hours], held: Mapping[str, int]
) -> tuple[list[int], list[list[int]]]:
    """Add the records to the allocation; give the minutes of each, and the records by pool."""
    pool_of = allocation.plan.pool_of
    flows, missing, target = allocation.flows, allocation.missing, allocation.target
    spare = allocation.spare
    queues: list[list[int]] = [[] for _ in allocation.plan.fits]
    left = []
    for number, record in enumerate(records):
        minutes = record.minutes
        if held:
            minutes -= held.get(record.ref, 0)
        left.append(minutes)
        pool = pool_of.get((record.kind, record.off_territory, record.accredited), NOWHERE)
        if pool >= 0 and minutes:
            queues[pool].append(number)
            slot = target[pool]
            if slot >= 0 and minutes < missing[slot]:  # nearly always: nothing else changes
                inflow = flows[slot]
                inflow[pool] = inflow.get(pool, 0) + minutes
                missing[slot] -= minutes
            elif slot == CLOSED:
                spare[pool] += minutes
            else:
                allocation.add(pool, minutes, record.on)
    return left, queues


def _held_minutes(
    dossier: Dossier, records: list[Hours], claims: list[Claims]
) -> Mapping[str, int]:
    """Write the frozen claims down with their records; give the minutes they hold, by record."""
    number = {record.ref: position for position, record in enumerate(records)}
    held: Counter[str] = Counter()
    for level in dossier.frozen:
        for claim in level.claims:
            if claim.ref not in number:
                raise ValueError(f"a frozen claim names no record of the dossier: {claim.ref}")
            held[claim.ref] += claim.minutes
            position = number[claim.ref]
            claims[position] += (Claim(level.number, claim.requirement, claim.slot, claim.minutes),)
            if held[claim.ref] > records[position].minutes:
                raise ValueError(f"frozen claims hold more minutes than the record: {claim.ref}")
    return held


def _order_claims(
    rulebook: Rulebook, claims: list[Claims], records: list[Hours], held: Mapping[str, int]
) -> None:
    """Put the claims of records with frozen ones in the order of levels and requirements."""
    places = [(slot.level, slot.requirement, slot.name) for slot in rulebook.plan.slots]
    order = {place: index for index, place in enumerate(places)}
    for position, record in enumerate(records):
        if record.ref in held:
            claims[position] = tuple(
                sorted(
                    claims[position],
                    key=lambda claim: (claim.level, order.get(claim[:3], len(order)), claim),
                )
            )


def _levels(
    rulebook: Rulebook, dossier: Dossier, allocation: Allocation
) -> tuple[LevelResult, ...]:
    plan = allocation.plan
    credited = [c - m for c, m in zip(plan.capacities, allocation.missing, strict=True)]
    levels = [
        _level(plan, level, credited, allocation.filled_on)
        for level in rulebook.levels
        if level.number not in plan.closed
    ]
    if dossier.frozen:
        days = {record.ref: record.on for record in dossier.records}
        levels += [_frozen_level(rulebook, frozen, days) for frozen in dossier.frozen]
        levels.sort(key=attrgetter("number"))
    return tuple(levels)


def _level(
    plan: Plan, level: Level, credited: list[int], filled_on: list[date | None]
) -> LevelResult:
    requirements = []
    level_credited = 0
    level_day = None
    for requirement, slots in plan.rows[level.number]:
        first = slots[0]  # the off-territory slot, where there is one
        total = credited[first] if len(slots) == 1 else credited[first] + credited[slots[1]]
        required = requirement.minutes
        day = None
        if total == required:
            day = max([full for slot in slots if (full := filled_on[slot])])
            if level_day is None or day > level_day:
                level_day = day
        level_credited += total
        share = requirement.off_territory_minutes
        requirements.append(
            new_requirement_result(
                (
                    level.number,
                    requirement.code,
                    requirement.title,
                    required,
                    total,
                    Amount(share, credited[first]) if share else None,
                    day,
                )
            )
        )
    complete = level_credited == plan.level_minutes[level.number]
    return LevelResult(
        level.number,
        level.title,
        level.objective,
        complete,
        level_day if complete else None,
        False,
        plan.level_minutes[level.number],
        level_credited,
        tuple(requirements),
    )


def _frozen_level(rulebook: Rulebook, frozen: FrozenLevel, days: Mapping[str, date]) -> LevelResult:
    """Show a level as it was attested: complete on the day of the latest hours it rests on."""
    level = frozen.attested or rulebook.level(frozen.number)
    if level is None:
        raise ValueError(f"the rulebook has no level {frozen.number}, and none was attested")
    codes = [requirement.code for requirement in level.requirements]
    if not {claim.requirement for claim in frozen.claims} <= set(codes):
        raise ValueError(f"a frozen claim names no requirement of level {level.number}")
    requirements = tuple(_frozen_requirement(level, code, frozen, days) for code in codes)
    return LevelResult(
        level.number,
        level.title,
        level.objective,
        True,
        max((days[claim.ref] for claim in frozen.claims), default=None),
        True,
        level.minutes,
        sum(requirement.credited for requirement in requirements),
        requirements,
    )


def _frozen_requirement(
    level: Level, code: str, frozen: FrozenLevel, days: Mapping[str, date]
) -> RequirementResult:
    requirement = level.requirement(code)
    mine = [claim for claim in frozen.claims if claim.requirement == code]
    credited = sum(claim.minutes for claim in mine)
    off_territory = sum(c.minutes for c in mine if c.slot == SlotName.OFF_TERRITORY)
    share = requirement.off_territory_minutes
    return RequirementResult(
        level.number,
        code,
        requirement.title,
        requirement.minutes,
        credited,
        Amount(share, off_territory) if share else None,
        max((days[c.ref] for c in mine), default=None) if credited == requirement.minutes else None,
    )
