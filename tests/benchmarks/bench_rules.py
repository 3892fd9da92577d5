"""What the rules engine costs beside bare functions that do the least for the same minutes.

Rows: the allocation of one trainee from sums, and the evaluation with every record explained.
The floors are written here, in plain Python on bare numbers: no dates of completion, no
reasons, no rule for ties, no result objects.
"""

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import Any

from certification.rulebooks import packaged_rulebook
from certification.rules import Dossier, Hours, Rulebook, allocate_totals, evaluate
from certification.rules.plan import HoursClass

TRAINEES = 300
ROUNDS = 25
MOST_MUST, MOST_GOOD = {1: 3.0, 2: 2.0}, {1: 1.3, 2: 1.2}

Share = tuple[int, int]  # slot, minutes


class Bare:
    """The least that gives the right minutes: a flow on numbers, from sums of what suits the same."""

    def __init__(self, rulebook: Rulebook) -> None:
        kinds = sorted({k for x in rulebook.levels for need in x.requirements for k in need.kinds})
        suited: dict[HoursClass, list[int]] = {
            (k, off, acc): [] for k in kinds for off in (False, True) for acc in (False, True)
        }
        capacities = []
        for level in rulebook.levels:
            for need in level.requirements:
                for name, capacity in need.slots():
                    for (kind, off, accredited), slots in suited.items():
                        if need.accepts(kind, accredited) and (off or name == "open"):
                            slots.append(len(capacities))
                    capacities.append(capacity)
        self.fits = [list(slots) for slots in sorted({tuple(slots) for slots in suited.values()})]
        self.number = {key: self.fits.index(slots) for key, slots in suited.items()}
        self.slots = [
            (capacity, [number for number, slots in enumerate(self.fits) if slot in slots])
            for slot, capacity in enumerate(capacities)
        ]

    def amounts(self, sums: dict[HoursClass, int]) -> list[int]:
        left = [0] * len(self.fits)
        for key, minutes in sums.items():
            left[self.number[key]] += minutes
        return self.flow(left)[0]

    def flow(self, left: list[int]) -> tuple[list[int], list[dict[int, int]]]:
        """Fill the slots in order along augmenting paths; give the amounts and the flows."""
        amounts = []
        flows: list[dict[int, int]] = []
        for slot, (capacity, suited) in enumerate(self.slots):
            need = capacity
            inflow: dict[int, int] = {}
            flows.append(inflow)
            for key in suited:
                if left[key]:
                    taken = left[key] if left[key] < need else need
                    inflow[key] = taken
                    left[key] -= taken
                    need -= taken
                    if not need:
                        break
            while need and (amount := self._move(left, flows, slot, need)):
                need -= amount
            amounts.append(capacity - need)
        return amounts, flows

    def _move(self, left: list[int], flows: list[dict[int, int]], slot: int, need: int) -> int:
        came_by: dict[int, tuple[int, int]] = {}
        queue = self.slots[slot][1].copy()
        for key in queue:
            if left[key]:
                break
            for filled in self.fits[key]:
                if filled < slot and flows[filled].get(key):
                    for other in self.slots[filled][1]:
                        if other not in came_by and other not in self.slots[slot][1]:
                            came_by[other] = (key, filled)
                            queue.append(other)
        else:
            return 0
        path = []
        source = key
        while key in came_by:
            path.append((key, *came_by[key]))
            key = came_by[key][0]
        amount = min(need, left[source], *(flows[where][out] for _, out, where in path))
        left[source] -= amount
        for entering, out, where in path:
            flows[where][entering] = flows[where].get(entering, 0) + amount
            flows[where][out] -= amount
        flows[slot][key] = flows[slot].get(key, 0) + amount
        return amount

    def explanation(self, records: tuple[Hours, ...]) -> dict[str, tuple[list[Share], int]]:
        """Allocate the sums, then give each class's minutes in each slot to its oldest records.

        Tells by record in which slots its minutes are, and how many are in none.
        """
        queues: list[list[Hours]] = [[] for _ in self.fits]
        left = [0] * len(self.fits)
        for record in sorted(records, key=attrgetter("on", "ref")):
            key = self.number[record.kind, record.off_territory, record.accredited]
            left[key] += record.minutes
            queues[key].append(record)
        shares: dict[str, list[Share]] = {record.ref: [] for record in records}
        heads = [(0, queue[0].minutes if queue else 0) for queue in queues]
        for slot, inflow in enumerate(self.flow(left)[1]):
            for key, minutes in inflow.items():
                queue = queues[key]
                head, rest = heads[key]
                while minutes:
                    taken = rest if rest < minutes else minutes
                    shares[queue[head].ref].append((slot, taken))
                    minutes -= taken
                    rest -= taken
                    if not rest:
                        head += 1
                        rest = queue[head].minutes if head < len(queue) else 0
                heads[key] = (head, rest)
        return {
            record.ref: (share, record.minutes - sum([minutes for _, minutes in share]))
            for record in records
            for share in (shares[record.ref],)
        }


def trainee(rng: random.Random) -> Dossier:
    """Make a trainee somewhere on the way: what the rulebook asks for, up to some point."""
    wanted = [
        ("theory", 20, 360, False),
        ("participation_cc", 8, 360, False),
        ("participation_coc", 5, 180, False),
        ("co_animation_cc", 5, 360, False),
        ("co_animation_coc", 4, 360, False),
        ("seminar_cc", 4, 420, False),
        ("congress", 3, 420, False),
        ("transmission_workshop", 4, 120, False),
        ("deepening", 12, 420, True),
        ("personal_work", 10, 450, False),
        ("pedagogy", 3, 300, False),
    ]
    reached = rng.uniform(0.3, 1.3)
    records = []
    for kind, usual, minutes, accredited in wanted:
        for _ in range(round(usual * reached * rng.uniform(0.5, 1.3))):
            records.append(
                Hours(
                    ref=f"hours:{rng.randrange(10**6)}-{len(records)}",
                    kind=kind,
                    on=date(2022, 1, 1) + timedelta(days=rng.randrange(1500)),
                    minutes=minutes,
                    off_territory=rng.random() < 0.35,
                    accredited=accredited and rng.random() < 0.9,
                )
            )
    records.sort(key=lambda record: record.on)
    return Dossier(records=tuple(records))


def repeat(function: Callable[[Any], object], values: Iterable[Any]) -> None:
    """Call for each value and forget the answer, as a page does."""
    for value in values:
        function(value)


def rounds(ours: Callable[[], object], floor: Callable[[], object], per: int) -> list[list[float]]:
    """Time both in interleaved rounds; give microseconds of processor time per unit."""
    times: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for position, run in enumerate((ours, floor)):
            started = time.process_time()
            run()
            times[position].append((time.process_time() - started) / per * 1e6)
    return times


def report(row: int, name: str, unit: str, times: list[list[float]]) -> None:
    ours, floor = times
    ratio = statistics.median(a / b for a, b in zip(ours, floor, strict=True))
    verdict = "good" if ratio <= MOST_GOOD[row] else "must" if ratio <= MOST_MUST[row] else "MISSED"
    print(f"{row:>2}  {name}")
    for label, values in (("ours", ours), ("floor", floor)):
        middle = statistics.median(values)
        print(f"      {label:<6} {middle:7.2f} µs {unit}   ({min(values):.2f}-{max(values):.2f})")
    print(
        f"      ratio  {ratio:7.2f}   must ≤ {MOST_MUST[row]}, good ≤ {MOST_GOOD[row]}: {verdict}"
    )


def main() -> None:
    rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 2026)
    rulebook = packaged_rulebook("ficc")
    plan = rulebook.plan
    bare = Bare(rulebook)
    dossiers = [trainee(rng) for _ in range(TRAINEES)]
    records = sum(len(dossier.records) for dossier in dossiers)
    sums: list[dict[HoursClass, int]] = []
    for dossier in dossiers:
        counter: Counter[HoursClass] = Counter()
        for record in dossier.records:
            counter[record.kind, record.off_territory, record.accredited] += record.minutes
        sums.append(dict(counter))
    for total, dossier in zip(sums, dossiers, strict=True):
        if allocate_totals(plan, total) != bare.amounts(total):
            raise SystemExit(f"the floor and the engine disagree: {dossier}")
    print(f"{TRAINEES} trainees, {records} records, {ROUNDS} rounds")
    report(
        1,
        "allocation of one trainee from sums",
        "a trainee",
        rounds(
            lambda: repeat(partial(allocate_totals, plan), sums),
            lambda: repeat(bare.amounts, sums),
            TRAINEES,
        ),
    )
    report(
        2,
        "the same with every record's explanation",
        "a record",
        rounds(
            lambda: repeat(partial(evaluate, rulebook), dossiers),
            lambda: repeat(bare.explanation, [dossier.records for dossier in dossiers]),
            records,
        ),
    )


if __name__ == "__main__":
    main()
