"""The head and the foot of the site, the way to a page, and the languages it is in."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from certification.access import has_progress
from certification.models import Issuer
from cms.models import SitePage, SiteSettings
from curriculum.access import is_animator
from curriculum.models import Institution
from curriculum.page_cache import remembered

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a menu; `is_current` is "page" for the page itself, "true" for its section."""

    address: str
    label: str
    is_current: str | bool = ""
    code: str = ""


@register.inclusion_tag("components/site_header.html", takes_context=True)
def site_header(context):
    """Show the brand, the menu of pages, the links that concern the person, and the account menu."""
    request = context.get("request")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    items, account = _member_items(user) if signed_in else (_visitor_items(), [])
    return {
        "pages": _menu(request),
        "items": _links(request, items),
        "languages": _languages(context),
        "account": _links(request, account),
        "who": str(user) if signed_in else "",
        "email": user.email if signed_in else "",
    }


@register.inclusion_tag("components/site_footer.html", takes_context=True)
def site_footer(context):
    """Show who publishes the site, and the links that editors chose; two queries."""
    request = context.get("request")
    # A copy: the tag adds a token to what it is given.
    return {**remembered(("footer", translation.get_language()), lambda: _footer(request))}


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def page_trail(context):
    """Show where a page of the tree stands; one query."""
    page, request = context["page"], context.get("request")
    above = [Link(step.get_url(request) or "/", step.title) for step in page.trail]
    home = above[0].address if above else "/"
    return {"home": home, "trail": above[1:], "current": page.title}


@register.inclusion_tag("cms/parts/language_links.html", takes_context=True)
def language_links(context):
    """Tell search engines in which other languages the page is."""
    page, request = context["page"], context.get("request")
    if page.pk is None or len(page.versions) < 2:
        return {"languages": [], "default": ""}
    versions = page.versions
    found = [
        Link(version.get_full_url(request), "", code=version.locale.language_code)
        for version in versions
    ]
    return {"languages": found, "default": found[0].address}


def _footer(request: HttpRequest | None) -> dict:
    site = SiteSettings.of(request)
    links = [Link(link.value.href, link.value["label"]) for link in site.footer_links]
    return {
        "federation": Issuer.facts(),
        "site": site,
        "links": [link for link in links if link.address],
    }


def _menu(request: HttpRequest | None) -> list[Link]:
    """List the flagged pages below the home page of the active language."""
    if request is None:
        return []
    links = remembered(("menu", translation.get_language()), lambda: _menu_pages(request))
    return [Link(url, title, _standing(request.path, url)) for url, title in links if url]


def _menu_pages(request: HttpRequest) -> list[tuple[str, str]]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    home, translated = site.root_page, {}
    if translation.get_language() != settings.LANGUAGE_CODE:
        home, translated = home.localized, {"alias_of": None}
    pages = home.get_children().live().in_menu().filter(**translated)
    return [(page.get_url(request) or "", page.title) for page in pages]


def _standing(here: str, address: str) -> str:
    if here == address:
        return "page"
    return "true" if here.startswith(address) else ""


def _languages(context) -> list[Link]:
    """List the languages that a page is published in, when there are several."""
    page = context.get("page")
    if not isinstance(page, SitePage) or page.pk is None or len(page.versions) < 2:
        return []
    names = dict(settings.LANGUAGES)
    return [
        Link(
            version.get_url(context.get("request")) or "",
            names.get(version.locale.language_code, version.locale.language_code),
            version.pk == page.pk,
            version.locale.language_code,
        )
        for version in page.versions
    ]


def _visitor_items():
    return [
        ("search", _("Search")),
        ("certification:verify", _("Check an attestation")),
        ("account_login", _("Sign in")),
    ]


def _member_items(user):
    """List what the person does here, and what is in the account menu; costs three queries."""
    items = [("search", _("Search"))]
    account = [("curriculum:my_enrolments", _("My enrolments"))]
    if has_progress(user):
        items += [
            ("certification:progress", _("My hours and levels")),
            ("certification:declare", _("Declare an activity")),
            ("certification:my_attestations", _("My attestations")),
        ]
    leads, is_staff = is_animator(user), user.has_perm("wagtailadmin.access_admin")
    if leads:
        items.append(("curriculum:my_sessions", _("My sessions")))
    managed = Institution.objects.managed_by(user)[:2]
    if len(managed) == 1:
        items.append(("curriculum:institution", _("My institution"), managed[0].code))
    elif managed:
        items.append(("curriculum:my_institutions", _("My institutions")))
    else:
        account.append(("curriculum:my_institutions", _("My institutions")))
    if leads or managed or is_staff:
        account.append(("curriculum:my_exports", _("My exports")))
    if is_staff:
        items.append(("wagtailadmin_home", _("Administration")))
    account += [
        ("account_email", _("My e-mail addresses")),
        ("account_change_password", _("My password")),
    ]
    return items, account


def _links(request, items):
    here = request.path if request is not None else ""
    links = [(reverse(name, args=args), label) for name, label, *args in items]
    return [Link(address, label, here == address) for address, label in links]
