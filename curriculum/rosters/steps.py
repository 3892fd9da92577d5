"""What the services about lists of people share: the lock on a list, and how refusals are written down."""

from collections.abc import Sequence

from django.db import connection
from django.utils.translation import gettext as _

from curriculum.access import check, may_enrol_for
from curriculum.enums import UploadState
from curriculum.errors import StaleData
from curriculum.models import Roster, RosterLine, User

OPEN_STATES = (UploadState.TO_MAP, UploadState.CHECKING, UploadState.READY)
"""While nobody has been enrolled from a list."""


def lock_roster(roster: Roster, by: User, states: tuple[UploadState, ...]) -> Roster:
    """Let one person at a time act on a list in one of `states`. Raises NotAllowed, StaleData."""
    locked = Roster.objects.select_for_update(of=("self",))
    roster = locked.select_related("institution").get(pk=roster.pk)
    check(may_enrol_for(by, roster.institution))
    if roster.state not in states:
        raise StaleData(
            _("This is not possible any more; the list is now: %(state)s.")
            % {"state": roster.get_state_display().lower()}
        )
    return roster


def note_refusals(lines: Sequence[RosterLine]) -> None:
    """Write result and reason of many lines in one prepared statement."""
    if not lines:
        return
    table = connection.ops.quote_name(RosterLine._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET result = %s, reason = %s WHERE id = %s",  # noqa: S608
            [(str(line.result), line.reason, line.pk) for line in lines],
        )
