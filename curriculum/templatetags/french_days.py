"""The `date` filter of every template, with the ordinal of the first of a month; see the settings."""

from typing import Any

from django import template
from django.template import defaultfilters

from curriculum.french_days import day_format

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, wanted: str | None = None) -> str:
    """Write a date as Django's own filter does, « 1er » included."""
    return defaultfilters.date(value, day_format(value, wanted))
