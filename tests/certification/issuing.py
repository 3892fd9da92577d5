"""People with validated hours, ready for a paper; and papers."""

from datetime import date

from certification.models import Attestation, HourRecord
from certification.services.attestations import issue_level, issue_partial
from curriculum.enums import HourKind
from curriculum.models import Person, Session, User
from tests.certification.records import FIRST_DAY, make_days, make_record
from tests.factories import NOON

YEAR = {"from_on": date(2024, 1, 1), "until_on": date(2024, 12, 31)}


def complete_level_1(person: Person) -> list[HourRecord]:
    """Sixty hours of theory, four days of participation at home and two elsewhere."""
    return [
        *make_days(person, HourKind.THEORY, 10, title="Formation nationale", place="Paris"),
        *make_days(
            person,
            HourKind.PARTICIPATION_CC,
            4,
            on=date(2024, 3, 1),
            title="Clinique de Concertation",
            place="Évry",
        ),
        *make_days(
            person,
            HourKind.PARTICIPATION_COC,
            2,
            on=date(2024, 4, 1),
            title="Concertation Clinique",
            place="Liège",
            off_territory=True,
        ),
    ]


def complete_level_2(person: Person) -> list[HourRecord]:
    """What level 2 asks for on top of level 1."""
    later = date(2025, 1, 1)
    return [
        *make_days(person, HourKind.THEORY, 10, on=later),
        *make_days(person, HourKind.PARTICIPATION_CC, 6, on=later, off_territory=True),
        *make_days(person, HourKind.CO_ANIMATION_CC, 4, on=later, off_territory=True),
        make_record(person, HourKind.CONGRESS, 20, on=later),
    ]


def attest_level(person: Person, level: int, *, by: User, at=NOON) -> Attestation:
    """A level attestation, issued by the service."""
    return issue_level(person=person, level=level, by=by, at=at)


def attest_year(person: Person, *, by: User, at=NOON) -> Attestation:
    """A partial attestation of the year 2024, on one day of theory when nothing else is there."""
    if not person.hour_records.exists():
        make_record(person, HourKind.THEORY, 6, on=FIRST_DAY, title="Journée", place="Paris")
    return issue_partial(person=person, by=by, at=at, **YEAR)


def attend(person: Person, session: Session) -> list[HourRecord]:
    """Validated hours from the attendance of a session."""
    from tests.certification.hours import mark

    return [_validated(person, session, attendance) for attendance in mark(session, person)]


def _validated(person, session, attendance) -> HourRecord:
    record = make_record(
        person,
        attendance.slot.kind,
        attendance.minutes / 60,
        on=attendance.slot.day.on,
        title=session.title,
        place=str(attendance.slot.place),
    )
    HourRecord.objects.filter(pk=record.pk).update(
        source="attendance", attendance=attendance, session=session
    )
    record.refresh_from_db()
    return record
