"""What is amiss on published pages: pictures without words, links that lead nowhere, pages nobody read again.

Questions only. Links to other sites are listed here and tried in `cms.link_trials`, when somebody asks for it.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import Resolver404, resolve
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

TOO_OLD = timedelta(days=2 * 365)
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
PICTURE = re.compile(r'<embed\b[^>]*embedtype="image"[^>]*>')
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass
class Contents:
    """What a page refers to: pictures without words, pages, documents, addresses; with the words of each."""

    wordless: int = 0
    pages: list[tuple[int, str]] = field(default_factory=list)
    documents: list[tuple[int, str]] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """The addresses on other sites, each once."""
        found = (address for address, _words in self.addresses if _path_here(address) is None)
        return list(dict.fromkeys(a for a in found if a.startswith(("http://", "https://"))))


@dataclass(frozen=True, slots=True)
class Health:
    """A page, and what is amiss on it in sentences."""

    page: Page
    faults: list[str]
    elsewhere: list[str]


def contents_of(page: Page) -> Contents:
    """Read all that a page of a known type refers to."""
    contents = Contents()
    for each in page._meta.get_fields():
        if isinstance(each, StreamField):
            _read(getattr(page, each.name), contents)
        elif isinstance(each, RichTextField):
            _read_html(getattr(page, each.name) or "", contents)
    return contents


def unwell_pages(pages: QuerySet[Page], *, at: datetime) -> list[Health]:
    """Give those of the published pages that have a fault, the worst first; reads each page in full."""
    here = _Here()
    found = [health_of(page, here, at=at) for page in pages.live().specific()]
    unwell = [health for health in found if health.faults]
    return sorted(unwell, key=lambda health: (-len(health.faults), health.page.title))


def health_of(page: Page, here: "_Here", *, at: datetime) -> Health:
    """Examine one page."""
    contents = contents_of(page)
    faults = []
    if contents.wordless:
        faults.append(_("Pictures without alternative text: %(n)d") % {"n": contents.wordless})
    for words in contents.lost:
        faults.append(_("“%(words)s” leads nowhere any more") % {"words": words})
    for pk, words in contents.pages:
        if pk not in here.pages:
            faults.append(_("“%(words)s” leads to a page that is not published") % {"words": words})
    for pk, words in contents.documents:
        if pk not in here.documents:
            faults.append(_("“%(words)s” leads to a document that is gone") % {"words": words})
    for address, words in contents.addresses:
        path = _path_here(address)
        if path is not None and not here.has(path):
            faults.append(
                _("“%(words)s” leads to %(address)s, which does not exist")
                % {"words": words, "address": address}
            )
    if page.last_published_at and at - page.last_published_at > TOO_OLD:
        day = page.last_published_at.strftime("%d/%m/%Y")
        faults.append(_("Not published again since %(day)s") % {"day": day})
    return Health(page, faults, contents.elsewhere)


class _Here:
    """What there is on this site; five queries."""

    def __init__(self) -> None:
        pages = list(Page.objects.live().filter(depth__gt=1))
        self.pages = {page.pk for page in pages}
        self.documents = set(get_document_model().objects.values_list("pk", flat=True))
        self.paths = {urlsplit(page.full_url or "").path for page in pages}
        self.redirects = set(Redirect.objects.values_list("old_path", flat=True))

    def has(self, path: str) -> bool:
        """Tell whether an address of this site leads somewhere; feeds stand below their page."""
        with_slash = path if path.endswith("/") else f"{path}/"
        if with_slash in self.paths or path.rstrip("/") in self.redirects:
            return True
        try:
            match = resolve(path)
        except Resolver404:
            return False
        if match.view_name != "wagtail_serve":
            return True
        parent = with_slash.rstrip("/").rpartition("/")[0] + "/"
        return with_slash.endswith(("/rss/", "/atom/")) and parent in self.paths


def _path_here(address: str) -> str | None:
    """Give the path of an address of this site; nothing for others."""
    if address.startswith(f"{settings.SITE_BASE_URL}/"):
        address = address.removeprefix(settings.SITE_BASE_URL)
    return urlsplit(address).path if re.match(r"/(?!/)", address) else None


def _read(value: Any, contents: Contents) -> None:
    """Go through blocks, whatever they are made of."""
    if isinstance(value, StreamValue):
        for child in value:
            _read_block(child.block, child.value, contents)
    elif isinstance(value, ListValue):
        for child in value.bound_blocks:
            _read_block(child.block, child.value, contents)
    elif isinstance(value, StructValue):
        _read_link(value, contents)
        for name, block in value.block.child_blocks.items():
            if not (name == "address" and "page" in value):
                _read_block(block, value.get(name), contents)
    elif isinstance(value, RichText):
        _read_html(value.source, contents)


def _read_block(block: Any, value: Any, contents: Contents) -> None:
    if isinstance(block, ImageBlock):
        if value is not None and not value.decorative and not value.contextual_alt_text:
            contents.wordless += 1
    elif isinstance(block, StreamBlock | ListBlock | StructBlock) or isinstance(value, RichText):
        _read(value, contents)
    elif isinstance(value, get_document_model()):
        contents.documents.append((value.pk, value.title))
    elif isinstance(value, Page):
        contents.pages.append((value.pk, value.title))
    elif isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        contents.addresses.append((value, value))


def _read_link(value: StructValue, contents: Contents) -> None:
    """Look at a link with words: a target that was deleted leaves the words alone."""
    if not {"page", "address", "label"} <= set(value.block.child_blocks):
        return
    words = value.get("label") or ""
    if value.get("address"):
        contents.addresses.append((value["address"], words or value["address"]))
    elif words and value.get("page") is None:
        contents.lost.append(words)


def _read_html(source: str, contents: Contents) -> None:
    contents.wordless += sum(
        not dict(ATTRIBUTE.findall(embed)).get("alt") for embed in PICTURE.findall(source)
    )
    for attributes, inside in LINK.findall(source):
        told, words = dict(ATTRIBUTE.findall(attributes)), strip_tags(inside)
        kind, pk = told.get("linktype"), told.get("id", "")
        if kind == "page" and pk.isdecimal():
            contents.pages.append((int(pk), words))
        elif kind == "document" and pk.isdecimal():
            contents.documents.append((int(pk), words))
        elif told.get("href"):
            contents.addresses.append((told["href"], words))


def examine(page: Page, *, at: datetime) -> Health:
    """Examine one page by itself."""
    return health_of(page, _Here(), at=at)
