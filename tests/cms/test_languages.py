"""Pages in several languages: where they stand, and what leads from one to the other."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from cms.models import ContentPage, HomePage
from tests.cms.pages import home, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def method():
    """A French page."""
    return publish(ContentPage(title="La méthode", slug="methode", show_in_menus=True))


def translate(page, code: str, title: str):
    """Publish a page in another language; what is above it stays a copy in French."""
    locale = Locale.objects.get_or_create(language_code=code)[0]
    copy = page.copy_for_translation(locale, copy_parents=True)
    copy.title = title
    copy.save_revision().publish()
    return ContentPage.objects.get(pk=copy.pk)


def read(client, address) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_it_has_french_at_the_root_and_others_below_their_code(method):
    dutch = translate(method, "nl", "De methode")

    assert method.url == "/methode/"
    assert dutch.url.startswith("/nl/")


def test_it_never_moves_a_printed_address():
    with translation.override("nl"):
        assert reverse("certification:verify") == "/verifier/"


def test_it_offers_only_the_languages_there_are(client, method):
    Locale.objects.get_or_create(language_code="it")
    assert not read(client, method.url).select(".languages")

    dutch = translate(method, "nl", "De methode")
    links = read(client, method.url).select(".languages a")

    assert [(a["lang"], a["href"]) for a in links] == [("fr", "/methode/"), ("nl", dutch.url)]


def test_it_tells_search_engines_about_the_others(client, method):
    dutch = translate(method, "nl", "De methode")

    page = read(client, dutch.url)

    found = {a["hreflang"]: a["href"] for a in page.select("link[hreflang]")}
    assert found == {"fr": method.full_url, "nl": dutch.full_url, "x-default": method.full_url}
    assert page.html["lang"] == "nl"


def test_it_writes_arabic_from_right_to_left(client, method):
    arabic = translate(method, "ar", "الطريقة")

    page = read(client, arabic.url)

    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


def test_it_has_a_menu_of_its_own(client, method):
    dutch = translate(method, "nl", "De methode")
    publish(ContentPage(title="Seulement en français", show_in_menus=True))

    items = read(client, dutch.url).select(".site-nav__pages a")

    assert [(a.text, a["href"]) for a in items] == [("De methode", dutch.url)]


def test_it_leads_to_the_french_page_where_there_is_no_translation(client, method):
    Locale.objects.get_or_create(language_code="nl")

    assert client.get("/nl/").url.endswith(home().url)
    assert client.get("/nl/methode/").url.endswith("/methode/")


def test_it_does_not_take_a_copy_for_a_translation(client, method):
    translate(method, "nl", "De methode")

    assert client.get("/nl/").url.endswith(home().url)
    assert not read(client, home().url).select(".languages")


def test_it_does_not_know_other_languages(client):
    assert client.get("/de/").status_code == 404


def test_it_makes_a_home_page_for_each_language(method):
    translate(method, "nl", "De methode")

    assert {page.locale.language_code for page in HomePage.objects.all()} == {"fr", "nl"}


def test_the_admin_shows_the_report_of_translations_to_those_who_may_open_it(client, denis):
    report = reverse("wagtail_localize:translations_report")
    client.force_login(denis)

    assert client.get(report).status_code == 302
    assert report not in client.get(reverse("wagtailadmin_home")).content.decode()

    denis.user_permissions.add(Permission.objects.get(codename="submit_translation"))

    assert client.get(report).status_code == 200
    assert report in client.get(reverse("wagtailadmin_home")).content.decode()
