"""What reading a spreadsheet gives: sheets of plain cells, notes about them, or a refusal."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""The value of a cell; "" for an empty one."""

NO_RESULT = "#FORMULE!"
"""What stands in a cell whose formula was saved without its result."""
ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
    | {"#GETTING_DATA", NO_RESULT}
)
"""What stands in a cell whose formula failed. Whoever reads the cell says so."""

CHOICES_TITLE = "Listes"
"""The hidden sheet of our own workbooks that holds what their cells offer to choose from."""


class Unreadable(Exception):
    """The file is no table that can be read; `str()` is a translated sentence that says what to do."""


@dataclass(slots=True)
class SheetRows:
    """A sheet: `rows[0]` is its row 1. All rows are as long as the longest; none of those at the end is empty."""

    title: str
    rows: list[list[Cell]]


@dataclass(slots=True)
class Workbook:
    """The visible sheets of a file that are not empty, and what the person should know about it."""

    sheets: list[SheetRows]
    notes: list[str] = field(default_factory=list)
    """Translated sentences: sheets left out, merged cells, formulas without a result, and where."""
