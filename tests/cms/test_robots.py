"""What machines are told: every address, the right one among several, and a card for those who share it."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction, Site

from cms.models import AgendaPage, ContentPage, HomePage, Picture, SiteSettings
from curriculum.enums import SessionStatus
from tests.factories import make_session

pytestmark = pytest.mark.django_db

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def home():
    site = Site.objects.get()
    site.hostname, site.port = "testserver", 80
    site.save()
    return HomePage.objects.get()


def add(parent, title, **extra):
    page = parent.add_child(instance=ContentPage(title=title, **extra))
    page.save_revision().publish()
    return page


def meta(client, address):
    """Read the head of a page: names and properties of <meta>, and its links."""
    text = client.get(address).content.decode()
    found = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', text))
    found |= {
        f"link {rel}": href for rel, href in re.findall(r'<link rel="(\w+)" href="([^"]+)"', text)
    }
    return found


def test_the_sitemap_has_every_public_page_and_session(client, home, place):
    add(home, "Méthode", slug="methode")
    add(home, "Membres", slug="membres")
    PageViewRestriction.objects.create(
        page=ContentPage.objects.get(slug="membres"), restriction_type=PageViewRestriction.LOGIN
    )
    home.add_child(instance=ContentPage(title="Brouillon", slug="brouillon", live=False))
    session = make_session(place, on=SOON)
    draft = make_session(place, on=SOON, status=SessionStatus.DRAFT)

    answer = client.get("/sitemap.xml")

    assert answer["Content-Type"] == "application/xml"
    places = [loc.text for loc in ET.fromstring(answer.content).findall("s:url/s:loc", SITEMAP)]
    assert places == [
        "http://testserver/",
        "http://testserver/methode/",
        f"http://testserver/sessions/{session.code}/",
    ]
    assert draft.code not in answer.content.decode()


def test_the_sitemap_names_the_languages_of_a_page(client, home):
    english = Locale.objects.get_or_create(language_code="en")[0]
    home.copy_for_translation(english).save_revision().publish()

    tree = ET.fromstring(client.get("/sitemap.xml").content)

    found = {
        url.find("s:loc", SITEMAP).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
        }
        for url in tree.findall("s:url", SITEMAP)
    }
    both = {"fr": "http://testserver/", "en": "http://testserver/en/"}
    assert found == {"http://testserver/": both, "http://testserver/en/": both}


def test_the_sitemap_costs_the_same_for_many_pages(
    client, home, place, django_assert_max_num_queries
):
    for number in range(12):
        add(home, f"Page {number}", slug=f"page-{number}")
        make_session(place, on=SOON)

    with django_assert_max_num_queries(10):
        client.get("/sitemap.xml")


def test_robots_are_shown_the_sitemap_and_kept_from_accounts(client, home):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/\n" in text
    assert "Disallow: /comptes/" in text


def test_a_page_names_its_right_address_and_its_card(client, home):
    add(home, "Méthode", slug="methode", introduction="Ce que l’on fait « ensemble ».")

    found = meta(client, "/methode/?utm_source=lettre")

    assert found["link canonical"] == found["og:url"] == "http://testserver/methode/"
    assert found["og:title"] == "Méthode"
    assert found["og:description"] == found["description"] == "Ce que l’on fait « ensemble »."
    assert found["og:locale"] == "fr_FR"
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:image"].endswith("/jalons/img/sharing.png")


def test_each_page_of_a_list_is_its_own_right_address(client, home):
    add(home, "Méthode", slug="methode")

    assert meta(client, "/methode/?page=2")["link canonical"] == "http://testserver/methode/?page=2"
    assert meta(client, "/methode/?page=1")["link canonical"] == "http://testserver/methode/"
    assert meta(client, "/methode/?page=%22x")["link canonical"] == "http://testserver/methode/"


def test_a_shared_page_shows_the_picture_of_the_site_or_its_own(client, home):
    theirs, ours = (
        Picture.objects.create(title=title, file=get_test_image_file(size=(1600, 900)))
        for title in ("De la page", "Du site")
    )
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"social_picture": ours}
    )
    add(home, "Méthode", slug="methode")
    add(home, "Histoire", slug="histoire", social_picture=theirs)

    site, own = meta(client, "/methode/"), meta(client, "/histoire/")

    assert (own["og:image:width"], own["og:image:height"]) == ("1200", "630")
    assert own["og:image"] != site["og:image"]
    assert site["og:image"].startswith("http")


def test_a_session_names_its_right_address(client, home, place):
    session = make_session(place, on=SOON, title="Journée du relais")

    found = meta(client, f"/sessions/{session.code}/?x=1")

    assert found["link canonical"] == f"http://testserver/sessions/{session.code}/"
    assert found["og:title"] == "Journée du relais"


def test_pages_of_accounts_have_no_card(client, home):
    assert "og:title" not in meta(client, "/comptes/login/")


def test_every_page_below_home_tells_where_it_stands(client, home):
    section = add(home, "Méthode", slug="methode")
    add(section, "Histoire", slug="histoire")
    home.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))

    for address, names in {
        "/methode/histoire/": ["Méthode", "Histoire"],
        "/agenda/": ["Agenda"],
    }.items():
        text = client.get(address).content.decode()
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        (trail,) = [b for b in map(json.loads, blocks) if b["@type"] == "BreadcrumbList"]
        assert [item["name"] for item in trail["itemListElement"]][1:] == names, address


def test_a_page_that_moves_leaves_a_redirection(client, home):
    section = add(home, "Rubrique", slug="rubrique")
    page = add(home, "Méthode", slug="methode")

    page.move(section, pos="last-child")

    assert Redirect.objects.count() == 1
    answer = client.get("/methode/")
    assert (answer.status_code, answer["Location"]) == (301, "/rubrique/methode/")
