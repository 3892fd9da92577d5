"""The site of the demonstration, built and read page by page as a visitor does."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from random import Random
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from wagtail.models import Page

from cms.demo.plans import all_plans
from cms.demo.site import TEXTS, build_site
from cms.demo.site_news import in_words
from cms.demo.typesetting import typeset
from cms.models import HomePage, OfferingPage, Picture, SitePage, Work
from curriculum.models import Offering, Session
from tests.cms import demo_site

OURS = "http://testserver"
ENGLISH = re.compile(
    r"\b(the|and|with|from|this|your|you|are|page not found|read on|see all|open to everyone)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"Invisible Loyalties.*?Therapy|Harper and Row|empowerment", re.DOTALL)


class Reader(HTMLParser):
    """Collects what a visitor reads and where the page leads."""

    def __init__(self, html: str):
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.pictures: list[dict] = []
        self.ids: set[str] = set()
        self._skipped = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in ("script", "style"):
            self._skipped += 1
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "img":
            self.pictures.append(given)
        if given.get("id"):
            self.ids.add(given["id"])

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._skipped -= 1

    def handle_data(self, data):
        if not self._skipped:
            self.words.append(data)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The pages of the demonstration, with its coming sessions; pictures are small, to be quick."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = demo_site.build(tmp_path_factory.mktemp("pictures"))
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def read(client, site):
    """Read the page at an address."""

    def at(path: str) -> Reader:
        response = client.get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return Reader(response.content.decode())

    return at


def paths() -> dict[str, str]:
    """Give the address of every page of the tree by its title."""
    pages = Page.objects.live().filter(depth__gte=2)
    return {page.url: page.title for page in pages}


@pytest.mark.django_db
def test_it_publishes_a_page_for_each_text(site):
    assert Page.objects.live().filter(depth__gte=2).count() == len(TEXTS)


@pytest.mark.django_db
def test_it_presents_every_offering(site):
    shown = OfferingPage.objects.live().values_list("offering__code", flat=True)

    assert sorted(shown) == sorted(Offering.objects.values_list("code", flat=True))


@pytest.mark.django_db
def test_it_is_read_in_french_all_through(read):
    for path, title in paths().items():
        page = read(path)
        text = QUOTED.sub("", " ".join(page.words))

        assert not ENGLISH.findall(text), (path, ENGLISH.findall(text))
        assert "{" not in text, path
        assert title in " ".join(page.words) or path == "/", path


@pytest.mark.django_db
def test_it_leads_nowhere_that_is_not_there(read, client):
    known: dict[str, Reader | None] = {}
    for path in paths():
        page = known[path] = read(path)
        for link in page.links:
            target = urlsplit(urljoin(OURS + path, link))
            if target.netloc != "testserver" or target.scheme != "http":
                continue
            if not target.query and not target.path.startswith("/sessions/"):
                if target.path not in known:
                    response = client.get(target.path)
                    assert response.status_code == 200, (path, link)
                    html = response.get("Content-Type", "").startswith("text/html")
                    known[target.path] = Reader(response.content.decode()) if html else None
                if target.fragment and known[target.path]:
                    assert target.fragment in known[target.path].ids, (path, link)


@pytest.mark.django_db
def test_it_describes_each_picture_or_marks_it_as_decoration(read):
    for path in paths():
        for picture in read(path).pictures:
            assert "alt" in picture, (path, picture.get("src"))


@pytest.mark.django_db
def test_it_leaves_no_section_empty(site):
    for page in Page.objects.live().filter(depth__gte=2).specific():
        assert isinstance(page, SitePage)
        assert page.introduction, page.title
        for name in ("body", "sections", "programme", "teachers"):
            for block in getattr(page, name, []):
                assert block.block.clean(block.value), (page.title, block.block_type)


@pytest.mark.django_db
def test_it_is_found_at_once(site):
    assert "Les figures du travail" in [page.title for page in Page.objects.search("relais")]
    picture = Picture.objects.get(title="Un Sociogénogramme imaginaire")
    assert [usage[0].title for usage in picture.get_usage()] == ["Les figures du travail"]


@pytest.mark.django_db
def test_it_puts_the_main_pages_in_the_menu(site):
    menu = HomePage.objects.get().get_children().live().in_menu()

    assert [page.title for page in menu] == [
        "La méthode",
        "Formations",
        "Agenda",
        "Venir voir",
        "La fédération",
        "Actualités",
        "Contact",
    ]


@pytest.mark.django_db
def test_it_tells_news_of_the_sessions_that_there_are(read, site):
    cancelled = Session.objects.get(status="cancelled")

    page = read("/actualites/seance-annulee/")

    assert in_words(cancelled.starts_on) in " ".join(page.words)


@pytest.mark.django_db
def test_it_gives_durations_as_sessions_are_planned(site):
    for plan in all_plans(site, Random(1)):
        days = sum(len(block.dates) for block in plan.blocks)
        hours = sum(3 * len(block.dates) * len(block.kinds) for block in plan.blocks)
        text = TEXTS[plan.offering]

        if plan.offering == "formation-action":
            assert text.duration == "De 5 à 10 jours par an"
            assert 5 <= days <= 10
        else:
            assert f"soit {hours} heures" in text.duration, plan.title


@pytest.mark.django_db
def test_it_observes_sessions_on_the_clinical_days_of_the_national_course(site):
    plan = next(p for p in all_plans(site, Random(1)) if p.offering == "formation-nationale")
    clinical = plan.blocks[1].dates
    dates = sorted(day for block in plan.blocks for day in block.dates)
    programme = TEXTS["formation-nationale"].programme

    assert len(programme) == len(dates)
    for day, (_when, title, _text) in zip(dates, programme, strict=True):
        assert (day in clinical) == ("séance observée" in title)


@pytest.mark.django_db
def test_it_names_the_places_of_open_sessions(site):
    for plan in all_plans(site, Random(1)):
        if plan.offering.startswith("venir-voir"):
            assert site.places[plan.place].name in typeset(TEXTS[plan.offering].introduction)


@pytest.mark.django_db
def test_it_says_the_first_of_a_month_as_in_french(site):
    day = site.today.replace(day=1)

    assert " 1er " in in_words(day)
    assert " 1er " not in in_words(day + timedelta(days=1))


@pytest.mark.django_db
def test_it_marks_what_the_federation_must_fill_in(read):
    assert "[à compléter : numéro de déclaration d’activité]" in " ".join(
        read("/mentions-legales/").words
    ).replace("\u00a0", " ")


@pytest.mark.django_db
def test_it_shows_the_coming_dates_of_an_offering(read, site):
    page = read("/formations/venir-voir-essonne/")
    coming = Session.objects.filter(offering__code="venir-voir-essonne", status="open").first()

    assert any(coming.code in link for link in page.links)


@pytest.mark.django_db
def test_it_leaves_a_site_alone_that_somebody_began(site):
    pages, pictures, works = Page.objects.count(), Picture.objects.count(), Work.objects.count()

    assert build_site(site) == 0

    assert (Page.objects.count(), Picture.objects.count()) == (pages, pictures)
    assert Work.objects.count() == works
