"""Every public address of the site, for search engines; questions only."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from curriculum.models import Session
from curriculum.public_agenda import versions


@dataclass(frozen=True, slots=True)
class Place:
    """An address, when it changed for the last time, and its other languages by their code."""

    address: str
    changed_at: datetime | None
    languages: list[tuple[str, str]] = field(default_factory=list)


def page_places(request: HttpRequest) -> list[Place]:
    """List the pages that everybody may read, each with its languages; three queries."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = Page.objects.live().public().filter(depth__gt=1).order_by("path")
    told = [
        (page, address)
        for page in pages.select_related("locale")
        if (address := page.get_full_url(request))
    ]
    languages: dict = {}
    for page, address in told:
        languages.setdefault(page.translation_key, []).append((page.locale.language_code, address))
    return [
        Place(
            address,
            page.last_published_at,
            languages[page.translation_key] if len(languages[page.translation_key]) > 1 else [],
        )
        for page, address in told
    ]


def session_places(request: HttpRequest) -> list[Place]:
    """List the sessions that visitors may know of; two queries."""
    sessions = list(Session.objects.published().in_order())
    changes = versions(sessions)
    return [
        Place(
            request.build_absolute_uri(reverse("curriculum:public_session", args=[session.code])),
            changes[session.pk].at,
        )
        for session in sessions
    ]
