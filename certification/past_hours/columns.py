"""Which column of a workbook holds what, for people to find a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from certification.models import HourImport
from certification.past_hours.fields import LABELS
from curriculum.spreadsheets.plain import column_letters

IN_ONE_CELL = {"given_name": "name", "family_name": "name", "days": "minutes", "minutes": "days"}
"""Where to look when the field itself has no column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its letters, its heading and what it holds."""

    letters: str
    heading: str
    label: Any


def columns_of(hour_import: HourImport) -> list[Column]:
    """List the columns that are used, in their order."""
    return [
        _column(hour_import, int(number), code)
        for number, code in sorted(hour_import.mapping.items(), key=lambda item: int(item[0]))
        if code in LABELS
    ]


def column_by_field(hour_import: HourImport) -> Mapping[str, Column]:
    """Give the column of each field, also of those that share a cell."""
    found = {
        code: _column(hour_import, int(number), code)
        for number, code in hour_import.mapping.items()
        if code in LABELS
    }
    for code, other in IN_ONE_CELL.items():
        if code not in found and other in found:
            found[code] = found[other]
    return found


def _column(hour_import: HourImport, number: int, code: str) -> Column:
    headings = hour_import.headings
    heading = headings[number] if number < len(headings) else ""
    return Column(column_letters(number), heading, LABELS[code])
