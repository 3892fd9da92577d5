"""The lines of an import that cannot be used: why, and what was mended of them meanwhile."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from certification.enums import ImportResult
from certification.models import HourImport
from certification.past_hours.columns import Column, column_by_field
from certification.past_hours.correcting import as_cells
from certification.past_hours.fates import Fate
from certification.past_hours.lines import ReadLine, read_lines
from certification.past_hours.parts import in_parts
from certification.past_hours.preview import Preview
from certification.past_hours.workbook import length_of_day
from curriculum.enums import UploadState
from curriculum.spreadsheets.columns import Table
from curriculum.spreadsheets.values import Cell


def reasons_of_refusal(hour_import: HourImport) -> dict[int, str]:
    """Give what is wrong with each line that cannot be used, or could not, by its row."""
    columns = column_by_field(hour_import)
    if hour_import.state == UploadState.READY:
        plans = Preview(hour_import).with_fate(Fate.REFUSED)
        wrong = {plan.line.row: plan.problems for plan in plans}
    else:
        refused = hour_import.lines.filter(result=ImportResult.REFUSED)
        wrong = dict(refused.values_list("row", "problems"))
    return {row: _in_words(problems, columns) for row, problems in wrong.items()}


def mended_cells(
    hour_import: HourImport, table: Table, rows: Iterable[int], *, today: date
) -> dict[int, dict[str, Cell]]:
    """Give the cells of some rows that say something else now than in the workbook, by row and by field."""
    now = {
        row: values
        for some in in_parts(rows)
        for row, values in hour_import.lines.filter(row__in=some).values_list("row", "values")
    }
    day_minutes = length_of_day(today)
    found = {}
    for read in read_lines(table, day_minutes=day_minutes, today=today):
        if read.row in now:
            found[read.row] = _mended(read, now[read.row], day_minutes=day_minutes)
    return found


def _mended(read: ReadLine, now: Mapping[str, str], *, day_minutes: int) -> dict[str, Cell]:
    cells = as_cells(now)
    mended = {code: cell for code, cell in cells.items() if read.get(code) != now[code]}
    if mended.keys() & {"family_name", "given_name"}:
        mended["name"] = f"{now['family_name'].upper()} {now['given_name']}"
    if "minutes" in mended:
        mended["days"] = int(now["minutes"]) / day_minutes
    return mended


def _in_words(problems: Iterable[Iterable[str]], columns: Mapping[str, Column]) -> str:
    return " ".join(
        _("%(heading)s: %(sentence)s") % {"heading": columns[code].heading, "sentence": sentence}
        if code in columns and columns[code].heading
        else sentence
        for code, sentence in problems
    )
