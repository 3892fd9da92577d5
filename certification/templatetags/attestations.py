"""How papers are worded, on the PDF and on every page that shows one."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from certification.documents.content import AttestationContent
from certification.enums import AttestationState
from certification.models import Attestation
from certification.verification import display_code
from curriculum.french_days import spell_day

register = template.Library()

TONES = {
    AttestationState.VALID: "success",
    AttestationState.REVOKED: "danger",
    AttestationState.SUPERSEDED: "warning",
}


@register.filter
def paper_title(content: AttestationContent) -> str:
    """Name a paper: « Attestation de niveau 1 » or « Attestation partielle »."""
    if content.level:
        return _("Level %(number)s attestation") % {"number": content.level.number}
    return _("Partial attestation")


@register.filter
def attestation_title(attestation: Attestation) -> str:
    """Name a paper from its row alone, for lists."""
    if attestation.level:
        return _("Level %(number)s attestation") % {"number": attestation.level}
    return _("Partial attestation")


@register.filter
def paper_subject(attestation: Attestation) -> str:
    """Say in a few words what a partial paper is about; nothing for a level."""
    scope = attestation.content["scope"]
    if not scope:
        return ""
    if scope["title"]:
        return scope["title"]
    return capfirst(_between(*(date.fromisoformat(scope[key]) for key in ("from_on", "until_on"))))


@register.filter
def paper_days(content: AttestationContent) -> str:
    """Write the days of the activities: one day, or from the first to the last."""
    return _between(content.first_on, content.last_on)


@register.filter
def scope_days(content: AttestationContent) -> str:
    """Write the period that a partial paper is about."""
    return _between(content.scope.from_on, content.scope.until_on)


@register.filter
def long_day(day: date) -> str:
    """Write a day in full."""
    return spell_day(timezone.localtime(day) if isinstance(day, datetime) else day, "j F Y")


@register.filter
def as_sentence(text: str) -> str:
    """End a text with a full stop, once."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


@register.filter
def unlocalised(number: int) -> str:
    """Write a year as it is: without a separator of thousands."""
    return str(number)


@register.filter
def code(stored: str) -> str:
    """Write a verification code as it is printed."""
    return display_code(stored)


@register.filter
def short_address(address: str) -> str:
    """Leave out what nobody types: the protocol."""
    return address.removeprefix("https://").removeprefix("http://")


@register.filter
def state_tone(attestation: Attestation) -> str:
    """Give the colour of a paper's state."""
    return TONES[AttestationState(attestation.state)]


def _between(first: date, last: date) -> str:
    if first == last:
        return _("on %(day)s") % {"day": long_day(first)}
    return _("from %(first)s to %(last)s") % {"first": long_day(first), "last": long_day(last)}
