"""Write days and hours as French does: « 1er janvier », « 9 h 30 »; Django knows neither of its own."""

from datetime import date, datetime, time
from typing import Any

from django.utils import formats
from django.utils.translation import get_language


def day_format(value: Any, wanted: str | None = None) -> str:
    """Give the format for this day, `wanted` being a name such as DATE_FORMAT or a format itself."""
    text = formats.get_format(wanted or "DATE_FORMAT")
    if getattr(value, "day", None) == 1 and (get_language() or "").startswith("fr"):
        return text.replace("j F", r"j\e\r F")
    return text


def spell_day(value: date | datetime, wanted: str | None = None) -> str:
    """Write a day in full, « 1er janvier 2027 »."""
    return formats.date_format(value, day_format(value, wanted))


def spell_clock(moment: time) -> str:
    """Write a time of the day, « 9 h 30 » or « 14 h »."""
    no_break = "\N{NO-BREAK SPACE}"
    minutes = f"{no_break}{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour}{no_break}h{minutes}"


def spell_moment(value: datetime) -> str:
    """Write a day and an hour, « 1er janvier 2027, 14:30 », in the moment's own time zone."""
    return f"{spell_day(value)}, {formats.date_format(value, 'H:i')}"
