"""Adding days, moving one, moving all."""

from datetime import date, time, timedelta

import pytest
from wagtail.models import ModelLogEntry

from curriculum.enums import AttendanceStatus, Half, HourKind, SessionStatus
from curriculum.errors import InvalidInput, NotAllowed, SessionNotEditable, SlotInUse
from curriculum.models import SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.services.half_days import HalfDay
from curriculum.services.planning import name_day, plan_days, reschedule_day, shift_session
from tests.factories import NOON, TODAY, make_enrolment, make_session


@pytest.fixture
def halves(place):
    def half(half, starts_at, ends_at):
        return HalfDay(
            half=half,
            starts_at=starts_at,
            ends_at=ends_at,
            minutes=180,
            kind=HourKind.THEORY,
            place=place,
        )

    return [
        half(Half.MORNING, time(9, 30), time(12, 30)),
        half(Half.AFTERNOON, time(13, 30), time(16, 30)),
    ]


def mark_amina(session, amina, denis):
    make_enrolment(session, amina)
    slot = SessionSlot.objects.of_session(session).first()
    mark = Mark(slot_id=slot.pk, person_id=amina.pk, status=AttendanceStatus.PRESENT)
    mark_attendance(session=session, marks=[mark], by=denis, at=NOON)


def dates_of(session):
    return list(session.days.order_by("on").values_list("on", flat=True))


def test_it_plans_thirteen_days_in_a_handful_of_queries(
    session, halves, denis, django_assert_max_num_queries
):
    dates = [date(2027, 1, 12) + timedelta(weeks=number) for number in range(13)]

    with django_assert_max_num_queries(25):
        plan_days(session=session, dates=dates, halves=halves, by=denis)

    session.refresh_from_db()
    assert session.ends_on == dates[-1]
    assert SessionSlot.objects.of_session(session).count() == 2 + 26
    line = ModelLogEntry.objects.get(action="curriculum.plan_days")
    assert line.data["after"]["dates"][0] == "2027-01-12"


def test_it_refuses_a_date_that_is_there_already(session, halves, denis):
    with pytest.raises(InvalidInput) as refusal:
        plan_days(session=session, dates=[session.starts_on], halves=halves, by=denis)

    assert "dates" in refusal.value.errors
    assert session.days.count() == 1


def test_it_refuses_to_plan_nothing(session, halves, denis):
    with pytest.raises(InvalidInput):
        plan_days(session=session, dates=[], halves=halves, by=denis)
    with pytest.raises(InvalidInput):
        plan_days(session=session, dates=[TODAY], halves=[], by=denis)


def test_it_names_a_day(session, denis):
    day = name_day(day=session.days.get(), theme=" Le tour de présentation ", by=denis)

    day.refresh_from_db()
    assert day.theme == "Le tour de présentation"
    assert ModelLogEntry.objects.filter(action="curriculum.name_day").exists()


def test_it_moves_a_day(place, denis):
    session = make_session(place, days=2)

    reschedule_day(day=session.days.first(), on=TODAY, by=denis)

    session.refresh_from_db()
    assert session.ends_on == TODAY
    line = ModelLogEntry.objects.get(action="curriculum.reschedule_day")
    assert line.data["after"] == {"date": TODAY.isoformat()}


def test_it_refuses_to_put_two_days_on_one_date(place, denis):
    session = make_session(place, days=2)

    with pytest.raises(InvalidInput):
        reschedule_day(day=session.days.first(), on=session.ends_on, by=denis)


def test_it_does_not_move_a_day_that_was_marked(session, amina, denis):
    mark_amina(session, amina, denis)

    with pytest.raises(SlotInUse):
        reschedule_day(day=session.days.get(), on=TODAY, by=denis)
    with pytest.raises(SlotInUse):
        shift_session(session=session, days=7, by=denis)


@pytest.mark.both_databases
@pytest.mark.parametrize("days", [1, -1, 7])
def test_it_moves_all_days_onto_each_other(place, denis, days):
    session = make_session(place, days=3)
    before = dates_of(session)

    shift_session(session=session, days=days, by=denis)

    session.refresh_from_db()
    assert dates_of(session) == [on + timedelta(days=days) for on in before]
    assert session.starts_on == before[0] + timedelta(days=days)


def test_it_refuses_a_move_of_nothing(session, denis):
    with pytest.raises(InvalidInput):
        shift_session(session=session, days=0, by=denis)


def test_it_changes_nothing_once_the_session_is_closed(place, denis, halves):
    session = make_session(place, status=SessionStatus.CLOSED)
    day = session.days.get()

    with pytest.raises(SessionNotEditable):
        plan_days(session=session, dates=[TODAY], halves=halves, by=denis)
    with pytest.raises(SessionNotEditable):
        name_day(day=day, theme="x", by=denis)
    with pytest.raises(SessionNotEditable):
        reschedule_day(day=day, on=TODAY, by=denis)
    with pytest.raises(SessionNotEditable):
        shift_session(session=session, days=1, by=denis)


def test_it_is_for_staff(session, halves, bruno):
    with pytest.raises(NotAllowed):
        plan_days(session=session, dates=[TODAY], halves=halves, by=bruno.user)
    with pytest.raises(NotAllowed):
        shift_session(session=session, days=1, by=bruno.user)
