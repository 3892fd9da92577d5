"""How the lines of a list are shown: where each problem is in the file, and who waits at which rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from curriculum.enums import LineResult, LineState
from curriculum.models import Enrolment, Roster, RosterLine
from curriculum.rosters.fields import ROSTER_FIELDS
from curriculum.spreadsheets.cells import column_letters

LABELS = {field.code: field.label for field in ROSTER_FIELDS}
ASKED_TOGETHER = {
    "full_name": ("given_name", "family_name"),
    "email": ("email", "birth_date"),
    "session_date": ("session",),
}
"""What is asked to mend a field that needs more than itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: its place in the file, what it says, and what to write instead."""

    place: str
    label: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a list, with what its page needs."""

    line: RosterLine
    name: str
    problems: list[Problem]
    asked: list[str]
    """The fields to mend."""


def lines_to_look_at(roster: Roster) -> QuerySet[RosterLine]:
    """Give the lines of a list, those that somebody has to look at first."""
    urgent = [LineState.PROBLEM, LineState.QUESTION]
    rank = Case(
        *(When(state=state, then=Value(number)) for number, state in enumerate(urgent)),
        default=Value(len(urgent)),
        output_field=IntegerField(),
    )
    related = ("session", "person", "candidate", "enrolment")
    return roster.lines.select_related(*related).order_by(rank, "row")


def show_lines(roster: Roster, lines: Iterable[RosterLine]) -> list[ShownLine]:
    """Say where in the file each problem is."""
    columns = {code: int(number) for number, code in roster.mapping.items()}
    return [
        ShownLine(
            line=line,
            name=_name(line),
            problems=[_problem(roster, line, columns, *each) for each in line.problems],
            asked=_asked(line),
        )
        for line in lines
    ]


def waiting_ranks(lines: Sequence[RosterLine]) -> dict[int, int]:
    """Give the place in the waiting list by enrolment; one query, or none when nobody waits."""
    sessions = {line.session_id for line in lines if line.result == LineResult.WAITING}
    if not sessions:
        return {}
    waiting = Enrolment.objects.filter(session__in=sessions).waiting_in_order()
    seen: dict[int, int] = {}
    ranks = {}
    for pk, session in waiting.values_list("pk", "session_id"):
        ranks[pk] = seen[session] = seen.get(session, 0) + 1
    return ranks


def _problem(
    roster: Roster, line: RosterLine, columns: dict[str, int], field: str, sentence: str
) -> Problem:
    place = _("row %(row)d") % {"row": line.row}
    if field in columns:
        letters = column_letters(columns[field])
        place = _("cell %(cell)s") % {"cell": f"{letters}{line.row}"}
    if roster.sheet:
        place = _("sheet “%(sheet)s”, %(place)s") % {"sheet": roster.sheet, "place": place}
    label = str(LABELS.get(field, ""))
    return Problem(place, label, line.values.get(field, ""), sentence)


def _asked(line: RosterLine) -> list[str]:
    """List the fields that mend what is wrong, each once."""
    asked: dict[str, None] = {}
    for field, _sentence in line.problems:
        asked.update(dict.fromkeys(ASKED_TOGETHER.get(field, (field,))))
    return list(asked)


def _name(line: RosterLine) -> str:
    values = line.values
    both = f"{values.get('family_name', '').upper()} {values.get('given_name', '')}".strip()
    return both or values.get("full_name", "") or values.get("email", "") or "–"
