"""The ways between sessions, which are rows, and the pages about them."""

from django import template
from django.utils.translation import get_language

from certification.models import Issuer
from cms.models import AgendaPage, OfferingPage
from curriculum.models import Offering
from curriculum.page_cache import remembered

register = template.Library()


@register.simple_tag
def federation() -> dict[str, str]:
    """Say how the federation is called and where to write to it; one query after a change."""
    return remembered("federation", Issuer.facts)


@register.simple_tag
def agenda_page() -> AgendaPage | None:
    """Find the page of the agenda in the language of the visitor, else in any; one query after a change."""
    return remembered(
        ("agenda_page", get_language()), lambda: _first(AgendaPage.objects.live().public())
    )


@register.simple_tag
def offering_page(offering: Offering) -> OfferingPage | None:
    """Find the page about an offering in the language of the visitor, else in any; one query."""
    return _first(OfferingPage.objects.live().public().filter(offering=offering))


def _first(pages):
    found = list(pages.select_related("locale"))
    spoken = [page for page in found if page.locale.language_code == get_language()]
    return (spoken or found or [None])[0]
