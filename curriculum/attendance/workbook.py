"""Attendance as a workbook: who was where and when, as funders and institutions ask for it.

One sheet has a line for each person and half-day, others add up; the workbook of a single session begins
with its grid. Whatever is not marked yet says so, and counts as nothing. The sheet with lines may be
filled in and brought back: see `services.attendance_returns`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curriculum.attendance.keys import write_key
from curriculum.attendance.lines import HalfDay, Line, Who, attendance_lines
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.totals import Totals
from curriculum.attendance.words import (
    flat_title,
    key_heading,
    minutes_heading,
    reason_heading,
    state_heading,
    state_names,
)
from curriculum.enums import AttendanceRole, AttendanceStatus, Half, HourKind
from curriculum.spreadsheets.writing import (
    CLOCK,
    DATE,
    NUMBER,
    Column,
    Sheet,
    TextSheet,
    Value,
    write_workbook,
)


def write_attendance(
    scope: AttendanceScope,
    file: IO[bytes],
    *,
    to_fill_in: bool = False,
    watch: Callable[[Iterable[Line]], Iterable[Line]] = iter,
) -> None:
    """Write the attendance that `scope` is about into `file`, as .xlsx; three queries whatever its size.

    With `to_fill_in`, for those who mark, it tells the reasons of absences, and how to be filled in and
    brought back: why somebody was ill is no business of who pays. The lines go through `watch`. It takes
    no more memory for more lines, except for a session: its grid is made of all its lines.
    """
    lines: Iterable[Line] = attendance_lines(scope)
    sheets: list[Sheet | TextSheet] = []
    if scope.session is not None:
        lines = list(lines)
        sheets.append(_grid_sheet(lines))
    with closing(Totals()) as totals:
        sheets += [_flat_sheet(totals.counting(watch(lines)), to_fill_in), *totals.sheets()]
        if to_fill_in:
            sheets.append(_instructions(scope))
        write_workbook(sheets, file)


def _instructions(scope: AttendanceScope) -> TextSheet:
    states = ", ".join(
        f"«\N{NO-BREAK SPACE}{name}\N{NO-BREAK SPACE}»" for name in state_names().values()
    )
    return TextSheet(
        title=_("Instructions"),
        heading=_("To fill in attendance and bring it back"),
        lines=[
            str(scope),
            _(
                "Fill in the sheet “%(sheet)s”: the columns “%(state)s”, “%(minutes)s” and “%(reason)s”. "
                "Only these are read. The other sheets show the same and the sums: what is changed there is not read."
            )
            % {
                "sheet": flat_title(),
                "state": state_heading(),
                "minutes": minutes_heading(),
                "reason": reason_heading(),
            },
            _("State: %(states)s. Short forms are read too: P, A, E, x, 95 min.")
            % {"states": states},
            _(
                "Somebody who was there in part has a number of minutes, and a reason: a late train, for example."
            ),
            _(
                "Leave the column “%(key)s” as it is: it tells whose line it is, and what was marked when "
                "this workbook was written. Lines may be sorted, filtered or removed; new lines are not read."
            )
            % {"key": key_heading()},
            _(
                "Save as .xlsx or .ods, then bring the file back to the page where it comes from. Each "
                "difference is shown there before anything is changed, and you decide."
            ),
        ],
    )


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
        is_locked=True,
    )


def _flat_sheet(lines: Iterable[Line], to_fill_in: bool) -> Sheet:
    states = list(state_names().values()) if to_fill_in else []
    columns = [
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
        Column(heading=state_heading(), width=16, choices=states),
        Column(heading=minutes_heading(), width=12, format=NUMBER),
    ]
    if to_fill_in:
        columns.append(Column(heading=reason_heading(), width=24))
        columns.append(Column(heading=key_heading(), width=16))
    return Sheet(
        title=flat_title(),
        columns=columns,
        rows=_flat_rows(lines, to_fill_in),
        fixed_columns=3,
    )


def _flat_rows(lines: Iterable[Line], to_fill_in: bool) -> Iterator[list[Value]]:
    kinds = {kind.value: str(kind.label) for kind in HourKind}
    roles = {role.value: str(role.label) for role in AttendanceRole}
    halves = {half.value: str(half.label) for half in Half}
    states = state_names()
    for line in lines:
        half_day, who = line.half_day, line.who
        row: list[Value] = [
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
        ]
        if to_fill_in:
            row.append(line.reason)
            mark = (line.version, line.status, line.minutes or 0, line.reason)
            row.append(write_key(half_day.code, who.code, *mark))
        yield row


def _short(line: Line | None, names: dict[str, str]) -> str:
    """Give the state for the grid; nothing where the person was not expected."""
    if line is None:
        return ""
    if line.status == AttendanceStatus.PARTIAL:
        return _("%(minutes)d min") % {"minutes": line.minutes}
    return names[line.status]
