"""How offerings and sessions are told to visitors: prices, seats, states."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.enums import PublicState
from curriculum.models import Offering, Session
from curriculum.templatetags.money import money

register = template.Library()

TONES = {
    PublicState.COMING: "success",
    PublicState.FULL: "warning",
    PublicState.UNDER_WAY: "info",
    PublicState.PAST: "",
    PublicState.CANCELLED: "danger",
}


@register.filter
def price(offering: Offering) -> str:
    """Write « 540 € », « 12,50 € », « gratuit » or « sur devis »."""
    if offering.price_cents is None:
        return _("on quote")
    if not offering.price_cents:
        return _("free of charge")
    return money(offering.price_cents, offering.currency)


@register.filter
def seats(session: Session) -> str:
    """Say how many seats are left; `seats_left` was asked for with the session."""
    if session.seats_left is None:
        return _("No limit of seats")
    if not session.seats_left:
        return _("No seat left")
    return ngettext("%(count)d seat left", "%(count)d seats left", session.seats_left) % {
        "count": session.seats_left
    }


@register.simple_tag
def where(session: Session | None, towns: Sequence[str] = ()) -> str:
    """Name the towns, the territory and the country of a session, each once."""
    if session is None:
        return ""
    country = getattr(session, "country", None)
    parts = list(dict.fromkeys([*towns, session.territory.name, *([country] if country else [])]))
    said_by_another = {
        part for part in parts if any(part in other for other in parts if other != part)
    }
    return ", ".join(part for part in parts if part not in said_by_another)


@register.simple_tag
def public_state(session: Session, today) -> PublicState:
    """Say how a session stands on that day."""
    return session.public_state(on=today)


@register.filter
def state_tone(state: PublicState) -> str:
    """Give the colour of a state."""
    return TONES[PublicState(state)]


@register.filter
def state_label(state: PublicState) -> str:
    """Give the words of a state."""
    return str(PublicState(state).label)


@register.filter
def days_count(count: int) -> str:
    """Write « 3 jours »."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
