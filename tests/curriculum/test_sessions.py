"""The life of a session: created, opened, closed, reopened, cancelled."""

from datetime import date, time, timedelta

import pytest
from wagtail.models import ModelLogEntry

from curriculum.enums import (
    AttendanceStatus,
    EnrolmentStatus,
    Half,
    HourKind,
    OfferingKind,
    SessionStatus,
)
from curriculum.errors import (
    AttendanceIncomplete,
    InvalidInput,
    NotAllowed,
    SessionNotEditable,
    SessionNotOpen,
    SlotInUse,
)
from curriculum.models import SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.services.departures import drop_out
from curriculum.services.half_days import HalfDay, HalfDayChanges, edit_half_days
from curriculum.services.sessions import (
    cancel_session,
    close_session,
    create_session,
    open_session,
    reopen_session,
    update_session,
)
from tests.factories import (
    NOON,
    TODAY,
    make_enrolment,
    make_offering,
    make_person,
    make_session,
)


def slots_of(session):
    return list(SessionSlot.objects.of_session(session).select_related("territory"))


def everyone_present(session, by, at=NOON):
    mark_attendance(session=session, marks=[], others_present_at=slots_of(session), by=by, at=at)


def journal_of(session):
    lines = ModelLogEntry.objects.filter(object_id=str(session.pk)).order_by("timestamp", "pk")
    return list(lines.values_list("action", flat=True))


# Creating and changing


def test_it_creates_a_draft_with_its_plan(place, bruno, denis):
    offering = make_offering(OfferingKind.NATIONAL_COURSE, "Formation nationale")
    morning = HalfDay(
        half=Half.MORNING,
        starts_at=time(9, 30),
        ends_at=time(12, 30),
        minutes=180,
        kind=HourKind.THEORY,
        place=place,
        animators=(bruno,),
    )

    session = create_session(
        offering=offering,
        territory=place.territory,
        capacity=20,
        dates=[date(2027, 1, 12), date(2027, 2, 9)],
        halves=[morning],
        by=denis,
    )

    session.refresh_from_db()
    assert (session.title, session.status) == ("Formation nationale", SessionStatus.DRAFT)
    assert (session.starts_on, session.ends_on) == (date(2027, 1, 12), date(2027, 2, 9))
    assert len(slots_of(session)) == 2
    assert set(journal_of(session)) == {
        "curriculum.create_session",
        "curriculum.plan_days",
        "curriculum.add_half_days",
    }


def test_it_creates_nothing_when_the_plan_is_wrong(place, denis):
    with pytest.raises(InvalidInput):
        create_session(
            offering=make_offering(), territory=place.territory, dates=[TODAY], halves=[], by=denis
        )

    assert not ModelLogEntry.objects.filter(action="curriculum.create_session").exists()


def test_it_gives_no_seat_limit_to_an_action_training(essonne, institution, denis):
    offering = make_offering(OfferingKind.ACTION_TRAINING)

    with pytest.raises(InvalidInput) as refusal:
        create_session(offering=offering, territory=essonne, capacity=10, by=denis)
    session = create_session(offering=offering, territory=essonne, partners=[institution], by=denis)

    assert "capacity" in refusal.value.errors
    assert list(session.partners.all()) == [institution]


def test_it_gives_partners_to_action_trainings_only(essonne, institution, denis):
    with pytest.raises(InvalidInput) as refusal:
        create_session(
            offering=make_offering(), territory=essonne, partners=[institution], by=denis
        )

    assert "partners" in refusal.value.errors


def test_it_changes_the_facts_and_writes_down_what_changed(session, liege, denis):
    update_session(
        session=session,
        title="Autre titre",
        territory=liege,
        capacity=12,
        is_open_to_everyone=False,
        changes_until=None,
        partners=[],
        by=denis,
        at=NOON,
    )

    session.refresh_from_db()
    assert (session.title, session.territory, session.capacity) == ("Autre titre", liege, 12)
    line = ModelLogEntry.objects.get(action="curriculum.update_session")
    assert line.data["after"] == {"title": "Autre titre", "territory": "Liège", "capacity": 12}


def test_it_refuses_fewer_seats_than_are_taken(session, amina, denis):
    make_enrolment(session, amina)
    make_enrolment(session, make_person())

    with pytest.raises(InvalidInput) as refusal:
        update_session(
            session=session,
            title="x",
            territory=session.territory,
            capacity=1,
            is_open_to_everyone=False,
            changes_until=None,
            partners=[],
            by=denis,
            at=NOON,
        )

    assert "capacity" in refusal.value.errors


# Opening and cancelling


def test_it_opens_a_draft(place, denis):
    session = make_session(place, status=SessionStatus.DRAFT)

    open_session(session=session, by=denis)

    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN
    assert journal_of(session) == ["curriculum.open_session"]


def test_it_does_not_open_an_empty_or_open_session(essonne, session, denis):
    empty = create_session(offering=make_offering(), territory=essonne, by=denis)

    with pytest.raises(InvalidInput):
        open_session(session=empty, by=denis)
    with pytest.raises(SessionNotEditable):
        open_session(session=session, by=denis)


def test_it_cancels_and_tells_the_people(session, amina, bruno, denis, mailoutbox, run_tasks):
    amina.email, bruno.email = "amina@example.org", "bruno@example.org"
    amina.save()
    bruno.save()
    enrolment = make_enrolment(session, amina)

    cancel_session(session=session, reason="Salle inondée", by=denis, at=NOON)
    run_tasks()

    session.refresh_from_db()
    enrolment.refresh_from_db()
    assert (session.status, session.cancel_reason) == (SessionStatus.CANCELLED, "Salle inondée")
    assert enrolment.status == EnrolmentStatus.CANCELLED
    line = ModelLogEntry.objects.get(action="curriculum.cancel_session")
    assert line.data["reason"] == "Salle inondée"
    assert sorted(mail.to[0] for mail in mailoutbox) == ["amina@example.org", "bruno@example.org"]
    assert all("Salle inondée" in mail.body for mail in mailoutbox)


def test_it_cancels_a_draft_quietly(place, bruno, denis, mailoutbox, run_tasks):
    session = make_session(place, animator=bruno, status=SessionStatus.DRAFT)

    cancel_session(session=session, reason="Doublon", by=denis, at=NOON)
    run_tasks()

    assert not mailoutbox


def test_it_does_not_cancel_without_a_reason(session, denis):
    with pytest.raises(InvalidInput) as refusal:
        cancel_session(session=session, reason="  ", by=denis, at=NOON)

    assert "reason" in refusal.value.errors


def test_it_does_not_cancel_once_somebody_was_marked(session, amina, denis):
    make_enrolment(session, amina)
    everyone_present(session, denis)

    with pytest.raises(SlotInUse):
        cancel_session(session=session, reason="Trop tard", by=denis, at=NOON)


def test_it_does_not_cancel_twice(session, denis):
    cancel_session(session=session, reason="Salle inondée", by=denis, at=NOON)

    with pytest.raises(SessionNotEditable):
        cancel_session(session=session, reason="Encore", by=denis, at=NOON)


# Closing and reopening


def test_it_closes_when_everybody_is_marked(session, amina, denis):
    make_enrolment(session, amina)
    everyone_present(session, denis)

    close_session(session=session, by=denis, at=NOON)

    session.refresh_from_db()
    assert (session.status, session.closed_at) == (SessionStatus.CLOSED, NOON)


def test_it_says_which_half_days_and_people_are_not_marked(session, amina, bruno, denis):
    make_enrolment(session, amina)
    morning, afternoon = slots_of(session)
    edit_half_days(
        session=session,
        slots=[afternoon],
        changes=HalfDayChanges(co_animators=(bruno,)),
        by=denis,
        at=NOON,
    )
    mark = Mark(slot_id=morning.pk, person_id=amina.pk, status=AttendanceStatus.PRESENT)
    mark_attendance(session=session, marks=[mark], by=denis, at=NOON)

    with pytest.raises(AttendanceIncomplete) as refusal:
        close_session(session=session, by=denis, at=NOON)

    assert refusal.value.missing == 2
    assert refusal.value.gaps == [(afternoon, [amina, bruno])]
    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN


def test_it_does_not_wait_for_those_without_a_seat(session, amina, denis):
    make_enrolment(session, amina, status=EnrolmentStatus.WAITING, enrolled_at=None)
    make_enrolment(session, make_person(), status=EnrolmentStatus.WITHDRAWN, ended_at=NOON)

    assert close_session(session=session, by=denis, at=NOON).status == SessionStatus.CLOSED


def test_it_expects_those_who_dropped_out_until_then(place, amina, denis):
    session = make_session(place, on=TODAY - timedelta(days=1), days=2)
    enrolment = make_enrolment(session, amina)
    drop_out(enrolment=enrolment, by=denis, at=NOON, reason="Nouveau poste")

    with pytest.raises(AttendanceIncomplete) as refusal:
        close_session(session=session, by=denis, at=NOON)

    gone_before = slots_of(session)[3]
    assert [slot for slot, _people in refusal.value.gaps] == slots_of(session)[:3]
    assert gone_before.starts > NOON


def test_it_does_not_close_before_the_last_day(place, denis):
    session = make_session(place, on=TODAY, days=2)

    with pytest.raises(SessionNotOpen):
        close_session(session=session, by=denis, at=NOON)


@pytest.mark.parametrize(
    "status", [SessionStatus.DRAFT, SessionStatus.CLOSED, SessionStatus.CANCELLED]
)
def test_it_closes_only_what_is_open(place, denis, status):
    with pytest.raises(SessionNotOpen):
        close_session(session=make_session(place, status=status), by=denis, at=NOON)


def test_it_reopens_what_is_closed(session, denis):
    close_session(session=session, by=denis, at=NOON)

    reopen_session(session=session, by=denis, reason="Erreur de pointage")

    session.refresh_from_db()
    assert (session.status, session.closed_at) == (SessionStatus.OPEN, None)
    with pytest.raises(SessionNotOpen):
        reopen_session(session=session, by=denis)


def test_it_is_for_staff(session, bruno):
    by = bruno.user

    with pytest.raises(NotAllowed):
        open_session(session=session, by=by)
    with pytest.raises(NotAllowed):
        cancel_session(session=session, reason="x", by=by, at=NOON)
    with pytest.raises(NotAllowed):
        close_session(session=session, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        reopen_session(session=session, by=by)
    with pytest.raises(NotAllowed):
        create_session(offering=session.offering, territory=session.territory, by=by)
