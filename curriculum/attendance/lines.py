"""The half-days that people are expected at and what was marked, line by line, however many.

The rules are those of `attendance_grid`, for any number of sessions and without keeping them in memory:
half-days, enrolments and marks are three queries in the same order, read side by side. Each begins with the
sessions and joins the rest outwards: SQLite then reads the sessions in the order of their index and sorts one
after the other, where it would otherwise sort everything at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance_grid import LEFT_LATER
from curriculum.enums import AnimationRole, AttendanceRole, EnrolmentStatus
from curriculum.french_order import fold
from curriculum.models import Enrolment, Session

AT_A_TIME = 250
"""Rows that are fetched together."""
COUNTED = (EnrolmentStatus.ENROLLED, *LEFT_LATER)
SESSION = ("starts_on", "pk")
SLOT = (*SESSION, "met__on", "met__slots__starts_at", "met__slots__pk")
PERSON = ("pk", "code", "family_name", "given_name")


class Who(NamedTuple):
    """A person; the first part is what to sort by."""

    order: tuple[str, str, int]
    pk: int
    code: str
    family_name: str
    given_name: str

    @property
    def full_name(self) -> str:
        """Name as written in a sentence."""
        return f"{self.given_name} {self.family_name}"

    @property
    def sorted_name(self) -> str:
        """Name as written in lists."""
        return f"{self.family_name.upper()} {self.given_name}"


@dataclass(slots=True)
class HalfDay:
    """What a line says about its half-day."""

    pk: int
    code: str
    session_key: tuple
    session_title: str
    on: date
    half: str
    starts_at: time
    ends_at: time
    minutes: int
    place: str
    territory: str
    time_zone: str
    kind: str
    co_animation_kind: str
    led_by: list[tuple[Who, str]] = field(default_factory=list)
    """Who leads it, and in which role."""
    animators: str = ""

    @property
    def co_animators(self) -> list[Who]:
        """Those who co-lead it: they are expected too."""
        return [who for who, role in self.led_by if role == AnimationRole.CO_ANIMATOR]

    @property
    def key(self) -> tuple:
        """Where it stands in the order of the three queries."""
        return (*self.session_key, self.on, self.starts_at, self.pk)

    @property
    def starts(self) -> datetime:
        """Moment of the beginning, in the time zone of the territory."""
        return datetime.combine(self.on, self.starts_at, ZoneInfo(self.time_zone))

    def kind_for(self, role: str) -> str:
        """Give the kind of the hours that being there in this role earns; empty when it earns none."""
        return self.co_animation_kind if role == AttendanceRole.CO_ANIMATOR else self.kind


@dataclass(slots=True)
class Line:
    """One person at one half-day; `is_expected` is false for a mark left from an earlier plan."""

    half_day: HalfDay
    who: Who
    role: str
    payer_id: int | None = None
    payer: str = ""
    is_expected: bool = True
    status: str = ""
    minutes: int | None = None
    reason: str = ""
    version: int = 0


def attendance_lines(scope: AttendanceScope) -> Iterator[Line]:
    """Give the lines of all half-days in order of time, each in the order of an attendance sheet.

    Three queries. Who pays is said by the enrolment that makes the person expected, the first of several.
    """
    enrolments = _Groups(_enrolment_rows(scope), 2)
    marks = _Groups(_mark_rows(scope), 5)
    session_key, enrolled = None, _Enrolled([])
    for half_day in _half_days(scope):
        if half_day.session_key != session_key:
            session_key = half_day.session_key
            enrolled = _Enrolled(enrolments.of(session_key))
        lines = enrolled.expected_at(half_day)
        for who in half_day.co_animators:
            line = lines.setdefault(who.pk, Line(half_day, who, AttendanceRole.CO_ANIMATOR))
            line.role = AttendanceRole.CO_ANIMATOR
        for mark in marks.of(half_day.key):
            _note(lines, half_day, mark[5:], enrolled)
        for line in sorted(lines.values(), key=_sheet_order):
            if scope.institution is None or line.payer_id == scope.institution.pk:
                yield line


class _Groups:
    """Rows of a query sorted by their first columns, taken group by group, forwards only."""

    def __init__(self, rows: Iterable[tuple], length: int) -> None:
        self._groups = groupby(rows, key=itemgetter(slice(length)))
        self._next = next(self._groups, None)

    def of(self, key: tuple) -> list[tuple]:
        """Give the rows that begin with `key`, leaving out what comes before."""
        while self._next is not None and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


class _Enrolled:
    """The people of one session: who is expected when, and who pays."""

    def __init__(self, rows: Iterable[tuple]) -> None:
        self._expected: list[tuple[Who, datetime | None, int | None, str]] = []
        self.payers: dict[int, tuple[int, str]] = {}
        for row in rows:
            status, ended_at, payer_id, payer = row[2:6]
            who = _who(row[6:])
            if status in COUNTED:
                until = None if status == EnrolmentStatus.ENROLLED else ended_at
                self._expected.append((who, until, payer_id, payer or ""))
            if payer_id:
                self.payers[who.pk] = (payer_id, payer)
        self._expected.sort(key=itemgetter(0))

    def expected_at(self, half_day: HalfDay) -> dict[int, Line]:
        """Give the lines of those with a seat, and of those who left later than the half-day began."""
        lines: dict[int, Line] = {}
        for who, until, payer_id, payer in self._expected:
            if who.pk not in lines and (until is None or half_day.starts < until):
                lines[who.pk] = Line(half_day, who, AttendanceRole.PARTICIPANT, payer_id, payer)
        return lines


def _note(lines: dict[int, Line], half_day: HalfDay, mark: tuple, enrolled: _Enrolled) -> None:
    """Write a mark on its line; who is not expected any more gets a line for it."""
    role, status, minutes, reason, version, pk = mark[:6]
    line = lines.get(pk)
    if line is None:
        payer_id, payer = enrolled.payers.get(pk, (None, ""))
        line = lines[pk] = Line(half_day, _who(mark[5:]), role, payer_id, payer, is_expected=False)
    line.status, line.minutes, line.reason, line.version = status, minutes, reason, version


def _who(columns: tuple) -> Who:
    pk, code, family_name, given_name = columns
    return Who((fold(family_name), fold(given_name), pk), pk, code, family_name, given_name)


_sheet_order = attrgetter("who.order")


def _half_days(scope: AttendanceScope) -> Iterator[HalfDay]:
    columns = (
        *("code", "half", "ends_at", "minutes", "place__name", "place__city", "territory__name"),
        *("territory__time_zone", "kind", "co_animation_kind", "animations__role"),
        *(f"animations__person__{name}" for name in PERSON),
    )
    rows = _rows(
        scope.sessions_met().order_by(*SLOT, "met__slots__animations__pk"),
        *(*SLOT, "title", *(f"met__slots__{name}" for name in columns)),
        hangs=4,
    )
    for _key, group in groupby(rows, key=itemgetter(slice(5))):
        found: HalfDay | None = None
        for row in group:
            starts_on, session, on, starts_at, pk = row[:5]
            title, code, half, ends_at, minutes, place, city, territory, zone, kind, co = row[5:16]
            if found is None:
                found = HalfDay(
                    *(pk, code, (starts_on, session), title, on, half, starts_at, ends_at),
                    *(minutes, f"{place}, {city}", territory, zone, kind, co),
                )
            role, *person = row[16:]
            if role:
                found.led_by.append((_who(tuple(person)), role))
        if found is not None:
            found.animators = ", ".join(who.full_name for who, _role in found.led_by)
            yield found


def _enrolment_rows(scope: AttendanceScope) -> Iterator[tuple]:
    sessions = scope.sessions_met()
    if scope.institution:
        sessions = sessions.filter(_paid_by(scope, "enrolments__person"))
    columns = (
        *("status", "ended_at", "institution", "institution__name"),
        *(f"person__{name}" for name in PERSON),
    )
    return _rows(
        sessions.order_by(*SESSION, "enrolments__pk"),
        *(*SESSION, *(f"enrolments__{name}" for name in columns)),
        hangs=2,
    )


def _mark_rows(scope: AttendanceScope) -> Iterator[tuple]:
    sessions = scope.sessions_met()
    if scope.institution:
        sessions = sessions.filter(_paid_by(scope, "met__slots__attendances__person"))
    columns = (
        *("role", "status", "minutes", "reason", "version"),
        *(f"person__{name}" for name in PERSON),
    )
    return _rows(
        sessions.order_by(*SLOT),
        *(*SLOT, *(f"met__slots__attendances__{name}" for name in columns)),
        hangs=5,
    )


def _rows(sessions: QuerySet[Session], *columns: str, hangs: int) -> Iterator[tuple]:
    """Give the rows in which something hangs on the session: the column of that number is not empty."""
    rows = sessions.values_list(*columns).iterator(AT_A_TIME)
    return (row for row in rows if row[hangs] is not None)


def _paid_by(scope: AttendanceScope, person: str) -> Exists:
    """Give the condition that the institution has or had a seat for this person in the session."""
    seats = Enrolment.objects.filter(session=OuterRef("pk"), person=OuterRef(person))
    return Exists(seats.filter(institution=scope.institution))


def count_lines(scope: AttendanceScope) -> int:
    """Give about how many lines there are: one query, without those left from earlier plans."""
    enrolments = Enrolment.objects.filter(status__in=COUNTED)
    if scope.institution:
        enrolments = enrolments.filter(institution=scope.institution)
    return enrolments.filter(**scope.conditions("session__days__slots__")).count()
