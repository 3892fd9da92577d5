"""Attendance as a workbook: who was where and when, as funders and institutions ask for it.

One sheet has a line for each person and half-day, one adds up by person; the workbook of a single session
begins with its grid. Whatever is not marked yet says so, and counts as nothing. The sheet with lines may be
filled in and brought back: see `services.attendance_return`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curriculum.attendance_keys import write_key
from curriculum.attendance_lines import HalfDay, Line, Who, attendance_lines
from curriculum.attendance_scope import AttendanceScope
from curriculum.enums import AttendanceRole, AttendanceStatus, Half, HourKind
from curriculum.models import Institution, Session
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


def write_attendance(scope: AttendanceScope, file: IO[bytes]) -> None:
    """Write the attendance that `scope` is about into `file`, as .xlsx; three queries whatever its size.

    It takes no more memory for more lines, except for a session: its grid is made of all its lines.
    """
    lines: Iterable[Line] = attendance_lines(scope)
    sheets = []
    if scope.session is not None:
        lines = list(lines)
        sheets.append(_grid_sheet(lines))
    totals = _Totals()
    write_workbook([*sheets, _flat_sheet(totals.counting(lines)), totals.sheet()], file)


def write_session_attendance(session: Session, file: IO[bytes]) -> None:
    """Write the attendance of one session into `file`."""
    write_attendance(AttendanceScope(session=session), file)


def write_institution_attendance(
    institution: Institution, file: IO[bytes], *, from_on: date, until_on: date
) -> None:
    """Write what an institution pays for into `file`: its people's half-days from a day to a day, both included.

    Nobody else is in it.
    """
    scope = AttendanceScope(institution=institution, from_on=from_on, until_on=until_on)
    write_attendance(scope, file)


def write_export(file: IO[bytes], parameters: dict[str, str]) -> None:
    """Write an export of this kind into `file`: see `exports.WRITERS`."""
    write_attendance(AttendanceScope.read(parameters), file)


def state_names() -> dict[str, str]:
    """Give what each state of a mark is called in a workbook; the empty one too."""
    return {"": _("Not marked"), **{str(state): str(state.label) for state in AttendanceStatus}}


def key_heading() -> str:
    """Give the heading of the column by which a line is known again."""
    return _("Mark of the line")


def _grid_sheet(lines: list[Line]) -> Sheet:
    half_days: dict[int, HalfDay] = {}
    people: dict[Who, tuple[str, dict[int, Line]]] = {}
    for line in lines:
        half_days[line.half_day.pk] = line.half_day
        _payer, cells = people.setdefault(line.who, (line.payer, {}))
        cells[line.half_day.pk] = line
    names, halves = state_names(), dict(Half.choices)
    headings = [
        f"{date_format(half_day.on, 'd/m/Y')}\n{halves[half_day.half]}"
        for half_day in half_days.values()
    ]
    return Sheet(
        title=_("Grid"),
        columns=[
            Column(heading=_("Name"), width=28),
            Column(heading=_("Institution"), width=28),
            *(Column(heading=heading, width=12) for heading in headings),
        ],
        rows=(
            [who.sorted_name, payer, *(_short(cells.get(pk), names) for pk in half_days)]
            for who, (payer, cells) in sorted(people.items())
        ),
        fixed_columns=1,
    )


def _flat_sheet(lines: Iterable[Line]) -> Sheet:
    return Sheet(
        title=_("Half-days"),
        columns=[
            Column(heading=_("Institution"), width=28),
            Column(heading=_("Family name"), width=18),
            Column(heading=_("Given name"), width=16),
            Column(heading=_("Session"), width=34),
            Column(heading=_("Date"), width=12, format=DATE),
            Column(heading=_("Half-day"), width=14),
            Column(heading=_("Begins at"), width=8, format=CLOCK),
            Column(heading=_("Ends at"), width=8, format=CLOCK),
            Column(heading=_("Minutes that count"), width=12, format=NUMBER),
            Column(heading=_("Place"), width=30),
            Column(heading=_("Territory"), width=20),
            Column(heading=_("Kind of hours"), width=30),
            Column(heading=_("Animators"), width=30),
            Column(heading=_("Role"), width=14),
            Column(heading=_("State"), width=16, choices=list(state_names().values())),
            Column(heading=_("Minutes present"), width=12, format=NUMBER),
            Column(heading=_("Reason"), width=24),
            Column(heading=key_heading(), width=16),
        ],
        rows=_flat_rows(lines),
        fixed_columns=3,
    )


def _flat_rows(lines: Iterable[Line]) -> Iterator[list[Value]]:
    kinds = {kind.value: str(kind.label) for kind in HourKind}
    roles = {role.value: str(role.label) for role in AttendanceRole}
    halves = {half.value: str(half.label) for half in Half}
    states = state_names()
    for line in lines:
        half_day, who = line.half_day, line.who
        yield [
            line.payer,
            who.family_name,
            who.given_name,
            half_day.session_title,
            half_day.on,
            halves[half_day.half],
            half_day.starts_at,
            half_day.ends_at,
            half_day.minutes,
            half_day.place,
            half_day.territory,
            kinds.get(half_day.kind_for(line.role), ""),
            half_day.animators,
            roles[line.role],
            states[line.status],
            line.minutes,
            line.reason,
            write_key(
                *(half_day.code, who.code, line.version),
                *(line.status, line.minutes or 0, line.reason),
            ),
        ]


@dataclass(slots=True)
class _Total:
    """What one person adds up to, for one payer."""

    who: Who
    payer: str
    planned: int = 0
    present: int = 0
    counts: list[int] = field(default_factory=lambda: [0] * len(_STATES))


_STATES: list[str] = ["", *AttendanceStatus.values]
_RANKS = {state: rank for rank, state in enumerate(_STATES)}


class _Totals:
    """Adds up lines while they go by."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int | None], _Total] = {}

    def counting(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Hand on the lines, counting them."""
        found = self._found
        for line in lines:
            key = (line.who.pk, line.payer_id)
            total = found.get(key)
            if total is None:
                total = found[key] = _Total(line.who, line.payer)
            total.planned += line.half_day.minutes
            total.present += line.minutes or 0
            total.counts[_RANKS[line.status]] += 1
            yield line

    def sheet(self) -> Sheet:
        """Give the sheet of what was counted; its rows are made when they are asked for."""
        states = state_names()
        shown = [*AttendanceStatus.values, ""]
        return Sheet(
            title=_("Totals"),
            columns=[
                Column(heading=_("Institution"), width=28),
                Column(heading=_("Family name"), width=18),
                Column(heading=_("Given name"), width=16),
                Column(heading=_("Half-days"), width=12, format=NUMBER),
                *(Column(heading=states[state], width=12, format=NUMBER) for state in shown),
                Column(heading=_("Hours planned"), width=12, format=DURATION),
                Column(heading=_("Hours present"), width=12, format=DURATION),
            ],
            rows=self._rows([_RANKS[state] for state in shown]),
        )

    def _rows(self, ranks: list[int]) -> Iterator[list[Value]]:
        for total in sorted(self._found.values(), key=lambda total: (total.who.order, total.payer)):
            yield [
                total.payer,
                total.who.family_name,
                total.who.given_name,
                sum(total.counts),
                *(total.counts[rank] for rank in ranks),
                timedelta(minutes=total.planned),
                timedelta(minutes=total.present),
            ]


def _short(line: Line | None, names: dict[str, str]) -> str:
    """Give the state for the grid; nothing where the person was not expected."""
    if line is None:
        return ""
    if line.status == AttendanceStatus.PARTIAL:
        return _("%(minutes)d min") % {"minutes": line.minutes}
    return names[line.status]
