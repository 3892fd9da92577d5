"""The people of a dry run: what would be recorded for each, and who may be somebody known."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from certification.models import HourImportLine
from certification.past_hours.fates import Fate, Planned
from curriculum.enums import HourKind
from curriculum.french_order import sort_key
from curriculum.models import Person


@dataclass(slots=True)
class PersonPlan:
    """What would be recorded for one person; `person` is None for somebody new."""

    who: str
    given_name: str
    family_name: str
    person: Person | None
    is_in_question: bool = False
    lines: int = 0
    minutes: int = 0
    by_kind: Counter = field(default_factory=Counter)
    by_class: Counter = field(default_factory=Counter)
    home_unknown_minutes: int = 0
    first_day: date | None = None

    @property
    def is_new(self) -> bool:
        """Tell whether the import would add this person."""
        return self.person is None and not self.is_in_question

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """Minutes by kind, the most first."""
        return [(HourKind(kind).label, minutes) for kind, minutes in self.by_kind.most_common()]

    @property
    def sorted_name(self) -> str:
        """Name as in lists."""
        if self.person:
            return self.person.sorted_name
        return f"{self.family_name.upper()} {self.given_name}"

    def add(self, plan: Planned) -> None:
        """Count a line."""
        hours = plan.hours
        self.lines += 1
        self.minutes += hours.minutes
        self.by_kind[hours.kind] += hours.minutes
        for (day, minutes), off_territory in zip(hours.days, plan.off_territory, strict=True):
            self.by_class[hours.kind, off_territory, hours.accredited(day)] += minutes
            self.first_day = min(day, self.first_day or day)
        if plan.is_home_unknown:
            self.home_unknown_minutes += hours.minutes


@dataclass(slots=True)
class Question:
    """Somebody of the file who may be somebody known."""

    who: str
    given_name: str
    family_name: str
    birth_date: str
    email: str
    candidate: Person
    is_another: bool
    lines: int = 0

    @property
    def born_on(self) -> date | None:
        """The date of birth in the workbook."""
        return date.fromisoformat(self.birth_date) if self.birth_date else None


def sum_by_person(planned: Iterable[Planned]) -> list[PersonPlan]:
    """Give what would be recorded, person by person, in the order of names; one query."""
    mine = [plan for plan in planned if plan.fate in (Fate.TO_WRITE, Fate.QUESTION)]
    known = Person.objects.in_bulk({plan.line.person_id for plan in mine} - {None})
    plans: dict[Any, PersonPlan] = {}
    for plan in mine:
        line = plan.line
        key = line.person_id or line.who
        if key not in plans:
            plans[key] = PersonPlan(
                who=line.who,
                given_name=line.values["given_name"],
                family_name=line.values["family_name"],
                person=known.get(line.person_id),
                is_in_question=plan.fate == Fate.QUESTION,
            )
        plans[key].add(plan)
    return sorted(plans.values(), key=lambda each: sort_key(each.sorted_name))


def questions_of(lines: Iterable[HourImportLine]) -> list[Question]:
    """Give who the lines may be about, each once, in the order of names; one query."""
    lines = list(lines)
    asked: dict[str, Question] = {}
    people = Person.objects.in_bulk({line.candidate_id for line in lines})
    for line in lines:
        values = line.values
        question = asked.get(line.who)
        if question is None:
            question = asked[line.who] = Question(
                who=line.who,
                given_name=values["given_name"],
                family_name=values["family_name"],
                birth_date="",
                email="",
                candidate=people[line.candidate_id],
                is_another=line.is_another,
            )
        question.lines += 1
        question.birth_date = question.birth_date or values.get("birth_date", "")
        question.email = question.email or values.get("email", "")
    return sorted(asked.values(), key=lambda each: sort_key(each.family_name))
