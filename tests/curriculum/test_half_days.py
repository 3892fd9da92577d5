"""Adding, changing and removing half-days."""

from dataclasses import replace
from datetime import time

import pytest
from wagtail.models import ModelLogEntry

from curriculum.enums import (
    AnimationRole,
    AttendanceStatus,
    Half,
    HourKind,
    SessionStatus,
)
from curriculum.errors import InvalidInput, NotAllowed, SessionNotEditable, SlotInUse
from curriculum.models import Animation, Attendance, SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.services.half_days import (
    HalfDay,
    HalfDayChanges,
    add_half_days,
    edit_half_days,
    remove_half_days,
)
from tests.factories import NOON, make_enrolment, make_person, make_place, make_session


@pytest.fixture
def evening(place):
    return HalfDay(
        half=Half.EVENING,
        starts_at=time(18),
        ends_at=time(20, 30),
        minutes=150,
        kind=HourKind.PARTICIPATION_CC,
        place=place,
    )


def slots_of(session):
    return list(SessionSlot.objects.of_session(session))


def mark(session, slot, person, by, status=AttendanceStatus.PRESENT, **extra):
    wanted = Mark(slot_id=slot.pk, person_id=person.pk, status=status, **extra)
    mark_attendance(session=session, marks=[wanted], by=by, at=NOON)


def test_it_adds_a_half_day_in_the_territory_of_its_place(session, evening, bruno, amina, denis):
    [slot] = add_half_days(
        session=session,
        days=session.days.all(),
        halves=[replace(evening, animators=(bruno,), co_animators=(amina,))],
        by=denis,
    )

    assert slot.territory == evening.place.territory
    assert set(Animation.objects.filter(slot=slot).values_list("person", "role")) == {
        (bruno.pk, AnimationRole.ANIMATOR),
        (amina.pk, AnimationRole.CO_ANIMATOR),
    }
    line = ModelLogEntry.objects.get(action="curriculum.add_half_days")
    assert line.object_id == str(session.pk)
    assert "18:00–20:30" in next(iter(line.data["after"].values()))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_at": time(17)}, "evening-ends_at"),
        ({"minutes": 0}, "evening-minutes"),
        ({"half": Half.MORNING}, "morning-starts_at"),
        ({"starts_at": time(16)}, "evening-starts_at"),
    ],
)
def test_it_refuses_a_half_day_that_cannot_be(session, evening, denis, values, field):
    with pytest.raises(InvalidInput) as refusal:
        add_half_days(
            session=session, days=session.days.all(), halves=[replace(evening, **values)], by=denis
        )

    assert field in refusal.value.errors


def test_it_refuses_that_somebody_leads_and_co_leads(session, evening, bruno, denis):
    with pytest.raises(InvalidInput):
        add_half_days(
            session=session,
            days=session.days.all(),
            halves=[replace(evening, animators=(bruno,), co_animators=(bruno,))],
            by=denis,
        )


def test_it_changes_the_place_of_many_half_days_at_once(place, liege, denis):
    session = make_session(place, days=3)
    elsewhere = make_place(liege)
    mornings = [slot for slot in slots_of(session) if slot.half == Half.MORNING]

    changed = edit_half_days(
        session=session, slots=mornings, changes=HalfDayChanges(place=elsewhere), by=denis, at=NOON
    )

    assert changed == 3
    assert {(s.half, s.place, s.territory) for s in slots_of(session)} == {
        (Half.MORNING, elsewhere, liege),
        (Half.AFTERNOON, place, place.territory),
    }
    line = ModelLogEntry.objects.get(action="curriculum.edit_half_days")
    assert len(line.data["before"]) == len(line.data["after"]) == 3


def test_it_replaces_only_the_role_that_is_named(session, bruno, amina, denis):
    other = make_person("Gaëlle")
    slots = slots_of(session)
    changes = HalfDayChanges(co_animators=(amina,))
    edit_half_days(session=session, slots=slots, changes=changes, by=denis, at=NOON)

    edit_half_days(
        session=session, slots=slots, changes=HalfDayChanges(animators=(other,)), by=denis, at=NOON
    )

    assert set(Animation.objects.filter(slot__in=slots).values_list("person", "role")) == {
        (other.pk, AnimationRole.ANIMATOR),
        (amina.pk, AnimationRole.CO_ANIMATOR),
    }


def test_it_moves_a_person_from_one_role_to_the_other(session, bruno, denis):
    changes = HalfDayChanges(co_animators=(bruno,))
    edit_half_days(session=session, slots=slots_of(session), changes=changes, by=denis, at=NOON)

    roles = Animation.objects.filter(person=bruno).values_list("role", flat=True)
    assert set(roles) == {AnimationRole.CO_ANIMATOR}


@pytest.mark.parametrize(
    ("values", "field"),
    [({"ends_at": time(9)}, "ends_at"), ({"starts_at": time(9), "ends_at": time(14)}, "starts_at")],
)
def test_it_refuses_hours_that_cannot_be(session, denis, values, field):
    with pytest.raises(InvalidInput) as refusal:
        edit_half_days(
            session=session,
            slots=slots_of(session)[:1],
            changes=HalfDayChanges(**values),
            by=denis,
            at=NOON,
        )

    assert field in refusal.value.errors


def test_it_lets_marks_follow_the_minutes(session, amina, denis):
    make_enrolment(session, amina)
    slot = slots_of(session)[0]
    mark(session, slot, amina, denis)

    changes = HalfDayChanges(minutes=150)
    edit_half_days(session=session, slots=[slot], changes=changes, by=denis, at=NOON)

    kept = Attendance.objects.get(person=amina)
    assert (kept.minutes, kept.version) == (150, 2)


def test_it_refuses_fewer_minutes_than_somebody_was_there(session, amina, denis):
    make_enrolment(session, amina)
    slot = slots_of(session)[0]
    mark(session, slot, amina, denis, AttendanceStatus.PARTIAL, minutes=170, reason="Train")

    with pytest.raises(SlotInUse, match="Amina Benali"):
        edit_half_days(
            session=session, slots=[slot], changes=HalfDayChanges(minutes=150), by=denis, at=NOON
        )


def test_it_refuses_to_change_the_role_of_somebody_marked(session, amina, denis):
    make_enrolment(session, amina)
    slot = slots_of(session)[0]
    mark(session, slot, amina, denis)

    with pytest.raises(SlotInUse, match="Amina Benali"):
        edit_half_days(
            session=session,
            slots=[slot],
            changes=HalfDayChanges(co_animators=(amina,)),
            by=denis,
            at=NOON,
        )


def test_it_leaves_the_half_days_of_other_sessions_alone(session, place, denis):
    other = make_session(place)

    with pytest.raises(InvalidInput):
        edit_half_days(
            session=session,
            slots=slots_of(other),
            changes=HalfDayChanges(minutes=60),
            by=denis,
            at=NOON,
        )


def test_it_removes_a_day_with_its_last_half_day(place, denis):
    session = make_session(place, days=2)

    remove_half_days(session=session, slots=slots_of(session)[2:], by=denis)

    session.refresh_from_db()
    assert session.days.count() == 1
    assert session.ends_on == session.starts_on
    line = ModelLogEntry.objects.get(action="curriculum.remove_half_days")
    assert len(line.data["before"]) == 2


def test_it_does_not_remove_a_half_day_that_was_marked(session, amina, denis):
    make_enrolment(session, amina)
    slot = slots_of(session)[0]
    mark(session, slot, amina, denis)

    with pytest.raises(SlotInUse):
        remove_half_days(session=session, slots=[slot], by=denis)

    assert len(slots_of(session)) == 2


@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.CANCELLED])
def test_it_changes_nothing_once_the_session_has_ended(place, denis, status):
    session = make_session(place, status=status)

    with pytest.raises(SessionNotEditable):
        edit_half_days(
            session=session,
            slots=slots_of(session),
            changes=HalfDayChanges(minutes=60),
            by=denis,
            at=NOON,
        )


def test_it_is_for_staff(session, bruno):
    with pytest.raises(NotAllowed):
        remove_half_days(session=session, slots=slots_of(session), by=bruno.user)
