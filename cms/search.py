"""What visitors find by words: trainings, pages and sessions; questions only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.search.query import PlainText

from cms.models import AgendaPage, CataloguePage, ContactPage, LevelsPage, OfferingPage
from cms.page_texts import texts_of
from curriculum.enums import PublicState
from curriculum.french_order import fold
from curriculum.models import Session
from curriculum.public_search import search_sessions
from curriculum.search_words import WORD, excerpt, marked, stem, wanted_stems

LONGEST_QUERY = 120
MOST_WORDS = 8
SHOWN_OF_EACH = 5
PER_PAGE = 12
SCOPES: dict[str, Promise] = {
    "trainings": _("Trainings"),
    "sessions": _("Sessions"),
    "pages": _("Pages"),
}
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found; `pieces` of text tell which words were looked for."""

    address: str
    title: Pieces
    kind: str
    text: Pieces
    session: Session | None = None
    state: PublicState | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; a page of it when it is shown alone."""

    scope: str
    title: str
    number: int
    found: list[Found]
    page: ListPage | None = None


@dataclass
class Search:
    """A visitor's search: words, and the kind that it is narrowed to."""

    query: str
    language: str
    on: date
    scope: str = ""
    number: str | None = None
    wanted: list[str] = field(init=False)

    def __post_init__(self):
        self.query = " ".join(self.query.replace("\x00", "").split())[:LONGEST_QUERY]
        self.wanted = wanted_stems(self.query)[:MOST_WORDS]
        self.scope = self.scope if self.scope in SCOPES else ""

    @cached_property
    def groups(self) -> list[Group]:
        """What was found, kind by kind; kinds without any are left out."""
        if not self.wanted:
            return []
        groups = [self._group(scope) for scope in SCOPES if self.scope in ("", scope)]
        return [group for group in groups if group.number]

    @property
    def total(self) -> int:
        """Count all of it."""
        return sum(group.number for group in self.groups)

    @cached_property
    def nearest(self) -> str:
        """The query with words of our titles in place of those that nobody wrote; empty when there are none."""
        titles = _public_pages(self.language).values_list("title", flat=True)
        known = {
            fold(word): word for title in titles for word in WORD.findall(title) if len(word) > 3
        }
        words = [
            known.get(next(iter(get_close_matches(fold(word), known, n=1, cutoff=0.75)), ""), "")
            for word in WORD.findall(self.query)
        ]
        found = " ".join(word.lower() for word in words if word)
        return "" if fold(found) == fold(self.query) else found

    @cached_property
    def ways_on(self) -> list[Page]:
        """The pages from which one finds one's way when no word does; one query."""
        kinds = _public_pages(self.language).type(
            CataloguePage, AgendaPage, LevelsPage, ContactPage
        )
        return list(kinds.order_by("path"))

    def _group(self, scope: str) -> Group:
        results = self._results(scope)
        paginator = Paginator(results, PER_PAGE)
        page = paginator.get_page(self.number) if self.scope else None
        shown: Iterable = page.object_list if page else results[:SHOWN_OF_EACH]
        make = self._session if scope == "sessions" else self._page
        found = [make(each) for each in shown]
        return Group(scope, str(SCOPES[scope]), paginator.count, found, page)

    def _results(self, scope: str):
        if scope == "sessions":
            return search_sessions(self.wanted, on=self.on)
        pages = _public_pages(self.language).specific()
        pages = pages.type(OfferingPage) if scope == "trainings" else pages.not_type(OfferingPage)
        # The stems find it, the words as they were typed put titles that have them first.
        as_typed = PlainText(" ".join(WORD.findall(self.query)), operator="and")
        return pages.search(PlainText(" ".join(self.wanted), operator="and") | as_typed)

    def _page(self, page: Page) -> Found:
        texts = texts_of(page)
        holding = (text for text in texts if {stem(w) for w in WORD.findall(text)} & {*self.wanted})
        text = next(holding, texts[0] if texts else "")
        return Found(
            address=page.url or "",
            title=marked(page.title, self.wanted),
            kind=page.offering.get_kind_display() if isinstance(page, OfferingPage) else "",
            text=marked(excerpt(text, self.wanted), self.wanted),
        )

    def _session(self, session: Session) -> Found:
        return Found(
            address=reverse("curriculum:public_session", args=[session.code]),
            title=marked(session.title, self.wanted),
            kind=session.offering.get_kind_display(),
            text=marked(str(session.territory), self.wanted),
            session=session,
            state=session.public_state(on=self.on),
        )


def _public_pages(language: str) -> QuerySet[Page]:
    """Find what everybody may read in a language; the root of the tree is nobody's."""
    locale = Locale.objects.filter(language_code=language).first()
    return Page.objects.live().public().filter(locale=locale, depth__gt=1)
