"""The workbook of an import: its table, found or chosen, and its lines."""

from datetime import date

from certification.dossier import rules_for_newcomers
from certification.models import HourImport
from certification.past_hours.fields import FIELDS
from certification.past_hours.lines import ReadLine, read_lines
from curriculum.spreadsheets.columns import Table, find_table
from curriculum.spreadsheets.reading import read_workbook
from curriculum.uploads import open_upload, understood_table

USUAL_DAY = 360
"""Minutes of a day where no rulebook says how long it is."""


def open_table(data: bytes, *, name: str) -> Table:
    """Find the table of a workbook that is brought. Raises Unreadable."""
    return find_table(read_workbook(data, name=name).sheets, FIELDS)


def read_import(hour_import: HourImport, *, today: date) -> list[ReadLine]:
    """Read all the lines of a kept workbook. Raises Unreadable."""
    table = understood_table(hour_import, open_upload(hour_import))
    return list(read_lines(table, day_minutes=length_of_day(today), today=today))


def length_of_day(today: date) -> int:
    """Give the minutes of a day in the rulebook of today's newcomers."""
    rules = rules_for_newcomers(today)
    return rules.day_minutes if rules else USUAL_DAY
