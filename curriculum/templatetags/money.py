"""Show amounts as people write them."""

from django import template
from django.utils.formats import number_format

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
SIGNS = {"EUR": "€"}


@register.filter
def money(cents: int | None, currency: str = "EUR") -> str:
    """Write 480000 cents as « 4 800 € », 1250 as « 12,50 € »; None as nothing."""
    if cents is None or cents == "":
        return ""
    whole, rest = divmod(int(cents), 100)
    amount = f"{whole}.{rest:02}" if rest else str(whole)
    return f"{number_format(amount, force_grouping=True)}{NO_BREAK}{SIGNS.get(currency, currency)}"
