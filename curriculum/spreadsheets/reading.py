"""Read a spreadsheet that somebody brings: whatever it is, the answer is rows or a clear sentence.

What the file is, is told by its content (`kinds`). A packed file is looked at from outside first, then
calamine reads it in a process of its own (`child`), which has little memory and little time; a text file is
read here (`delimited`). No file is written that outlives the call.
"""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from curriculum.spreadsheets.children import child_reading, too_heavy
from curriculum.spreadsheets.delimited import read_csv, unfolded
from curriculum.spreadsheets.flaws import find_flaws
from curriculum.spreadsheets.kinds import Kind, damaged, locked, open_package, recognise
from curriculum.spreadsheets.limits import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
)
from curriculum.spreadsheets.remarks import remark
from curriculum.spreadsheets.values import Cell as Cell
from curriculum.spreadsheets.values import SheetRows as SheetRows
from curriculum.spreadsheets.values import Unreadable as Unreadable
from curriculum.spreadsheets.values import Workbook as Workbook

DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
READERS = {
    "date": date.fromordinal,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def read_workbook(data: bytes, *, name: str) -> Workbook:
    """Give the visible sheets that are not empty, and notes to show with them.

    `name` is the sender's own name of the file: it entitles the sheet of a text file. Raises Unreadable.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _("The file is too large: at most %(most)d MB are read.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    kind = recognise(data)
    if kind == "csv":
        book = Workbook([read_csv(data, title=Path(name).stem[:100])])
    else:
        book = _read_package(data, kind)
        book.sheets = [unfolded(_squared(sheet)) for sheet in book.sheets]
    book.sheets = [sheet for sheet in map(_squared, book.sheets) if sheet.rows]
    if not book.sheets:
        raise Unreadable(_("There is nothing in the cells of this file."))
    if sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in book.sheets) > MOST_CELLS:
        raise too_heavy()
    return book


def _read_package(data: bytes, kind: Kind) -> Workbook:
    """Let the child read, and look for what it does not tell meanwhile."""
    book = Workbook([])
    hidden = []
    package = open_package(data)
    with child_reading(data) as blocks:
        flaws = find_flaws(package, kind)
        for block in blocks:
            if isinstance(block, list):
                rows, others = block
                for (place, name), (numbers, values) in others.items():
                    for number, value in zip(numbers, map(READERS[name], values), strict=True):
                        rows[number][place] = value
                book.sheets[-1].rows += rows
                continue
            match block:
                case ("sheet", title, merged):
                    book.sheets.append(SheetRows(title, []))
                    if merged:
                        flaws.merged[title] = merged
                case ("hidden", title):
                    hidden.append(title)
                case _:
                    raise _refusal(*block)
    if kind == "ods":
        _read_durations(book)
    has_links = any(name.startswith("xl/externalLinks/") for name in package.namelist())
    remark(book, flaws, hidden=hidden, has_links=has_links)
    return book


def _read_durations(book: Workbook) -> None:
    """Make durations of what .ods files have as text: PT30H00M00S."""
    for sheet in book.sheets:
        for row in sheet.rows:
            for place, cell in enumerate(row):
                if cell.__class__ is str and (found := DURATION.fullmatch(cell)):
                    hours, minutes, seconds = map(int, found.groups())
                    row[place] = timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _squared(sheet: SheetRows) -> SheetRows:
    """Leave out what is empty at the end, and make all rows equally long."""
    rows = sheet.rows
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return sheet


def _refusal(code: str, about: str | int = "") -> Unreadable:
    """Turn a word of the child into a sentence."""
    match code:
        case "password":
            return locked()
        case "sheets":
            text = _("The workbook has %(count)s sheets; at most %(most)d are read.")
            return Unreadable(text % {"count": about, "most": MOST_SHEETS})
        case "rows":
            text = _(
                "The sheet “%(sheet)s” has more than %(most)d rows. Send it in several parts, or only "
                "the rows that matter."
            )
            return Unreadable(text % {"sheet": about, "most": MOST_ROWS})
        case "columns":
            text = _(
                "The sheet “%(sheet)s” has more than %(most)d columns. Send only the columns that "
                "matter."
            )
            return Unreadable(text % {"sheet": about, "most": MOST_COLUMNS})
        case _:
            return damaged()
