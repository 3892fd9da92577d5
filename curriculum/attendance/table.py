"""Attendance of one session as a table, for one institution: people × half-days."""

from curriculum.attendance.lines import HalfDay, Line, Who, attendance_lines
from curriculum.attendance.scope import AttendanceScope

Row = tuple[Who, list[Line | None]]


def attendance_table(scope: AttendanceScope) -> tuple[list[HalfDay], list[Row]]:
    """Give the half-days, and for each person one line per half-day, None where not expected; three queries."""
    half_days: dict[int, HalfDay] = {}
    people: dict[int, Who] = {}
    lines: dict[tuple[int, int], Line] = {}
    for line in attendance_lines(scope):
        half_days[line.half_day.pk] = line.half_day
        people[line.who.pk] = line.who
        lines[line.who.pk, line.half_day.pk] = line
    columns = list(half_days.values())
    rows = [
        (who, [lines.get((who.pk, half_day.pk)) for half_day in columns])
        for who in sorted(people.values(), key=lambda who: who.order)
    ]
    return columns, rows
