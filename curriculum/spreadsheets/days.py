"""Understand days: those of the spreadsheet program, numbers, and text in French or English."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from curriculum.spreadsheets.plain import CellProblem, required, shown
from curriculum.spreadsheets.values import Cell

ZERO_DAY = date(1899, 12, 30)
"""What spreadsheet programs count days from, after March 1900."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
EXAMPLE = "31/12/2026"
MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "january": 1,
    "fevrier": 2, "fevr": 2, "fev": 2, "february": 2, "feb": 2,
    "mars": 3, "mar": 3, "march": 3,
    "avril": 4, "avr": 4, "april": 4, "apr": 4,
    "mai": 5, "may": 5,
    "juin": 6, "june": 6, "jun": 6,
    "juillet": 7, "juil": 7, "jul": 7, "july": 7,
    "aout": 8, "aou": 8, "august": 8, "aug": 8,
    "septembre": 9, "sept": 9, "sep": 9, "september": 9,
    "octobre": 10, "oct": 10, "october": 10,
    "novembre": 11, "nov": 11, "november": 11,
    "decembre": 12, "dec": 12, "december": 12,
}  # fmt: skip
WEEKDAY = re.compile(
    r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven|sam|dim"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)\b\.?,?\s+"
)
CLOCK = re.compile(
    r"[t\s]\s*(?:a\s+)?\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$"
)
YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{4}|\d{2})")
DAY_AND_NAME = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|e)?[\s./-]*([a-z]+)\.?[\s./-]*(\d{4}|\d{2})")
NAME_AND_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
TOGETHER = re.compile(r"\d{8}")
ACCENTS = str.maketrans("éèêûùôâà", "eeeuuoaa")


def read_day(cell: Cell, *, latest: date | None = None) -> date:
    """Give the day in a cell; raises CellProblem.

    A year of two digits is the last one that is not after `latest`: for a date of birth give today. Without
    `latest`, 00 to 49 are of this century and 50 to 99 of the last.
    """
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if isinstance(cell, (time, timedelta, bool)):
        raise _not_a_day(cell)
    text = required(cell)
    if not isinstance(cell, str):
        return _from_number(cell)
    folded = CLOCK.sub("", text.lower().translate(ACCENTS)).strip()
    folded = WEEKDAY.sub("", folded).removeprefix("le ").strip()
    if found := YEAR_FIRST.fullmatch(folded):
        year, month, day = found.groups()
        return _day(day, month, year, text, latest)
    if found := DAY_FIRST.fullmatch(folded):
        day, month, year = found.groups()
        return _day(day, month, year, text, latest)
    if found := DAY_AND_NAME.fullmatch(folded):
        day, name, year = found.groups()
        if name in MONTHS:
            return _day(day, MONTHS[name], year, text, latest)
    if found := NAME_AND_DAY.fullmatch(folded):
        name, day, year = found.groups()
        if name in MONTHS:
            return _day(day, MONTHS[name], year, text, latest)
    if TOGETHER.fullmatch(folded):
        return _from_digits(folded)
    if folded.isdecimal() and folded.isascii():
        return _from_number(int(folded[:12]))
    raise _not_a_day(cell)


def _from_number(number: float) -> date:
    """Understand 46022 (the program's own count), 31122026 and 20261231; a year alone is no day."""
    if FIRST_YEAR <= number <= LAST_YEAR and float(number).is_integer():
        raise CellProblem(
            _("“%(text)s” is a year: write the whole day, such as %(example)s.")
            % {"text": shown(number), "example": EXAMPLE}
        )
    text = shown(number)
    if TOGETHER.fullmatch(text):
        return _from_digits(text)
    if not 1 <= number < 100_000:
        raise _not_a_day(number)
    return _plausible(ZERO_DAY + timedelta(days=int(number)), number)


def _from_digits(text: str) -> date:
    if FIRST_YEAR <= int(text[4:]) <= LAST_YEAR:  # no month is 19, 20 or 21
        return _day(text[:2], text[2:4], text[4:], text, None)
    return _day(text[6:], text[4:6], text[:4], text, None)


def _day(day, month, year, text: str, latest: date | None) -> date:
    day, month = int(day), int(month)
    if month > 12 >= day and 1 <= month <= 31:
        raise CellProblem(
            _("In “%(text)s” the month comes first. Write the day first: %(example)s.")
            % {"text": text, "example": f"{month:02d}/{day:02d}/{year}"}
        )
    whole = _year(int(year), day, month, latest) if len(str(year)) == 2 else int(year)
    try:
        found = date(whole, month, day)
    except ValueError:
        raise CellProblem(
            _("“%(text)s” is not in the calendar. Write a day such as %(example)s.")
            % {"text": shown(text), "example": EXAMPLE}
        ) from None
    return _plausible(found, text)


def _year(short: int, day: int, month: int, latest: date | None) -> int:
    """Complete a year of two digits."""
    if latest is None:
        return short + (2000 if short < 50 else 1900)
    year = latest.year // 100 * 100 + short
    return year - 100 if (year, month, day) > (latest.year, latest.month, latest.day) else year


def _plausible(day: date, cell: Cell) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR and day > date(1900, 1, 1):
        return day
    raise CellProblem(
        _("“%(text)s” is in the year %(year)d: check it. Write a day such as %(example)s.")
        % {"text": shown(cell), "year": day.year, "example": EXAMPLE}
    )


def _not_a_day(cell: Cell) -> CellProblem:
    return CellProblem(
        _("“%(text)s” is not a day. Write it as %(example)s: day, month, year.")
        % {"text": shown(cell), "example": EXAMPLE}
    )
