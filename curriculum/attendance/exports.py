"""Who may have which attendance workbook, and how it is written in the background."""

from typing import IO

from curriculum.access import may_act_for, may_manage_sessions, may_mark_session
from curriculum.attendance.lines import count_lines
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.workbook import write_attendance
from curriculum.exports import ExportKind, Note, Parameters, counting
from curriculum.models import User

FILL_IN = "fill_in"
"""The parameter that says that the workbook is to be brought back."""


def may_have(user: User, scope: AttendanceScope) -> bool:
    """Staff have any workbook, those who lead a session its own, managers what their institution pays for."""
    if may_manage_sessions(user):
        return True
    if scope.institution is not None and may_act_for(user, scope.institution):
        return True
    return scope.session is not None and may_mark_session(user, scope.session)


def may_fill_in(user: User, scope: AttendanceScope) -> bool:
    """Those who may mark get a workbook to fill in; managers one to read."""
    if scope.session is None:
        return may_manage_sessions(user)
    return may_mark_session(user, scope.session)


def export_parameters(user: User, scope: AttendanceScope) -> Parameters:
    """Write down what this account asks for."""
    return scope.parameters() | ({FILL_IN: "1"} if may_fill_in(user, scope) else {})


def _allows(user: User, parameters: Parameters) -> bool:
    scope = AttendanceScope.read(parameters)
    if FILL_IN in parameters and not may_fill_in(user, scope):
        return False
    return may_have(user, scope)


def _count(parameters: Parameters) -> int:
    return count_lines(AttendanceScope.read(parameters))


def _write(file: IO[bytes], parameters: Parameters, note: Note) -> None:
    write_attendance(
        AttendanceScope.read(parameters),
        file,
        to_fill_in=FILL_IN in parameters,
        watch=lambda lines: counting(lines, note),
    )


ATTENDANCE = ExportKind(allows=_allows, count=_count, write=_write)
