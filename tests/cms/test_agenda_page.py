"""The agenda: filters, list and calendar, what is past, what is empty; the levels beside it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.agenda import SESSIONS_PER_PAGE
from cms.models import AgendaPage, ContentPage
from curriculum.enums import OfferingKind, SessionStatus
from curriculum.models import Session
from tests.cms.pages import publish
from tests.factories import make_offering, make_place, make_session, make_territory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=20)


@pytest.fixture
def agenda():
    return publish(AgendaPage(title="Agenda", slug="agenda"))


@pytest.fixture
def ask(client, agenda):
    """Give a function that asks for the agenda with some filters; white space is folded."""

    def read(**filters) -> str:
        answer = client.get("/agenda/", filters)
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", answer.content.decode())

    return read


def titles(text) -> list[str]:
    """List the sessions that the list shows."""
    return re.findall(r'class="entry__title"><a [^>]*>([^<]*)</a>', text)


def test_it_lists_what_comes(ask, place):
    make_session(place, on=SOON, title="Bientôt")
    make_session(place, title="D’avant")
    make_session(place, on=SOON, status=SessionStatus.DRAFT, title="Secrète")

    text = ask()

    assert titles(text) == ["Bientôt"]
    assert "1 session à venir" in text


def test_it_keeps_what_was_and_says_so(ask, place):
    make_session(place, title="D’avant")

    text = ask(period="past")

    assert titles(text) == ["D’avant"]
    assert "Passée" in text


def test_it_says_what_is_cancelled(ask, place):
    make_session(place, on=SOON, status=SessionStatus.CANCELLED, title="Sans suite")

    text = ask()

    assert titles(text) == ["Sans suite"]
    assert "badge--danger" in text


def test_it_filters_by_all_at_once(ask, place, essonne, liege):
    seminar = make_offering(OfferingKind.SEMINAR)
    wanted = make_session(place, offering=seminar, on=date(2031, 3, 4), title="Le bon")
    Session.objects.filter(pk=wanted.pk).update(is_open_to_everyone=True)
    make_session(place, offering=seminar, on=date(2031, 3, 5), title="Pas ouvert")
    make_session(make_place(liege), offering=seminar, on=date(2031, 3, 6), title="Ailleurs")
    make_session(place, on=date(2031, 3, 7), title="Autre chose")

    text = ask(kind="seminar", territory=essonne.pk, month="2031-03", open="1")

    assert titles(text) == ["Le bon"]
    assert "1 session en mars 2031" in text


def test_each_filter_gives_its_calendar(ask, place, essonne):
    make_session(place, on=SOON)

    text = ask(kind="base_module", territory=essonne.pk)

    query = f"kind=base_module&amp;territory={essonne.pk}"
    assert f'href="webcal://jalons.test/agenda.ics?{query}"' in text
    assert f"https://jalons.test/agenda.ics?{query}" in text


def test_a_filter_that_is_none_narrows_nothing_and_says_so(ask, place):
    make_session(place, on=SOON, title="Bientôt")

    text = ask(kind="dance", month="mars", territory="0")

    assert titles(text) == ["Bientôt"]
    assert text.count("field--invalid") == 3


def test_it_says_why_it_is_empty(ask):
    assert "Aucune session n’est prévue pour le moment" in ask()
    assert "Aucune session ne correspond" in ask(kind="seminar")
    assert "Pas encore de session passée" in ask(period="past")
    assert "Rien ce mois-ci" in ask(view="month")


def test_the_calendar_shows_every_day_of_a_session(ask, place):
    make_session(place, on=date(2031, 3, 30), days=3, title="Trois jours")

    march, april = ask(view="month", month="2031-03"), ask(view="month", month="2031-04")

    assert march.count(">Trois jours</a>") == 2
    assert april.count(">Trois jours</a>") == 1
    assert "month=2031-04" in march
    assert 'scope="col"' in march


def test_the_calendar_is_subscribed_to_without_its_month(ask, place):
    make_session(place, on=SOON)

    text = ask(view="month", kind="base_module")

    assert 'href="webcal://jalons.test/agenda.ics?kind=base_module"' in text


def test_the_calendar_says_what_is_over_and_what_is_cancelled(ask, place):
    make_session(place, on=date(2020, 3, 4), title="D’avant")
    make_session(place, on=date(2020, 3, 5), status=SessionStatus.CANCELLED, title="Sans suite")

    text = ask(view="month", month="2020-03")

    assert "month__item--past" in text
    assert "month__item--cancelled" in text


@pytest.mark.both_databases
def test_it_turns_pages_and_keeps_the_filters(ask, place):
    for number in range(SESSIONS_PER_PAGE + 1):
        make_session(place, on=SOON + timedelta(days=number), title=f"Session {number}")

    first, second = ask(kind="base_module"), ask(kind="base_module", page=2)

    assert len(titles(first)) == SESSIONS_PER_PAGE
    assert titles(second) == [f"Session {SESSIONS_PER_PAGE}"]
    assert "kind=base_module&amp;page=2" in first
    assert titles(ask(page="99")) == titles(second)
    assert titles(ask(page="abc")) == titles(ask(page="0")) == titles(first)
    assert f"{SESSIONS_PER_PAGE + 1} sessions à venir" in first


@pytest.mark.parametrize("filters", [{}, {"view": "month"}, {"period": "past"}])
def test_it_asks_as_much_for_fifty_sessions_as_for_five_hundred(client, agenda, place, filters):
    territories = [make_territory(f"Canton {n}", place.territory) for n in range(5)]
    places = [make_place(territory) for territory in territories]

    def add(count):
        for number in range(count):
            on = TODAY + timedelta(days=number % 60 - 25)
            make_session(places[number % 5], on=on, halves=("morning",))

    def queries(address, asked=None):
        client.get(address, asked)  # what is looked up once a process is known by now
        with CaptureQueriesContext(connection) as captured:
            client.get(address, asked)
        return len(captured)

    publish(ContentPage(title="Une page", slug="une-page"))
    add(50)
    fifty = queries("/agenda/", filters)
    add(450)

    assert queries("/agenda/", filters) == fifty
    # Territories to choose from, sessions with their number, their half-days; then what any page asks.
    assert fifty - queries("/une-page/") <= 3


def test_it_reads_on_without_a_script(ask, place):
    """All that it does is links and one form that asks for a page."""
    make_session(place, on=SOON)

    text = ask()

    assert '<form class="filters agenda-filters" method="get"' in text
    assert "onchange" not in text
