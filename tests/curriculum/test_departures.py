"""Leaving a session: withdraw before it, drop out of it, never come."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from curriculum.enums import AttendanceStatus, EnrolmentStatus, SessionStatus
from curriculum.errors import (
    AlreadyEnrolled,
    EnrolmentNotActive,
    InvalidInput,
    NotAllowed,
    SessionFull,
    SessionNotOpen,
)
from curriculum.models import Attendance, Enrolment, SessionSlot
from curriculum.services.departures import drop_out, note_no_show, undo_no_show, withdraw
from curriculum.services.enrolment import change_payer
from curriculum.services.waiting_list import give_place
from tests.curriculum.seating import DAY, NEXT_MONTH, offered, status_of, waits
from tests.factories import NOON, make_enrolment, make_person, make_session

EVE = NOON + timedelta(days=29)
"""Noon on the day before the session begins."""


@pytest.fixture
def coming(place):
    """A session of the coming month with two seats."""
    return make_session(place, on=NEXT_MONTH, capacity=2)


# withdraw


def test_a_place_is_taken_back_before_the_start(coming, amina, denis, run_tasks):
    enrolment = make_enrolment(coming, amina)

    withdraw(enrolment=enrolment, by=denis, at=NOON, reason="Malade")
    run_tasks()

    enrolment = Enrolment.objects.get()
    assert (enrolment.status, enrolment.ended_at) == (EnrolmentStatus.WITHDRAWN, NOON)
    assert (enrolment.end_reason, enrolment.ended_by) == ("Malade", denis)
    line = ModelLogEntry.objects.for_instance(enrolment).latest("timestamp")
    assert line.data["before"] == {"status": "enrolled"}
    assert mail.outbox[0].to == [amina.email]
    assert "Malade" in mail.outbox[0].body


def test_people_withdraw_by_themselves_until_the_eve(coming, amina, bruno):
    early, late = make_enrolment(coming, amina), make_enrolment(coming, bruno)

    withdraw(enrolment=early, by=amina.user, at=EVE)
    with pytest.raises(SessionNotOpen):
        withdraw(enrolment=late, by=bruno.user, at=EVE + DAY)

    assert status_of(early, late) == ["withdrawn", "enrolled"]


def test_or_until_the_day_that_staff_chose(coming, amina, denis):
    coming.changes_until = (NOON + 9 * DAY).date()
    coming.save()
    enrolment = make_enrolment(coming, amina)

    with pytest.raises(SessionNotOpen) as refusal:
        withdraw(enrolment=enrolment, by=amina.user, at=NOON + 10 * DAY)
    assert "29 novembre 2026" in str(refusal.value)
    withdraw(enrolment=enrolment, by=denis, at=NOON + 10 * DAY)

    assert status_of(enrolment) == ["withdrawn"]


def test_what_keeps_no_seat_is_given_up_later_still(coming, amina, bruno):
    coming.changes_until = NOON.date()
    coming.save()
    waiting, offer = waits(coming, amina), offered(coming, bruno, offered_until=EVE)

    withdraw(enrolment=waiting, by=amina.user, at=NOON + 5 * DAY)
    withdraw(enrolment=offer, by=bruno.user, at=NOON + 5 * DAY)

    assert status_of(waiting, offer) == ["withdrawn", "withdrawn"]


def test_the_manager_of_who_pays_withdraws_and_no_other(coming, amina, bruno, claire, institution):
    paid = make_enrolment(coming, amina, institution=institution)
    unpaid = make_enrolment(coming, bruno)

    withdraw(enrolment=paid, by=claire.user, at=NOON)
    with pytest.raises(NotAllowed):
        withdraw(enrolment=unpaid, by=claire.user, at=NOON)

    assert status_of(paid, unpaid) == ["withdrawn", "enrolled"]


def test_the_manager_is_told_when_the_person_withdraws(
    coming, amina, bruno, claire, institution, denis, run_tasks
):
    own = make_enrolment(coming, amina, institution=institution)
    by_staff = make_enrolment(coming, bruno, institution=institution)

    withdraw(enrolment=own, by=amina.user, at=NOON)
    withdraw(enrolment=by_staff, by=denis, at=NOON)
    run_tasks()

    [told] = [message for message in mail.outbox if message.to == [claire.email]]
    assert "Amina Benali" in told.body
    assert "Bruno" not in told.body


def test_others_take_nothing_back(coming, amina, bruno, erwan):
    enrolment = make_enrolment(coming, amina)

    for user in (bruno.user, erwan):
        with pytest.raises(NotAllowed):
            withdraw(enrolment=enrolment, by=user, at=NOON)
    with pytest.raises(NotAllowed):
        drop_out(enrolment=enrolment, by=amina.user, at=NOON, reason="Non")


def test_what_has_ended_stays_ended(coming, amina, denis):
    enrolment = make_enrolment(coming, amina)
    stale = Enrolment.objects.get()
    withdraw(enrolment=enrolment, by=denis, at=NOON)

    with pytest.raises(EnrolmentNotActive):
        withdraw(enrolment=stale, by=denis, at=NOON)
    with pytest.raises(EnrolmentNotActive):
        give_place(enrolment=stale, by=denis, at=NOON)
    with pytest.raises(EnrolmentNotActive):
        change_payer(enrolment=stale, institution=None, by=denis)


# drop out


def test_after_the_start_one_drops_out_instead(session, amina, denis):
    enrolment = make_enrolment(session, amina)

    with pytest.raises(SessionNotOpen):
        withdraw(enrolment=enrolment, by=denis, at=NOON)
    with pytest.raises(InvalidInput):
        drop_out(enrolment=enrolment, by=denis, at=NOON, reason=" ")
    drop_out(enrolment=enrolment, by=denis, at=NOON, reason="A changé de poste")

    assert status_of(enrolment) == ["dropped_out"]


def test_before_the_start_nobody_drops_out(coming, amina, denis):
    enrolment = make_enrolment(coming, amina)

    with pytest.raises(SessionNotOpen):
        drop_out(enrolment=enrolment, by=denis, at=NOON, reason="Trop loin")


def test_a_closed_session_keeps_its_enrolments(session, amina, denis):
    enrolment = make_enrolment(session, amina)
    session.status = SessionStatus.CLOSED
    session.save()

    with pytest.raises(SessionNotOpen):
        drop_out(enrolment=enrolment, by=denis, at=NOON, reason="Trop tard")
    with pytest.raises(SessionNotOpen):
        note_no_show(enrolment=enrolment, by=denis, at=NOON)


# did not come


def test_staff_and_animators_note_who_never_came(session, amina, bruno, denis, run_tasks):
    one, other = make_enrolment(session, amina), make_enrolment(session, make_person())

    note_no_show(enrolment=one, by=bruno.user, at=NOON)
    note_no_show(enrolment=other, by=denis, at=NOON)
    run_tasks()

    assert status_of(one, other) == ["no_show", "no_show"]
    line = ModelLogEntry.objects.for_instance(one).get(action="curriculum.note_no_show")
    assert line.user == bruno.user
    assert mail.outbox[0].to == [amina.email]


def test_it_is_undone_and_nothing_is_told_that_is_no_longer_true(session, amina, bruno, run_tasks):
    enrolment = make_enrolment(session, amina)
    note_no_show(enrolment=enrolment, by=bruno.user, at=NOON)

    undo_no_show(enrolment=enrolment, by=bruno.user)
    run_tasks()

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.ended_at, enrolment.ended_by) == ("enrolled", None, None)
    assert mail.outbox == []


def test_who_was_present_came(session, amina, denis):
    enrolment = make_enrolment(session, amina)
    Attendance.objects.create(
        slot=SessionSlot.objects.of_session(session).first(),
        person=amina,
        role="participant",
        status=AttendanceStatus.PRESENT,
        minutes=180,
        marked_at=NOON,
    )

    with pytest.raises(InvalidInput):
        note_no_show(enrolment=enrolment, by=denis, at=NOON)


def test_before_the_start_everybody_may_still_come(coming, amina, denis):
    with pytest.raises(SessionNotOpen):
        note_no_show(enrolment=make_enrolment(coming, amina), by=denis, at=NOON)


def test_others_note_nothing(session, amina, claire, erwan, institution):
    enrolment = make_enrolment(session, amina, institution=institution)

    for user in (amina.user, claire.user, erwan):
        with pytest.raises(NotAllowed):
            note_no_show(enrolment=enrolment, by=user, at=NOON)
        with pytest.raises(NotAllowed):
            undo_no_show(enrolment=enrolment, by=user)


def test_it_is_undone_only_where_there_is_room(place, bruno, amina, denis):
    session = make_session(place, animator=bruno, capacity=1)
    absent = make_enrolment(session, amina)
    note_no_show(enrolment=absent, by=denis, at=NOON)
    taken = make_enrolment(session, make_person())

    with pytest.raises(SessionFull):
        undo_no_show(enrolment=absent, by=denis)
    Enrolment.objects.filter(pk=taken.pk).update(person=amina)
    with pytest.raises(AlreadyEnrolled):
        undo_no_show(enrolment=absent, by=denis)
