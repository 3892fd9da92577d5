"""Read an attendance workbook that was filled in by hand: which lines say something else than was written.

Nothing of the database is asked here. People write states in their own ways; a cell that cannot be
understood is a problem that says where it is and what to write instead.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curriculum.attendance.keys import ExportedMark, read_key, reason_print
from curriculum.attendance.words import (
    key_heading,
    minutes_heading,
    reason_heading,
    state_heading,
    state_names,
)
from curriculum.enums import AttendanceStatus
from curriculum.spreadsheets.columns import Field, Table, find_table
from curriculum.spreadsheets.headings import fold_heading
from curriculum.spreadsheets.plain import CellProblem, as_text, column_letters, is_empty, shown
from curriculum.spreadsheets.values import Cell, SheetRows, Unreadable

KEY, STATE, MINUTES, REASON = "key", "state", "minutes", "reason"
LONGEST_REASON = 300
WORDS = {
    AttendanceStatus.PRESENT: "present presente p x xx oui o ok la v vrai 1 pres",
    AttendanceStatus.ABSENT: "absent absente a abs non n faux 0 absence",
    AttendanceStatus.EXCUSED: "excuse excusee e exc justifie justifiee",
    AttendanceStatus.PARTIAL: "partiel partielle partiellement pp partial retard",
    "": "",
}
PHRASES = {
    AttendanceStatus.PRESENT: ["est venu", "est venue", "present e"],
    AttendanceStatus.ABSENT: ["pas venu", "pas venue", "absent e", "absence non excusee"],
    AttendanceStatus.EXCUSED: [
        *("absent excuse", "absente excusee", "absence excusee", "absence justifiee"),
        *("abs excuse", "abs excusee", "abs justifiee", "excuse e", "absent justifie"),
    ],
    AttendanceStatus.PARTIAL: [
        *("present en partie", "presente en partie", "en partie", "presence partielle"),
        *("present partiellement", "presente partiellement", "en retard", "depart anticipe"),
        *("present partiel", "parti avant la fin", "partie avant la fin", "arrive en retard"),
    ],
    "": ["non emarge", "non emargee", "pas emarge", "not marked", "a emarger", "ne"],
}
SIGNS = {
    **dict.fromkeys("✓✔☑✅", AttendanceStatus.PRESENT),
    **dict.fromkeys("✗✘☒❌", AttendanceStatus.ABSENT),
    **dict.fromkeys("?-–—☐", ""),
}
MINUTES_TEXT = re.compile(r"(\d{1,4})\s*(?:min(?:utes?|\.)?|mn|’|')?", re.IGNORECASE)
HOURS_TEXT = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{1,2})?\s*(?:min|mn)?", re.IGNORECASE)
FEWEST = 5
"""A smaller number in a state may be hours, or a mark of one’s own: it is asked about."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be used: its row and column as spreadsheet programs show them, and why."""

    row: int
    column: str
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FilledLine:
    """A line that says something else than was written: the states as read, the minutes as typed."""

    row: int
    key: ExportedMark
    status: str
    minutes: int | None
    """Minutes that the state itself tells, as in “95 min”."""
    typed_minutes: int | None
    """What the column of minutes has."""
    reason: str


@dataclass(slots=True)
class Filled:
    """What a workbook says: how many lines it has, of which half-days, and what was changed in them."""

    sheet: str
    columns: dict[str, tuple[str, str]]
    """Letters and heading of each column that was read, by its meaning."""
    keys: list[ExportedMark] = field(default_factory=list)
    lines: list[FilledLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, row: int, meaning: str, sentence: str) -> Problem:
        """Make a problem of the cell in this row that has this meaning."""
        letters, heading = self.columns.get(meaning, ("", ""))
        return Problem(row, letters, heading, sentence)


def read_filled(sheets: Sequence[SheetRows]) -> Filled:
    """Read the sheet with a line for each person and half-day.

    Raises Unreadable when there is none, or when the columns that are needed are gone.
    """
    fields = _fields()
    table = find_table(sheets, fields)
    if table.column_of(KEY) is None or table.column_of(STATE) is None:
        raise Unreadable(
            _(
                "This is no attendance workbook of this site: no sheet has both columns “%(state)s” and "
                "“%(key)s”. Download the workbook, fill it in, and bring that file back."
            )
            % {"state": state_heading(), "key": key_heading()}
        )
    filled = Filled(
        table.sheet,
        {
            meaning: (column_letters(number), table.shown_heading(number))
            for number, meaning in table.mapping.items()
        },
    )
    _read_rows(table, filled)
    if not filled.keys and not filled.problems:
        raise Unreadable(_("There is no line in the sheet “%(sheet)s”.") % {"sheet": table.sheet})
    return filled


def _fields() -> list[Field]:
    return [
        Field(KEY, key_heading(), required=True),
        Field(STATE, state_heading(), ("Présence", "Émargement"), required=True),
        Field(MINUTES, minutes_heading()),
        Field(REASON, reason_heading()),
    ]


def _read_rows(table: Table, filled: Filled) -> None:
    columns = {meaning: number for number, meaning in table.mapping.items()}
    rows: dict[tuple[str, str], int] = {}
    for number, cells in table.rows:
        values = {meaning: cells[column] for meaning, column in columns.items()}
        key = read_key(as_text(values[KEY]))
        if key is None:
            filled.problems.append(_without_key(filled, number, values))
            continue
        place = (key.slot_code, key.person_code)
        if place in rows:
            sentence = _("Row %(row)d is about the same person and half-day: keep one of the two.")
            filled.problems.append(filled.problem(number, KEY, sentence % {"row": rows[place]}))
            continue
        rows[place] = number
        filled.keys.append(key)
        _read_line(filled, number, key, values)


def _without_key(filled: Filled, number: int, values: dict[str, Cell]) -> Problem:
    if is_empty(values[KEY]):
        return filled.problem(
            number,
            KEY,
            _(
                "This line is new, or its mark was removed: it is not read. Somebody who came without "
                "being enrolled is added on the page of the half-day."
            ),
        )
    return filled.problem(
        number,
        KEY,
        _("“%(text)s” is not a mark of this site: take the cell from the workbook as downloaded.")
        % {"text": shown(values[KEY])},
    )


def _read_line(filled: Filled, number: int, key: ExportedMark, values: dict[str, Cell]) -> None:
    meaning = STATE
    try:
        status, minutes = read_state(values[STATE])
        meaning = MINUTES
        typed = key.minutes if MINUTES not in values else read_typed_minutes(values[MINUTES])
        meaning = REASON
        reason = _read_reason(values[REASON]) if REASON in values else None
    except CellProblem as problem:
        filled.problems.append(filled.problem(number, meaning, str(problem)))
        return
    same_reason = reason is None or reason_print(reason) == key.reason_print
    same_minutes = minutes is None and (typed or 0) == key.minutes
    if status == key.status and same_minutes and same_reason:
        return
    filled.lines.append(FilledLine(number, key, status, minutes, typed, reason or ""))


def read_state(cell: Cell) -> tuple[str, int | None]:
    """Give the state that a cell tells, and the minutes when it tells them; raises CellProblem."""
    if isinstance(cell, bool):
        return (AttendanceStatus.PRESENT if cell else AttendanceStatus.ABSENT), None
    if isinstance(cell, int | float) and cell in (0, 1):
        return (AttendanceStatus.PRESENT if cell else AttendanceStatus.ABSENT), None
    if not isinstance(cell, str):
        return AttendanceStatus.PARTIAL, _at_least(_minutes_of(cell), cell)
    text = as_text(cell)
    if text in SIGNS:
        return SIGNS[text], None
    folded = fold_heading(text)
    known = _known_words(get_language())
    if folded in known:
        return known[folded], None
    # “présent 95 min”, “retard : 1h35”
    found = re.fullmatch(r"(?P<word>[^\d]*?)[\s:(,–-]*(?P<time>\d[^()]*?)\)?", text)
    if found and known.get(fold_heading(found["word"]), "") in (
        *("", AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL),
    ):
        minutes = _minutes_of_text(found["time"])
        if minutes is not None:
            return AttendanceStatus.PARTIAL, _at_least(minutes, cell)
    raise _unknown_state(cell)


def read_typed_minutes(cell: Cell) -> int | None:
    """Give the minutes of the column of minutes; None when it is empty; raises CellProblem."""
    if is_empty(cell):
        return None
    minutes = _minutes_of(cell) if not isinstance(cell, str) else _minutes_of_text(as_text(cell))
    if minutes is None:
        raise CellProblem(
            _("“%(text)s” is not a number of minutes: write 95, 95 min or 1h35.")
            % {"text": shown(cell)}
        )
    return minutes


def _read_reason(cell: Cell) -> str:
    reason = as_text(cell)
    if len(reason) > LONGEST_REASON:
        raise CellProblem(_("The reason is too long: 300 characters at most."))
    return reason


@lru_cache
def _known_words(_language: str | None) -> dict[str, str]:
    known = {word: state for state, words in WORDS.items() for word in words.split()}
    known |= {phrase: state for state, phrases in PHRASES.items() for phrase in phrases}
    known |= {fold_heading(name): state for state, name in state_names().items()}
    return known | {"": ""}


def _minutes_of(cell: Cell) -> int | None:
    match cell:
        case bool():
            return None
        case timedelta():
            return round(cell.total_seconds() / 60)
        case datetime():
            return None
        case time():
            return cell.hour * 60 + cell.minute
        case int() | float():
            return int(cell) if cell == int(cell) and 0 <= cell <= 1440 else None
    return None


def _minutes_of_text(text: str) -> int | None:
    text = text.strip()
    if found := HOURS_TEXT.fullmatch(text):
        return int(found[1]) * 60 + int(found[2] or 0)
    if found := MINUTES_TEXT.fullmatch(text):
        return int(found[1])
    return None


def _at_least(minutes: int | None, cell: Cell) -> int:
    if minutes is None or minutes < FEWEST:
        raise _unknown_state(cell)
    return minutes


def _unknown_state(cell: Cell) -> CellProblem:
    states: Iterable[str] = state_names().values()
    return CellProblem(
        _("“%(text)s” is not a state: write one of %(states)s, or a number of minutes as “95 min”.")
        % {
            "text": shown(cell),
            "states": ", ".join(
                f"«\N{NO-BREAK SPACE}{state}\N{NO-BREAK SPACE}»" for state in states
            ),
        }
    )
