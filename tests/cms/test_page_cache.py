"""Visitors are answered from what was kept, and see every change at their next request."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from cms.models import AgendaPage, ContentPage, HomePage, SiteSettings
from curriculum.enums import SessionStatus
from curriculum.models import Session
from curriculum.page_cache import change_mark, forget_pages, remembered
from curriculum.services.enrolment import enrol
from curriculum.services.sessions import open_session
from tests.factories import make_person, make_session

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Keep pages as the demonstration does, in files."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "pages",
        },
    }
    change_mark()
    return caches["pages"]


@pytest.fixture
def home():
    return HomePage.objects.get()


@pytest.fixture
def agenda(home):
    return home.add_child(instance=AgendaPage(title="Agenda", slug="agenda"))


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_answers_the_second_visitor_without_asking_the_database(
    client, home, django_assert_num_queries
):
    first = client.get("/")

    with django_assert_num_queries(0):
        second = client.get("/")

    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert second["Cache-Control"] == "no-cache"


def test_it_tells_a_browser_that_its_page_is_still_right(client, home):
    etag = client.get("/")["ETag"]

    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304

    home.headline = "Des jalons pour le réseau"
    home.save_revision().publish()
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_it_shows_a_published_page_at_the_next_request(client, home):
    client.get("/")

    home.headline = "Des jalons pour le réseau"
    home.save_revision().publish()

    assert "Des jalons pour le réseau" in read(client, "/")


def test_it_shows_a_draft_to_nobody(client, home):
    before = read(client, "/")

    home.headline = "Pas encore"
    home.save_revision()

    assert read(client, "/") == before


def test_it_forgets_a_page_that_is_unpublished_moved_or_deleted(client, home):
    section = home.add_child(instance=ContentPage(title="Rubrique", slug="rubrique"))
    page = home.add_child(instance=ContentPage(title="Méthode", slug="methode"))
    read(client, "/methode/")
    page.move(section, pos="last-child")
    assert "Méthode" in read(client, "/rubrique/methode/")
    assert client.get("/methode/", follow=True).redirect_chain == [("/rubrique/methode/", 301)]

    ContentPage.objects.get(pk=page.pk).unpublish()
    assert client.get("/rubrique/methode/").status_code == 404

    read(client, "/rubrique/")
    ContentPage.objects.get(pk=section.pk).delete()
    assert client.get("/rubrique/").status_code == 404


def test_it_shows_new_settings_at_the_next_request(client, home):
    read(client, "/")

    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"footer_text": "Une association de réseaux."}
    )

    assert "Une association de réseaux." in read(client, "/")


def test_it_shows_a_new_session_at_the_next_request(client, agenda, place, denis):
    session = make_session(place, on=SOON, title="Journée du relais", status=SessionStatus.DRAFT)
    assert "Journée du relais" not in read(client, "/agenda/")
    assert client.get(f"/sessions/{session.code}/").status_code == 404

    open_session(session=session, by=denis)

    assert "Journée du relais" in read(client, "/agenda/")
    assert "Journée du relais" in read(client, f"/sessions/{session.code}/")


def test_it_shows_a_taken_seat_at_the_next_request(client, agenda, place, denis):
    session = make_session(place, on=SOON, capacity=2, title="Journée du relais")
    addresses = ["/agenda/", f"/sessions/{session.code}/"]
    before = [read(client, address) for address in addresses]

    enrol(session=session, person=make_person(), by=denis, at=timezone.now())

    after = [read(client, address) for address in addresses]
    assert all("2 places" in page for page in before)
    assert all("1 place" in page and "2 places" not in page for page in after)


def test_it_keeps_what_a_failed_transaction_did_not_change(client, home):
    before = caches["pages"].get("pages:mark")

    with transaction.atomic():
        forget_pages()
        transaction.set_rollback(True)

    assert caches["pages"].get("pages:mark") == before
    forget_pages()
    assert caches["pages"].get("pages:mark") != before


def test_it_changes_the_mark_once_however_many_ask_for_it(home):
    with transaction.atomic():
        for _number in range(5):
            forget_pages()

        assert len(connection.run_on_commit) == 1


def test_it_does_not_keep_what_was_made_while_something_changed(client, home, monkeypatch):
    serve = HomePage.serve

    def slow(self, request, *args, **kwargs):
        answer = serve(self, request, *args, **kwargs).render()
        HomePage.objects.update(headline="Changé entre-temps")
        forget_pages()
        return answer

    monkeypatch.setattr(HomePage, "serve", slow)
    assert "Changé entre-temps" not in read(client, "/")
    monkeypatch.undo()

    assert "Changé entre-temps" in read(client, "/")


def test_it_makes_the_home_page_with_few_queries(
    client, home, agenda, place, django_assert_max_num_queries
):
    make_session(place, on=SOON, title="Journée du relais")
    link = {"page": agenda, "address": "", "label": "Agenda"}
    home.sections = [
        ("next_sessions", {"title": "Bientôt", "number": 4, "link": link}),
        ("news", {"title": "Nouvelles", "number": 3, "link": link}),
        ("intro", {"title": "Ici", "text": f'<p><a linktype="page" id="{agenda.pk}">là</a></p>'}),
        ("call_to_action", {"title": "Et puis", "button": link, "second": link}),
    ]
    home.save_revision().publish()
    read(client, "/?mot=inconnu")

    with django_assert_max_num_queries(6):
        text = read(client, "/?mot=inconnu")

    assert "Journée du relais" in text
    assert text.count('href="/agenda/"') >= 4


def test_it_remembers_nothing_that_a_transaction_may_take_back(home):
    with transaction.atomic():
        assert remembered("word", lambda: "draft") == "draft"
        transaction.set_rollback(True)

    assert remembered("word", lambda: "right") == "right"
    assert remembered("word", lambda: "again") == "right"
    forget_pages()
    assert remembered("word", lambda: "new") == "new"


def test_it_shows_a_draft_of_the_home_page_in_its_preview(client, home, denis):
    home.sections = [("key_facts", {"title": "Publié", "facts": [{"figure": "1", "label": "a"}]})]
    home.save_revision().publish()
    read(client, "/")
    home.sections = [
        ("key_facts", {"title": "Brouillon", "facts": [{"figure": "1", "label": "a"}]})
    ]

    preview = home.make_preview_request(original_request=None)

    assert "Brouillon" in preview.render().content.decode()
    assert "Brouillon" not in read(client, "/")


def test_it_keeps_nothing_for_those_who_are_signed_in(client, home, denis):
    read(client, "/")
    client.force_login(denis)
    assert "Denis" in read(client, "/")
    client.logout()

    assert "Denis" not in read(client, "/")


@pytest.mark.parametrize(
    "address",
    ["/comptes/login/", "/verifier/", "/?mot=inconnu", "/nulle-part/", "/?page=" + "1" * 200],
)
def test_it_keeps_no_form_no_error_and_no_invented_address(client, home, kept, address):
    only_the_mark = pages_in(kept)

    client.get(address)

    assert pages_in(kept) == only_the_mark


def test_it_keeps_no_post(client, home, kept):
    only_the_mark = pages_in(kept)

    client.post("/")

    assert pages_in(kept) == only_the_mark


def test_it_keeps_each_filter_apart(client, agenda, place):
    make_session(place, on=SOON, title="Journée du relais")

    assert "Journée du relais" in read(client, "/agenda/")
    assert "Journée du relais" not in read(client, "/agenda/?open=1")
    assert "Journée du relais" in read(client, "/agenda/")


def test_it_lets_no_page_outlive_the_hour(client, home, monkeypatch, django_assert_num_queries):
    read(client, "/")
    HomePage.objects.update(headline="Le lendemain")  # as if the clock alone had changed it
    assert "Le lendemain" not in read(client, "/")

    monkeypatch.setattr("cms.page_cache.time.time", lambda: 4_000_000_000)

    assert "Le lendemain" in read(client, "/")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other process needs a plain file")
def test_it_hears_of_what_another_process_changed(client, agenda, place, denis, tmp_path):
    session = make_session(place, on=SOON, title="Journée du relais", status=SessionStatus.DRAFT)
    assert "Journée du relais" not in read(client, "/agenda/")

    subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup()\n"
            "from curriculum.models import Session, User\n"
            "from curriculum.services.sessions import open_session\n"
            f"open_session(session=Session.objects.get(pk={session.pk}), by=User.objects.get(pk={denis.pk}))",
        ],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DEBUG": "false",
            "JALONS_DATA_DIR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        },
        check=True,
        timeout=60,
    )

    assert Session.objects.get().status == SessionStatus.OPEN
    assert "Journée du relais" in read(client, "/agenda/")


def pages_in(cache) -> list[Path]:
    """List what a cache in files holds; the mark is one of them."""
    return sorted(Path(cache._dir).glob("*.djcache"))
