"""Addresses of the calendars that one subscribes to."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse

from curriculum.public_agenda import PublicAgenda

register = template.Library()


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """One calendar, three ways: on this site, anywhere, and for the programme that keeps calendars."""

    path: str

    @property
    def https(self) -> str:
        """The whole address, to copy."""
        return settings.SITE_BASE_URL + self.path

    @property
    def webcal(self) -> str:
        """The address that opens a calendar programme."""
        return "webcal://" + self.https.split("://", 1)[1]


@register.simple_tag
def feed_address(wanted: PublicAgenda) -> FeedAddress:
    """Give the address of the agenda, narrowed as asked."""
    path = reverse("curriculum:agenda_feed")
    return FeedAddress(f"{path}?{wanted.query}" if wanted.query else path)
