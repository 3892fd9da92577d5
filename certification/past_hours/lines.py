"""From the cells of a row to the values of a line, and what is wrong with them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from certification.hour_facts import DAY_MINUTES, EARLIEST
from certification.past_hours.words import key_of
from curriculum.spreadsheets.cells import (
    CellProblem,
    is_empty,
    name_order,
    read_day,
    read_email,
    read_minutes,
    read_text,
    read_yes_no,
    split_name,
)
from curriculum.spreadsheets.columns import Table
from curriculum.spreadsheets.names import Order
from curriculum.spreadsheets.plain import as_text
from curriculum.spreadsheets.values import Cell

LONGEST_PERIOD = 7
"""Decision: hours of a period are shared evenly between its days, up to a week; longer ones need a line a day."""

TEXTS = {
    # Their words, as they are; as long as the columns that may keep them.
    "kind": 120,
    "title": 200,
    "place": 200,
    "territory": 120,
    "provider": 160,
    "home": 120,
}
IN_DAYS = re.compile(r"\d ?j\b|\bj\b|jour|demi|matin|midi|soir")
AWAY = frozenset({"ht", "h t", "hors territoire", "hors"})
AT_HOME = frozenset({"sur territoire", "territoire"})
NOTHING = frozenset("-–—/")


@dataclass(slots=True)
class ReadLine:
    """A row as it was understood: text by field, days as ISO, durations in minutes."""

    row: int
    values: dict[str, str] = field(default_factory=dict)
    problems: list[list[str]] = field(default_factory=list)

    def get(self, code: str) -> str:
        """Give a value, or nothing."""
        return self.values.get(code, "")


def read_lines(table: Table, *, day_minutes: int, today: date) -> Iterator[ReadLine]:
    """Read each row of the table; nothing that a cell holds stops it."""
    columns = {code: number for number, code in table.mapping.items()}
    order = name_order(table.headings[columns["name"]]) if "name" in columns else ""
    for row, cells in table.rows:
        given = {
            code: cells[number] if number < len(cells) else "" for code, number in columns.items()
        }
        yield read_line(row, given, order=order, day_minutes=day_minutes, today=today)


def read_line(
    row: int, cells: Mapping[str, Cell], *, order: Order, day_minutes: int, today: date
) -> ReadLine:
    """Read the cells of one row, by field; nothing that a cell holds stops it."""
    line = ReadLine(row)
    for code, most in TEXTS.items():
        _take(line, code, cells, lambda cell, most=most: read_text(cell, most=most))
    _read_names(line, cells, order)
    _take(line, "email", cells, read_email)
    _take(line, "birth_date", cells, lambda cell: _past(read_day(cell), today).isoformat())
    _take(line, "off_territory", cells, read_yes_or_no)
    _read_days(line, cells, today=today)
    _read_duration(line, cells, day_minutes=day_minutes)
    if "kind" in cells and not line.get("kind") and not _has_problem(line, "kind"):
        _blame(line, "kind", _("Say of which kind these hours are."))
    return line


def _take(
    line: ReadLine, code: str, cells: Mapping[str, Cell], read: Callable[[Cell], str]
) -> None:
    """Read one cell; an empty one says nothing."""
    cell = cells.get(code, "")
    if is_empty(cell):
        return
    try:
        text = read(cell)
    except CellProblem as problem:
        _blame(line, code, str(problem))
    else:
        if text:
            line.values[code] = text


def _blame(line: ReadLine, code: str, sentence: str) -> None:
    line.problems.append([code, sentence])


def _has_problem(line: ReadLine, *codes: str) -> bool:
    return any(code in codes for code, _sentence in line.problems)


def _read_names(line: ReadLine, cells: Mapping[str, Cell], order: Order) -> None:
    for code in ("given_name", "family_name"):
        _take(line, code, cells, lambda cell: proper(read_text(cell, most=100)))
    whole = cells.get("name", "")
    if not (line.get("given_name") and line.get("family_name")) and not is_empty(whole):
        try:
            given, family = split_name(read_text(whole, most=200), order=order)
        except CellProblem as problem:
            _blame(line, "name", str(problem))
            return
        line.values |= {"given_name": proper(given), "family_name": proper(family)}
    if _has_problem(line, "name", "given_name", "family_name"):
        return
    for code, sentence in (
        ("family_name", _("Write the family name.")),
        ("given_name", _("Write the given name.")),
    ):
        if not line.get(code):
            _blame(line, code if code in cells else "name", sentence)


def proper(name: str) -> str:
    """Write a name that is all in capitals as names are written: DUPONT-MARTIN, Dupont-Martin."""
    return name.title() if name.isupper() and len(name) > 1 else name


def _past(day: date, today: date) -> date:
    if day >= today:
        raise CellProblem(_("This day is not over yet: write a day of the past."))
    return day


def read_yes_or_no(cell: Cell) -> str:
    """Read “oui”, a cross, a tick or “HT” as "yes", their contraries as "no", a dash as nothing.

    Raises CellProblem.
    """
    text = as_text(cell)
    key = key_of(text)
    if key in AWAY or key in AT_HOME:
        return "yes" if key in AWAY else "no"
    said = None if text in NOTHING else read_yes_no(cell)
    return {True: "yes", False: "no", None: ""}[said]


def _read_days(line: ReadLine, cells: Mapping[str, Cell], *, today: date) -> None:
    """Read the day, or the first and the last one."""

    def day(cell: Cell) -> str:
        found = read_day(cell)
        if found > today:
            raise CellProblem(_("This day is still to come: past hours lie in the past."))
        if found < EARLIEST:
            raise CellProblem(
                _("Activities before %(year)s are not taken.") % {"year": EARLIEST.year}
            )
        return found.isoformat()

    _take(line, "on", cells, day)
    _take(line, "until", cells, day)
    if not line.get("on") and not _has_problem(line, "on"):
        _blame(line, "on", _("Write the day, such as 31/12/2019."))
    if line.get("on") and line.get("until"):
        length = len(days_between(line.get("on"), line.get("until")))
        if length < 1:
            _blame(line, "until", _("The last day comes before the first one."))
        elif length > LONGEST_PERIOD:
            _blame(
                line,
                "until",
                _(
                    "More than %(days)d days: the hours of each day are not known. Write one line a day."
                )
                % {"days": LONGEST_PERIOD},
            )


def days_between(first: str, last: str) -> list[date]:
    """List the days of a period, both included; a missing end is the first day."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def share(minutes: int, days: list[date]) -> list[tuple[date, int]]:
    """Share whole minutes evenly; what is left over goes to the first days."""
    each, rest = divmod(minutes, len(days))
    return [(day, each + (number < rest)) for number, day in enumerate(days)]


def _read_duration(line: ReadLine, cells: Mapping[str, Cell], *, day_minutes: int) -> None:
    _take(line, "minutes", cells, lambda cell: str(_minutes(cell, day_minutes)))
    if not line.get("minutes") and not _has_problem(line, "minutes"):
        number = cells.get("days", "")
        if not is_empty(number):
            try:
                line.values["minutes"] = str(round(read_day_count(number) * day_minutes))
            except CellProblem as problem:
                _blame(line, "days", str(problem))
    code = "minutes" if "minutes" in cells else "days"
    if _has_problem(line, "minutes", "days"):
        return
    if not line.get("minutes"):
        _blame(line, code, _("Write how long it lasted, such as 6 or 7h30."))
    elif _has_problem(line, "on", "until"):
        return
    else:
        minutes = int(line.get("minutes"))
        length = len(days_between(line.get("on"), line.get("until")))
        if not length <= minutes <= length * DAY_MINUTES:
            _blame(
                line,
                code,
                _("Give a duration between 1 minute and 24 hours.")
                if length == 1
                else _("Give a duration between 1 minute and 24 hours for each day."),
            )


def _minutes(cell: Cell, day_minutes: int) -> int:
    """Read a duration; “1 j” and “demi-journée” are understood where hours are expected."""
    try:
        return read_minutes(cell)
    except CellProblem:
        if isinstance(cell, str) and IN_DAYS.search(key_of(cell)):
            return round(read_day_count(cell) * day_minutes)
        raise


def read_day_count(cell: Cell) -> Fraction:
    """Read 2, 0.5, “½ journée”, “1/2 j”, “une journée et demie”. Raises CellProblem."""
    problem = CellProblem(_("Write a number of days, such as 1, 0,5 or 2."))
    if isinstance(cell, bool | date | datetime | timedelta):
        raise problem
    if isinstance(cell, int | float):
        return Fraction(cell).limit_denominator(100)
    text = cell.strip().lower().replace("½", " 1/2").replace(",", ".")
    number = re.search(r"(?:(\d+(?:\.\d+)?)\s+(?:et\s+)?)?(\d+)\s*/\s*(\d+)|(\d+(?:\.\d+)?)", text)
    if number:
        whole, top, bottom, plain = number.groups()
        if plain:
            return Fraction(plain)
        if int(bottom):
            return Fraction(whole or 0) + Fraction(int(top), int(bottom))
        raise problem
    key = key_of(cell)
    if re.search(r"\bdemi\b|\bdemie\b|\bdemi journee", key):
        return Fraction(3, 2) if "et demi" in key else Fraction(1, 2)
    if re.search(r"matin|apres midi|soir", key):
        return Fraction(1, 2)
    if re.search(r"\bj\b|jour", key):
        return Fraction(1)
    raise problem
