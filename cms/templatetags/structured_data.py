"""JSON-LD in the head of pages: what search engines are told, safely inside of a <script>."""

import json

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from curriculum.enums import PublicState
from curriculum.structured_data import (
    breadcrumb_list,
    course,
    course_instance,
    event,
    organisation,
)

register = template.Library()

# A title may hold « </script> »; JSON reads these signs the same.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(data: dict) -> SafeString:
    """Write data as a block that browsers do not run.

    It has no nonce: the policy is about scripts, which this is none of, and a page kept in a cache would
    hand the same nonce to everybody.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag
def breadcrumb_data(page) -> SafeString:
    """Tell where a page of the site stands; reads `page.trail`."""
    return json_ld(breadcrumb_list([(each.title, each.full_url) for each in [*page.trail, page]]))


@register.simple_tag
def course_data(page, facts, federation: dict) -> SafeString:
    """Describe a training of the federation and the sessions one may still come to."""
    instances = [
        course_instance(edition.session, edition.slots, url=session_url(edition.session))
        for edition in facts.coming
        if edition.state != PublicState.CANCELLED
    ]
    return json_ld(
        course(
            page.offering,
            description=page.description,
            url=page.full_url,
            provider=_named(federation),
            instances=instances,
        )
    )


@register.simple_tag
def session_data(session, slots, federation: dict, agenda=None) -> SafeString:
    """Describe a session as an event, and where its page stands: below `agenda` when there is one."""
    url = session_url(session)
    above = [*agenda.trail, agenda] if agenda else []
    trail = [(page.title, page.full_url) for page in above] or [
        (_("Home"), f"{settings.SITE_BASE_URL}/")
    ]
    return json_ld(event(session, slots, url=url, organizer=_named(federation))) + json_ld(
        breadcrumb_list([*trail, (session.title, url)])
    )


def session_url(session) -> str:
    """Give the whole address of a session's page."""
    return settings.SITE_BASE_URL + reverse("curriculum:public_session", args=[session.code])


def _named(federation: dict) -> dict:
    return organisation(name=federation["name"], url=f"{settings.SITE_BASE_URL}/")
