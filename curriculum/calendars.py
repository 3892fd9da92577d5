"""The door to icalendar: sessions as calendars that Thunderbird, Google and Outlook read.

One event for each half-day, named by its code, so that moving it moves the event. What a half-day says
changes only with the journal of its session: asked twice, a calendar has the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from curriculum.enums import HourKind, OfferingKind, SessionStatus
from curriculum.models import Place, Session, SessionSlot
from curriculum.public_agenda import Version, half_days, versions

PRODUCT = "-//FICC//Jalons//FR"
REFRESH = timedelta(hours=6)
SUMMER = "Europe/Paris"
"""Every zone that changes its clock with this one follows the Union's rule."""


def session_calendar(session: Session, *, base_url: str) -> bytes:
    """Write one session as a calendar; two queries."""
    return calendar_of([session], name=session.title, base_url=base_url)


def calendar_of(sessions: Iterable[Session], *, name: str, base_url: str) -> bytes:
    """Write sessions as one calendar; `base_url` is the site's, without a slash. Two queries."""
    sessions = list(sessions)
    slots, changes = half_days(sessions), versions(sessions)
    host = base_url.split("://")[-1].split(":")[0]
    file = Calendar()
    file.add("PRODID", PRODUCT)
    file.add("VERSION", "2.0")
    file.add("CALSCALE", "GREGORIAN")
    file.add("METHOD", "PUBLISH")
    title = vText(" ".join(name.split()))  # as text: a comma or semicolon in it is escaped
    file.add("NAME", title)
    file.add("X-WR-CALNAME", title)
    file.refresh_interval = REFRESH
    file.add("X-PUBLISHED-TTL", "PT6H")
    days: dict[str, set[date]] = {}
    for slot in chain.from_iterable(slots.values()):
        days.setdefault(slot.territory.time_zone, set()).add(slot.day.on)
    for zone in sorted(days):
        file.add_component(time_zone(zone, days[zone]))
    words = _Words(base_url, host, _labels(HourKind), _labels(OfferingKind))
    for session in sessions:
        for slot in slots[session.pk]:
            file.add_component(_event(session, slot, changes[session.pk], words))
    return file.to_ical()


def last_change(sessions: Iterable[Session]) -> datetime | None:
    """Say when any of the sessions changed for the last time; None when there is none."""
    return max((version.at for version in versions(sessions).values()), default=None)


@dataclass(frozen=True, slots=True)
class _Words:
    """What every event says; labels are translated once for all of them."""

    base_url: str
    host: str
    hours: dict[str, str]
    kinds: dict[str, str]


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in choices}


def _event(session: Session, slot: SessionSlot, version: Version, words: _Words) -> Event:
    is_cancelled = session.status == SessionStatus.CANCELLED
    # To the second: RFC 5545 knows nothing finer.
    changed = version.at.astimezone(UTC).replace(microsecond=0)
    title = f"{session.title} – {slot.day.theme}" if slot.day.theme else session.title
    address = f"{words.base_url}/sessions/{session.code}/"
    event = Event()
    event.add("UID", f"{slot.code}@{words.host}")
    event.add("SUMMARY", _("Cancelled: %(title)s") % {"title": title} if is_cancelled else title)
    event.add("DTSTART", slot.starts)
    event.add("DTEND", slot.ends)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("SEQUENCE", version.number)
    event.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if is_cancelled else "OPAQUE")
    event.add("LOCATION", address_of(slot.place))
    event.add("URL", address)
    event.add("DESCRIPTION", "\n".join([words.hours[slot.kind], address]))
    event.add("CATEGORIES", [words.kinds[session.offering.kind]])
    return event


def address_of(place: Place) -> str:
    """Write a place on one line: name, street, postal code and town."""
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    return ", ".join(part for part in (place.name, place.street, town) if part)


def time_zone(name: str, days: Iterable[date]) -> Timezone:
    """Describe a time zone: by a rule that also Outlook follows, where there is one, else by dates."""
    zone, union = ZoneInfo(name), ZoneInfo(SUMMER)
    days = list(days)
    first, last = min(days).year, max(days).year
    moments = [
        datetime(year, month, day, 12, tzinfo=UTC)
        for year in range(first, last + 1)
        for month in range(1, 13)
        for day in (1, 15, 28)
    ]
    offsets = {moment.astimezone(zone).utcoffset() for moment in moments}
    described = Timezone()
    described.add("TZID", name)
    if len(offsets) == 1:
        described.add_component(_fixed(moments[0].astimezone(zone)))
        return described
    apart = {
        moment.astimezone(zone).utcoffset() - moment.astimezone(union).utcoffset()
        for moment in moments
    }
    if apart == {timedelta()}:
        described.add_component(_change(TimezoneStandard(), "CET", month=10, of=(2, 1), hour=3))
        described.add_component(_change(TimezoneDaylight(), "CEST", month=3, of=(1, 2), hour=2))
        return described
    return Timezone.from_tzid(
        name, first_date=date(first - 1, 1, 1), last_date=date(last + 1, 12, 31)
    )


def _fixed(moment: datetime) -> TimezoneStandard:
    part = TimezoneStandard()
    part.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 - the zone's own clock
    part.add("TZNAME", moment.tzname())
    part.TZOFFSETFROM = part.TZOFFSETTO = moment.utcoffset()
    return part


def _change(part, name: str, *, month: int, of: tuple[int, int], hour: int):
    """Change the clock on the last Sunday of a month, from one offset in hours to another."""
    # The last Sunday of that month of 1996, since when the Union's rule has held.
    day = {3: 31, 10: 27}[month]
    part.add("DTSTART", datetime(1996, month, day, hour))  # noqa: DTZ001 - the zone's own clock
    part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
    part.add("TZNAME", name)
    part.TZOFFSETFROM, part.TZOFFSETTO = (timedelta(hours=hours) for hours in of)
    return part
