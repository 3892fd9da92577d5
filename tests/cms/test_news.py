"""The list of news and its feeds."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.models import ArticlePage, ContentPage, NewsIndexPage
from tests.cms.pages import home, picture, publish

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def news():
    """A news page with nothing in it."""
    return publish(NewsIndexPage(title="Actualités", introduction="Sur les territoires."))


def write(news, title="Une journée", *, on=DAY, **values) -> ArticlePage:
    """Publish an article."""
    return publish(ArticlePage(title=title, date=on, **values), below=news)


def titles(html: str) -> list[str]:
    """List the articles a page shows."""
    return [part.split(">", 1)[1].split("<")[0] for part in html.split('teaser__title"><a')[1:]]


def test_it_says_that_there_is_nothing_yet(client, news):
    assert "Pas encore d’actualité" in client.get(news.url).content.decode()


def test_it_lists_the_newest_first_a_page_at_a_time(client, news):
    for number in range(11):
        write(news, f"Article {number}", on=DAY + timedelta(days=number))

    first = titles(client.get(news.url).content.decode())
    second = titles(client.get(news.url, {"page": 2}).content.decode())

    assert first[0] == "Article 10"
    assert len(first) == 9
    assert second == ["Article 1", "Article 0"]


@pytest.mark.parametrize("number", ["0", "99", "deux", ""])
def test_it_answers_any_page_number(client, news, number):
    write(news)

    assert client.get(news.url, {"page": number}).status_code == 200


def test_it_shows_the_date_and_who_wrote(client, news):
    article = write(news, authors="S. Hellal", picture=picture(), picture_alt="Un jardin")

    html = client.get(article.url).content.decode()

    assert '<time datetime="2026-03-02">2 mars 2026</time>' in html
    assert "S. Hellal" in html
    assert 'alt="Un jardin"' in html


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_it_gives_feeds_with_whole_addresses(client, news, form):
    article = write(news, "Concertation & relais", authors="S. Hellal", introduction="Deux mots.")

    answer = client.get(f"{news.url}{form}/")
    root = ET.fromstring(answer.content)

    assert answer["Content-Type"].startswith(f"application/{form}+xml")
    entry = root.find("channel/item") if form == "rss" else root.find(f"{ATOM}entry")
    name = "" if form == "rss" else ATOM
    assert entry.find(f"{name}title").text == "Concertation & relais"
    found = entry.find(f"{name}link")
    assert (found.text or found.get("href")) == article.full_url


def test_it_keeps_a_restricted_article_out_of_lists_and_feeds(client, news):
    article = write(news, "Entre nous")
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)

    assert "Entre nous" not in client.get(news.url).content.decode()
    assert "Entre nous" not in client.get(f"{news.url}rss/").content.decode()


def test_it_announces_its_feeds(client, news):
    html = client.get(news.url).content.decode()

    assert 'type="application/rss+xml"' in html
    assert 'type="application/atom+xml"' in html


def test_it_only_holds_articles(news):
    assert ArticlePage.can_create_at(news)
    assert not ArticlePage.can_create_at(home())
    assert not ContentPage.can_create_at(news)


def test_it_asks_as_much_for_one_article_as_for_nine(client, news):
    image = picture()
    write(news, picture=image)
    client.get(news.url)  # draws the pictures
    with CaptureQueriesContext(connection) as one:
        client.get(news.url)
    for number in range(8):
        write(news, f"Article {number}", picture=image)

    with CaptureQueriesContext(connection) as nine:
        client.get(news.url)

    assert len(nine) <= len(one)


def test_it_is_edited_and_previewed_in_the_admin(client, admin_user, news):
    client.force_login(admin_user)
    article = write(news)

    assert client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).status_code == 200
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert preview.status_code == 200
