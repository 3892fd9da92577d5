"""Seats in sessions: enrol, wait, give a place; who pays; cancel."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from curriculum.eligibility import overlapping_sessions, seats_left, sensitisation_of
from curriculum.enums import (
    AttendanceRole,
    AttendanceStatus,
    EnrolmentStatus,
    Half,
    OfferingKind,
    SessionStatus,
)
from curriculum.errors import (
    AlreadyEnrolled,
    EnrolmentNotActive,
    InvalidInput,
    NotAllowed,
    PrerequisiteMissing,
    SessionFull,
    SessionNotOpen,
)
from curriculum.models import Attendance, Enrolment, SensitisationWaiver, SessionSlot
from curriculum.services.departures import withdraw
from curriculum.services.enrolment import cancel_enrolments, change_payer, enrol
from curriculum.services.sensitisation import take_back_waiver, waive_sensitisation
from curriculum.services.waiting_list import give_place
from tests.at_once import at_once, refusals
from tests.factories import NOON, TODAY, make_offering, make_person, make_session

NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def coming(place):
    """A session of the coming month with two seats."""
    return make_session(place, on=NEXT_MONTH, capacity=2)


@pytest.fixture
def advanced(place):
    """An advanced module of the coming month."""
    offering = make_offering(OfferingKind.ADVANCED_MODULE, "Module avancé")
    return make_session(place, offering=offering, on=NEXT_MONTH)


def attend(person, session, status=AttendanceStatus.PRESENT):
    """Mark a person at the first half-day of a session."""
    Attendance.objects.create(
        slot=SessionSlot.objects.of_session(session).first(),
        person=person,
        role=AttendanceRole.PARTICIPANT,
        status=status,
        minutes=180 if status == AttendanceStatus.PRESENT else 0,
        marked_at=NOON,
    )


def close(session):
    session.status = SessionStatus.CLOSED
    session.save()


def fill_up(session, denis):
    """Take the seats that are left; give the enrolments."""
    return [
        enrol(session=session, person=make_person(), by=denis, at=NOON)
        for _seat in range(seats_left(session))
    ]


def status_of(enrolment) -> str:
    return Enrolment.objects.get(pk=enrolment.pk).status


# enrol


def test_it_gives_a_seat(coming, amina, institution, denis, run_tasks):
    enrolment = enrol(session=coming, person=amina, institution=institution, by=denis, at=NOON)
    run_tasks()

    assert enrolment.status == EnrolmentStatus.ENROLLED
    assert (enrolment.enrolled_at, enrolment.made_by) == (NOON, denis)
    assert enrolment.institution == institution
    assert seats_left(coming) == 1
    line = ModelLogEntry.objects.for_instance(enrolment).get()
    assert (line.action, line.user) == ("curriculum.enrol", denis)
    assert mail.outbox[0].to == [amina.email]
    assert coming.title in mail.outbox[0].subject
    assert "Maison des associations" in mail.outbox[0].body


def test_it_writes_to_nobody_without_an_address(coming, denis, run_tasks):
    enrol(session=coming, person=make_person(), by=denis, at=NOON)
    run_tasks()

    assert mail.outbox == []


def test_it_tells_nothing_that_is_no_longer_true(coming, amina, denis, run_tasks):
    enrolment = enrol(session=coming, person=amina, by=denis, at=NOON)
    withdraw(enrolment=enrolment, by=denis, at=NOON)
    run_tasks()

    assert len(mail.outbox) == 1
    assert "Maison" not in mail.outbox[0].body


def test_it_refuses_a_full_session(coming, amina, denis):
    fill_up(coming, denis)

    with pytest.raises(SessionFull):
        enrol(session=coming, person=amina, by=denis, at=NOON)

    assert not amina.enrolments.exists()


def test_it_puts_on_the_waiting_list_when_asked(coming, amina, denis, run_tasks):
    fill_up(coming, denis)

    enrolment = enrol(session=coming, person=amina, by=denis, at=NOON, or_wait=True)
    run_tasks()

    assert enrolment.status == EnrolmentStatus.WAITING
    assert enrolment.enrolled_at is None
    assert mail.outbox[-1].to == [amina.email]


def test_a_free_seat_goes_first_to_those_who_wait(coming, amina, bruno, denis):
    taken = fill_up(coming, denis)
    enrol(session=coming, person=amina, by=denis, at=NOON, or_wait=True)
    withdraw(enrolment=taken[0], by=denis, at=NOON)

    with pytest.raises(SessionFull):
        enrol(session=coming, person=bruno, by=denis, at=NOON)
    later = enrol(session=coming, person=bruno, by=denis, at=NOON, or_wait=True)

    assert later.status == EnrolmentStatus.WAITING


def test_without_a_limit_there_is_always_a_seat(place, amina, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=None)

    assert enrol(session=session, person=amina, by=denis, at=NOON).status == "enrolled"


def test_it_refuses_the_same_person_twice(coming, amina, denis):
    enrol(session=coming, person=amina, by=denis, at=NOON)

    with pytest.raises(AlreadyEnrolled):
        enrol(session=coming, person=amina, by=denis, at=NOON)


def test_somebody_who_withdrew_may_come_back(coming, amina, denis):
    first = enrol(session=coming, person=amina, by=denis, at=NOON)
    withdraw(enrolment=first, by=denis, at=NOON)

    second = enrol(session=coming, person=amina, by=denis, at=NOON)

    assert second.pk != first.pk
    assert status_of(first) == EnrolmentStatus.WITHDRAWN


@pytest.mark.parametrize(
    "status", [SessionStatus.DRAFT, SessionStatus.CLOSED, SessionStatus.CANCELLED]
)
def test_it_refuses_a_session_that_is_not_open(place, amina, denis, status):
    session = make_session(place, on=NEXT_MONTH, status=status)

    with pytest.raises(SessionNotOpen):
        enrol(session=session, person=amina, by=denis, at=NOON)


def test_staff_enrol_late_while_the_session_is_not_closed(session, amina, denis):
    assert enrol(session=session, person=amina, by=denis, at=NOON).is_active


def test_it_refuses_those_who_are_not_staff(coming, amina, bruno, erwan):
    for user in (amina.user, bruno.user, erwan):
        with pytest.raises(NotAllowed):
            enrol(session=coming, person=amina, by=user, at=NOON)


# prior sensitisation


def test_an_advanced_module_asks_for_a_sensitisation(advanced, amina, denis):
    with pytest.raises(PrerequisiteMissing):
        enrol(session=advanced, person=amina, by=denis, at=NOON)


def test_a_validated_attendance_is_enough(advanced, session, amina, denis):
    attend(amina, session)
    close(session)

    assert enrol(session=advanced, person=amina, by=denis, at=NOON).is_active
    found = sensitisation_of(amina)
    assert [presence.title for presence in found.presences] == [session.title]
    assert found.missing == ()


@pytest.mark.parametrize(
    ("kind", "closed", "status"),
    [
        (OfferingKind.BASE_MODULE, False, AttendanceStatus.PRESENT),  # not validated yet
        (OfferingKind.BASE_MODULE, True, AttendanceStatus.ABSENT),
        (OfferingKind.WORKSHOP, True, AttendanceStatus.PRESENT),  # sensitises nobody
    ],
)
def test_other_presences_are_not(place, advanced, amina, denis, kind, closed, status):
    past = make_session(place, offering=make_offering(kind))
    attend(amina, past, status)
    if closed:
        close(past)

    with pytest.raises(PrerequisiteMissing):
        enrol(session=advanced, person=amina, by=denis, at=NOON)
    assert OfferingKind.BASE_MODULE in sensitisation_of(amina).missing


def test_staff_waive_it_with_a_reason(advanced, amina, denis):
    enrol(session=advanced, person=amina, by=denis, at=NOON, waiver_reason="Formée en 2009.")

    waiver = SensitisationWaiver.objects.get()
    assert (waiver.person, waiver.reason, waiver.given_by) == (amina, "Formée en 2009.", denis)
    assert sensitisation_of(amina).is_met


def test_a_waiver_needs_a_reason_and_is_given_once(amina, denis, erwan):
    with pytest.raises(InvalidInput):
        waive_sensitisation(person=amina, reason="  ", by=denis, at=NOON)
    with pytest.raises(NotAllowed):
        waive_sensitisation(person=amina, reason="Formée.", by=erwan, at=NOON)
    waive_sensitisation(person=amina, reason="Formée.", by=denis, at=NOON)
    with pytest.raises(InvalidInput):
        waive_sensitisation(person=amina, reason="Encore.", by=denis, at=NOON)


def test_a_waiver_is_taken_back(advanced, amina, denis):
    waive_sensitisation(person=amina, reason="Formée.", by=denis, at=NOON)

    take_back_waiver(person=amina, by=denis)

    with pytest.raises(PrerequisiteMissing):
        enrol(session=advanced, person=amina, by=denis, at=NOON)
    with pytest.raises(InvalidInput):
        take_back_waiver(person=amina, by=denis)


def test_a_refused_enrolment_waives_nothing(place, amina, denis):
    offering = make_offering(OfferingKind.ADVANCED_MODULE)
    full = make_session(place, offering=offering, on=NEXT_MONTH, capacity=1)
    enrol(session=full, person=make_person(), by=denis, at=NOON, waiver_reason="Formée.")

    with pytest.raises(SessionFull):
        enrol(session=full, person=amina, by=denis, at=NOON, waiver_reason="Formée.")

    assert not SensitisationWaiver.objects.filter(person=amina).exists()


# overlap


def test_it_tells_which_sessions_overlap(place, coming, amina, denis):
    enrol(session=coming, person=amina, by=denis, at=NOON)
    same_morning = make_session(place, on=NEXT_MONTH, halves=(Half.MORNING,), title="Autre")
    same_evening = make_session(place, on=NEXT_MONTH, halves=(Half.EVENING,))

    assert overlapping_sessions(amina, same_morning) == [coming]
    assert overlapping_sessions(amina, same_evening) == []
    assert enrol(session=same_morning, person=amina, by=denis, at=NOON).is_active


# give a place


def test_staff_give_a_place_to_whom_they_choose(coming, amina, bruno, denis, run_tasks):
    taken = fill_up(coming, denis)
    first = enrol(session=coming, person=bruno, by=denis, at=NOON, or_wait=True)
    waiting = enrol(session=coming, person=amina, by=denis, at=NOON, or_wait=True)
    withdraw(enrolment=taken[0], by=denis, at=NOON)
    run_tasks()
    mail.outbox.clear()

    with pytest.raises(InvalidInput):
        give_place(enrolment=waiting, by=denis, at=NOON, reason=" ")
    given = give_place(enrolment=waiting, by=denis, at=NOON, reason="Elle vient de loin")
    run_tasks()

    assert (given.status, given.enrolled_at) == (EnrolmentStatus.ENROLLED, NOON)
    assert {message.to[0] for message in mail.outbox} == {amina.email, bruno.email}
    assert status_of(first) == EnrolmentStatus.WAITING  # his offer is taken back, his rank is kept
    line = ModelLogEntry.objects.for_instance(given).get(action="curriculum.give_place")
    assert line.data["reason"] == "Elle vient de loin"


def test_it_gives_no_place_that_is_not_there(coming, amina, denis):
    fill_up(coming, denis)
    waiting = enrol(session=coming, person=amina, by=denis, at=NOON, or_wait=True)

    with pytest.raises(SessionFull):
        give_place(enrolment=waiting, by=denis, at=NOON)


def test_it_gives_no_place_twice(coming, amina, denis, erwan):
    enrolment = enrol(session=coming, person=amina, by=denis, at=NOON)

    with pytest.raises(EnrolmentNotActive):
        give_place(enrolment=enrolment, by=denis, at=NOON)
    with pytest.raises(NotAllowed):
        give_place(enrolment=enrolment, by=erwan, at=NOON)


# payer, cancel


def test_who_pays_may_change(coming, amina, institution, denis, erwan):
    enrolment = enrol(session=coming, person=amina, by=denis, at=NOON)

    change_payer(enrolment=enrolment, institution=institution, by=denis)

    assert Enrolment.objects.get().institution == institution
    with pytest.raises(NotAllowed):
        change_payer(enrolment=enrolment, institution=None, by=erwan)


def test_a_cancelled_session_ends_every_enrolment(coming, amina, bruno, denis, run_tasks):
    enrol(session=coming, person=amina, by=denis, at=NOON)
    enrol(session=coming, person=bruno, by=denis, at=NOON)
    run_tasks()
    mail.outbox.clear()

    count = cancel_enrolments(session=coming, by=denis, at=NOON, reason="Salle inondée")
    run_tasks()

    assert count == 2
    assert {enrolment.status for enrolment in Enrolment.objects.all()} == {"cancelled"}
    assert len(mail.outbox) == 2
    assert "Salle inondée" in mail.outbox[0].body
    with pytest.raises(NotAllowed):
        cancel_enrolments(session=coming, by=amina.user, at=NOON)


# the last seat


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_at_once_only_as_many_get_in_as_fit(place, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=3)
    people = [make_person() for _number in range(8)]

    outcomes = at_once(
        [lambda one=one: enrol(session=session, person=one, by=denis, at=NOON) for one in people]
    )

    assert refusals(outcomes) == ["SessionFull"] * 5
    assert Enrolment.objects.with_seat().filter(session=session).count() == 3
