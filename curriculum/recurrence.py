"""Series of dates: from a pattern, or from a list as people write it. Plain values, no clock."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class DateError:
    """A piece of the list that is no date: what was written, where, and a code for what is wrong.

    Codes: `unreadable`, `impossible` (31 February), `weekday` (the day of the week is another),
    `twice`, `year` (before 1990 or after 2100).
    """

    line: int
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class DateList:
    """Dates found in a text, in order and without doubles, and what could not be read."""

    dates: list[date] = field(default_factory=list)
    errors: list[DateError] = field(default_factory=list)


def weekly(first: date, count: int, every: int = 1) -> list[date]:
    """Give `count` dates on the same day of the week, `every` so many weeks."""
    return [first + timedelta(weeks=every * number) for number in range(count)]


def monthly_by_weekday(first: date, count: int, every: int = 1) -> list[date]:
    """Give the same weekday of the month (the second Tuesday); a fifth one means the last."""
    rank = (first.day - 1) // 7
    dates = []
    for number in range(count):
        year, month = _month_after(first, every * number)
        offset = (first.weekday() - date(year, month, 1).weekday()) % 7
        day = 1 + offset + 7 * rank
        if day > monthrange(year, month)[1]:  # only four of them in that month: take the last
            day -= 7
        dates.append(date(year, month, day))
    return dates


def monthly_by_day(first: date, count: int, every: int = 1) -> list[date]:
    """Give the same day of the month, or the month's last day where it is shorter."""
    dates = []
    for number in range(count):
        year, month = _month_after(first, every * number)
        dates.append(date(year, month, min(first.day, monthrange(year, month)[1])))
    return dates


def read_dates(text: str) -> DateList:
    """Read dates separated by new lines, semicolons or commas.

    Understands 31/12/2026, 31.12.26, 31-12-2026, 2026-12-31, « 12 janvier 2027 », « mardi 1er févr. 2027 ».
    """
    found = DateList()
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in re.split(r"[;,]", line):
            words = piece.strip(" \t.-–•*\u00a0")
            if not words:
                continue
            value = _read_date(words)
            if isinstance(value, date) and value in found.dates:
                value = "twice"
            if isinstance(value, date):
                found.dates.append(value)
            else:
                found.errors.append(DateError(number, words, value))
    found.dates.sort()
    return found


def _read_date(words: str) -> date | str:
    """Read one date, or give the code of what is wrong with it."""
    plain = _without_accents(words.lower()).replace("\u00a0", " ")
    weekday, rest = _split_weekday(plain)
    parts = _numbers(rest)
    if parts is None:
        return "unreadable"
    year, month, day = parts
    if year < 100:
        year += 2000
    if year not in YEARS:
        return "year"
    try:
        value = date(year, month, day)
    except ValueError:
        return "impossible"
    if weekday is not None and value.weekday() != weekday:
        return "weekday"
    return value


def _numbers(text: str) -> tuple[int, int, int] | None:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = match.groups()
        return int(year), int(month), int(day)
    if match := re.fullmatch(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})", text):
        day, month, year = match.groups()
        return int(year), int(month), int(day)
    if match := re.fullmatch(r"(\d{1,2})(?:er)?\s+([a-z]{3,})\.?\s+(\d{4}|\d{2})", text):
        day, name, year = match.groups()
        found = [number for number, full in enumerate(MONTHS, 1) if full.startswith(name)]
        return (int(year), found[0], int(day)) if len(found) == 1 else None
    return None


def _split_weekday(text: str) -> tuple[int | None, str]:
    first, _, rest = text.partition(" ")
    name = first.rstrip(".")
    found = [number for number, full in enumerate(WEEKDAYS) if full.startswith(name)]
    if len(name) >= 3 and len(found) == 1 and rest:
        return found[0], rest.strip()
    return None, text


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _month_after(first: date, months: int) -> tuple[int, int]:
    years, month = divmod(first.month - 1 + months, 12)
    return first.year + years, month + 1
