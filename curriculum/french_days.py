"""Write days as French does: « 1er janvier », « 2 janvier »; Django knows no ordinal of its own."""

from datetime import date, datetime
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
