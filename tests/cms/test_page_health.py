"""Editors are told what is amiss on their pages."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from cms import link_trials
from cms.editorial import EDITORS_GROUP, load_editorial_team
from cms.link_trials import try_link, try_links
from cms.models import ContentPage, HomePage, NewsIndexPage
from cms.page_health import unwell_pages
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePage.objects.get()


@pytest.fixture
def editor():
    """Somebody who writes pages."""
    load_editorial_team()
    user = make_user("elsa@example.org", first_name="Elsa", last_name="Ferry")
    user.groups.add(Group.objects.get(name=EDITORS_GROUP))
    return user


def write(home, *body, title="Méthode", **extra):
    page = home.add_child(instance=ContentPage(title=title, body=list(body), **extra))
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def faults(at=None):
    """What is amiss, by the title of the page."""
    found = unwell_pages(ContentPage.objects.all(), at=at or timezone.now())
    return {health.page.title: health.faults for health in found}


def test_it_finds_nothing_on_pages_that_are_well(home):
    other = write(home, title="Histoire", slug="histoire")
    news = home.add_child(instance=NewsIndexPage(title="Actualités", slug="actualites"))
    write(
        home,
        (
            "text",
            f'<p><a linktype="page" id="{other.pk}">histoire</a> <a href="/histoire/">là</a> '
            f'<a href="/verifier/">vérifier</a> <a href="{news.url}rss/">fil</a> '
            '<a href="https://ailleurs.example/">ailleurs</a> <a href="mailto:a@b.example">a</a></p>',
        ),
        slug="methode",
    )

    assert faults() == {}


def test_it_finds_links_to_pages_and_documents_that_are_gone(home):
    gone = write(home, title="Ancienne", slug="ancienne")
    draft = write(home, title="Retirée", slug="retiree")
    document = get_document_model().objects.create(title="Charte")
    write(
        home,
        (
            "text",
            f'<p><a linktype="page" id="{gone.pk}">ancienne</a> '
            f'<a linktype="page" id="{draft.pk}">retirée</a> '
            f'<a linktype="document" id="{document.pk}">charte</a></p>',
        ),
        (
            "call_to_action",
            {
                "title": "Et après",
                "button": {"page": gone, "address": "", "label": "Lire l’ancienne"},
                "second": {"page": draft, "address": "", "label": "Lire"},
            },
        ),
        slug="methode",
    )
    assert faults() == {}
    gone.delete()
    draft.unpublish()
    document.delete()

    found = " | ".join(faults()["Méthode"])

    for words in ("ancienne", "retirée", "charte", "Lire l’ancienne"):
        assert f"“{words}”" in found or f"« {words} »" in found or words in found
    assert len(faults()["Méthode"]) == 5


def test_it_finds_addresses_of_this_site_that_do_not_exist(home, settings):
    write(
        home,
        (
            "text",
            f'<p><a href="/nulle-part/">ici</a> <a href="{settings.SITE_BASE_URL}/pas-la/">là</a> '
            '<a href="//ailleurs.example/x">autre site</a></p>',
        ),
    )

    (found,) = faults().values()
    assert len(found) == 2
    assert "/nulle-part/" in found[0]


def test_it_finds_pictures_without_words(home):
    write(home, ("text", '<p>Avant</p><embed embedtype="image" id="1" format="left" alt=""/>'))

    assert len(faults()["Méthode"]) == 1


def test_it_finds_pages_that_nobody_read_again_for_two_years(home):
    write(home)

    assert faults() == {}
    assert list(faults(at=timezone.now() + timedelta(days=731))) == ["Méthode"]


def test_it_leaves_drafts_alone(home):
    page = write(home, ("text", '<p><a href="/nulle-part/">ici</a></p>'))
    page.unpublish()

    assert faults() == {}


def test_editors_see_it_on_their_first_page_and_in_the_report(client, home, editor):
    write(home, ("text", '<p><a href="/nulle-part/">ici</a></p>'), title="Page fautive")
    client.force_login(editor)

    first = client.get(reverse("wagtailadmin_home")).content.decode()
    report = client.get(reverse("page_health")).content.decode()

    assert "Page fautive" in first
    assert reverse("page_health") in first
    assert "/nulle-part/" in report


def test_the_report_says_that_all_is_well(client, home, editor):
    client.force_login(editor)

    assert client.get(reverse("page_health")).context["unwell"].paginator.count == 0


def test_others_do_not_see_it(client, home, denis, erwan, farida):
    page = write(home)
    for user in (farida, erwan):
        client.force_login(user)
        assert client.get(reverse("page_health")).status_code == 302
        assert client.get(reverse("page_links", args=[page.pk])).status_code == 302


def test_links_to_other_sites_are_tried_only_when_asked_for(client, home, editor, monkeypatch):
    page = write(home, ("text", '<p><a href="https://ailleurs.invalid/x">ailleurs</a></p>'))
    asked = []
    monkeypatch.setattr(link_trials, "_ask", lambda address, method: asked.append(address) or 404)
    client.force_login(editor)

    shown = client.get(reverse("page_links", args=[page.pk]))
    assert "https://ailleurs.invalid/x" in shown.content.decode()
    assert asked == []

    tried = client.post(reverse("page_links", args=[page.pk]))
    assert asked == ["https://ailleurs.invalid/x"] * 2
    assert tried.context["failed"] == 1
    assert "404" in tried.content.decode()


class Elsewhere(BaseHTTPRequestHandler):
    """Another site: one page, one that refuses to give its head, one that moved, nothing else."""

    answers = {"/page": 200, "/tetu": 405, "/interdit": 403, "/deplace": 302}

    def do_HEAD(self):
        self.send_response(self.answers.get(self.path, 404))
        if self.path == "/deplace":
            self.send_header("Location", "http://10.0.0.1/secret")
        self.end_headers()

    def do_GET(self):
        self.send_response(200 if self.path == "/tetu" else self.answers.get(self.path, 404))
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def elsewhere():
    """The address of another site, on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_it_never_asks_inside_our_own_network(elsewhere):
    for address in (f"{elsewhere}/page", "http://localhost/", "ftp://a.example/", "http://[::1]/"):
        trial = try_link(address)
        assert not trial.answers, address


def test_it_tells_what_answers_from_what_does_not(elsewhere, monkeypatch):
    here = ("127.0.0.1",)
    check = link_trials._check_outside

    def check_all_but_here(address):
        if not any(f"//{host}:" in address for host in here):
            check(address)

    monkeypatch.setattr(link_trials, "_check_outside", check_all_but_here)

    trials = try_links(
        [f"{elsewhere}/{name}" for name in ("page", "tetu", "interdit", "rien", "deplace")]
    )

    assert [trial.answers for trial in trials] == [True, True, True, False, False]
    assert "404" in trials[3].problem


def test_it_says_that_nobody_answers(monkeypatch):
    monkeypatch.setattr(link_trials, "_check_outside", lambda address: None)

    assert not try_link("http://127.0.0.1:9/").answers
