"""A rulebook compiled for allocation, and the quick answer from sums alone.

Hours that suit exactly the same slots are one *pool*: a flow between a few pools and slots
replaces one between every record and every slot. Filling the slots one after the other,
re-routing along augmenting paths, gives each slot the most it can have without taking a
minute from an earlier one: the amounts that can fill the slots form a polymatroid.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .requirements import Level, Requirement, SlotName

HoursClass = tuple[str, bool, bool]  # kind, off-territory, accredited
NOWHERE = -1  # the pool of hours whose kind is known but that suit no slot


class Slot(NamedTuple):
    """A part of a requirement, to be filled with minutes."""

    level: int
    requirement: str
    name: SlotName
    capacity: int


class Step(NamedTuple):
    """How to fill one slot from sums: the pools that suit it, and those that help indirectly."""

    slot: int
    capacity: int
    feeders: tuple[int, ...]
    helpers: tuple[int, ...]
    recorded: bool


class Plan:
    """Slots in the order in which they are filled, and pools of hours that suit the same slots.

    Levels in `closed` are frozen: their slots take nothing.
    """

    def __init__(self, levels: tuple[Level, ...], closed: frozenset[int] = frozenset()) -> None:
        self._levels = levels
        self._variants: dict[frozenset[int], Plan] = {}
        self.closed = closed
        self.slots: list[Slot] = []
        #: The requirements of each level with their slots.
        self.rows: dict[int, list[tuple[Requirement, list[int]]]] = {}
        self.level_minutes = {level.number: level.minutes for level in levels}
        #: Claims made so far, by slot and minutes: the same few serve everybody.
        self.claims: dict[tuple[int, int], Any] = {}
        self._number_slots()
        self.capacities = [0 if s.level in closed else s.capacity for s in self.slots]
        self._pool_hours()
        self._order_steps()

    def without(self, frozen: Iterable[int]) -> "Plan":
        """Give the plan in which the levels numbered in `frozen` take nothing; kept once made."""
        closed = frozenset(frozen)
        if closed == self.closed:
            return self
        if closed not in self._variants:
            self._variants[closed] = Plan(self._levels, closed)
        return self._variants[closed]

    def _number_slots(self) -> None:
        for level in self._levels:
            rows = self.rows[level.number] = []
            for requirement in level.requirements:
                mine: list[int] = []
                rows.append((requirement, mine))
                for name, capacity in requirement.slots():
                    mine.append(len(self.slots))
                    self.slots.append(Slot(level.number, requirement.code, name, capacity))

    def _suited_slots(self, kind: str, off_territory: bool, accredited: bool) -> tuple[int, ...]:
        return tuple(
            slot
            for rows in self.rows.values()
            for requirement, slots in rows
            if requirement.accepts(kind, accredited)
            for slot in slots
            if self.capacities[slot]
            and (off_territory or self.slots[slot].name != SlotName.OFF_TERRITORY)
        )

    def _pool_hours(self) -> None:
        requirements = [need for level in self._levels for need in level.requirements]
        #: The kinds that some requirement takes from a provider that is not accredited.
        self.kinds_from_anyone = {
            kind for need in requirements if not need.accredited_only for kind in need.kinds
        }
        #: The slots that hours of each class may fill, in order.
        self.suited: dict[HoursClass, tuple[int, ...]] = {
            (kind, off_territory, accredited): self._suited_slots(kind, off_territory, accredited)
            for kind in {kind for need in requirements for kind in need.kinds}
            for off_territory in (False, True)
            for accredited in (False, True)
        }
        self.fits = sorted(set(self.suited.values()) - {()})
        number = {fits: pool for pool, fits in enumerate(self.fits)}
        self.pool_of = {key: number.get(fits, NOWHERE) for key, fits in self.suited.items()}
        self.ranks = [
            len({(self.slots[s].level, self.slots[s].requirement) for s in fits})
            for fits in self.fits
        ]
        #: The pools that suit each slot: those that serve the fewest requirements come first.
        self.feeders = [
            tuple(
                sorted(
                    (pool for pool, fits in enumerate(self.fits) if slot in fits),
                    key=lambda pool: (self.ranks[pool], len(self.fits[pool]), pool),
                )
            )
            for slot in range(len(self.slots))
        ]
        #: For each pool, the pools and slots that it is tied to through shared slots.
        self.kin = [self._kin(pool) for pool in range(len(self.fits))]
        self.kin_slots = [
            tuple(sorted({slot for other in kin for slot in self.fits[other]})) for kin in self.kin
        ]

    def _kin(self, pool: int) -> tuple[int, ...]:
        found = [pool]
        for other in found:
            near = (n for slot in self.fits[other] for n in self.feeders[slot])
            found.extend(n for n in dict.fromkeys(near) if n not in found)
        return tuple(found)

    def _order_steps(self) -> None:
        helpers = [self._helpers(slot) for slot in range(len(self.slots))]
        entangled = {
            pool
            for slot, found in enumerate(helpers)
            if found
            for feeder in self.feeders[slot]
            for pool in self.kin[feeder]
        }
        self.steps = [
            Step(slot, capacity, self.feeders[slot], helpers[slot], feeders[0] in entangled)
            for slot, (capacity, feeders) in enumerate(
                zip(self.capacities, self.feeders, strict=True)
            )
            if capacity and feeders
        ]

    def _helpers(self, slot: int) -> tuple[int, ...]:
        """Find the pools that fill `slot` only by freeing another in an earlier slot."""
        found = list(self.feeders[slot])
        for pool in found:
            earlier = (s for s in self.fits[pool] if s < slot)
            near = (n for s in earlier for n in self.feeders[s])
            found.extend(n for n in dict.fromkeys(near) if n not in found)
        return tuple(found[len(self.feeders[slot]) :])


def allocate_totals(
    plan: Plan, totals: Mapping[HoursClass, int] | Iterable[tuple[HoursClass, int]]
) -> list[int]:
    """Give the minutes credited to each of `plan.slots` from the sums of one person's hours.

    The same amounts as the full evaluation, without saying which record went where. Minutes
    that rest in frozen levels must not be in the sums.
    """
    left = [0] * len(plan.fits)
    pool_of = plan.pool_of
    for hours_class, minutes in totals.items() if isinstance(totals, Mapping) else totals:
        pool = pool_of.get(hours_class, NOWHERE)
        if pool >= 0:
            left[pool] += minutes

    credited = [0] * len(plan.slots)
    flows: dict[int, dict[int, int]] = {}
    for slot, capacity, feeders, helpers, recorded in plan.steps:
        need = capacity
        inflow = {}
        for pool in feeders:
            have = left[pool]
            if have:
                if have >= need:
                    inflow[pool] = need
                    left[pool] = have - need
                    need = 0
                    break
                inflow[pool] = have
                left[pool] = 0
                need -= have
        if recorded:
            flows[slot] = inflow
            if need and helpers:
                for pool in helpers:
                    if left[pool]:
                        need = _reroute(plan, flows, left, slot, need)
                        break
        credited[slot] = capacity - need
    return credited


def _reroute(
    plan: Plan, flows: dict[int, dict[int, int]], left: list[int], slot: int, need: int
) -> int:
    """Fill `slot` by minutes that other pools can replace where they are; give what still lacks."""
    while need:
        freed: dict[int, tuple[int, int]] = {}  # pool: (the pool it replaces, in which slot)
        queue = list(plan.feeders[slot])
        seen = set(queue)
        source = NOWHERE
        for pool in queue:
            if left[pool]:
                source = pool
                break
            for filled in plan.fits[pool]:
                if filled < slot and flows[filled].get(pool):
                    for other in plan.feeders[filled]:
                        if other not in seen:
                            seen.add(other)
                            freed[other] = (pool, filled)
                            queue.append(other)
        if source == NOWHERE:
            return need
        amount = min(need, left[source])
        pool = source
        while pool in freed:
            replaced, filled = freed[pool]
            amount = min(amount, flows[filled][replaced])
            pool = replaced
        left[source] -= amount
        need -= amount
        pool = source
        while pool in freed:
            replaced, filled = freed[pool]
            flows[filled][pool] = flows[filled].get(pool, 0) + amount
            flows[filled][replaced] -= amount
            pool = replaced
        flows[slot][pool] = flows[slot].get(pool, 0) + amount
    return 0
