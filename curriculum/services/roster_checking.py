"""Look at every line of a list before anything is written."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.access import may_manage_sessions
from curriculum.enums import UploadState
from curriculum.garbage import no_collections
from curriculum.models import Roster, RosterLine
from curriculum.rosters.cells import read_line
from curriculum.rosters.fields import is_example
from curriculum.rosters.resolving import Resolver, seat_lines
from curriculum.spreadsheets.columns import Table
from curriculum.spreadsheets.values import Unreadable
from curriculum.uploads import open_upload, understood_table

UNDERSTOOD = ("sheet", "heading_row", "mapping")


@no_collections()
def check_roster(*, roster_id: int, at: datetime) -> None:
    """Read the file of a list and note its lines and what stands against each.

    Reads and looks before it writes, in one short transaction, so that nobody else waits. May run twice, or
    while another does the same: who comes later changes nothing.
    """
    roster = (
        Roster.objects.select_related("institution", "made_by", "session")
        .filter(pk=roster_id, state=UploadState.CHECKING)
        .first()
    )
    if roster is None:
        return
    on = timezone.localdate(at)
    try:
        lines = _read(roster, on)
    except Unreadable as refusal:
        _same(roster).update(state=UploadState.TO_MAP, failure=str(refusal))
        return
    same = _same(roster)
    if (roster.line_count, roster.done_count) != (len(lines), 0):
        same.update(line_count=len(lines), done_count=0)
    resolver = Resolver(
        roster,
        on,
        may_manage_sessions(roster.made_by),
        tell=lambda done: same.update(done_count=done),
    )
    resolver.resolve(lines)
    _note_lines(roster=roster, lines=lines)


@transaction.atomic
def _note_lines(*, roster: Roster, lines: Sequence[RosterLine]) -> None:
    """Write the lines of a list down, unless somebody did or its columns are understood otherwise now."""
    done = {"state": UploadState.READY, "done_count": len(lines), "failure": ""}
    if not _same(roster).update(**done):
        return  # Whoever comes at the same time waited for this row, and finds it done.
    roster.lines.all().delete()
    RosterLine.objects.bulk_create(lines, batch_size=5000)
    seat_lines(roster)


def _read(roster: Roster, on: date) -> list[RosterLine]:
    """Give the lines with what their cells say. Raises Unreadable."""
    table = understood_table(roster, open_upload(roster))
    columns = list(table.mapping.items())
    heading = _name_heading(table)
    lines = []
    for row, cells in table.rows:
        told = {code: cells[number] for number, code in columns}
        values, problems = read_line(told, on=on, name_heading=heading)
        line = RosterLine(roster=roster, row=row, values=values, problems=problems)
        if is_example(told):
            line.is_left_out, line.reason = True, _("The example of our workbook.")
        lines.append(line)
    return lines


def _name_heading(table: Table) -> str:
    column = table.column_of("full_name")
    return "" if column is None else table.headings[column]


def _same(roster: Roster):
    """Find the list as long as its columns are understood as they were when the check began."""
    understood = {name: getattr(roster, name) for name in UNDERSTOOD}
    return Roster.objects.filter(pk=roster.pk, state=UploadState.CHECKING, **understood)
