"""The door to XlsxWriter: sheets of plain values in, an .xlsx file out.

Rows go to disk as they come, so a long sheet takes no more memory than a short one. XlsxWriter is imported
when a first workbook is made.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import IO, Any

from curriculum.spreadsheets.values import CHOICES_TITLE

Value = str | int | float | date | time | timedelta | None

DATE, CLOCK, DURATION, NUMBER = "dd/mm/yyyy", "hh:mm", "[h]:mm", "0"
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and what XML does not know."""
SPECIAL = re.compile(r"^[=+\-@\t]|^<r>|\r|" + FORBIDDEN.pattern)
"""What is not written just as it is."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
LINE_BREAK = re.compile(r"\r\n?")
LINE_HEIGHT = 16
HEADINGS_HEIGHT = 32
"""Points: room for two lines."""
A4 = 9  # as the format numbers sizes of paper
LONGEST = 32_767
"""Characters in a cell, by Excel's own limit."""
LONGEST_TITLE = 31
ZERO_DAY = date(1899, 12, 30)
"""What days are counted from, after March 1900."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading, the width in characters, and how values are shown: one of the formats above, or text.

    With `choices`, cells offer a list and take nothing else, unless `takes_others`. `note` shows beside the
    cell one is in.
    """

    heading: str
    width: int = 14
    format: str = ""
    choices: Sequence[str] = ()
    takes_others: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: its title, its columns, and its rows with a value for each column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]] = ()
    fixed_columns: int = 0
    """How many columns stay in view when one scrolls sideways."""
    protect_headings: bool = False
    """Whether only the cells below the headings may be changed; there is no password."""
    is_locked: bool = False
    """Whether nothing in it may be changed, as long as nobody lifts the protection: it has no password."""
    body_rows: int = 0
    """How many rows below the headings have lists and notes; those that are filled have them anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSheet:
    """A sheet to read: a heading and paragraphs, one a row."""

    title: str
    heading: str
    lines: Sequence[str]
    width: int = 72
    """A single column is never made smaller to fit its page: this one fits A4 in any usual letters."""


def write_workbook(sheets: Iterable[Sheet | TextSheet], file: IO[bytes]) -> None:
    """Write sheets into `file`: headings stay in view and are repeated on paper, columns have filters.

    Text is always text: what begins like a formula never runs, and characters that the format forbids are
    left out. Sheets have the first 31 characters of their title; a title that is there already gets a number.
    """
    from xlsxwriter import Workbook

    with TemporaryDirectory() as folder:
        # Rows wait in the folder; whatever happens, it is emptied.
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet)
        writer.finish()
        book.close()


def plain_text(text: str) -> str:
    """Leave out what a cell cannot hold; lines end as they do in a cell."""
    return FORBIDDEN.sub("", LINE_BREAK.sub("\n", text))[:LONGEST]


class _Writer:
    """A workbook under way: what its sheets share."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.titles: set[str] = set()
        self.lists: dict[tuple[str, ...], str] = {}
        self.heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#F3E8EF"}
        )
        self.bold = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.plain = book.add_format()
        self._formats: dict[tuple, Any] = {}

    def format(self, **properties: Any) -> Any:
        """Give the format with these properties, the same each time; None for none."""
        if not properties:
            return None
        key = tuple(properties.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def write(self, sheet: Sheet | TextSheet) -> None:
        """Add a sheet."""
        page = self.book.add_worksheet(self._title(sheet.title))
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        if isinstance(sheet, TextSheet):
            self._write_text(page, sheet)
        else:
            self._write_table(page, sheet)

    def finish(self) -> None:
        """Add the hidden sheet that the lists come from."""
        if not self.lists:
            return
        page = self.book.add_worksheet(self._list_title)
        page.hide()
        longest = max(len(choices) for choices in self.lists)
        for row in range(longest):
            for column, choices in enumerate(self.lists):
                if row < len(choices):
                    self._put(page, row, column, choices[row], None, {})

    def _write_text(self, page: Any, sheet: TextSheet) -> None:
        page.set_column(0, 0, sheet.width)
        page.hide_gridlines(2)
        self._put(page, 0, 0, sheet.heading, self.bold, {})
        for row, line in enumerate(sheet.lines, start=1):
            page.set_row(row, LINE_HEIGHT * max(1, len(wrap(line, sheet.width))))
            self._put(page, row, 0, line, self.wrapped, {})

    def _write_table(self, page: Any, sheet: Sheet) -> None:
        page.set_landscape()
        page.freeze_panes(1, sheet.fixed_columns)
        page.repeat_rows(0)
        page.set_row(0, HEADINGS_HEIGHT)
        free = {"locked": False} if sheet.protect_headings else {}
        if free:
            page.set_column(0, 16_383, None, self.format(**free))
        if free or sheet.is_locked:
            page.protect(
                "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True}
            )
        formats = []
        for number, column in enumerate(sheet.columns):
            shown = {"num_format": column.format} if column.format else {}
            formats.append(self.format(**shown, **free))
            page.set_column(number, number, column.width, formats[-1])
            self._put(page, 0, number, column.heading, self.heading, {})

        row = 0
        put_text, put_number, special = page.write_string, page.write_number, SPECIAL.search
        for row, values in enumerate(sheet.rows, start=1):
            for number, (value, shown) in enumerate(zip(values, formats, strict=True)):
                if value is None or value == "":
                    continue
                if value.__class__ is not str:
                    put_number(row, number, _serial(value), shown)
                elif special(value):
                    self._put(page, row, number, value, shown, free)
                else:
                    put_text(row, number, value, shown)
        page.autofilter(0, 0, row, len(formats) - 1)
        for number, column in enumerate(sheet.columns):
            self._guide(page, number, column, max(row, sheet.body_rows))

    def _put(self, page: Any, row: int, column: int, value: Any, shown: Any, extra: dict) -> None:
        """Write any text so that it is read again as it is."""
        text = plain_text(str(value))
        if text.startswith("<r>"):
            # XlsxWriter would take it for markup of its own.
            parts = ["<", self.plain, text[1:]]
            page.write_rich_string(row, column, *parts, *([shown] if shown else []))
        elif text.startswith(FORMULA_SIGNS):
            page.write_string(row, column, text, self.format(quote_prefix=True, **extra))
        else:
            page.write_string(row, column, text, shown)

    def _guide(self, page: Any, number: int, column: Column, last_row: int) -> None:
        """Offer a column's list, and say its note."""
        if not last_row or not (column.choices or column.note):
            return
        rule: dict[str, Any] = {"validate": "any"}
        if column.choices:
            rule = {"validate": "list", "source": self._list(tuple(column.choices))}
            rule["show_error"] = not column.takes_others
        if column.note:
            rule |= {"input_title": column.heading[:32], "input_message": column.note[:255]}
        page.data_validation(1, number, last_row, number, rule)

    def _list(self, choices: tuple[str, ...]) -> str:
        """Name the cells of the hidden sheet that hold these choices."""
        from xlsxwriter.utility import xl_range_abs

        if not self.lists:
            self._list_title = self._title(CHOICES_TITLE)
        if choices not in self.lists:
            column = len(self.lists)
            cells = xl_range_abs(0, column, len(choices) - 1, column)
            self.lists[choices] = f"='{self._list_title}'!{cells}"
        return self.lists[choices]

    def _title(self, text: str) -> str:
        """Make of `text` a title that Excel takes and that no other sheet has."""
        clean = re.sub(r"[\\/*?:\[\]]", " ", plain_text(text)).strip("' ")[:LONGEST_TITLE]
        clean = clean.strip("' ") or "-"
        found, number = clean, 1
        while found.casefold() in self.titles:
            number += 1
            end = f" ({number})"
            found = clean[: LONGEST_TITLE - len(end)].rstrip("' ") + end
        self.titles.add(found.casefold())
        return found


@lru_cache(maxsize=256)
def _serial(value: float | date | time | timedelta) -> float:
    """Give the number that Excel keeps for a day, an hour or a duration."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - datetime.combine(ZERO_DAY, time())) / DAY
    if isinstance(value, date):
        return (value - ZERO_DAY).days
    if isinstance(value, time):
        return (datetime.combine(ZERO_DAY, value) - datetime.combine(ZERO_DAY, time())) / DAY
    if isinstance(value, timedelta):
        return value / DAY
    return value
