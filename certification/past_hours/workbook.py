"""The workbook of an import: its table, found or chosen, and its lines."""

from collections.abc import Mapping
from datetime import date

from certification.dossier import rules_for_newcomers
from certification.models import HourImport
from certification.past_hours.fields import FIELDS
from certification.past_hours.lines import ReadLine, read_lines
from curriculum.spreadsheets.columns import Table, find_table, table_at
from curriculum.spreadsheets.reading import Unreadable as Unreadable
from curriculum.spreadsheets.reading import Workbook, read_workbook

USUAL_DAY = 360
"""Minutes of a day where no rulebook says how long it is."""


def open_table(data: bytes, *, name: str) -> Table:
    """Find the table of a workbook that is brought. Raises Unreadable."""
    return find_table(read_workbook(data, name=name).sheets, FIELDS)


def open_workbook(hour_import: HourImport) -> Workbook:
    """Read the kept workbook again. Raises Unreadable."""
    with hour_import.file.open("rb") as file:
        return read_workbook(file.read(), name=hour_import.name)


def chosen_table(hour_import: HourImport) -> Table:
    """Give the table of a kept workbook with the columns as they were settled. Raises Unreadable."""
    sheets = open_workbook(hour_import).sheets
    table = table_at(sheets, hour_import.sheet, hour_import.heading_row)
    table.mapping = mapping_of(hour_import.mapping, width=len(table.headings))
    return table


def mapping_of(kept: Mapping[str, str], *, width: int) -> dict[int, str]:
    """Give the columns as numbers; those beyond the table are gone."""
    return {int(number): code for number, code in kept.items() if int(number) < width}


def read_import(hour_import: HourImport, *, today: date) -> list[ReadLine]:
    """Read all the lines of a kept workbook. Raises Unreadable."""
    table = chosen_table(hour_import)
    return list(read_lines(table, day_minutes=length_of_day(today), today=today))


def length_of_day(today: date) -> int:
    """Give the minutes of a day in the rulebook of today's newcomers."""
    rules = rules_for_newcomers(today)
    return rules.day_minutes if rules else USUAL_DAY
