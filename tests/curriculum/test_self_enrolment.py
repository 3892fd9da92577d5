"""People who enrol by themselves, and the requests that somebody else confirms."""

import pytest
from django.core import mail

from curriculum.enums import OfferingKind, SessionStatus
from curriculum.errors import (
    AlreadyEnrolled,
    EnrolmentNotActive,
    InvalidInput,
    NotAllowed,
    PrerequisiteMissing,
    SessionFull,
    SessionNotOpen,
    SessionsOverlap,
)
from curriculum.services.self_enrolment import confirm_request, enrol_myself
from curriculum.services.sensitisation import waive_sensitisation
from tests.curriculum.seating import DAY, NEXT_MONTH, employ, status_of, waits
from tests.factories import NOON, make_enrolment, make_offering, make_person, make_session


@pytest.fixture
def priced(place):
    """A base module of the coming month, with a price and one seat."""
    offering = make_offering()
    offering.price_cents = 54_000
    offering.save()
    return make_session(place, offering=offering, on=NEXT_MONTH, capacity=1)


@pytest.fixture
def free(place):
    """A workshop of the coming month, free of charge, with one seat."""
    offering = make_offering(OfferingKind.WORKSHOP, "Atelier")
    offering.price_cents = 0
    offering.save()
    return make_session(place, offering=offering, on=NEXT_MONTH, capacity=1, title="Atelier")


def ask(session, person, **extra):
    return enrol_myself(session=session, person=person, by=person.user, at=NOON, **extra)


def test_a_free_seat_is_had_at_once(free, amina, run_tasks):
    enrolment = ask(free, amina)
    run_tasks()

    assert (enrolment.status, enrolment.made_by) == ("enrolled", amina.user)
    assert [message.to for message in mail.outbox] == [[amina.email]]


def test_a_full_session_puts_on_the_waiting_list(free, amina, run_tasks):
    make_enrolment(free, make_person())

    with pytest.raises(SessionFull):
        ask(free, amina, or_wait=False)
    enrolment = ask(free, amina)
    run_tasks()

    assert enrolment.status == "waiting"
    assert "en tête de la liste d’attente" in mail.outbox[0].body


def test_who_pays_alone_asks_first_and_staff_are_told(priced, amina, run_tasks):
    enrolment = ask(priced, amina)
    run_tasks()

    assert enrolment.status == "applied"
    told = {message.to[0]: message for message in mail.outbox}
    assert told.keys() == {amina.email, "contact@ficc.example"}
    assert "rien à payer aujourd’hui" in told[amina.email].body
    assert f"/admin/sessions/{priced.code}/" in told["contact@ficc.example"].body


def test_an_institution_is_asked_to_pay(priced, amina, claire, institution, run_tasks):
    employ(amina, institution)

    enrolment = ask(priced, amina, institution=institution)
    run_tasks()

    assert (enrolment.status, enrolment.institution) == ("applied", institution)
    told = {message.to[0]: message for message in mail.outbox}
    assert told.keys() == {amina.email, claire.email}
    assert "Amina Benali" in told[claire.email].body


def test_staff_are_asked_when_nobody_acts_for_the_institution(
    priced, amina, institution, run_tasks
):
    ask(priced, employ(amina, institution), institution=institution)
    run_tasks()

    assert "contact@ficc.example" in {message.to[0] for message in mail.outbox}


def test_only_an_institution_where_one_works(priced, amina, bruno, institution):
    employ(bruno, institution)
    bruno.memberships.update(ends_on=NOON.date() - DAY)

    for person in (amina, bruno):
        with pytest.raises(InvalidInput) as refusal:
            ask(priced, person, institution=institution)
        assert "institution" in refusal.value.errors


def test_a_request_takes_no_seat(priced, amina, bruno):
    ask(priced, amina)

    assert ask(priced, bruno).status == "applied"


@pytest.mark.parametrize("case", ["draft", "closed", "cancelled", "begun", "action", "unlisted"])
def test_it_refuses_what_is_not_for_everybody(place, priced, amina, case):
    at = NOON
    if case in SessionStatus.values:
        priced.status = case
        priced.save()
    elif case == "begun":
        at = NOON + 30 * DAY
    elif case == "action":
        offering = make_offering(OfferingKind.ACTION_TRAINING)
        priced = make_session(place, offering=offering, on=NEXT_MONTH)
    else:
        priced.offering.is_listed = False
        priced.offering.save()

    with pytest.raises(SessionNotOpen):
        enrol_myself(session=priced, person=amina, by=amina.user, at=at)


def test_what_is_open_to_everyone_need_not_be_in_the_catalogue(priced, amina):
    priced.offering.is_listed = False
    priced.offering.save()
    priced.is_open_to_everyone = True
    priced.save()

    assert ask(priced, amina).is_active


def test_nobody_enrols_others_or_twice(free, amina, bruno, denis):
    for user in (bruno.user, denis):
        with pytest.raises(NotAllowed):
            enrol_myself(session=free, person=amina, by=user, at=NOON)
    ask(free, amina)
    with pytest.raises(AlreadyEnrolled):
        ask(free, amina)


def test_an_advanced_module_asks_for_a_sensitisation(place, amina, denis):
    offering = make_offering(OfferingKind.ADVANCED_MODULE)
    advanced = make_session(place, offering=offering, on=NEXT_MONTH)

    with pytest.raises(PrerequisiteMissing):
        ask(advanced, amina)
    waive_sensitisation(person=amina, reason="Formée en 2009.", by=denis, at=NOON)

    assert ask(advanced, amina).is_active


def test_two_sessions_at_once_are_meant(place, free, amina):
    make_enrolment(make_session(place, on=NEXT_MONTH, title="Ailleurs"), amina)

    with pytest.raises(SessionsOverlap) as refusal:
        ask(free, amina)
    assert "Ailleurs" in str(refusal.value)

    assert ask(free, amina, overlap_confirmed=True).status == "enrolled"


# confirm


def test_a_confirmed_request_is_a_seat(priced, amina, denis, run_tasks):
    enrolment = ask(priced, amina)
    run_tasks()
    mail.outbox.clear()

    confirm_request(enrolment=enrolment, by=denis, at=NOON + DAY)
    run_tasks()

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.enrolled_at) == ("enrolled", NOON + DAY)
    assert mail.outbox[0].to == [amina.email]


def test_once_full_it_waits_from_the_day_it_was_made(priced, amina, bruno, denis):
    asked = ask(priced, amina)
    make_enrolment(priced, make_person())
    later = waits(priced, bruno, 5)

    confirm_request(enrolment=asked, by=denis, at=NOON + DAY)

    assert status_of(asked) == ["waiting"]
    ranks = dict(priced.enrolments.with_rank().values_list("pk", "rank"))
    assert (ranks[asked.pk], ranks[later.pk]) == (1, 2)


def test_the_manager_who_is_asked_confirms_and_nobody_else(
    priced, amina, bruno, claire, institution
):
    own = ask(priced, employ(amina, institution), institution=institution)
    alone = ask(priced, bruno)

    for user in (amina.user, bruno.user):
        with pytest.raises(NotAllowed):
            confirm_request(enrolment=own, by=user, at=NOON)
    with pytest.raises(NotAllowed):
        confirm_request(enrolment=alone, by=claire.user, at=NOON)
    confirm_request(enrolment=own, by=claire.user, at=NOON)

    assert status_of(own) == ["enrolled"]


def test_only_a_request_is_confirmed_and_once(priced, amina, denis):
    enrolment = ask(priced, amina)
    confirm_request(enrolment=enrolment, by=denis, at=NOON)

    with pytest.raises(EnrolmentNotActive):
        confirm_request(enrolment=enrolment, by=denis, at=NOON)
