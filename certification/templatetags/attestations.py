"""How papers are worded, on the PDF and on every page that shows one."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.documents.content import AttestationContent
from certification.enums import AttestationState
from certification.models import Attestation
from certification.verification import display_code

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
    content = AttestationContent.from_data(attestation.content)
    return _("From %(from)s to %(until)s") % {
        "from": date_format(content.scope.from_on, "j M Y"),
        "until": date_format(content.scope.until_on, "j M Y"),
    }


@register.filter
def paper_days(content: AttestationContent) -> str:
    """Write the days of the activities: one day, or from the first to the last."""
    if content.first_on == content.last_on:
        return _("on %(day)s") % {"day": date_format(content.first_on, "j F Y")}
    return _("from %(first)s to %(last)s") % {
        "first": date_format(content.first_on, "j F Y"),
        "last": date_format(content.last_on, "j F Y"),
    }


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
