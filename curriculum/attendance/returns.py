"""What an attendance workbook that was brought back says otherwise than the platform, now.

A change is kept as JSON, as `Change` has it; whether it is still a difference, and whether somebody marked
the same half-day meanwhile, is read each time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from curriculum.attendance.reading import Filled, FilledLine, Problem
from curriculum.attendance.words import state_names
from curriculum.attendance_grid import Cell, attendance_grids
from curriculum.enums import AttendanceStatus
from curriculum.french_days import spell_day
from curriculum.models import Person, Session, SessionSlot
from curriculum.plan import today_at

PRESENT, PARTIAL = AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line that was filled in: what it was written from, what it says now, and what became of it."""

    row: int
    slot: str
    person: str
    seen_version: int
    seen_status: str
    seen_minutes: int
    status: str
    minutes: int
    reason: str
    kept_at: int | None = None
    """Version of the platform's mark that somebody chose to keep."""

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Change":
        """Find again what `data()` wrote down."""
        return cls(**data)

    def data(self) -> dict[str, Any]:
        """Write it down, as JSON has it."""
        return asdict(self)


@dataclass(slots=True)
class Difference:
    """A change beside the platform as it is; `refusal` says why it cannot be applied."""

    number: int
    change: Change
    cell: Cell | None
    session: Session | None
    slot: SessionSlot | None
    person: Person | None
    refusal: str = ""

    @property
    def version(self) -> int:
        """Version of the platform's mark, 0 when there is none."""
        return self.cell.version if self.cell else 0

    @property
    def is_conflict(self) -> bool:
        """Tell whether somebody marked otherwise since the workbook was written."""
        return self.version != self.change.seen_version

    @property
    def is_settled(self) -> bool:
        """Tell whether the platform says the same, or somebody chose to keep what it says."""
        return self._is_so or self.change.kept_at == self.version

    @property
    def is_open(self) -> bool:
        """Tell whether a decision is wanted."""
        return not self.is_settled and not self.refusal

    @property
    def _is_so(self) -> bool:
        mark = self.cell.mark if self.cell else None
        now = (mark.status, mark.minutes, mark.reason) if mark else ("", 0, "")
        change = self.change
        return self.cell is not None and now == (change.status, change.minutes, change.reason)

    @property
    def at_first(self) -> str:
        """Say what was marked when the workbook was written."""
        return mark_words(self.change.seen_status, self.change.seen_minutes)

    @property
    def now(self) -> str:
        """Say what is marked on the platform."""
        mark = self.cell.mark if self.cell else None
        return mark_words(mark.status, mark.minutes, mark.reason) if mark else mark_words("")

    @property
    def wanted(self) -> str:
        """Say what the workbook wants."""
        return mark_words(self.change.status, self.change.minutes, self.change.reason)


def mark_words(status: str, minutes: int = 0, reason: str = "") -> str:
    """Write a mark in one line."""
    words = state_names()[status]
    if status == PARTIAL:
        words = f"{words}, {minutes}\N{NO-BREAK SPACE}min"
    return f"{words} ({reason})" if reason else words


def resolve(filled: Filled, slots: dict[str, SessionSlot]) -> tuple[list[Change], list[Problem]]:
    """Make changes of the lines that were filled in; those that cannot be understood are problems."""
    changes, problems = [], list(filled.problems)
    for line in filled.lines:
        slot = slots.get(line.key.slot_code)
        if slot is None:
            problems.append(
                filled.problem(
                    line.row, "key", _("This half-day is no longer in the plan of a session.")
                )
            )
            continue
        found = _resolve(line, slot.minutes)
        if isinstance(found, Change):
            changes.append(found)
        else:
            problems.append(filled.problem(line.row, *found))
    return changes, sorted(problems, key=lambda problem: problem.row)


def _resolve(line: FilledLine, most: int) -> Change | tuple[str, str]:
    """Give the mark that a line means in a half-day of `most` minutes, or the column and what is wrong."""
    key, status, minutes = line.key, line.status, line.minutes
    has_typed = (line.typed_minutes or 0) != key.minutes and line.typed_minutes is not None
    typed = line.typed_minutes if has_typed else None
    if minutes is not None and typed is not None and typed != minutes:
        return "minutes", _("The state says %(state)d minutes, this column %(typed)d.") % {
            "state": minutes,
            "typed": typed,
        }
    if minutes is None and typed is not None:
        if status in ("", PRESENT) and typed > 0:
            status, minutes = PARTIAL, typed
        elif status == PARTIAL:
            minutes = typed
        elif typed > 0 or status == PRESENT:
            return "minutes", _("“%(state)s” and %(typed)d minutes do not go together.") % {
                "state": state_names()[status],
                "typed": typed,
            }
    if status == PARTIAL:
        if minutes is None and key.status == PARTIAL:
            minutes = key.minutes
        if minutes == most:
            status = PRESENT
        elif minutes is None or not 1 <= minutes < most:
            return "minutes", _("For a presence in part, give between 1 and %(most)d minutes.") % {
                "most": most - 1
            }
        elif not line.reason:
            return "reason", _("Say why the person was there only in part.")
    counted = {PRESENT: most, PARTIAL: minutes or 0}.get(status, 0)
    reason = "" if status in ("", PRESENT) else line.reason
    return Change(
        row=line.row,
        slot=key.slot_code,
        person=key.person_code,
        seen_version=key.version,
        seen_status=key.status,
        seen_minutes=key.minutes,
        status=str(status),
        minutes=counted,
        reason=reason,
    )


def compare(changes: Sequence[Change], *, at: datetime) -> list[Difference]:
    """Lay changes beside the platform; seven queries whatever their number."""
    codes = {change.slot for change in changes}
    slots = {
        slot.code: slot
        for slot in SessionSlot.objects.filter(code__in=codes).select_related(
            "day__session__territory", "territory"
        )
    }
    sessions = {slot.day.session.pk: slot.day.session for slot in slots.values()}
    people = {
        person.code: person
        for person in Person.objects.filter(code__in={change.person for change in changes})
    }
    grids = attendance_grids(sessions.values(), slots.values())
    found = []
    for number, change in enumerate(changes):
        slot, person = slots.get(change.slot), people.get(change.person)
        session = slot.day.session if slot else None
        cell = None
        if slot and person:
            cell = grids[session.pk].cells.get((slot.pk, person.pk))
        difference = Difference(number, change, cell, session, slot, person)
        difference.refusal = _refusal(difference, at)
        found.append(difference)
    return found


def _refusal(difference: Difference, at: datetime) -> str:
    slot, session, cell = difference.slot, difference.session, difference.cell
    if slot is None:
        return _("This half-day is no longer in the plan of a session.")
    if cell is None or (not cell.is_expected and cell.mark is None):
        return _("This person is not expected at this half-day.")
    if not session.is_editable:
        return _("This session is %(status)s: attendance no longer changes.") % {
            "status": session.get_status_display().lower()
        }
    if slot.day.on > today_at(slot, at):
        return _("Attendance of %(day)s is marked from that day on.") % {
            "day": spell_day(slot.day.on)
        }
    return ""


def closed_sessions(differences: Iterable[Difference]) -> list[Session]:
    """List the sessions that must be reopened before their differences can be applied."""
    found = {
        difference.session.pk: difference.session
        for difference in differences
        if difference.session and difference.refusal and not difference.session.is_editable
    }
    return list(found.values())
