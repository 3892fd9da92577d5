"""The sums of an attendance workbook: by person, by session, and the hours of those who lead.

They are counted while the lines go by: as much memory as there are people and sessions, not lines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from curriculum.attendance_lines import HalfDay, Line, Who
from curriculum.attendance_words import state_names
from curriculum.enums import AnimationRole, AttendanceStatus
from curriculum.spreadsheets.writing import DATE, DURATION, NUMBER, Column, Sheet, Value

STATES = ["", *AttendanceStatus.values]
RANKS = {state: rank for rank, state in enumerate(STATES)}
SHOWN = [*AttendanceStatus.values, ""]


@dataclass(slots=True)
class _Sum:
    """What some lines add up to."""

    payer: str
    planned: int = 0
    present: int = 0
    counts: list[int] = field(default_factory=lambda: [0] * len(STATES))

    def add(self, line: Line) -> None:
        self.planned += line.half_day.minutes
        self.present += line.minutes or 0
        self.counts[RANKS[line.status]] += 1

    def values(self) -> list[Value]:
        """Give the cells that end a row: how many half-days, in which states, and the hours."""
        return [
            sum(self.counts),
            *(self.counts[RANKS[state]] for state in SHOWN),
            timedelta(minutes=self.planned),
            timedelta(minutes=self.present),
        ]


@dataclass(slots=True)
class _OfPerson(_Sum):
    """One person's, for one payer."""

    who: Who | None = None


@dataclass(slots=True)
class _OfSession(_Sum):
    """One session's, for one payer."""

    title: str = ""
    first: date | None = None
    last: date | None = None
    people: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _OfLeader:
    """What one person led, in one role."""

    who: Who
    role: str
    half_days: int = 0
    minutes: int = 0


class Totals:
    """Adds up lines while they go by."""

    def __init__(self) -> None:
        self._people: dict[tuple[int, int | None], _OfPerson] = {}
        self._sessions: dict[tuple, _OfSession] = {}
        self._leaders: dict[tuple[int, str], _OfLeader] = {}

    def counting(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Hand on the lines, counting them."""
        people, sessions, seen = self._people, self._sessions, None
        for line in lines:
            half_day = line.half_day
            if half_day.pk != seen:
                seen = half_day.pk
                self._note_leaders(half_day)
            key = (line.who.pk, line.payer_id)
            person = people.get(key)
            if person is None:
                person = people[key] = _OfPerson(line.payer, who=line.who)
            person.add(line)
            session_key = (half_day.session_key, line.payer_id)
            session = sessions.get(session_key)
            if session is None:
                session = sessions[session_key] = _OfSession(
                    line.payer, title=half_day.session_title, first=half_day.on
                )
            session.add(line)
            session.last = half_day.on
            session.people.add(line.who.pk)
            yield line

    def sheets(self) -> list[Sheet]:
        """Give the sheets of what was counted; their rows are made when they are asked for."""
        return [self._of_people(), self._of_sessions(), self._of_leaders()]

    def _note_leaders(self, half_day: HalfDay) -> None:
        for who, role in half_day.led_by:
            leader = self._leaders.get((who.pk, role))
            if leader is None:
                leader = self._leaders[who.pk, role] = _OfLeader(who, role)
            leader.half_days += 1
            leader.minutes += half_day.minutes

    def _of_people(self) -> Sheet:
        def rows() -> Iterator[list[Value]]:
            for total in sorted(self._people.values(), key=lambda t: (t.who.order, t.payer)):
                who = total.who
                yield [total.payer, who.family_name, who.given_name, *total.values()]

        return Sheet(
            title=_("Totals"),
            columns=[
                Column(heading=_("Institution"), width=28),
                Column(heading=_("Family name"), width=18),
                Column(heading=_("Given name"), width=16),
                *_sum_columns(),
            ],
            rows=rows(),
            fixed_columns=3,
            is_locked=True,
        )

    def _of_sessions(self) -> Sheet:
        def rows() -> Iterator[list[Value]]:
            for _key, total in sorted(self._sessions.items(), key=lambda item: item[0][0]):
                days = [total.first, total.last]
                yield [total.title, *days, total.payer, len(total.people), *total.values()]

        return Sheet(
            title=_("Totals by session"),
            columns=[
                Column(heading=_("Session"), width=34),
                Column(heading=_("First day"), width=12, format=DATE),
                Column(heading=_("Last day"), width=12, format=DATE),
                Column(heading=_("Institution"), width=28),
                Column(heading=_("People"), width=12, format=NUMBER),
                *_sum_columns(),
            ],
            rows=rows(),
            fixed_columns=1,
            is_locked=True,
        )

    def _of_leaders(self) -> Sheet:
        def rows() -> Iterator[list[Value]]:
            roles = dict(AnimationRole.choices)
            for leader in sorted(self._leaders.values(), key=lambda one: (one.who.order, one.role)):
                hours = timedelta(minutes=leader.minutes)
                who = leader.who
                yield [
                    *(who.family_name, who.given_name, str(roles[leader.role])),
                    *(leader.half_days, hours),
                ]

        return Sheet(
            title=_("Hours of animators"),
            columns=[
                Column(heading=_("Family name"), width=18),
                Column(heading=_("Given name"), width=16),
                Column(heading=_("Role"), width=14),
                Column(heading=_("Half-days"), width=12, format=NUMBER),
                Column(heading=_("Hours"), width=12, format=DURATION),
            ],
            rows=rows(),
            fixed_columns=2,
            is_locked=True,
        )


def _sum_columns() -> list[Column]:
    states = state_names()
    return [
        Column(heading=_("Half-days"), width=12, format=NUMBER),
        *(Column(heading=states[state], width=12, format=NUMBER) for state in SHOWN),
        Column(heading=_("Hours planned"), width=12, format=DURATION),
        Column(heading=_("Hours present"), width=12, format=DURATION),
    ]
