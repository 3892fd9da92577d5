"""What people should know about a file before they use it: sentences, and cells that say why they are empty."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.spreadsheets.flaws import Flaws, Place
from curriculum.spreadsheets.plain import column_letters
from curriculum.spreadsheets.values import CHOICES_TITLE, SheetRows, Workbook

MOST_NAMED = 5
MOST_MERGED = 10_000
OUR_CHOICES = re.compile(re.escape(CHOICES_TITLE) + r"( \(\d+\))?")


def remark(book: Workbook, flaws: Flaws, *, hidden: Sequence[str], has_links: bool) -> None:
    """Put into failed cells what failed, and add notes; the choices of our own workbooks are none."""
    hidden = [title for title in hidden if not OUR_CHOICES.fullmatch(title)]
    if hidden:
        book.notes.append(_("Hidden sheets are not read: %(sheets)s.") % {"sheets": _some(hidden)})
    for sheet in book.sheets:
        failed = flaws.failed.get(sheet.title)
        if failed:
            _fill(sheet, failed)
            _note_failed(book, sheet, list(failed))
        _note_merged(book, sheet, flaws.merged.get(sheet.title, []))
        if sheet.title in flaws.filtered:
            book.notes.append(
                _("Sheet “%(sheet)s”: a filter hides rows. They are read as well.")
                % {"sheet": sheet.title}
            )
    if has_links:
        book.notes.append(
            _(
                "Formulas of this file refer to other files: what is read are the results that were "
                "saved last."
            )
        )


def _fill(sheet: SheetRows, failed: dict[Place, str]) -> None:
    rows = sheet.rows
    for (row, column), text in failed.items():
        while len(rows) <= row:
            rows.append([])
        if len(rows[row]) <= column:
            rows[row].extend([""] * (column + 1 - len(rows[row])))
        if rows[row][column] == "":
            rows[row][column] = text


def _note_failed(book: Workbook, sheet: SheetRows, places: list[Place]) -> None:
    book.notes.append(
        ngettext(
            "Sheet “%(sheet)s”: %(count)d formula has no result (%(cells)s). Type its value, or open the "
            "file in a spreadsheet program, save it again, and send that.",
            "Sheet “%(sheet)s”: %(count)d formulas have no result (%(cells)s). Type their values, or open "
            "the file in a spreadsheet program, save it again, and send that.",
            len(places),
        )
        % {"sheet": sheet.title, "count": len(places), "cells": _some([*map(_name, places)])}
    )


def _note_merged(book: Workbook, sheet: SheetRows, merged: list[tuple[Place, Place]]) -> None:
    names = [
        f"{_name(first)}:{_name(last)}"
        for first, last in merged[:MOST_MERGED]
        if _hides_something(sheet, first, last)
    ]
    if names:
        book.notes.append(
            _(
                "Sheet “%(sheet)s”: of merged cells (%(cells)s) the first has the value, the others are "
                "read as empty."
            )
            % {"sheet": sheet.title, "cells": _some(names)}
        )


def _hides_something(sheet: SheetRows, first: Place, last: Place) -> bool:
    """Tell whether merged cells are part of a table, and not a title above it."""
    (top, left), (bottom, right) = first, last
    if top >= len(sheet.rows) or left >= len(sheet.rows[top]) or sheet.rows[top][left] == "":
        return False
    beside = (
        cell
        for row in sheet.rows[top : bottom + 1]
        for place, cell in enumerate(row)
        if not left <= place <= right
    )
    return any(cell != "" for cell in beside)


def _name(place: Place) -> str:
    return f"{column_letters(place[1])}{place[0] + 1}"


def _some(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
