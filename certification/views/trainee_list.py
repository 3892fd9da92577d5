"""The list of trainees: everybody's levels, chosen and sorted by what the engine says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from certification.dossier import LevelTotal, Totals, assess_many
from certification.dossier.trainees import find_trainees
from certification.forms.progress import TraineeOrder, TraineeState
from curriculum.models import HomeTerritory, Membership, Person


@dataclass(slots=True)
class TraineeRow:
    """One trainee of the list; the rest is filled in for the rows that are shown.

    `levels` has one place for each column; None where the person's rulebook has no such level.
    """

    person: Person
    totals: Totals
    levels: list[LevelTotal | None] = field(default_factory=list)
    territory: str = ""
    institutions: list[str] = field(default_factory=list)


class TraineeList(Sequence):
    """Rows in order; a page of them is completed before it is shown."""

    def __init__(self, rows: list[TraineeRow], on: date) -> None:
        self.rows = rows
        self.on = on

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, place):
        return self.rows[place]

    @cached_property
    def level_numbers(self) -> list[int]:
        """The levels that anybody of the list is on: the columns."""
        return sorted({level.number for row in self.rows for level in row.totals.levels})

    def complete_rows(self, rows: list[TraineeRow]) -> None:
        """Put levels under their columns, and say where the people of these rows work; two queries."""
        columns = self.level_numbers
        for row in rows:
            levels = {level.number: level for level in row.totals.levels}
            row.levels = [levels.get(number) for number in columns]
        by_person = {row.person.pk: row for row in rows}
        homes = HomeTerritory.objects.on(self.on).filter(person__in=by_person)
        for home in homes.select_related("territory"):
            by_person[home.person_id].territory = str(home.territory or "")
        memberships = Membership.objects.current(on=self.on).filter(person__in=by_person)
        for membership in memberships.select_related("institution"):
            by_person[membership.person_id].institutions.append(membership.institution.name)


def list_trainees(chosen: dict, *, on: date) -> TraineeList:
    """List trainees as chosen in `TraineeFilterForm`; the levels of all of them cost two queries."""
    people = find_trainees(
        on=on,
        text=chosen.get("q", ""),
        territory=chosen.get("territory"),
        institution=chosen.get("institution"),
    )
    narrowed = any(chosen.get(name) for name in ("q", "territory", "institution"))
    totals = assess_many(people if narrowed else None, on=on)
    rows = [TraineeRow(person, totals[person.pk]) for person in people.in_order()]
    match chosen.get("state"):
        case TraineeState.TO_ATTEST:
            rows = [row for row in rows if row.totals.level_to_attest]
        case TraineeState.WAITING:
            rows = [row for row in rows if row.totals.waiting_minutes]
    match chosen.get("sort"):
        case TraineeOrder.WAITING:
            rows.sort(key=lambda row: -row.totals.waiting_minutes)
        case TraineeOrder.ADVANCE:
            rows.sort(key=_advance, reverse=True)
    return TraineeList(rows, on)


def _advance(row: TraineeRow) -> tuple[int, int]:
    return row.totals.attested_level, sum(level.credited for level in row.totals.levels)
