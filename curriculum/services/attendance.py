"""Marking who was there, half-day by half-day, for one person or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import journal
from curriculum.access import check, may_manage_sessions, may_mark_attendance
from curriculum.attendance_grid import Cell, Grid, attendance_grid
from curriculum.enums import AttendanceStatus
from curriculum.errors import InvalidInput, SessionNotOpen, SlotInUse, StaleData
from curriculum.french_days import spell_day
from curriculum.models import (
    Attendance,
    Enrolment,
    Institution,
    Person,
    Session,
    SessionSlot,
    User,
)
from curriculum.plan import lock_session, today_at
from curriculum.services.enrolment import enrol


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is to be noted for one person at one half-day.

    `version` is that of the mark that the person who marks has seen, 0 when there was none. `status` None
    takes the mark away. `minutes` and `reason` belong to a presence in part; absences may have a reason.
    """

    slot_id: int
    person_id: int
    status: AttendanceStatus | None
    minutes: int | None = None
    reason: str = ""
    version: int = 0


@transaction.atomic
def mark_attendance(
    *,
    session: Session,
    marks: Sequence[Mark],
    by: User,
    at: datetime,
    others_present_at: Sequence[SessionSlot] = (),
    origin: str = "",
) -> int:
    """Write marks of a session; give how many changed.

    With `others_present_at`, everybody expected at these half-days who has no mark yet, and none in
    `marks`, is present. All or nothing. Marking is possible from the day itself on, while the session is
    not closed. `origin` tells the journal where the marks were taken from.

    Raises NotAllowed, SessionNotOpen, InvalidInput (errors are named `slot_id-person_id`), StaleData with
    the marks that somebody else has changed since they were seen.
    """
    locked = lock_session(session)
    wanted = {mark.slot_id for mark in marks} | {slot.pk for slot in others_present_at}
    grid = attendance_grid(locked, SessionSlot.objects.filter(pk__in=wanted))
    _check_may_mark(grid, locked, by=by, at=at)
    marks = [*marks, *_marks_of_others(grid, marks, others_present_at)]
    _check_marks(grid, marks)

    changes = [mark for mark in marks if _differs(grid.cells[mark.slot_id, mark.person_id], mark)]
    _check_not_stale(grid, changes)
    _write(grid, changes, by=by, at=at, origin=origin)
    return len(changes)


@transaction.atomic
def admit_walk_in(
    *,
    slot: SessionSlot,
    person: Person,
    by: User,
    at: datetime,
    institution: Institution | None = None,
    waiver_reason: str = "",
) -> Enrolment:
    """Give a seat to somebody who came unannounced, and mark the person present at this half-day.

    Raises what `enrol` and `mark_attendance` raise.
    """
    session = slot.day.session
    enrolment = enrol(
        session=session,
        person=person,
        by=by,
        at=at,
        institution=institution,
        waiver_reason=waiver_reason,
    )
    mark = Mark(slot_id=slot.pk, person_id=person.pk, status=AttendanceStatus.PRESENT)
    mark_attendance(session=session, marks=[mark], by=by, at=at)
    return enrolment


def _check_may_mark(grid: Grid, session: Session, *, by: User, at: datetime) -> None:
    allowed = may_manage_sessions(by) or (
        bool(grid.slots) and may_mark_attendance(by, grid.slots[0])
    )
    check(allowed)
    if not session.is_editable:
        raise SessionNotOpen(
            _("This session is %(status)s: attendance no longer changes.")
            % {"status": session.get_status_display().lower()}
        )
    early = [slot for slot in grid.slots if slot.day.on > today_at(slot, at)]
    if early:
        raise SessionNotOpen(
            _("Attendance of %(day)s is marked from that day on.")
            % {"day": spell_day(early[0].day.on)}
        )


def _marks_of_others(grid: Grid, marks: Sequence[Mark], slots: Sequence[SessionSlot]) -> list[Mark]:
    named = {(mark.slot_id, mark.person_id) for mark in marks}
    wanted = {slot.pk for slot in slots}
    return [
        Mark(slot_id=key[0], person_id=key[1], status=AttendanceStatus.PRESENT)
        for key, cell in grid.cells.items()
        if key[0] in wanted and key not in named and cell.is_expected and cell.mark is None
    ]


def _check_marks(grid: Grid, marks: Sequence[Mark]) -> None:
    errors: dict[str, list[str]] = {}
    for mark in marks:
        cell = grid.cells.get((mark.slot_id, mark.person_id))
        refusal = _refusal(cell, mark)
        if refusal:
            errors[f"{mark.slot_id}-{mark.person_id}"] = [refusal]
    if errors:
        count = len(errors)
        raise InvalidInput(
            ngettext(
                "Nothing was saved: %(count)d mark needs a correction.",
                "Nothing was saved: %(count)d marks need a correction.",
                count,
            )
            % {"count": count},
            errors,
        )


def _refusal(cell: Cell | None, mark: Mark) -> str:
    """Say what is wrong with a mark; nothing when it is right."""
    if cell is None or (not cell.is_expected and cell.mark is None):
        return _("This person is not expected at this half-day.")
    if len(mark.reason) > 300:
        return _("The reason is too long: 300 characters at most.")
    if mark.status != AttendanceStatus.PARTIAL:
        return ""
    if mark.minutes is None:
        return _("Say how many minutes the person was there.")
    if not 1 <= mark.minutes < cell.slot.minutes:
        return _("For a presence in part, give between 1 and %(most)d minutes.") % {
            "most": cell.slot.minutes - 1
        }
    if not mark.reason.strip():
        return _("Say why the person was there only in part.")
    return ""


def _differs(cell: Cell, mark: Mark) -> bool:
    return _values(cell, mark) != _values_of(cell.mark)


def _check_not_stale(grid: Grid, changes: Sequence[Mark]) -> None:
    stale = []
    for mark in changes:
        cell = grid.cells[mark.slot_id, mark.person_id]
        if cell.version != mark.version:
            stale.append(cell)
    if stale:
        raise StaleData(
            ngettext(
                "Nothing was saved: somebody else marked %(names)s meanwhile. Look at it, then save again.",
                "Nothing was saved: somebody else marked %(names)s meanwhile. Look at them, then save again.",
                len(stale),
            )
            % {"names": ", ".join(str(cell.person) for cell in stale)},
            conflicts=stale,
        )


def _write(
    grid: Grid, changes: Sequence[Mark], *, by: User, at: datetime, origin: str = ""
) -> None:
    made, corrected, removed, lines = [], [], [], []
    for change in changes:
        cell = grid.cells[change.slot_id, change.person_id]
        before, after = _values_of(cell.mark), _values(cell, change)
        if after is None:
            removed.append((cell.mark, before, None))
            continue
        mark = cell.mark or Attendance(slot=cell.slot, person=cell.person)
        mark.role = cell.role
        mark.status, mark.minutes, mark.reason = after["status"], after["minutes"], after["reason"]
        mark.marked_by, mark.marked_at, mark.version = by, at, cell.version + 1
        (corrected if cell.mark else made).append(mark)
        lines.append((mark, before, after))

    Attendance.objects.bulk_create(made)
    Attendance.objects.bulk_update(
        corrected, ["role", "status", "minutes", "reason", "marked_by", "marked_at", "version"]
    )
    journal.record_many(lines, "curriculum.mark_attendance", by=by, reason=origin)
    journal.record_many(removed, "curriculum.unmark_attendance", by=by, reason=origin)
    try:
        Attendance.objects.filter(pk__in=[mark.pk for mark, _before, _after in removed]).delete()
    except ProtectedError:
        raise SlotInUse(
            _("Hours were credited from this mark once: correct it instead of taking it away.")
        ) from None


def _values(cell: Cell, mark: Mark) -> dict | None:
    """Give what the mark will say, or None when it is taken away."""
    if mark.status is None:
        return None
    minutes = 0
    if mark.status == AttendanceStatus.PRESENT:
        minutes = cell.slot.minutes
    elif mark.status == AttendanceStatus.PARTIAL:
        minutes = mark.minutes
    reason = "" if mark.status == AttendanceStatus.PRESENT else mark.reason.strip()
    return {"status": str(mark.status), "minutes": minutes, "reason": reason}


def _values_of(mark: Attendance | None) -> dict | None:
    if mark is None:
        return None
    return {"status": mark.status, "minutes": mark.minutes, "reason": mark.reason}
