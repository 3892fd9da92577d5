"""A place that goes elsewhere: to another session, or to a colleague."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from curriculum.enums import OfferingKind, SessionStatus
from curriculum.errors import (
    AlreadyEnrolled,
    EnrolmentNotActive,
    InvalidInput,
    NotAllowed,
    PrerequisiteMissing,
    SessionFull,
    SessionNotOpen,
)
from curriculum.models import Enrolment
from curriculum.services.transfers import exchange, transfer
from tests.curriculum.seating import DAY, NEXT_MONTH, employ, offered, status_of, waits
from tests.factories import (
    NOON,
    make_enrolment,
    make_institution,
    make_offering,
    make_person,
    make_session,
)


@pytest.fixture
def coming(place):
    """A session of the coming month with two seats."""
    return make_session(place, on=NEXT_MONTH, capacity=2)


@pytest.fixture
def other(coming, place):
    """Another session of the same offering, a week later, with one seat."""
    later = NEXT_MONTH + timedelta(days=7)
    return make_session(
        place, offering=coming.offering, on=later, capacity=1, title="Autre session"
    )


# transfer


def test_a_seat_moves_to_another_session(coming, other, amina, institution, denis, run_tasks):
    enrolment = make_enrolment(coming, amina, institution=institution)

    moved = transfer(enrolment=enrolment, to=other, by=denis, at=NOON)
    run_tasks()

    assert (moved.session, moved.institution) == (other, institution)
    left = Enrolment.objects.get(pk=enrolment.pk)
    assert "Autre session" in left.end_reason
    assert (left.status, left.transferred_to, left.ended_by) == ("transferred", moved, denis)
    [message] = mail.outbox
    assert message.to == [amina.email]
    assert coming.title in message.body
    assert "Autre session" in message.body
    assert message.attachments  # the dates for the calendar


def test_the_seat_left_is_offered_to_the_next(coming, other, amina, bruno):
    make_enrolment(coming, make_person())
    enrolment = make_enrolment(coming, amina)
    waiting = waits(coming, bruno)

    transfer(enrolment=enrolment, to=other, by=amina.user, at=NOON)

    assert status_of(waiting) == ["offered"]


def test_the_manager_of_who_pays_is_told_when_the_person_moves(
    coming, other, amina, claire, institution, run_tasks
):
    enrolment = make_enrolment(coming, amina, institution=institution)

    transfer(enrolment=enrolment, to=other, by=amina.user, at=NOON)
    run_tasks()

    [told] = [message for message in mail.outbox if message.to == [claire.email]]
    assert "Changement de session" in told.subject
    assert "Amina Benali" in told.body
    assert "Autre session" in told.body


def test_what_managers_do_themselves_is_not_told_them(
    coming, other, amina, claire, institution, run_tasks
):
    enrolment = make_enrolment(coming, amina, institution=institution)

    transfer(enrolment=enrolment, to=other, by=claire.user, at=NOON)
    run_tasks()

    assert [message.to for message in mail.outbox] == [[amina.email]]


def test_people_and_managers_move_within_the_same_training(
    place, coming, other, amina, bruno, claire, institution, denis
):
    elsewhere = make_session(place, on=NEXT_MONTH, title="Tout autre chose")
    own = make_enrolment(coming, amina)
    paid = make_enrolment(coming, bruno, institution=institution)

    for user, enrolment in ((amina.user, own), (claire.user, paid)):
        with pytest.raises(InvalidInput) as refusal:
            transfer(enrolment=enrolment, to=elsewhere, by=user, at=NOON)
        assert "session" in refusal.value.errors
    with pytest.raises(NotAllowed):
        transfer(enrolment=own, to=other, by=claire.user, at=NOON)
    transfer(enrolment=paid, to=other, by=claire.user, at=NOON)
    transfer(enrolment=own, to=elsewhere, by=denis, at=NOON)

    assert status_of(own, paid) == ["transferred", "transferred"]


def test_they_move_until_the_last_day_for_changes(coming, other, amina, denis):
    enrolment = make_enrolment(coming, amina)

    with pytest.raises(SessionNotOpen):
        transfer(enrolment=enrolment, to=other, by=amina.user, at=NOON + 30 * DAY)
    other.starts_on = NOON.date()
    other.save()
    with pytest.raises(SessionNotOpen):
        transfer(enrolment=enrolment, to=other, by=amina.user, at=NOON)

    assert status_of(enrolment) == ["enrolled"]


def test_a_refused_transfer_leaves_the_seat(coming, other, amina, bruno, denis):
    make_enrolment(other, make_person())
    enrolment = make_enrolment(coming, amina)

    with pytest.raises(SessionFull):
        transfer(enrolment=enrolment, to=other, by=denis, at=NOON)
    with pytest.raises(AlreadyEnrolled):
        transfer(enrolment=enrolment, to=coming, by=denis, at=NOON)
    with pytest.raises(NotAllowed):
        transfer(enrolment=enrolment, to=other, by=bruno.user, at=NOON)

    assert status_of(enrolment) == ["enrolled"]
    assert not other.enrolments.filter(person=amina).exists()


def test_a_full_session_may_be_waited_for(coming, other, amina, denis, run_tasks):
    make_enrolment(other, make_person())
    enrolment = make_enrolment(coming, amina)

    moved = transfer(enrolment=enrolment, to=other, by=denis, at=NOON, or_wait=True)
    run_tasks()

    assert moved.status == "waiting"
    assert "rang 1" in mail.outbox[0].body


def test_who_comes_to_wait_lets_the_first_be_asked_again(coming, other, amina, bruno, denis):
    lapsed = waits(other, bruno, minute=-60)

    moved = transfer(
        enrolment=make_enrolment(coming, amina), to=other, by=denis, at=NOON, or_wait=True
    )

    assert status_of(lapsed, moved) == ["offered", "waiting"]


def test_only_a_seat_moves(coming, other, amina, denis):
    with pytest.raises(EnrolmentNotActive):
        transfer(enrolment=waits(coming, amina), to=other, by=denis, at=NOON)
    other.status = SessionStatus.DRAFT
    other.save()
    with pytest.raises(SessionNotOpen):
        transfer(enrolment=make_enrolment(coming, make_person()), to=other, by=denis, at=NOON)


# exchange


def test_a_colleague_takes_the_place(coming, amina, bruno, claire, institution, run_tasks):
    enrolment = make_enrolment(coming, amina, institution=institution)
    employ(bruno, institution)

    taken = exchange(enrolment=enrolment, person=bruno, by=claire.user, at=NOON)
    run_tasks()

    assert (taken.person, taken.status, taken.institution) == (bruno, "enrolled", institution)
    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.transferred_to) == ("transferred", taken)
    line = ModelLogEntry.objects.for_instance(enrolment).get(action="curriculum.exchange")
    assert line.user == claire.user
    told = {message.to[0]: message for message in mail.outbox}
    assert "à votre place" in told[amina.email].subject
    assert "Bruno" not in told[amina.email].body
    assert "Votre inscription" in told[bruno.email].subject


def test_the_place_keeps_its_rank_its_group_or_its_offer(coming, institution, denis):
    people = [employ(make_person(), institution) for _one in range(3)]
    make_enrolment(coming, make_person())
    offer = offered(coming, make_person(), institution=institution)
    first = waits(coming, make_person(), 1, institution=institution)
    second = waits(coming, people[2], 2, institution=institution)

    on_offer = exchange(enrolment=offer, person=people[0], by=denis, at=NOON)
    on_list = exchange(enrolment=first, person=people[1], by=denis, at=NOON + DAY)

    assert (on_offer.status, on_offer.offered_until) == ("offered", NOON + DAY)
    ranks = dict(coming.enrolments.with_rank().values_list("pk", "rank"))
    assert (ranks[on_list.pk], ranks[second.pk]) == (1, 2)


def test_an_exchange_is_undone_by_another(coming, amina, bruno, denis, institution):
    enrolment = make_enrolment(coming, amina, institution=institution)
    employ(amina, institution)
    employ(bruno, institution)
    taken = exchange(enrolment=enrolment, person=bruno, by=denis, at=NOON)

    back = exchange(enrolment=taken, person=amina, by=denis, at=NOON)

    assert coming.enrolments.active().get() == back
    assert back.person == amina


@pytest.mark.parametrize("case", ["unpaid", "stranger", "former"])
def test_only_a_colleague_of_who_pays(coming, amina, bruno, denis, institution, essonne, case):
    payer = None if case == "unpaid" else institution
    enrolment = make_enrolment(coming, amina, institution=payer)
    if case == "former":
        employ(bruno, institution)
        bruno.memberships.update(ends_on=NOON.date() - DAY)
    else:
        employ(bruno, make_institution(essonne) if case == "stranger" else institution)

    with pytest.raises(InvalidInput) as refusal:
        exchange(enrolment=enrolment, person=bruno, by=denis, at=NOON)

    assert "person" in refusal.value.errors
    assert status_of(enrolment) == ["enrolled"]


def test_only_managers_of_who_pays_and_staff_exchange(coming, amina, bruno, claire, institution):
    employ(bruno, institution)
    paid = make_enrolment(coming, amina, institution=institution)
    unpaid = make_enrolment(coming, make_person())

    with pytest.raises(NotAllowed):
        exchange(enrolment=paid, person=bruno, by=amina.user, at=NOON)
    with pytest.raises(NotAllowed):
        exchange(enrolment=unpaid, person=bruno, by=claire.user, at=NOON)


def test_until_the_last_day_or_the_start(coming, amina, bruno, claire, denis, institution):
    employ(bruno, institution)
    coming.changes_until = NOON.date()
    coming.save()
    enrolment = make_enrolment(coming, amina, institution=institution)

    with pytest.raises(SessionNotOpen):
        exchange(enrolment=enrolment, person=bruno, by=claire.user, at=NOON + DAY)
    with pytest.raises(SessionNotOpen):
        exchange(enrolment=enrolment, person=bruno, by=denis, at=NOON + 30 * DAY)
    exchange(enrolment=enrolment, person=bruno, by=denis, at=NOON + DAY)


def test_the_colleague_has_no_place_yet_and_what_the_module_asks(
    place, coming, amina, bruno, denis, institution
):
    employ(bruno, institution)
    make_enrolment(coming, bruno)
    with pytest.raises(AlreadyEnrolled):
        exchange(
            enrolment=make_enrolment(coming, amina, institution=institution),
            person=bruno,
            by=denis,
            at=NOON,
        )
    advanced = make_session(
        place, offering=make_offering(OfferingKind.ADVANCED_MODULE), on=NEXT_MONTH
    )
    with pytest.raises(PrerequisiteMissing):
        exchange(
            enrolment=make_enrolment(advanced, amina, institution=institution),
            person=bruno,
            by=denis,
            at=NOON,
        )
