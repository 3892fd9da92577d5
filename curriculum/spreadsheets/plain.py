"""Cells as text: spaces that nobody sees are taken away, numbers are written as people write them."""

import unicodedata
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from curriculum.spreadsheets.values import ERROR_VALUES, NO_RESULT, Cell

LONGEST_SHOWN = 60


class CellProblem(Exception):
    """A cell cannot be understood; `str()` is a translated sentence that says what to write instead."""


def clean(text: str) -> str:
    """Take away what is not seen: signs without width, doubled spaces, spaces at both ends."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", text)
    text = "".join(
        " " if sign.isspace() else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Co", "Cn", "Cs")
        and (sign.isspace() or unicodedata.category(sign) != "Cc")
    )
    return " ".join(text.split())


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing is seen in a cell."""
    return isinstance(cell, str) and not clean(cell)


def shown(cell: Cell) -> str:
    """Give a cell as a person sees it, shortened: to quote it in a sentence."""
    text = as_text(cell)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def as_text(cell: Cell) -> str:
    """Give a cell as text, whatever it is: 7.0 is “7”, a day is “31/12/2026”, true is “oui”."""
    match cell:
        case str():
            return clean(cell)
        case bool():
            return _("yes") if cell else _("no")
        case int():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell:.10g}".replace(".", ",")
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
    return ""


def read_text(cell: Cell, most: int = 200) -> str:
    """Give the text of a cell, "" for an empty one; raises CellProblem when longer than `most` signs."""
    text = checked(cell)
    if len(text) > most:
        raise CellProblem(
            _("This has %(count)d characters: shorten it to %(most)d at most.")
            % {"count": len(text), "most": most}
        )
    return text


def checked(cell: Cell) -> str:
    """Give the text of a cell; raises CellProblem when it is a formula that gave nothing."""
    text = as_text(cell)
    if text.startswith("#") and text.upper() in ERROR_VALUES:
        if text == NO_RESULT:
            raise CellProblem(
                _(
                    "The formula in this cell was saved without its result: type the value itself, "
                    "or open the file in a spreadsheet program and save it again."
                )
            )
        raise CellProblem(
            _("The formula in this cell gives the error %(error)s: type the value itself.")
            % {"error": text}
        )
    return text


def required(cell: Cell) -> str:
    """Give the text of a cell that must not be empty; raises CellProblem."""
    text = checked(cell)
    if not text:
        raise CellProblem(_("Fill this in."))
    return text


def column_letters(number: int) -> str:
    """Name a column, counted from 0, as spreadsheet programs do: A … Z, AA …"""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters
