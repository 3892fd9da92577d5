"""How a page is told where it is shared, and which of its addresses is the right one."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from cms.models import ArticlePage, Picture, SitePage, SiteSettings
from curriculum.models import Session
from curriculum.page_cache import remembered

register = template.Library()

LOCALES = {"fr": "fr_FR", "en": "en_GB", "it": "it_IT", "nl": "nl_BE", "ar": "ar_DZ"}
PICTURE_SIZE = (1200, 630)


@register.inclusion_tag("cms/parts/sharing.html", takes_context=True)
def sharing(context):
    """Give the canonical address and the card of a page or of a session; nothing for anything else.

    Costs three queries at most.
    """
    request, page = context.get("request"), context.get("page")
    if request is None:
        return {"address": ""}
    if isinstance(page, SitePage) and page.pk:
        return {
            "address": _with_number(page.get_full_url(request) or "", request),
            "title": page.seo_title or page.title,
            "description": page.description,
            "kind": "article" if isinstance(page, ArticlePage) else "website",
            "locale": LOCALES.get(get_language() or "", ""),
            **_picture(page.social_picture_id, request),
        }
    session = context.get("session")
    if isinstance(session, Session) and getattr(request.resolver_match, "view_name", "") == (
        "curriculum:public_session"
    ):
        path = reverse("curriculum:public_session", args=[session.code])
        return {
            "address": request.build_absolute_uri(path),
            "title": session.title,
            "description": f"{session.offering.get_kind_display()}, {session.territory}",
            "kind": "website",
            "locale": LOCALES[settings.LANGUAGE_CODE],
            **_picture(None, request),
        }
    return {"address": ""}


def _with_number(address: str, request: HttpRequest) -> str:
    """Keep the number of a list's page: each is a page of its own; filters are not."""
    number = request.GET.get("page", "")
    return (
        f"{address}?page={number}" if number.isdecimal() and number not in ("0", "1") else address
    )


def _picture(pk: int | None, request: HttpRequest) -> dict:
    """Describe the picture of a page, or the site's; three queries, and none until something changes."""
    told = remembered(("sharing", pk), lambda: _describe(pk, request))
    return {**told, "picture": request.build_absolute_uri(told["picture"])}


def _describe(pk: int | None, request: HttpRequest) -> dict:
    width, height = PICTURE_SIZE
    picture = (
        Picture.objects.filter(pk=pk).first() if pk else SiteSettings.of(request).social_picture
    )
    if picture is None:
        address, alt = static("jalons/img/sharing.png"), ""
    else:
        rendition = picture.get_rendition(f"fill-{width}x{height}|format-jpeg")
        width, height = rendition.width, rendition.height
        address, alt = rendition.url, picture.description
    return {"picture": address, "picture_alt": alt, "width": width, "height": height}
