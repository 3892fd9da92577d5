"""Lists of people to enrol: brought, understood, taken away. Nobody is enrolled here."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_enrol_for, may_manage_sessions
from curriculum.background import enqueue
from curriculum.enums import UploadState
from curriculum.errors import InvalidInput, SessionNotOpen, TooOften
from curriculum.models import Institution, Roster, Session, User
from curriculum.rosters.cells import missing_columns
from curriculum.rosters.resolving import refusal_of_session
from curriculum.rosters.sessions import usable_sessions
from curriculum.rosters.steps import OPEN_STATES, lock_roster
from curriculum.spreadsheets.columns import Table
from curriculum.uploads import ReceivedFile

MOST_OPEN = 30
"""Lists of one institution from which nobody was enrolled yet."""
MOST_A_DAY = 50
"""Lists that the managers of one institution bring."""


@transaction.atomic
def bring_roster(
    *,
    institution: Institution | None,
    session: Session | None,
    file: ReceivedFile,
    table: Table,
    all_or_none: bool,
    by: User,
    at: datetime,
    instead_of: Roster | None = None,
) -> Roster:
    """Keep a list that somebody brought; `table` is how it was understood.

    What the same institution confirmed for the same headings counts more. When the columns tell enough, the
    lines are checked at once. `instead_of` is a list that this one replaces, as the person mended the file.
    Raises NotAllowed, TooOften, SessionNotOpen.
    """
    check(may_enrol_for(by, institution))
    _check_room(institution, by, at, instead_of)
    if session is not None:
        today, managed = timezone.localdate(at), None if may_manage_sessions(by) else institution
        refusal = refusal_of_session(session, on=today, usable=usable_sessions(managed, on=today))
        if refusal:
            raise SessionNotOpen(refusal)
    mapping = _remembered(institution, table.headings) or dict(table.mapping)
    is_clear = not missing_columns(mapping.values())
    roster = Roster(
        institution=institution,
        session=session,
        all_or_none=all_or_none,
        name=file.name[:200],
        size=file.size,
        sha256=file.sha256,
        state=UploadState.CHECKING if is_clear else UploadState.TO_MAP,
        sheet=table.sheet[:100],
        heading_row=table.heading_row,
        headings=table.headings,
        mapping=_as_json(mapping),
        line_count=len(table.rows),
        made_by=by,
        made_at=at,
    )
    roster.file.save(file.name, ContentFile(file.data), save=False)
    roster.save()
    journal.record(
        roster,
        "curriculum.bring_roster",
        by=by,
        after={"institution": institution, "session": session, "lines": len(table.rows)},
    )
    if is_clear:
        enqueue("curriculum.tasks.check_roster", roster_id=roster.pk)
    if instead_of is not None and instead_of.state in OPEN_STATES:
        discard_roster(roster=instead_of, by=by)
    return roster


@transaction.atomic
def map_columns(*, roster: Roster, table: Table, mapping: Mapping[int, str], by: User) -> Roster:
    """Say what the columns of a list mean, `table` being the sheet and row of headings; check it anew.

    What was corrected on the page is lost. Raises NotAllowed, StaleData, InvalidInput.
    """
    roster = lock_roster(roster, by, OPEN_STATES)
    missing = missing_columns(mapping.values())
    if missing:
        raise InvalidInput(_("The list must tell: %(what)s.") % {"what": "; ".join(missing)})
    before = {"sheet": roster.sheet, "row": roster.heading_row, "columns": roster.mapping}
    roster.sheet, roster.heading_row = table.sheet[:100], table.heading_row
    roster.headings, roster.mapping = table.headings, _as_json(mapping)
    roster.state, roster.failure = UploadState.CHECKING, ""
    roster.line_count, roster.done_count = len(table.rows), 0
    roster.save()
    after = {"sheet": roster.sheet, "row": roster.heading_row, "columns": roster.mapping}
    journal.record(roster, "curriculum.map_columns", by=by, before=before, after=after)
    enqueue("curriculum.tasks.check_roster", roster_id=roster.pk)
    return roster


@transaction.atomic
def discard_roster(*, roster: Roster, by: User) -> None:
    """Forget a list from which nobody was enrolled, and its file. Raises NotAllowed, StaleData."""
    roster = lock_roster(roster, by, OPEN_STATES)
    journal.record(roster, "curriculum.discard_roster", by=by)
    file = roster.file
    roster.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))


def _check_room(
    institution: Institution | None, by: User, at: datetime, instead_of: Roster | None
) -> None:
    """Keep lists from filling the disk: so many lie open at a time, so many are brought in a day.

    Raises TooOften.
    """
    kept = Roster.objects.filter(institution=institution).exclude(pk=instead_of and instead_of.pk)
    is_open = Q(state__in=OPEN_STATES)
    is_of_today = Q(made_at__gt=at - timedelta(days=1))
    there = kept.aggregate(
        open=Count("pk", filter=is_open), of_today=Count("pk", filter=is_of_today)
    )
    if there["open"] >= MOST_OPEN:
        raise TooOften(
            _(
                "There are %(count)d lists here from which nobody was enrolled: give some of them up."
            )
            % {"count": MOST_OPEN}
        )
    if there["of_today"] >= MOST_A_DAY and not may_manage_sessions(by):
        raise TooOften(
            _("Many lists were brought today: go on tomorrow, or write to the federation.")
        )


def _remembered(institution: Institution | None, headings: list[str]) -> dict[int, str] | None:
    """Find what the same institution confirmed last for the same headings."""
    earlier = Roster.objects.filter(institution=institution).with_headings(headings).first()
    return {int(number): code for number, code in earlier.mapping.items()} if earlier else None


def _as_json(mapping: Mapping[int, str]) -> dict[str, str]:
    return {str(number): code for number, code in mapping.items()}
