"""The dry run of an import: what would happen to each line, and what that adds up to."""

from collections import Counter
from functools import cached_property

from certification.models import HourImport
from certification.past_hours.fates import Fate, Planned, is_in_question, plan_lines
from certification.past_hours.meanings import Meanings, Word, words_of
from certification.past_hours.people import PersonPlan, Question, questions_of, sum_by_person


class Preview:
    """The dry run: the lines are read and decided on once, the sums when they are asked for."""

    def __init__(self, hour_import: HourImport) -> None:
        self.hour_import = hour_import
        self.meanings = Meanings(hour_import)
        self.lines = list(hour_import.lines.order_by("row"))
        self.planned = plan_lines(hour_import, self.lines, self.meanings)

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
        return questions_of(
            plan.line for plan in self.planned if plan.fate in asked and is_in_question(plan.line)
        )

    @cached_property
    def answered(self) -> list[Question]:
        """Who was said to be somebody known, or not; one query."""
        return questions_of(
            plan.line
            for plan in self.planned
            if plan.line.candidate_id and not plan.line.problems and not is_in_question(plan.line)
        )

    @cached_property
    def people(self) -> list[PersonPlan]:
        """What would be recorded, person by person, in the order of names; one query."""
        return sum_by_person(self.planned)

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
