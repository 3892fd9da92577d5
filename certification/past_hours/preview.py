"""The dry run of an import: what would happen to each line, and what that adds up to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.enums import HourState, ImportResult
from certification.hour_facts import DAY_MINUTES, TERRITORIAL_KINDS, Homes, is_off_territory
from certification.models import HourImport, HourImportLine, HourRecord
from certification.past_hours.facts import PastHours, understand
from certification.past_hours.meanings import Meanings, Word, words_of
from certification.past_hours.parts import in_parts
from certification.past_hours.words import LEAVE_OUT
from curriculum.enums import HourKind
from curriculum.french_order import sort_key
from curriculum.models import Person, Territory


class Fate(TextChoices):
    """What would become of a line now."""

    TO_WRITE = "to_write", gettext_lazy("To record")
    REFUSED = "refused", gettext_lazy("To mend")
    REPEATED = "repeated", gettext_lazy("Twice in the file")
    LEFT_OUT = "left_out", gettext_lazy("Left out")
    KNOWN = "known", gettext_lazy("Brought already")
    UNCLEAR = "unclear", gettext_lazy("Word to explain")
    QUESTION = "question", gettext_lazy("Is it the same person?")


@dataclass(slots=True)
class Planned:
    """A line with what would become of it."""

    line: HourImportLine
    fate: Fate
    hours: PastHours | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)
    off_territory: list[bool] = field(default_factory=list)
    """Day by day."""
    is_home_unknown: bool = False
    """Whether it would matter where the person worked, and nobody knows."""
    is_territory_unknown: bool = False
    """Whether it would matter where it took place, and nobody knows."""
    overlaps: bool = False
    """Whether the platform has hours of this person, day, kind and duration already."""


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


class Preview:
    """The dry run: read once, as many queries for three thousand lines as for thirty, by the thousand."""

    def __init__(self, hour_import: HourImport) -> None:
        self.hour_import = hour_import
        self.meanings = Meanings(hour_import)
        self.lines = list(hour_import.lines.order_by("row"))
        self.planned = self._plan()

    # what becomes of the lines

    def _plan(self) -> list[Planned]:
        known = known_fingerprints([line.fingerprint for line in self.lines], self.hour_import)
        planned = [self._plan_line(line, known) for line in self.lines]
        _refuse_long_days(planned)
        self._compute_territories(planned)
        self._find_overlaps(planned)
        return planned

    def _plan_line(self, line: HourImportLine, known: set[str]) -> Planned:
        problems = [(code, sentence) for code, sentence in line.problems]
        if problems:
            fate = Fate.LEFT_OUT if line.is_left_out and not line.repeats_row else Fate.REFUSED
            return Planned(line, fate, problems=problems)
        if line.fingerprint in known:
            return Planned(line, Fate.KNOWN)
        if line.is_left_out:
            return Planned(line, Fate.REPEATED if line.repeats_row else Fate.LEFT_OUT)
        kind = self.meanings.kind(line.values)
        if kind is None:
            return Planned(line, Fate.UNCLEAR)
        if kind == LEAVE_OUT:
            return Planned(line, Fate.LEFT_OUT)
        fate = Fate.QUESTION if _is_in_question(line) else Fate.TO_WRITE
        return Planned(line, fate, understand(line, self.meanings))

    @cached_property
    def new_homes(self) -> dict[str, Territory]:
        """Where newcomers worked, as far as the workbook says."""
        return homes_of_newcomers(self.lines, self.meanings)

    def _compute_territories(self, planned: list[Planned]) -> None:
        """Tell which days are off-territory."""
        mine = [plan for plan in planned if plan.hours]
        homes = Homes({plan.line.person_id for plan in mine} - {None})
        for plan in mine:
            hours = plan.hours
            matters = hours.kind in TERRITORIAL_KINDS and hours.off_territory is None
            plan.is_territory_unknown = matters and hours.territory is None
            for day, _minutes in hours.days:
                if hours.off_territory is not None:
                    plan.off_territory.append(hours.off_territory)
                    continue
                home = (
                    homes.on(plan.line.person_id, day)
                    if plan.line.person_id
                    else self.new_homes.get(plan.line.who)
                )
                plan.off_territory.append(is_off_territory(hours.territory, home))
                plan.is_home_unknown |= matters and hours.territory is not None and home is None

    def _find_overlaps(self, planned: list[Planned]) -> None:
        """Mark the lines of which the platform has the same person, day, kind and minutes already."""
        mine = [plan for plan in planned if plan.hours and plan.line.person_id]
        there = _recorded(plan.line.person_id for plan in mine)
        for plan in mine:
            plan.overlaps = any(
                minutes in there[plan.line.person_id, day, plan.hours.kind]
                for day, minutes in plan.hours.days
            )

    # what it adds up to

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines have each fate."""
        counts = Counter(plan.fate.value for plan in self.planned)
        return {fate.value: counts[fate.value] for fate in Fate}

    @property
    def to_write(self) -> list[Planned]:
        """The lines that would be recorded."""
        return [plan for plan in self.planned if plan.fate == Fate.TO_WRITE]

    @property
    def overlapping(self) -> list[Planned]:
        """Of these, those that look like hours recorded already."""
        return [plan for plan in self.to_write if plan.overlaps]

    def with_fate(self, fate: str) -> list[Planned]:
        """Keep the lines of one fate."""
        return [plan for plan in self.planned if plan.fate == fate]

    @cached_property
    def words(self) -> list[Word]:
        """The words of the lines that are not left out or known already."""
        asked = {Fate.TO_WRITE, Fate.UNCLEAR, Fate.QUESTION}
        mine = [
            plan.line for plan in self.planned if plan.fate in asked or self._is_set_aside(plan)
        ]
        return words_of(self.hour_import, mine)

    def _is_set_aside(self, plan: Planned) -> bool:
        """Tell whether a line is left out by what its kind means: that may be changed."""
        return plan.fate == Fate.LEFT_OUT and not plan.line.is_left_out

    @property
    def open_words(self) -> list[Word]:
        """The words that the import waits for."""
        return [word for word in self.words if word.is_open]

    @cached_property
    def questions(self) -> list[Question]:
        """Who may be somebody known, each once; one query."""
        asked = (Fate.QUESTION, Fate.UNCLEAR)
        return _questions(
            plan.line for plan in self.planned if plan.fate in asked and _is_in_question(plan.line)
        )

    @cached_property
    def answered(self) -> list[Question]:
        """Who was said to be somebody known, or not; one query."""
        return _questions(
            plan.line
            for plan in self.planned
            if plan.line.candidate_id and not plan.line.problems and not _is_in_question(plan.line)
        )

    @cached_property
    def people(self) -> list[PersonPlan]:
        """What would be recorded, person by person, in the order of names; one query."""
        mine = [plan for plan in self.planned if plan.fate in (Fate.TO_WRITE, Fate.QUESTION)]
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
            _add(plans[key], plan)
        return sorted(plans.values(), key=lambda each: sort_key(each.sorted_name))

    @cached_property
    def by_kind(self) -> list[tuple[str, int, int]]:
        """Minutes and lines by kind, the most first."""
        minutes, lines = Counter(), Counter()
        for plan in self.to_write:
            minutes[plan.hours.kind] += plan.hours.minutes
            lines[plan.hours.kind] += 1
        return [(kind, total, lines[kind]) for kind, total in minutes.most_common()]

    @property
    def minutes(self) -> int:
        """All that would be recorded."""
        return sum(minutes for _kind, minutes, _lines in self.by_kind)


def _questions(lines: Iterable[HourImportLine]) -> list[Question]:
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


def _is_in_question(line: HourImportLine) -> bool:
    return line.person_id is None and line.candidate_id is not None and not line.is_another


def _add(person: PersonPlan, plan: Planned) -> None:
    hours = plan.hours
    person.lines += 1
    person.minutes += hours.minutes
    person.by_kind[hours.kind] += hours.minutes
    for (day, minutes), off_territory in zip(hours.days, plan.off_territory, strict=True):
        person.by_class[hours.kind, off_territory, hours.accredited(day)] += minutes
        person.first_day = min(day, person.first_day or day)
    if plan.is_home_unknown:
        person.home_unknown_minutes += hours.minutes


def homes_of_newcomers(lines: Iterable[HourImportLine], meanings: Meanings) -> dict[str, Territory]:
    """Give where those who are not known yet worked, by the name that the lines have for them.

    The first line that says it is believed.
    """
    homes: dict[str, Territory] = {}
    for line in lines:
        if (
            line.person_id is None
            and line.who not in homes
            and (home := meanings.home(line.values))
        ):
            homes[line.who] = home
    return homes


def known_fingerprints(fingerprints: Iterable[str], besides: HourImport) -> set[str]:
    """Tell which lines another import has written; one query a thousand."""
    found: set[str] = set()
    for some in in_parts(fingerprints):
        written = HourImportLine.objects.filter(
            fingerprint__in=some, result=ImportResult.WRITTEN
        ).exclude(hour_import=besides)
        found.update(written.values_list("fingerprint", flat=True))
    return found


def _recorded(person_ids: Iterable[int]) -> dict[tuple[int, date, str], set[int]]:
    """Give the durations on the platform by person, day and kind: each one, and all of the day."""
    durations: dict[tuple[int, date, str], list[int]] = defaultdict(list)
    for some in in_parts(set(person_ids)):
        rows = HourRecord.objects.filter(
            person__in=some, state__in=[HourState.SUBMITTED, HourState.VALIDATED]
        )
        for person, day, kind, minutes in rows.order_by().values_list(
            "person", "on", "kind", "minutes"
        ):
            durations[person, day, kind].append(minutes)
    found: dict[tuple[int, date, str], set[int]] = defaultdict(set)
    for key, each in durations.items():
        found[key] = {*each, sum(each)}
    return found


def _refuse_long_days(planned: list[Planned]) -> None:
    """Refuse the lines that would bring a day of somebody above 24 hours, with what is recorded."""
    mine = [plan for plan in planned if plan.fate in (Fate.TO_WRITE, Fate.QUESTION)]
    days: dict[tuple, int] = _minutes_by_day(plan.line.person_id for plan in mine)
    for plan in mine:
        who = plan.line.person_id or plan.line.who
        if any(days[who, day] + minutes > DAY_MINUTES for day, minutes in plan.hours.days):
            plan.problems.append(
                (
                    "minutes",
                    _("With what else is known of that day, this would be more than 24 hours."),
                )
            )
            plan.fate, plan.hours = Fate.REFUSED, None
            continue
        for day, minutes in plan.hours.days:
            days[who, day] += minutes


def _minutes_by_day(person_ids: Iterable[int | None]) -> dict[tuple, int]:
    total: dict[tuple, int] = defaultdict(int)
    for some in in_parts(set(person_ids) - {None}):
        rows = HourRecord.objects.filter(
            person__in=some, state__in=[HourState.SUBMITTED, HourState.VALIDATED]
        )
        sums = rows.order_by().values_list("person", "on").annotate(Sum("minutes"))
        total.update({(person, day): minutes for person, day, minutes in sums})
    return total
