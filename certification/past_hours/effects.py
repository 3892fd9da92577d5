"""What an import would change in people's levels: totals before and after, for many people at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from certification.dossier import LevelTotal, Totals, assess_many
from certification.past_hours.people import PersonPlan
from curriculum.models import Person


@dataclass(frozen=True, slots=True)
class LevelMove:
    """A level that would stand differently."""

    before: LevelTotal
    after: LevelTotal

    @property
    def number(self) -> int:
        """Which level."""
        return self.after.number

    @property
    def completes(self) -> bool:
        """Tell whether nothing is missing any more."""
        return self.after.complete and not self.before.complete


def level_moves(people: Sequence[PersonPlan], *, on: date) -> list[list[LevelMove]]:
    """Give the levels that would move once the hours count, for each of `people`; four queries.

    Those who follow no rulebook yet are judged by the one of today's newcomers.
    """
    ids = [plan.person.pk for plan in people if plan.person]
    totals = assess_many(Person.objects.filter(pk__in=ids), on=on)
    return [
        _moves(totals[plan.person.pk] if plan.person else totals.newcomer, plan) for plan in people
    ]


def _moves(before: Totals, plan: PersonPlan) -> list[LevelMove]:
    after = before.with_more(plan.by_class)
    return [
        LevelMove(old, new)
        for old, new in zip(before.levels, after.levels, strict=True)
        if old.credited != new.credited
    ]
