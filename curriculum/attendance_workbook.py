"""Attendance as a workbook: who was where and when, as funders and institutions ask for it.

One sheet has a line for each person and half-day, one adds up by person; the workbook of a single session
begins with its grid. Whatever is not marked yet says so, and counts as nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curriculum.attendance_grid import Cell, Grid, attendance_grids
from curriculum.enums import AttendanceStatus, HourKind
from curriculum.models import Enrolment, Institution, Person, Session, SessionSlot
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


def write_session_attendance(session: Session, file: IO[bytes]) -> None:
    """Write the attendance of one session into `file`, as .xlsx; seven queries whatever its size."""
    (register,) = _registers([session])
    sheets = [_grid_sheet(register), _flat_sheet([register]), _totals_sheet([register])]
    write_workbook(sheets, file)


def write_institution_attendance(
    institution: Institution, file: IO[bytes], *, from_on: date, until_on: date
) -> None:
    """Write what an institution pays for into `file`: its people's half-days from a day to a day, both included.

    Nobody else is in it. As many queries for many sessions as for one.
    """
    sessions = (
        Session.objects.filter(
            enrolments__institution=institution, days__on__range=(from_on, until_on)
        )
        .select_related("offering", "territory")
        .distinct()
        .in_order()
    )
    registers = _registers(sessions, institution=institution, days=(from_on, until_on))
    write_workbook([_flat_sheet(registers), _totals_sheet(registers)], file)


@dataclass(slots=True)
class _Register:
    """The cells of a session that a workbook is about, and who pays for whom."""

    grid: Grid
    payers: dict[int, str] = field(default_factory=dict)
    only: set[int] | None = None
    days: tuple[date, date] | None = None

    def lines(self) -> Iterator[tuple[SessionSlot, Cell]]:
        """Give the cells by half-day, each in the order of an attendance sheet."""
        for slot in self.grid.slots:
            if self.days is None or self.days[0] <= slot.day.on <= self.days[1]:
                for cell in self.grid.of_slot(slot):
                    if self.only is None or cell.person.pk in self.only:
                        yield slot, cell


def _registers(
    sessions: Iterable[Session],
    *,
    institution: Institution | None = None,
    days: tuple[date, date] | None = None,
) -> list[_Register]:
    grids = attendance_grids(sessions)
    registers = {
        pk: _Register(grid, only=set() if institution else None, days=days)
        for pk, grid in grids.items()
    }
    paid = Enrolment.objects.filter(session__in=grids, institution__isnull=False)
    for session, person, payer, name in paid.order_by("pk").values_list(
        "session", "person", "institution", "institution__name"
    ):
        register = registers[session]
        register.payers[person] = name
        if institution and register.only is not None and payer == institution.pk:
            register.only.add(person)
    return list(registers.values())


def _grid_sheet(register: _Register) -> Sheet:
    slots = register.grid.slots
    headings = [f"{date_format(slot.day.on, 'd/m/Y')}\n{slot.get_half_display()}" for slot in slots]
    return Sheet(
        title=_("Grid"),
        columns=[
            Column(heading=_("Name"), width=28),
            Column(heading=_("Institution"), width=28),
            *(Column(heading=heading, width=12) for heading in headings),
        ],
        rows=(
            [
                person.sorted_name,
                register.payers.get(person.pk, ""),
                *(_short_state(cell) for cell in cells),
            ]
            for person, cells in register.grid.rows()
        ),
        fixed_columns=1,
    )


def _flat_sheet(registers: list[_Register]) -> Sheet:
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
            Column(heading=_("State"), width=16),
            Column(heading=_("Minutes present"), width=12, format=NUMBER),
            Column(heading=_("Reason"), width=24),
        ],
        rows=_flat_rows(registers),
    )


def _flat_rows(registers: list[_Register]) -> Iterator[list[Value]]:
    kinds = {kind.value: str(kind.label) for kind in HourKind}
    for register in registers:
        title = register.grid.session.title
        for slot, cell in register.lines():
            mark = cell.mark
            yield [
                register.payers.get(cell.person.pk, ""),
                cell.person.family_name,
                cell.person.given_name,
                title,
                slot.day.on,
                slot.get_half_display(),
                slot.starts_at,
                slot.ends_at,
                slot.minutes,
                str(slot.place),
                slot.territory.name,
                kinds.get(slot.kind_for(cell.role), ""),
                ", ".join(animation.person.full_name for animation in slot.animations.all()),
                str(cell.role.label),
                _state(cell),
                mark.minutes if mark else None,
                mark.reason if mark else "",
            ]


@dataclass(slots=True)
class _Total:
    """What one person adds up to."""

    person: Person
    payer: str
    planned: int = 0
    present: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, slot: SessionSlot, cell: Cell) -> None:
        """Count one half-day."""
        self.planned += slot.minutes
        self.present += cell.mark.minutes if cell.mark else 0
        self.counts[cell.status] = self.counts.get(cell.status, 0) + 1


def _totals_sheet(registers: list[_Register]) -> Sheet:
    states = [*AttendanceStatus.values, ""]
    return Sheet(
        title=_("Totals"),
        columns=[
            Column(heading=_("Institution"), width=28),
            Column(heading=_("Family name"), width=18),
            Column(heading=_("Given name"), width=16),
            Column(heading=_("Half-days"), width=12, format=NUMBER),
            *(Column(heading=_state_name(state), width=12, format=NUMBER) for state in states),
            Column(heading=_("Hours planned"), width=12, format=DURATION),
            Column(heading=_("Hours present"), width=12, format=DURATION),
        ],
        rows=(
            [
                total.payer,
                total.person.family_name,
                total.person.given_name,
                sum(total.counts.values()),
                *(total.counts.get(state, 0) for state in states),
                timedelta(minutes=total.planned),
                timedelta(minutes=total.present),
            ]
            for total in _totals(registers)
        ),
    )


def _totals(registers: list[_Register]) -> list[_Total]:
    totals: dict[tuple[int, str], _Total] = {}
    for register in registers:
        for slot, cell in register.lines():
            payer = register.payers.get(cell.person.pk, "")
            key = (cell.person.pk, payer)
            totals.setdefault(key, _Total(cell.person, payer)).add(slot, cell)
    return sorted(totals.values(), key=lambda total: total.person.sorted_name.casefold())


def _short_state(cell: Cell | None) -> str:
    """Give the state for the grid; nothing where the person was not expected."""
    if cell is None:
        return ""
    if cell.mark and cell.status == AttendanceStatus.PARTIAL:
        return _("%(minutes)d min") % {"minutes": cell.mark.minutes}
    return _state(cell)


def _state(cell: Cell) -> str:
    return _state_name(cell.status)


def _state_name(status: str) -> str:
    return str(AttendanceStatus(status).label) if status else _("Not marked")
