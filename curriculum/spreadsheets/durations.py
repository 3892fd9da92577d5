"""Understand durations in hours, in all the forms that people write."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from curriculum.spreadsheets.plain import CellProblem, required, shown
from curriculum.spreadsheets.values import Cell

LONGEST = 1000 * 60
"""Minutes: a whole training has hundreds of hours, never thousands."""
ZERO_MOMENT = datetime(1899, 12, 30)  # noqa: DTZ001  # cells have no time zone
HOURS = r"(?:h|hs|hr|hrs|heure|heures|hour|hours)"
MINUTES = r"(?:m|mn|min|mins|minute|minutes|')?"
DECIMAL = re.compile(rf"(\d{{1,5}}(?:[.,]\d{{1,6}})?)\s*{HOURS}?\.?")
CLOCK = re.compile(rf"(\d{{1,4}})\s*(?::|{HOURS}\.?)\s*(?:et\s+)?(\d{{1,2}})\s*{MINUTES}\.?")
CLOCK_WITH_SECONDS = re.compile(r"(\d{1,4}):(\d{2}):(\d{2})(?:\.0+)?")
ONLY_MINUTES = re.compile(r"(\d{1,5})\s*(?:mn|min|mins|minute|minutes)\.?")
UNCLEAR = re.compile(r"(\d{1,4})[.,](15|30|45)")
"""7,30 may be half past seven, or seven hours and three tenths."""


def read_minutes(cell: Cell, *, most: int = LONGEST) -> int:
    """Give the minutes of a duration in hours: 7, 7,5, 7h30, 7:30, 450 min; raises CellProblem."""
    match cell:
        case bool():
            raise _not_hours(cell)
        case timedelta():
            return _bounded(cell.total_seconds() / 60, cell, most)
        case datetime():
            if cell.year > 1904:
                raise _not_hours(cell)
            return _bounded((cell - ZERO_MOMENT).total_seconds() / 60, cell, most)
        case time():
            return _bounded(cell.hour * 60 + cell.minute + cell.second / 60, cell, most)
        case date():
            raise _not_hours(cell)
        case int() | float():
            return _bounded(cell * 60, cell, most)
    text = required(cell)
    folded = text.lower()
    if found := UNCLEAR.fullmatch(folded):
        hours, rest = found.groups()
        raise CellProblem(
            _(
                "“%(text)s” may be %(clock)s or %(decimal)s hours. Write %(clock)s, or a number of minutes."
            )
            % {
                "text": text,
                "clock": f"{hours}h{rest}",
                "decimal": f"{hours},{rest.rstrip('0')}",
            }
        )
    if found := DECIMAL.fullmatch(folded):
        return _bounded(float(found.group(1).replace(",", ".")) * 60, cell, most)
    if found := CLOCK.fullmatch(folded):
        hours, minutes = map(int, found.groups())
        if minutes > 59:
            raise _not_hours(cell)
        return _bounded(hours * 60 + minutes, cell, most)
    if found := CLOCK_WITH_SECONDS.fullmatch(folded):
        hours, minutes, seconds = map(int, found.groups())
        if minutes > 59 or seconds > 59:
            raise _not_hours(cell)
        return _bounded(hours * 60 + minutes + seconds / 60, cell, most)
    if found := ONLY_MINUTES.fullmatch(folded):
        return _bounded(int(found.group(1)), cell, most)
    raise _not_hours(cell)


def _bounded(minutes: float, cell: Cell, most: int) -> int:
    if not 0 <= minutes <= most:
        raise CellProblem(
            _("“%(text)s” is too much or too little: write between 0 and %(most)d hours.")
            % {"text": shown(cell), "most": most // 60}
        )
    return round(minutes)


def _not_hours(cell: Cell) -> CellProblem:
    return CellProblem(
        _("“%(text)s” is not a number of hours. Write 7, 7,5 or 7h30.") % {"text": shown(cell)}
    )
