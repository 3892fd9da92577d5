"""Everything about one person as a workbook: a sheet for each sort of thing."""

from datetime import timedelta
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from certification.hour_columns import activity_columns, activity_values
from certification.person_file.facts import PersonFile, RecordEntry
from certification.provenance import provenance
from certification.wording import territory_sentence
from curriculum.spreadsheets.writing import (
    CLOCK,
    DATE,
    DURATION,
    NUMBER,
    Column,
    Sheet,
    Value,
    write_workbook,
)


def write_person(found: PersonFile, file: IO[bytes]) -> None:
    """Write all that is known of a person into `file`, as .xlsx; a sheet without a row says so."""
    sheets = [
        _identity(found),
        _homes(found),
        _memberships(found),
        _enrolments(found),
        _attendance(found),
        _hours(found),
        _levels(found),
        _attestations(found),
        _declared(found),
    ]
    write_workbook(sheets, file)


def _identity(found: PersonFile) -> Sheet:
    person = found.person
    facts: list[tuple[str, Value]] = [
        (_("Family name"), person.family_name),
        (_("Given name"), person.given_name),
        (_("Civility"), person.get_civility_display()),
        (_("Date of birth"), f"{person.birth_date:%d/%m/%Y}" if person.birth_date else ""),
        (_("E-mail address"), person.email),
        (_("Telephone"), person.phone),
        (_("Profession"), person.profession),
        (_("Professional field"), person.get_field_display()),
        (_("Rulebook"), str(found.followed.rulebook) if found.followed else ""),
        (_("Statement of"), f"{found.on:%d/%m/%Y}"),
    ]
    return Sheet(
        title=_("Identity"),
        columns=[Column(heading=_("What"), width=28), Column(heading=_("Value"), width=50)],
        rows=facts,
    )


def _homes(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Professional territories"),
        columns=[
            Column(heading=_("Since"), width=12, format=DATE),
            Column(heading=_("Territory"), width=40),
        ],
        rows=[[home.since, str(home.territory or "–")] for home in found.homes],
    )


def _memberships(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Institutions"),
        columns=[
            Column(heading=_("Institution"), width=40),
            Column(heading=_("Function"), width=28),
            Column(heading=_("From"), width=12, format=DATE),
            Column(heading=_("To"), width=12, format=DATE),
        ],
        rows=[
            [str(one.institution), one.function, one.starts_on, one.ends_on]
            for one in found.memberships
        ],
    )


def _enrolments(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Enrolments"),
        columns=[
            Column(heading=_("Session"), width=40),
            Column(heading=_("First day"), width=12, format=DATE),
            Column(heading=_("Last day"), width=12, format=DATE),
            Column(heading=_("Territory"), width=24),
            Column(heading=_("State"), width=20),
            Column(heading=_("Paid for by"), width=30),
            Column(heading=_("Asked for on"), width=12, format=DATE),
            Column(heading=_("Ended on"), width=12, format=DATE),
            Column(heading=_("Reason"), width=30),
        ],
        rows=[
            [
                one.session.title,
                one.session.starts_on,
                one.session.ends_on,
                str(one.session.territory),
                one.get_status_display(),
                str(one.institution or ""),
                _day(one.applied_at),
                _day(one.ended_at),
                one.end_reason,
            ]
            for one in found.enrolments
        ],
        fixed_columns=1,
    )


def _attendance(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Attendance"),
        columns=[
            Column(heading=_("Date"), width=12, format=DATE),
            Column(heading=_("Half-day"), width=14),
            Column(heading=_("Begins at"), width=8, format=CLOCK),
            Column(heading=_("Ends at"), width=8, format=CLOCK),
            Column(heading=_("Session"), width=36),
            Column(heading=_("Place"), width=30),
            Column(heading=_("Territory"), width=20),
            Column(heading=_("Role"), width=14),
            Column(heading=_("State"), width=18),
            Column(heading=_("Minutes present"), width=12, format=NUMBER),
            Column(heading=_("Reason"), width=24),
        ],
        rows=[
            [
                one.slot.day.on,
                one.slot.get_half_display(),
                one.slot.starts_at,
                one.slot.ends_at,
                one.slot.day.session.title,
                f"{one.slot.place.name}, {one.slot.place.city}",
                str(one.slot.territory),
                one.get_role_display(),
                one.get_status_display(),
                one.minutes,
                one.reason,
            ]
            for one in found.attendances
        ],
    )


def _hours(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Hours"),
        columns=[
            *activity_columns(),
            Column(heading=_("Territory"), width=40),
            Column(heading=_("Off-territory"), width=10),
            Column(heading=_("Training body"), width=24),
            Column(heading=_("Where it comes from"), width=36),
            Column(heading=_("State"), width=20),
            Column(heading=_("Decided on"), width=12, format=DATE),
            Column(heading=_("Decided by"), width=20),
            Column(heading=_("Minutes that count"), width=12, format=NUMBER),
            Column(heading=_("Minutes that count nowhere yet"), width=14, format=NUMBER),
            Column(heading=_("Where it counts"), width=70),
        ],
        rows=[_hour_row(entry) for entry in found.entries],
        fixed_columns=2,
    )


def _hour_row(entry: RecordEntry) -> list[Value]:
    record = entry.record
    return [
        *activity_values(
            record.on, record.title, record.get_kind_display(), record.minutes, record.place
        ),
        territory_sentence(record),
        _("yes") if record.off_territory else _("no"),
        record.training_body,
        provenance(record),
        record.get_state_display(),
        _day(record.decided_at),
        str(record.decided_by or ""),
        entry.counted,
        entry.uncounted,
        "\n".join(entry.sentences),
    ]


def _levels(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Levels"),
        columns=[
            Column(heading=_("Level"), width=8, format=NUMBER),
            Column(heading=_("Requirement"), width=40),
            Column(heading=pgettext("hours", "Asked for"), width=12, format=DURATION),
            Column(heading=_("Counted"), width=12, format=DURATION),
            Column(heading=_("Missing"), width=12, format=DURATION),
            Column(heading=_("of it off-territory"), width=14, format=DURATION),
            Column(heading=_("Complete since"), width=14, format=DATE),
        ],
        rows=[
            [
                level.number,
                requirement.title or requirement.code,
                timedelta(minutes=requirement.required),
                timedelta(minutes=requirement.credited),
                timedelta(minutes=requirement.missing),
                timedelta(minutes=requirement.off_territory.missing)
                if requirement.off_territory
                else None,
                requirement.completed_on,
            ]
            for level in found.levels
            for requirement in level.requirements
        ],
    )


def _attestations(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Attestations"),
        columns=[
            Column(heading=_("Number"), width=14),
            Column(heading=_("Kind"), width=24),
            Column(heading=_("Level"), width=8, format=NUMBER),
            Column(heading=_("Issued on"), width=12, format=DATE),
            Column(heading=_("State"), width=16),
            Column(heading=_("Verification code"), width=28),
        ],
        rows=[
            [
                one.number,
                one.get_kind_display(),
                one.level,
                one.issued_on,
                one.get_state_display(),
                one.code,
            ]
            for one in found.attestations
        ],
    )


def _declared(found: PersonFile) -> Sheet:
    return _sheet(
        title=_("Declared activities"),
        columns=[
            Column(heading=_("Date"), width=12, format=DATE),
            Column(heading=_("Activity"), width=36),
            Column(heading=_("Kind of hours"), width=30),
            Column(heading=_("Hours"), width=10, format=DURATION),
            Column(heading=_("State"), width=20),
            Column(heading=_("Sent on"), width=12, format=DATE),
            Column(heading=_("Evidence"), width=40),
            Column(heading=_("Reason"), width=40),
        ],
        rows=[
            [
                entry.record.on,
                entry.record.title,
                entry.record.get_kind_display(),
                timedelta(minutes=entry.record.minutes),
                entry.record.get_state_display(),
                _day(entry.record.submitted_at),
                ", ".join(one.name for one in entry.record.evidence.all()),
                entry.record.decision_reason,
            ]
            for entry in found.declared
        ],
    )


def _sheet(
    *, title: str, columns: list[Column], rows: list[list[Value]], fixed_columns: int = 0
) -> Sheet:
    """Make a sheet; say that there is nothing rather than leave it empty."""
    nothing = [[_("Nothing"), *[None] * (len(columns) - 1)]]
    return Sheet(title=title, columns=columns, rows=rows or nothing, fixed_columns=fixed_columns)


def _day(moment) -> Value:
    return timezone.localdate(moment) if moment else None
