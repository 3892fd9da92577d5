"""What changes between two assessments, and what additional hours would change."""

from collections.abc import Iterable
from typing import NamedTuple

from .evaluation import evaluate
from .facts import Dossier, Hours
from .results import Assessment, RequirementResult
from .rulebook import Rulebook


class Change(NamedTuple):
    """A requirement that stands differently; a side is None where the rulebook lacks it."""

    level: int
    requirement: str
    before: RequirementResult | None
    after: RequirementResult | None

    @property
    def minutes(self) -> int:
        """The minutes gained, negative when some were lost."""
        return _credited(self.after) - _credited(self.before)

    @property
    def completes(self) -> bool:
        """Whether the requirement becomes complete."""
        was_complete = self.before is not None and self.before.complete
        return self.after is not None and self.after.complete and not was_complete


class WhatIf(NamedTuple):
    """What additional hours would change. `after` holds the additional records too."""

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    levels_completed: tuple[int, ...]


def compare(before: Assessment, after: Assessment) -> tuple[Change, ...]:
    """Give the requirements whose minutes differ, level by level."""
    old, new = _by_place(before), _by_place(after)
    places = sorted(dict.fromkeys([*new, *old]), key=lambda place: place[0])
    return tuple(
        Change(*place, old.get(place), new.get(place))
        for place in places
        if _standing(old.get(place)) != _standing(new.get(place))
    )


def what_if(rulebook: Rulebook, dossier: Dossier, additional: Iterable[Hours]) -> WhatIf:
    """Tell what additional hours would change in a person's levels.

    The references of the additional hours must be new to the dossier.
    """
    grown = Dossier(records=(*dossier.records, *additional), frozen=dossier.frozen)
    before, after = evaluate(rulebook, dossier), evaluate(rulebook, grown)
    complete = {level.number for level in before.levels if level.complete}
    return WhatIf(
        before,
        after,
        compare(before, after),
        tuple(x.number for x in after.levels if x.complete and x.number not in complete),
    )


def _by_place(assessment: Assessment) -> dict[tuple[int, str], RequirementResult]:
    return {
        (level.number, requirement.code): requirement
        for level in assessment.levels
        for requirement in level.requirements
    }


def _standing(result: RequirementResult | None) -> tuple[object, ...] | None:
    return result and (result.required, result.credited, result.off_territory)


def _credited(result: RequirementResult | None) -> int:
    return result.credited if result else 0
