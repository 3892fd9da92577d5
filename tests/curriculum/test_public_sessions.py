"""The public page of a session, its calendar, and the feed of the agenda."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import HourKind, OfferingKind, SessionStatus
from curriculum.models import Offering, Session
from tests.certification.records import make_ficc
from tests.factories import (
    make_enrolment,
    make_offering,
    make_person,
    make_place,
    make_session,
    make_territory,
)

SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def coming(place, bruno):
    """One day to come, with two seats."""
    return make_session(place, on=SOON, animator=bruno, capacity=2, title="Journée à venir")


def page(client, session, status=200):
    """Ask for the page of a session."""
    answer = client.get(reverse("curriculum:public_session", args=[session.code]))
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def test_it_tells_when_where_with_whom_and_how_many_seats_are_left(client, coming):
    make_enrolment(coming, make_person())

    text = page(client, coming)

    assert "Journée à venir" in text
    assert "09:30–12:30" in text
    assert "Maison des associations" in text
    assert "Bruno Costa" in text
    assert "1 place libre" in text
    assert reverse("curriculum:enrol_myself", args=[coming.code]) in text
    assert (
        f"mailto:contact@ficc.example?subject=Journ%C3%A9e%20%C3%A0%20venir%20({coming.code})"
        in text
    )


def test_it_leads_who_has_a_place_to_it_instead_of_enrolling_again(client, coming, amina, claire):
    make_enrolment(coming, amina)
    enrol = reverse("curriculum:enrol_myself", args=[coming.code])

    client.force_login(amina.user)
    text = page(client, coming)
    assert "Voir ma place" in text
    assert enrol not in text

    client.force_login(claire.user)
    text = page(client, coming)
    assert "Voir ma place" not in text
    assert enrol in text


def test_it_says_what_the_hours_count_for(client, coming):
    make_ficc()

    text = page(client, coming)

    assert "Formation théorique" in text
    assert "Niveau 1" in text
    assert "Niveau 2" in text
    assert "Niveau 3" not in text


def test_it_never_names_those_who_come_or_co_lead(client, coming, amina):
    make_enrolment(coming, make_person("Zoé", "Inscrite"))
    coming.days.get().slots.first().animations.create(person=amina, role="co_animator")

    text = page(client, coming)

    assert "Inscrite" not in text
    assert "Benali" not in text


def test_it_says_full(client, coming):
    for _number in range(2):
        make_enrolment(coming, make_person())

    text = page(client, coming)

    assert "Complet" in text
    assert "liste d’attente" in text


def test_it_leads_to_the_registration_of_a_free_session_open_to_all(client, place):
    offering = make_offering(OfferingKind.OPEN_PRACTICE_SESSION, "Venir voir")
    Offering.objects.filter(pk=offering.pk).update(price_cents=0)
    session = make_session(place, offering=offering, on=SOON, kind=HourKind.PARTICIPATION_CC)
    Session.objects.filter(pk=session.pk).update(is_open_to_everyone=True)

    text = page(client, session)

    assert f'href="{reverse("curriculum:visit", args=[session.code])}"' in text
    assert "gratuit" in text


def test_it_leads_to_the_request_of_an_action_training(client, place):
    offering = make_offering(OfferingKind.ACTION_TRAINING, "Formation-Action")
    session = make_session(place, offering=offering, on=SOON)

    text = page(client, session)

    assert f'href="{reverse("curriculum:request_action_training")}"' in text
    assert "sur devis" in text


def test_a_cancelled_session_says_so_and_takes_nobody(client, place):
    session = make_session(place, on=SOON, status=SessionStatus.CANCELLED)

    text = page(client, session)

    assert "Cette session est annulée" in text
    assert "Comment venir" not in text


def test_a_past_session_stays_and_says_so(client, session):
    text = page(client, session)

    assert "Cette session est passée" in text
    assert "Comment venir" not in text


def test_it_does_not_know_drafts_nor_unknown_codes(client, place):
    draft = make_session(place, status=SessionStatus.DRAFT)

    page(client, draft, status=404)
    assert client.get(f"/sessions/{draft.code}.ics").status_code == 404
    assert client.get("/sessions/ABCDEFGHJKLM/").status_code == 404


def test_its_calendar_is_a_file_to_keep(client, coming):
    answer = client.get(reverse("curriculum:session_calendar", args=[coming.code]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="journee-a-venir.ics"'
    assert len(icalendar.Calendar.from_ical(answer.content).events) == 2


def titles(answer) -> set[str]:
    """List what a feed tells of."""
    assert answer.status_code == 200
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).events}


def test_the_feed_follows_the_same_filters_as_the_page(client, coming, place, essonne, liege):
    seminar = make_offering(OfferingKind.SEMINAR)
    make_session(place, offering=seminar, on=SOON, title="Séminaire")
    make_session(place, on=SOON, status=SessionStatus.DRAFT, title="Brouillon")
    feed = reverse("curriculum:agenda_feed")

    assert titles(client.get(feed)) == {"Journée à venir", "Séminaire"}
    assert titles(client.get(feed, {"kind": "seminar"})) == {"Séminaire"}
    assert titles(client.get(feed, {"territory": essonne.pk})) == {"Journée à venir", "Séminaire"}
    assert titles(client.get(feed, {"month": "2031-01"})) == set()
    assert titles(client.get(feed, {"open": "1"})) == set()


def test_the_feed_goes_on_telling_of_what_was_for_a_while(client, place):
    today = timezone.localdate()
    make_session(place, on=today - timedelta(days=60), title="Il y a deux mois")
    make_session(place, on=today - timedelta(days=120), title="Il y a quatre mois")

    assert titles(client.get("/agenda.ics")) == {"Il y a deux mois"}


@pytest.mark.parametrize(
    "query", ["kind=dance", "territory=999999", "territory=abc", "month=mars", "month=2027-13"]
)
def test_the_feed_does_not_know_a_filter_that_is_none(client, coming, query):
    assert client.get(f"/agenda.ics?{query}").status_code == 404


def test_a_feed_is_not_sent_twice_while_nothing_changes(client, coming):
    first = client.get("/agenda.ics")
    second = client.get("/agenda.ics", headers={"If-None-Match": first["ETag"]})

    assert first["Last-Modified"]
    assert second.status_code == 304
    assert second.content == b""


def test_a_feed_is_sent_anew_when_its_sessions_change(client, coming):
    first = client.get("/agenda.ics")
    Session.objects.filter(pk=coming.pk).update(title="Autre titre")

    second = client.get("/agenda.ics", headers={"If-None-Match": first["ETag"]})

    assert titles(second) == {"Autre titre"}


def test_the_page_asks_no_more_for_thirteen_days_than_for_one(client, place, bruno, coming):
    session = make_session(place, on=SOON, days=13, animator=bruno)
    page(client, coming)  # what is looked up once a process is known by now

    with CaptureQueriesContext(connection) as one_day:
        page(client, coming)
    with CaptureQueriesContext(connection) as thirteen_days:
        page(client, session)

    assert len(thirteen_days) == len(one_day) <= 13, [q["sql"] for q in one_day.captured_queries]


def test_it_names_each_place_once(client, france):
    paris = make_territory("Paris", france)
    session = make_session(make_place(paris), on=SOON)

    assert "Paris, France" in page(client, session)
    assert "Paris, Paris" not in page(client, session)
