"""Marking who was there."""

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from curriculum.enums import (
    AnimationRole,
    AttendanceRole,
    AttendanceStatus,
    EnrolmentStatus,
    SessionStatus,
)
from curriculum.errors import (
    InvalidInput,
    NotAllowed,
    SessionNotOpen,
    StaleData,
)
from curriculum.models import Animation, Attendance, SessionSlot
from curriculum.services.attendance import Mark, admit_walk_in, mark_attendance
from curriculum.services.sessions import close_session
from tests.at_once import at_once
from tests.factories import NOON, TODAY, make_enrolment, make_person, make_session

PRESENT, PARTIAL = AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL
ABSENT, EXCUSED = AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED


@pytest.fixture
def morning(session, amina):
    make_enrolment(session, amina)
    return SessionSlot.objects.of_session(session).select_related("day__session").first()


def mark(slot, person, status=PRESENT, *, by, at=NOON, **extra):
    wanted = Mark(slot_id=slot.pk, person_id=person.pk, status=status, **extra)
    return mark_attendance(session=slot.day.session, marks=[wanted], by=by, at=at)


def test_it_marks_somebody_present_for_the_whole_half_day(morning, amina, bruno):
    assert mark(morning, amina, by=bruno.user) == 1

    made = Attendance.objects.get()
    assert (made.status, made.minutes, made.role) == (PRESENT, 180, AttendanceRole.PARTICIPANT)
    assert (made.marked_by, made.marked_at, made.version) == (bruno.user, NOON, 1)
    line = ModelLogEntry.objects.get(action="curriculum.mark_attendance")
    assert line.object_id == str(made.pk)
    assert line.data["after"] == {"status": "present", "minutes": 180, "reason": ""}


def test_it_corrects_a_mark_and_keeps_what_it_was(morning, amina, bruno, denis):
    mark(morning, amina, by=bruno.user)

    mark(morning, amina, PARTIAL, minutes=90, reason="Train en retard", version=1, by=denis)

    kept = Attendance.objects.get()
    assert (kept.status, kept.minutes, kept.version) == (PARTIAL, 90, 2)
    assert kept.marked_by == denis
    line = ModelLogEntry.objects.filter(action="curriculum.mark_attendance").latest("pk")
    assert line.data["before"] == {"status": "present", "minutes": 180, "reason": ""}


def test_it_keeps_the_reason_of_an_absence(morning, amina, denis):
    mark(morning, amina, EXCUSED, reason=" Maladie ", by=denis)

    kept = Attendance.objects.get()
    assert (kept.minutes, kept.reason) == (0, "Maladie")


def test_it_takes_a_mark_away(morning, amina, denis):
    mark(morning, amina, by=denis)

    mark(morning, amina, None, version=1, by=denis)

    assert not Attendance.objects.exists()
    assert ModelLogEntry.objects.filter(action="curriculum.unmark_attendance").exists()


def test_it_marks_a_co_animator_once_and_as_such(session, morning, amina, denis):
    Animation.objects.create(slot=morning, person=amina, role=AnimationRole.CO_ANIMATOR)

    mark_attendance(session=session, marks=[], others_present_at=[morning], by=denis, at=NOON)

    assert Attendance.objects.get().role == AttendanceRole.CO_ANIMATOR


@pytest.mark.parametrize(
    "values",
    [
        {"minutes": None, "reason": "Train"},
        {"minutes": 0, "reason": "Train"},
        {"minutes": 180, "reason": "Train"},
        {"minutes": 90, "reason": " "},
        {"minutes": 90, "reason": "x" * 301},
    ],
)
def test_it_asks_for_minutes_and_a_reason_of_a_presence_in_part(morning, amina, denis, values):
    with pytest.raises(InvalidInput) as refusal:
        mark(morning, amina, PARTIAL, by=denis, **values)

    assert list(refusal.value.errors) == [f"{morning.pk}-{amina.pk}"]
    assert not Attendance.objects.exists()


def test_it_marks_all_others_present_and_keeps_the_exceptions(session, morning, amina, denis):
    people = [make_person() for _number in range(3)]
    for person in people:
        make_enrolment(session, person)
    wanted = Mark(slot_id=morning.pk, person_id=amina.pk, status=ABSENT)

    changed = mark_attendance(
        session=session, marks=[wanted], others_present_at=[morning], by=denis, at=NOON
    )

    assert changed == 4
    assert Attendance.objects.get(person=amina).status == ABSENT
    assert Attendance.objects.filter(status=PRESENT, slot=morning).count() == 3


def test_it_leaves_marks_alone_when_all_others_are_marked_present(session, morning, amina, denis):
    mark(morning, amina, EXCUSED, by=denis)

    changed = mark_attendance(
        session=session, marks=[], others_present_at=[morning], by=denis, at=NOON
    )

    assert changed == 0
    assert Attendance.objects.get().status == EXCUSED


def test_it_tells_who_marked_the_same_person_meanwhile(morning, amina, bruno, denis):
    mark(morning, amina, ABSENT, by=denis)

    with pytest.raises(StaleData) as refusal:
        mark(morning, amina, PRESENT, version=0, by=bruno.user)

    [cell] = refusal.value.conflicts
    assert (cell.person, cell.mark.marked_by, cell.status) == (amina, denis, ABSENT)
    assert "Amina Benali" in str(refusal.value)
    assert Attendance.objects.get().status == ABSENT


def test_it_does_not_mind_when_both_marked_the_same(morning, amina, bruno, denis):
    mark(morning, amina, by=denis)

    assert mark(morning, amina, version=0, by=bruno.user) == 0


@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.CANCELLED])
def test_it_marks_nobody_once_the_session_has_ended(session, morning, amina, denis, status):
    session.status = status
    session.save()

    with pytest.raises(SessionNotOpen):
        mark(morning, amina, by=denis)


def test_it_marks_nobody_before_the_day(place, amina, denis):
    session = make_session(place, on=TODAY)
    make_enrolment(session, amina)
    slot = SessionSlot.objects.of_session(session).first()

    with pytest.raises(SessionNotOpen):
        mark(slot, amina, by=denis, at=NOON - timedelta(hours=12, minutes=1))
    mark(slot, amina, by=denis, at=NOON - timedelta(hours=11, minutes=59))


def test_it_marks_nobody_who_is_not_expected(morning, denis):
    with pytest.raises(InvalidInput):
        mark(morning, make_person(), by=denis)


def test_it_still_corrects_a_mark_of_somebody_who_left(morning, amina, denis):
    mark(morning, amina, by=denis)
    amina.enrolments.update(status=EnrolmentStatus.WITHDRAWN, ended_at=NOON - timedelta(days=60))

    mark(morning, amina, ABSENT, version=1, by=denis)

    assert Attendance.objects.get().status == ABSENT


def test_it_is_for_staff_and_those_who_lead_the_session(place, morning, amina, bruno, erwan):
    elsewhere = make_session(place)
    make_enrolment(elsewhere, amina)
    other = SessionSlot.objects.of_session(elsewhere).first()

    for slot, user in [(morning, amina.user), (morning, erwan), (other, bruno.user)]:
        with pytest.raises(NotAllowed):
            mark(slot, amina, by=user)


def test_it_marks_hundreds_in_as_many_queries_as_one(
    session, morning, denis, django_assert_max_num_queries
):
    for number in range(100):
        make_enrolment(session, make_person("Camille", f"Nom{number}"))

    with django_assert_max_num_queries(20):
        mark_attendance(session=session, marks=[], others_present_at=[morning], by=denis, at=NOON)

    assert Attendance.objects.count() == 101


def test_it_admits_somebody_who_came_unannounced(morning, denis):
    person = make_person("Gaëlle", "Huet")

    enrolment = admit_walk_in(slot=morning, person=person, by=denis, at=NOON)

    assert enrolment.status == EnrolmentStatus.ENROLLED
    assert Attendance.objects.get(person=person).status == PRESENT


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_two_marks_at_the_same_time_win(morning, amina, bruno, denis):
    results = at_once(
        [
            lambda: mark(morning, amina, PRESENT, by=bruno.user),
            lambda: mark(morning, amina, ABSENT, by=denis),
        ]
    )

    assert sorted(type(result).__name__ for result in results) == ["StaleData", "int"]
    assert Attendance.objects.get().version == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_never_marks_in_a_session_that_closes_meanwhile(session, morning, amina, denis):
    slots = list(SessionSlot.objects.of_session(session))
    mark_attendance(session=session, marks=[], others_present_at=slots, by=denis, at=NOON)

    marking, _closing = at_once(
        [
            lambda: mark(morning, amina, None, version=1, by=denis),
            lambda: close_session(session=session, by=denis, at=NOON),
        ]
    )

    session.refresh_from_db()
    was_marked = marking == 1
    assert (session.status == SessionStatus.CLOSED) == (not was_marked)
    assert Attendance.objects.count() == (1 if was_marked else 2)
