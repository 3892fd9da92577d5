"""Sessions as calendars, read back by icalendar and by a second reader."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from django.utils import timezone

from curriculum import journal
from curriculum.calendars import calendar_of, session_calendar, time_zone
from curriculum.models import Territory
from curriculum.services.planning import reschedule_day
from curriculum.services.sessions import cancel_session
from tests.factories import make_place, make_session, make_territory

SITE = "https://jalons.test"


def read(content: bytes) -> icalendar.Calendar:
    """Read a calendar back, strictly."""
    found = icalendar.Calendar.from_ical(content)
    assert not found.errors
    assert not [event.errors for event in found.events if event.errors]
    return found


def in_zone(name: str, zone: str):
    """A place in a territory with a clock of its own."""
    territory = make_territory(name)
    Territory.objects.filter(pk=territory.pk).update(time_zone=zone)
    territory.refresh_from_db()
    return make_place(territory)


def test_it_tells_each_half_day_once(session):
    events = read(session_calendar(session, base_url=SITE)).events

    assert len(events) == 2
    assert {event["UID"] for event in events} == {
        f"{slot.code}@jalons.test" for slot in session.days.get().slots.all()
    }
    assert events[0]["SUMMARY"] == session.title
    assert events[0]["URL"] == f"{SITE}/sessions/{session.code}/"
    assert events[0]["STATUS"] == "CONFIRMED"
    assert str(events[0]["LOCATION"]) == "Maison des associations, Essonne"


def test_it_has_what_every_programme_asks_for(session):
    content = session_calendar(session, base_url=SITE)
    text = content.decode()

    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"):
        assert line in text
    assert "X-WR-CALNAME:" in text
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_name_with_a_comma_is_one_text(session):
    name = "Essonne, Seine-et-Marne ; « Venir voir »"
    content = calendar_of([session], name=name, base_url=SITE)

    assert "Essonne\\, Seine-et-Marne \\;" in content.decode()
    assert vobject.readOne(content.decode()).x_wr_calname.value == name


def test_it_is_the_same_to_the_byte_when_asked_twice(session):
    assert session_calendar(session, base_url=SITE) == session_calendar(session, base_url=SITE)


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Europe/Paris", 1, 2),
        ("Europe/Brussels", 1, 2),
        ("Europe/Rome", 1, 2),
        ("Africa/Algiers", 1, 1),
        ("Indian/Reunion", 4, 4),
        ("America/Miquelon", -3, -2),
    ],
)
def test_two_readers_agree_on_the_hour_of_every_zone(zone, winter, summer, db):
    place = in_zone("Ailleurs", zone)
    january = make_session(place, on=date(2027, 1, 12))
    july = make_session(place, on=date(2027, 7, 13))
    content = calendar_of([january, july], name="Essai", base_url=SITE)
    expected = [
        datetime(2027, month, day, hour, 30, tzinfo=UTC) - timedelta(hours=offset)
        for month, day, offset in ((1, 12, winter), (7, 13, summer))
        for hour in (9, 13)
    ]

    first = [event.start.astimezone(UTC) for event in read(content).events]
    # The second reader knows zones by their description in the file alone.
    second = [
        event.dtstart.value.astimezone(UTC)
        for event in vobject.readOne(content.decode()).vevent_list
    ]

    assert first == expected
    assert second == expected
    assert zone in content.decode()


@pytest.mark.parametrize(
    "day", [date(2027, 3, 27), date(2027, 3, 29), date(2027, 10, 30), date(2027, 11, 1)]
)
def test_its_rule_changes_the_clock_on_the_right_sunday(day):
    described = time_zone("Europe/Paris", [day]).to_tz(lookup_tzid=False)
    noon = datetime.combine(day, datetime.min.time()).replace(hour=12)

    offset = noon.replace(tzinfo=described).utcoffset()

    assert offset == timedelta(hours=2 if date(2027, 3, 28) <= day <= date(2027, 10, 30) else 1)


def test_it_describes_each_zone_that_it_uses(session):
    found = read(session_calendar(session, base_url=SITE))

    assert found.get_missing_tzids() == set()
    assert len(found.timezones) == 1


def test_it_sends_a_cancellation_as_such(session, denis):
    before = read(session_calendar(session, base_url=SITE)).events
    cancelled = cancel_session(session=session, reason="Travaux", by=denis, at=timezone.now())

    after = read(session_calendar(cancelled, base_url=SITE)).events

    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert {event["STATUS"] for event in after} == {"CANCELLED"}
    assert {event["TRANSP"] for event in after} == {"TRANSPARENT"}
    assert all(new.sequence > old.sequence for new, old in zip(after, before, strict=True))
    assert "Travaux" not in session_calendar(cancelled, base_url=SITE).decode()


def test_a_moved_day_keeps_its_names_and_is_a_newer_version(place, denis):
    session = make_session(place, on=timezone.localdate() + timedelta(days=40))
    before = read(session_calendar(session, base_url=SITE)).events
    moved_to = session.starts_on + timedelta(days=7)
    reschedule_day(day=session.days.get(), on=moved_to, by=denis)

    after = read(session_calendar(session, base_url=SITE)).events

    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert {event.start.date() for event in after} == {moved_to}
    assert all(new.sequence > old.sequence for new, old in zip(after, before, strict=True))
    assert all(
        new.LAST_MODIFIED >= old.LAST_MODIFIED for new, old in zip(after, before, strict=True)
    )


def test_marks_of_attendance_make_no_newer_version(session, denis):
    before = session_calendar(session, base_url=SITE)

    journal.record(session, "curriculum.mark_attendance", by=denis, after={"marks": 1})

    assert session_calendar(session, base_url=SITE) == before


def test_it_asks_two_queries_for_any_number_of_sessions(place, django_assert_num_queries):
    sessions = [make_session(place) for _number in range(5)]
    calendar_of(sessions[:1], name="Essai", base_url=SITE)  # the content type is known by now

    with django_assert_num_queries(2):
        calendar_of(sessions, name="Essai", base_url=SITE)


def test_an_empty_agenda_is_a_calendar_too(db):
    assert read(calendar_of([], name="Essai", base_url=SITE)).events == []


def test_it_escapes_what_a_title_may_hold(place):
    session = make_session(place, title="Familles, réseaux ; et « BEGIN:VEVENT »\\ fin")
    content = session_calendar(session, base_url=SITE)

    assert {str(event["SUMMARY"]) for event in read(content).events} == {session.title}
    assert {event.summary.value for event in vobject.readOne(content.decode()).vevent_list} == {
        session.title
    }
