"""Lines of a list that a person mends, answers or leaves out before anybody is enrolled."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.access import may_manage_sessions
from curriculum.enums import LineState, UploadState
from curriculum.errors import StaleData
from curriculum.matching import Wanted
from curriculum.models import Roster, RosterLine, User
from curriculum.rosters.cells import read_line
from curriculum.rosters.people import names_of, wanted
from curriculum.rosters.resolving import Resolver, seat_lines
from curriculum.rosters.steps import lock_roster

CHANGED = (
    "values",
    "problems",
    "state",
    "same_as",
    "session",
    "person",
    "candidate",
    "is_another",
    "is_left_out",
    "reason",
)


@transaction.atomic
def correct_line(
    *, line: RosterLine, values: Mapping[str, str], by: User, at: datetime
) -> RosterLine:
    """Write other values into a line, as typed, and look at it again; fields not given stay as they are.

    Raises NotAllowed, StaleData.
    """
    roster, line = _lock(line, by)
    before = wanted(line)
    new = {name: value for name, value in (line.values | values).items() if value.strip()}
    if {"given_name", "family_name"} & set(values):
        new.pop("full_name", None)
    line.values, line.is_left_out = new, False
    return _look_again(roster, line, before, by, at)


@transaction.atomic
def answer_candidate(*, line: RosterLine, same: bool, by: User, at: datetime) -> RosterLine:
    """Say whether a line names the person of the institution who may be the same.

    Raises NotAllowed, StaleData when nothing is asked any more.
    """
    roster, line = _lock(line, by)
    if line.candidate_id is None:
        raise StaleData(_("Nothing is asked about this line any more."))
    line.person_id = line.candidate_id if same else None
    line.is_another = not same
    return _look_again(roster, line, wanted(line), by, at)


@transaction.atomic
def leave_out(*, line: RosterLine, left_out: bool, by: User, at: datetime) -> RosterLine:
    """Leave a line out of the enrolment, or take it in again. Raises NotAllowed, StaleData."""
    roster, line = _lock(line, by)
    line.is_left_out, line.reason = left_out, ""
    return _look_again(roster, line, wanted(line), by, at)


def _lock(line: RosterLine, by: User) -> tuple[Roster, RosterLine]:
    roster = lock_roster(line.roster, by, (UploadState.READY,))
    found = roster.lines.filter(row=line.row).first()
    if found is None:
        raise StaleData(_("This line is not there any more: the list was read again."))
    return roster, found


def _look_again(
    roster: Roster, line: RosterLine, before: Wanted, by: User, at: datetime
) -> RosterLine:
    """Find out again what a line comes to, and those that it touches; then who gets a seat."""
    on = timezone.localdate(at)
    lines = [line if other.pk == line.pk else other for other in roster.lines.order_by("row")]
    named = [_identity(before), _identity(wanted(line))]
    touched = [other for other in lines if other.pk == line.pk or _is_touched(other, named)]
    for other in touched:
        other.values, other.problems = read_line(other.values, on=on)
        other.state = LineState.PROBLEM
    Resolver(roster, on, may_manage_sessions(by)).resolve(touched, among=lines)
    RosterLine.objects.bulk_update(touched, CHANGED)
    seat_lines(roster)
    return line


def _identity(one: Wanted) -> tuple[tuple[str, ...], str]:
    return names_of(one), one.email


def _is_touched(line: RosterLine, named: Sequence[tuple[tuple[str, ...], str]]) -> bool:
    """Tell whether a line has the names or the address of the one that changes."""
    names, email = _identity(wanted(line))
    return any(names == theirs or (email and email == address) for theirs, address in named)
