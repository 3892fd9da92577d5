"""The allocation found another way: linear programmes over single records, solved by HiGHS.

Nothing of the engine but its facts is used: slots, what suits them and the goal are written
again here, one variable for each record and slot.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

from certification.rules import Dossier, Hours, Rulebook


class Place(NamedTuple):
    level: int
    requirement: str
    slot: str


class Programme:
    """The lexicographic linear programme of one dossier under one rulebook."""

    def __init__(self, rulebook: Rulebook, dossier: Dossier) -> None:
        frozen = {level.number for level in dossier.frozen}
        self.minutes = {record.ref: record.minutes for record in dossier.records}
        for level in dossier.frozen:
            for claim in level.claims:
                self.minutes[claim.ref] -= claim.minutes
        self.records = sorted(dossier.records, key=lambda record: (record.on, record.ref))
        self.capacity: dict[Place, int] = {}
        self.pairs: list[tuple[Place, Hours]] = []
        for level in rulebook.levels:
            if level.number in frozen:
                continue
            for need in level.requirements:
                share = need.off_territory_minutes
                for slot, minutes in (("off_territory", share), ("open", need.minutes - share)):
                    place = Place(level.number, need.code, slot)
                    self.capacity[place] = minutes
                    self.pairs += [
                        (place, record)
                        for record in self.records
                        if minutes
                        and record.kind in need.kinds
                        and (record.accredited or not need.accredited_only)
                        and (record.off_territory or slot == "open")
                    ]
        self.limits = [*self._limits()]
        self.fixed: list[tuple[np.ndarray, int]] = []

    def _limits(self) -> Iterator[tuple[np.ndarray, int]]:
        for place, minutes in self.capacity.items():
            yield self._row(lambda p, r, place=place: p == place), minutes
        for record in self.records:
            row = self._row(lambda p, r, record=record: r.ref == record.ref)
            yield row, self.minutes[record.ref]

    def _row(self, wanted) -> np.ndarray:
        return np.array([float(wanted(place, record)) for place, record in self.pairs])

    def maximise(self, row: np.ndarray) -> int:
        """Give the most that a sum of variables can be, and hold it there from now on."""
        if not row.any():
            return 0
        rows, most = zip(*self.limits, strict=True)
        equal = {}
        if self.fixed:
            fixed_rows, values = zip(*self.fixed, strict=True)
            equal = {"A_eq": np.array(fixed_rows), "b_eq": np.array(values, dtype=float)}
        found = linprog(-row, A_ub=np.array(rows), b_ub=np.array(most), method="highs", **equal)
        assert found.status == 0, found.message
        value = round(-found.fun)
        assert abs(value + found.fun) < 1e-6
        self.fixed.append((row, value))
        return value

    def amounts(self) -> dict[Place, int]:
        """Give the minutes of each slot: each the most it can be, the earlier ones held."""
        return {
            place: self.maximise(self._row(lambda p, r, place=place: p == place))
            for place in self.capacity
        }

    def claims(self) -> dict[tuple[str, Place], int]:
        """Give the minutes of each record in each slot, by the rule for ties.

        Slot after slot: those that can serve the fewest requirements, then the oldest.
        """
        self.amounts()
        serves = {
            record.ref: len({p[:2] for p, r in self.pairs if r is record})
            for record in self.records
        }
        by_priority = sorted(self.records, key=lambda record: serves[record.ref])
        return {
            (record.ref, place): minutes
            for place in self.capacity
            for record in by_priority
            if (
                minutes := self.maximise(
                    self._row(lambda p, r, a=place, b=record: p == a and r is b)
                )
            )
        }
