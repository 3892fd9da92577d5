"""The door to openpyxl: sheets of plain values in, an .xlsx file out.

Rows are written as they come, so a long sheet takes no more memory than a short one. openpyxl is imported
when a first workbook is made.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import IO

Value = str | int | date | time | timedelta | None

DATE, CLOCK, DURATION, NUMBER = "dd/mm/yyyy", "hh:mm", "[h]:mm", "0"
FORMULA = re.compile(r"[=+\-@\t\r]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HEADINGS_HEIGHT = 32
"""Points: room for two lines."""
A4 = 9  # as the format numbers sizes of paper
LONGEST = 32_767
"""Characters in a cell, by Excel's own limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading, the width in characters, and how values are shown: one of the formats above, or text."""

    heading: str
    width: int = 14
    format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: its title, its columns, and its rows with a value for each column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    fixed_columns: int = 0
    """How many columns stay in view when one scrolls sideways."""


def write_workbook(sheets: Iterable[Sheet], file: IO[bytes]) -> None:
    """Write sheets into `file`: headings stay in view and are repeated on paper, columns have filters.

    Text is always text: what begins like a formula never runs, and characters that the format forbids are
    left out. Sheets have the first 31 characters of their title.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    workbook = Workbook(write_only=True)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    tint = PatternFill("solid", fgColor="FFF3E8EF")
    for sheet in sheets:
        page = workbook.create_sheet(_title(sheet.title))
        page.freeze_panes = f"{get_column_letter(sheet.fixed_columns + 1)}2"
        page.print_title_rows = "1:1"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = A4
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        cells, headings = [], []
        for number, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[get_column_letter(number)].width = column.width
            heading = WriteOnlyCell(page, plain_text(column.heading))
            heading.font, heading.alignment, heading.fill = bold, wrapped, tint
            headings.append(heading)
            cell = WriteOnlyCell(page)
            if column.format:
                cell.number_format = column.format
            cells.append(cell)
        page.row_dimensions[1].height = HEADINGS_HEIGHT
        page.append(headings)
        new_cell = partial(WriteOnlyCell, page)
        count = 1
        for row in sheet.rows:
            filled = [_fill(cell, value, new_cell) for cell, value in zip(cells, row, strict=True)]
            page.append(filled)
            count += 1
        page.auto_filter.ref = f"A1:{get_column_letter(len(cells))}{count}"
    workbook.save(file)


def plain_text(text: str) -> str:
    """Leave out what a cell cannot hold."""
    return CONTROL.sub("", text)[:LONGEST]


def _fill(cell, value: Value, new_cell: Callable):
    """Put a value into its column's cell, which every row uses again; text like a formula has its own."""
    if not isinstance(value, str):
        cell.value = value
        return cell
    text = plain_text(value)
    if FORMULA.match(text):
        cell = new_cell()
        cell.quotePrefix = True
    cell.value = text
    cell.data_type = "s"  # openpyxl would make a formula of what begins with “=”
    return cell


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", plain_text(text))[:31].strip("' ") or "-"
