"""Show minutes as people say them."""

from datetime import time

from django import template
from django.utils.formats import number_format

from curriculum.french_days import spell_clock

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LONG_NUMBER = 10_000
"""From five digits on, French writes thousands apart."""


@register.filter
def hours(minutes: int | None) -> str:
    """Write 720 as « 12 h », 150 as « 2 h 30 », 45 as « 45 min »; None as nothing.

    The symbols are those of the international system, the same in every language of the site.
    """
    if minutes is None or minutes == "":
        return ""
    sign = MINUS if minutes < 0 else ""
    number, rest = divmod(abs(int(minutes)), 60)
    whole = number_format(number, force_grouping=number >= LONG_NUMBER)
    if not rest:
        return f"{sign}{whole}{NO_BREAK}h"
    if not number:
        return f"{sign}{rest}{NO_BREAK}min"
    return f"{sign}{whole}{NO_BREAK}h{NO_BREAK}{rest:02}"


@register.filter
def clock(moment: time | None) -> str:
    """Write a time of the day as French does: « 9 h 30 », « 14 h »."""
    return "" if moment is None else spell_clock(moment)
