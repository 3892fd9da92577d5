"""The sums of an attendance workbook: by person, by session, and the hours of those who lead.

They are counted while the lines go by, and wait on disk: no more memory for more people or sessions.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from tempfile import TemporaryFile

from django.utils.translation import gettext as _

from curriculum.attendance.lines import HalfDay, Line, Who
from curriculum.attendance.words import state_names
from curriculum.enums import AnimationRole, AttendanceStatus
from curriculum.spreadsheets.writing import DATE, DURATION, NUMBER, Column, Sheet, Value
from curriculum.sums_on_disk import SumsOnDisk

STATES = ["", *AttendanceStatus.values]
PLANNED, PRESENT, FIRST_STATE = 0, 1, 2
"""Where the minutes planned, those present, and the number of each state stand in a sum."""
PLACES = {state: FIRST_STATE + rank for rank, state in enumerate(STATES)}
SHOWN = [*AttendanceStatus.values, ""]
WIDTH = FIRST_STATE + len(STATES)


@dataclass(slots=True)
class _OfSession:
    """What one payer's part of a session adds up to, while its lines go by."""

    payer: str
    title: str
    first: date
    last: date
    people: set[int] = field(default_factory=set)
    sums: list[int] = field(default_factory=lambda: [0] * WIDTH)


@dataclass(slots=True)
class _OfLeader:
    """What one person led, in one role."""

    who: Who
    role: str
    half_days: int = 0
    minutes: int = 0


class Totals:
    """Adds up lines while they go by, session after session; people and sessions wait on disk."""

    def __init__(self) -> None:
        self._people = SumsOnDisk(words=5, numbers=WIDTH)
        self._sessions = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by close()
        self._leaders: dict[tuple[int, str], _OfLeader] = {}

    def counting(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Hand on the lines, counting them."""
        people = self._people
        half_day: HalfDay | None = None
        parts: dict[int, _OfSession] = {}
        for line in lines:
            if half_day is None or line.half_day.pk != half_day.pk:
                if half_day is None or line.half_day.session_key != half_day.session_key:
                    self._keep(parts)
                    parts = {}
                half_day = line.half_day
                self._note_leaders(half_day)
            numbers = [0] * WIDTH
            numbers[PLANNED], numbers[PRESENT] = half_day.minutes, line.minutes or 0
            numbers[PLACES[line.status]] = 1
            who = line.who
            words = (who.order[0], who.order[1], line.payer, who.family_name, who.given_name)
            people.add((who.pk, line.payer_id or 0), words, numbers)
            part = parts.get(line.payer_id or 0)
            if part is None:
                part = parts[line.payer_id or 0] = _OfSession(
                    line.payer, half_day.session_title, half_day.on, half_day.on
                )
            part.last = half_day.on
            part.people.add(who.pk)
            sums = part.sums
            sums[PLANNED] += half_day.minutes
            sums[PRESENT] += line.minutes or 0
            sums[PLACES[line.status]] += 1
            yield line
        self._keep(parts)

    def sheets(self) -> list[Sheet]:
        """Give the sheets of what was counted; their rows are made when they are asked for."""
        return [self._of_people(), self._of_sessions(), self._of_leaders()]

    def close(self) -> None:
        """Let go of what waits on disk."""
        self._people.close()
        self._sessions.close()

    def _keep(self, parts: dict[int, _OfSession]) -> None:
        """Put a session that has gone by on disk: a line for each who pays, by name."""
        for part in sorted(parts.values(), key=attrgetter("payer")):
            days = [part.first.isoformat(), part.last.isoformat()]
            json.dump([part.title, *days, part.payer, len(part.people), *part.sums], self._sessions)
            self._sessions.write("\n")

    def _note_leaders(self, half_day: HalfDay) -> None:
        for who, role in half_day.led_by:
            leader = self._leaders.get((who.pk, role))
            if leader is None:
                leader = self._leaders[who.pk, role] = _OfLeader(who, role)
            leader.half_days += 1
            leader.minutes += half_day.minutes

    def _of_people(self) -> Sheet:
        def rows() -> Iterator[list[Value]]:
            for (_family, _given, payer, *names), sums in self._people.rows():
                yield [payer, *names, *_cells(sums)]

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
            self._sessions.seek(0)
            for line in self._sessions:
                title, first, last, payer, people, *sums = json.loads(line)
                days = [date.fromisoformat(first), date.fromisoformat(last)]
                yield [title, *days, payer, people, *_cells(sums)]

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


def _cells(sums: Sequence[int]) -> list[Value]:
    """Give the cells that end a row: how many half-days, in which states, and the hours."""
    return [
        sum(sums[FIRST_STATE:]),
        *(sums[PLACES[state]] for state in SHOWN),
        timedelta(minutes=sums[PLANNED]),
        timedelta(minutes=sums[PRESENT]),
    ]


def _sum_columns() -> list[Column]:
    states = state_names()
    return [
        Column(heading=_("Half-days"), width=12, format=NUMBER),
        *(Column(heading=states[state], width=12, format=NUMBER) for state in SHOWN),
        Column(heading=_("Hours planned"), width=12, format=DURATION),
        Column(heading=_("Hours present"), width=12, format=DURATION),
    ]
