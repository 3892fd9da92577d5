"""Lines that stream say what the grids on the screens say, whatever happened before."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.attendance.lines import attendance_lines, count_lines
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance_grid import attendance_grids
from curriculum.enums import AnimationRole, AttendanceStatus, EnrolmentStatus
from curriculum.errors import NothingThere
from curriculum.models import Animation, Attendance, Enrolment, Session, SessionSlot
from tests.factories import TODAY, make_enrolment, make_institution, make_person, make_session

STATES = {
    AttendanceStatus.PRESENT: {"minutes": 180},
    AttendanceStatus.PARTIAL: {"minutes": 50, "reason": "Train"},
    AttendanceStatus.ABSENT: {"minutes": 0},
    AttendanceStatus.EXCUSED: {"minutes": 0, "reason": "Malade"},
}


@pytest.fixture
def a_random_world(request, place, essonne):
    """Sessions with seats won and lost, co-animators, and marks, also of people no longer expected."""
    chance = Random(request.param)
    people = [make_person(f"P{n}", chance.choice(["Éluard", "Eco", "d’Arc"])) for n in range(12)]
    payers = [None, *(make_institution(essonne) for _ in range(2))]
    for _number in range(4):
        day = TODAY - timedelta(days=chance.randint(1, 4))
        session = make_session(place, on=day, days=chance.randint(1, 3))
        for person in people:
            for status in chance.choices(EnrolmentStatus.values, k=chance.randint(0, 2)):
                _enrol(session, person, status, chance, payers)
        for slot in SessionSlot.objects.of_session(session):
            for person in chance.sample(people, 2):
                role = chance.choice(AnimationRole.values)
                Animation.objects.create(slot=slot, person=person, role=role)
            for person in chance.sample(people, 6):
                status = chance.choice(list(STATES))
                values = {"reason": "", **STATES[status]}
                _mark(slot, person, status, values)
    return chance


def _enrol(session, person, status, chance, payers):
    if status == EnrolmentStatus.ENROLLED and person.enrolments.filter(
        session=session, status=status
    ):
        return
    if status in ("applied", "waiting", "offered"):
        return
    middle = datetime.combine(session.starts_on, datetime.min.time()).astimezone()
    ended = middle + timedelta(hours=chance.randint(0, 60))
    make_enrolment(
        session,
        person,
        status=status,
        ended_at=None if status == EnrolmentStatus.ENROLLED else ended,
        institution=chance.choice(payers),
    )


def _mark(slot, person, status, values):
    Attendance.objects.create(
        slot=slot, person=person, role="participant", status=status, marked_at=TODAY_AT, **values
    )


TODAY_AT = "2026-11-20T12:00Z"


@pytest.mark.both_databases
@pytest.mark.parametrize("a_random_world", range(8), indirect=True)
def test_they_agree_with_the_grids(a_random_world):
    expected = {
        (slot_id, person_id): (
            cell.role,
            cell.is_expected,
            cell.status,
            cell.mark.minutes if cell.mark else None,
            cell.mark.reason if cell.mark else "",
            cell.version,
        )
        for grid in attendance_grids(Session.objects.all()).values()
        for (slot_id, person_id), cell in grid.cells.items()
    }

    lines = list(attendance_lines(AttendanceScope()))

    found = {
        (line.half_day.pk, line.who.pk): (
            *(line.role, line.is_expected),
            *(line.status, line.minutes, line.reason, line.version),
        )
        for line in lines
    }
    assert len(lines) == len(found)
    assert found == expected


@pytest.mark.parametrize("a_random_world", range(4), indirect=True)
def test_each_scope_has_its_part_of_all_lines(a_random_world):
    def keys(**scope) -> set:
        return {
            (line.half_day.code, line.who.code, line.payer)
            for line in attendance_lines(AttendanceScope(**scope))
        }

    everything = keys()
    for session in Session.objects.all():
        slots = set(SessionSlot.objects.of_session(session).values_list("code", flat=True))
        of_session = {key for key in everything if key[0] in slots}
        assert keys(session=session) == keys(offering=session.offering) == of_session
        first = session.starts_on
        assert keys(session=session, until_on=first) == {
            key for key in of_session if SessionSlot.objects.get(code=key[0]).day.on == first
        }
    payers = {e.institution for e in Enrolment.objects.exclude(institution=None)}
    for payer in payers:
        assert keys(institution=payer) == {key for key in everything if key[2] == payer.name}


@pytest.mark.parametrize("a_random_world", [1], indirect=True)
def test_they_take_three_queries_and_counting_takes_one(a_random_world):
    with CaptureQueriesContext(connection) as queries:
        lines = list(attendance_lines(AttendanceScope()))
    assert len(queries) == 3

    with CaptureQueriesContext(connection) as queries:
        count = count_lines(AttendanceScope())
    assert len(queries) == 1
    assert count >= sum(line.is_expected and line.role == "participant" for line in lines)


def test_a_scope_is_written_down_and_found_again(place, essonne):
    session = make_session(place, title="Module, mars")
    hospital = make_institution(essonne, name="Hôpital")
    scope = AttendanceScope(
        session=session, institution=hospital, from_on=TODAY, until_on=TODAY + timedelta(days=1)
    )

    assert AttendanceScope.read(scope.parameters()) == scope
    assert str(scope) == f"{session} – Hôpital – du 20 novembre 2026 au 21 novembre 2026"
    hospital.delete()
    with pytest.raises(NothingThere):
        AttendanceScope.read(scope.parameters())
