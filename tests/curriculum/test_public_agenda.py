"""What visitors find in the agenda: which sessions, how they stand, how many seats are left."""

from datetime import date, timedelta

import pytest

from curriculum.enums import EnrolmentStatus, OfferingKind, PublicState, SessionStatus
from curriculum.models import Session
from curriculum.public_agenda import (
    PublicAgenda,
    agenda_territories,
    next_sessions,
    published_session,
    timetable,
)
from tests.factories import (
    TODAY,
    make_enrolment,
    make_offering,
    make_person,
    make_place,
    make_session,
    make_territory,
)

SOON = TODAY + timedelta(days=20)


def found(**filters) -> set[str]:
    """List the titles of what the filters leave."""
    return {session.title for session in PublicAgenda(**filters).sessions()}


def test_it_hides_drafts_and_sessions_without_a_date(place):
    make_session(place, title="Ouverte")
    make_session(place, title="Annulée", status=SessionStatus.CANCELLED)
    make_session(place, title="Brouillon", status=SessionStatus.DRAFT)
    dateless = make_session(place, title="Sans date")
    Session.objects.filter(pk=dateless.pk).update(starts_on=None, ends_on=None)

    assert found() == {"Ouverte", "Annulée"}


def test_it_filters_by_kind(place):
    seminar = make_offering(OfferingKind.SEMINAR)
    make_session(place, offering=seminar, title="Séminaire")
    make_session(place, title="Module")

    assert found(kind=OfferingKind.SEMINAR) == {"Séminaire"}


def test_it_filters_by_the_whole_subtree_of_a_territory(place, france, essonne, liege):
    evry = make_territory("Évry", essonne)
    make_session(make_place(evry), title="À Évry")
    make_session(place, title="En Essonne")
    make_session(make_place(liege), title="À Liège")

    assert found(territory=france) == {"À Évry", "En Essonne"}
    assert found(territory=evry) == {"À Évry"}


def test_it_finds_a_session_by_the_territory_of_one_half_day(place, liege):
    session = make_session(place, title="Itinérante")
    slot = session.days.get().slots.first()
    slot.territory = liege
    slot.save()

    assert found(territory=liege) == {"Itinérante"}


def test_it_filters_by_month_whatever_day_of_the_session_falls_in_it(place):
    make_session(place, on=date(2027, 1, 30), days=3, title="À cheval")
    make_session(place, on=date(2027, 3, 5), title="Mars")

    assert found(month=date(2027, 2, 1)) == {"À cheval"}
    assert found(month=date(2027, 1, 1)) == {"À cheval"}
    assert found(month=date(2028, 1, 1)) == set()


def test_it_filters_what_is_open_to_everyone(place):
    session = make_session(place, title="Ouverte à tous")
    Session.objects.filter(pk=session.pk).update(is_open_to_everyone=True)
    make_session(place, title="Réservée")

    assert found(for_everyone=True) == {"Ouverte à tous"}


def test_it_tells_what_comes_from_what_was(place):
    make_session(place, on=TODAY - timedelta(days=3), title="Hier")
    make_session(place, on=TODAY - timedelta(days=1), days=3, title="En cours")
    make_session(place, on=SOON, title="Bientôt")
    agenda = PublicAgenda()

    assert [each.title for each in agenda.coming(on=TODAY)] == ["En cours", "Bientôt"]
    assert [each.title for each in agenda.past(on=TODAY)] == ["Hier"]


@pytest.mark.both_databases
@pytest.mark.parametrize(("capacity", "left"), [(None, None), (5, 3), (2, 0), (1, 0)])
def test_it_counts_the_seats_left(place, capacity, left):
    session = make_session(place, capacity=capacity)
    for _number in range(2):
        make_enrolment(session, make_person())
    make_enrolment(session, make_person(), status=EnrolmentStatus.WAITING)

    assert published_session(session.code).seats_left == left


@pytest.mark.both_databases
def test_it_names_the_country(place, france):
    session = make_session(place)

    assert published_session(session.code).country == "France"


@pytest.mark.parametrize(
    ("status", "start", "days", "state"),
    [
        (SessionStatus.OPEN, 20, 1, PublicState.COMING),
        (SessionStatus.OPEN, 0, 1, PublicState.UNDER_WAY),
        (SessionStatus.OPEN, -2, 3, PublicState.UNDER_WAY),
        (SessionStatus.OPEN, -3, 3, PublicState.PAST),
        (SessionStatus.CLOSED, -3, 1, PublicState.PAST),
        (SessionStatus.CANCELLED, 20, 1, PublicState.CANCELLED),
        (SessionStatus.CANCELLED, -20, 1, PublicState.CANCELLED),
    ],
)
def test_it_says_how_a_session_stands(place, status, start, days, state):
    session = make_session(place, on=TODAY + timedelta(days=start), days=days, status=status)

    assert session.public_state(on=TODAY) == state


def test_it_says_full_when_no_seat_is_left(place):
    session = make_session(place, on=SOON, capacity=1)
    make_enrolment(session, make_person())

    assert published_session(session.code).public_state(on=TODAY) == PublicState.FULL


def test_it_offers_the_territories_of_sessions_and_those_around_them(place, france, essonne, liege):
    make_territory("Étampes", essonne)
    make_session(place)
    make_session(make_place(liege), status=SessionStatus.DRAFT)

    assert agenda_territories() == [france, essonne]


def test_it_gives_the_next_open_session_of_each_offering(place):
    module, other = make_offering(), make_offering()
    make_session(place, offering=module, on=SOON + timedelta(days=30))
    wanted = make_session(place, offering=module, on=SOON)
    make_session(place, offering=module, on=TODAY)
    make_session(place, offering=module, on=SOON, status=SessionStatus.CANCELLED)

    assert next_sessions([module.pk, other.pk], on=TODAY) == {module.pk: wanted}


def test_it_names_animators_and_never_trainees_who_co_lead(place, bruno, amina):
    session = make_session(place, animator=bruno)
    for slot in timetable(session):
        slot.animations.create(person=amina, role="co_animator")

    assert {lead.person for slot in timetable(session) for lead in slot.leads} == {bruno}


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        ({}, ""),
        ({"kind": "seminar", "for_everyone": True}, "kind=seminar&open=1"),
        ({"month": date(2027, 3, 1)}, "month=2027-03"),
    ],
)
def test_it_writes_its_filters_as_an_address(filters, query):
    assert PublicAgenda(**filters).query == query
