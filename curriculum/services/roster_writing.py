"""Enrol the people of a list, part by part: each line entirely, or not at all."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Sum, TextField, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import journal
from curriculum.access import may_manage_sessions
from curriculum.background import enqueue, enqueue_many
from curriculum.enums import GOOD_LINES, LineResult, LineState, UploadState
from curriculum.errors import InvalidInput, TooOften
from curriculum.garbage import no_collections
from curriculum.models import Institution, Person, Roster, User
from curriculum.rosters.steps import lock_roster, note_refusals
from curriculum.services.roster_parts import RosterPart

PART = 5000
"""Lines in one transaction."""
MOST_A_DAY = 10_000
"""People to whom the managers of one institution let us write."""


@transaction.atomic
def write_roster(*, roster: Roster, only_good: bool, by: User, at: datetime) -> Roster:
    """Begin to enrol the people of a list: all of them, or with `only_good` those of the good lines.

    The other lines are told why not. The work itself is `write_lines`. Raises NotAllowed, StaleData,
    InvalidInput when lines are still to be mended or answered, or when there is nobody to enrol, TooOften.
    """
    roster = lock_roster(roster, by, (UploadState.READY,))
    counts = roster.lines.counts()
    open_lines = counts[LineState.PROBLEM] + counts[LineState.QUESTION]
    if open_lines and not only_good:
        raise InvalidInput(
            ngettext(
                "%(count)d line is still to be mended or answered.",
                "%(count)d lines are still to be mended or answered.",
                open_lines,
            )
            % {"count": open_lines}
        )
    good = sum(counts[state] for state in GOOD_LINES)
    if not good and not counts[LineState.HELD]:
        raise InvalidInput(_("There is nobody to enrol in this list."))
    _check_often(roster, good, by, at)
    _settle_others(roster, counts)
    roster.state, roster.done_count = UploadState.WRITING, 0
    roster.line_count = good
    roster.save(update_fields=["state", "done_count", "line_count"])
    journal.record(
        roster,
        "curriculum.write_roster",
        by=by,
        after={"to_enrol": good, "left": open_lines},
    )
    enqueue("curriculum.tasks.write_roster", roster_id=roster.pk, user_id=by.pk)
    return roster


def write_lines(*, roster_id: int, by: User, at: datetime) -> None:
    """Enrol the people of a list, to its end; goes on where a worker that died stopped.

    May run twice, or while another does the same.
    """
    goes_on = True
    while goes_on:
        with no_collections():
            goes_on = write_part(roster_id=roster_id, by=by, at=at)


@transaction.atomic
def write_part(*, roster_id: int, by: User, at: datetime) -> bool:
    """Enrol the people of the next lines, in one transaction; tell whether more is to be done.

    When something changed since the list was checked, a line waits or is refused with the reason. The last
    part closes the list.
    """
    roster = Roster.objects.select_for_update().filter(pk=roster_id).first()
    if roster is None or roster.state != UploadState.WRITING:
        return False
    if roster.institution_id:
        # Two lists of one institution may name the same new person: one after the other. The key stays free,
        # so that whoever enrols somebody for the institution on a page does not wait for a list.
        locked = Institution.objects.select_for_update(of=("self",), no_key=True)
        related = locked.select_related("territory")
        roster.institution = related.get(pk=roster.institution_id)
    lines = list(roster.lines.good().filter(result="").order_by("row")[: _size(roster)])
    if lines:
        RosterPart(roster, by, at).write(lines)
        roster.done_count += len(lines)
    if len(lines) == _size(roster):
        roster.save(update_fields=["done_count"])
        return True
    _finish(roster, by, at)
    return False


def _check_often(roster: Roster, good: int, by: User, at: datetime) -> None:
    """Let an institution write to so many people a day: the addresses are whatever somebody typed.

    Raises TooOften.
    """
    if roster.institution is None or may_manage_sessions(by):
        return
    latest = Q(state=UploadState.WRITING) | Q(finished_at__gt=at - timedelta(days=1))
    written = Roster.objects.filter(latest, institution=roster.institution)
    if (written.aggregate(lines=Sum("line_count"))["lines"] or 0) + good > MOST_A_DAY:
        raise TooOften(
            _(
                "An institution enrols %(count)d people a day by lists: go on tomorrow, or write to the "
                "federation."
            )
            % {"count": MOST_A_DAY}
        )


def _size(roster: Roster) -> int | None:
    """Say how many lines are written together: all of them, when they come all or none."""
    return None if roster.all_or_none else PART


def _settle_others(roster: Roster, counts: Mapping[str, int]) -> None:
    """Say of the lines that are not enrolled why not."""
    kept = (LineState.HELD, LineState.REPEATED)
    if any(counts[state] for state in kept):
        roster.lines.filter(state__in=kept).update(result=LineResult.KEPT)
    refused = {
        LineState.LEFT_OUT: _("Left out on the page."),
        LineState.QUESTION: _("Whether it is a person whom you know already was not answered."),
    }
    for state, reason in refused.items():
        if counts[state]:
            roster.lines.filter(state=state).update(
                result=LineResult.REFUSED,
                reason=Case(
                    When(reason="", then=Value(reason)),
                    default=F("reason"),
                    output_field=TextField(),
                ),
            )
    if counts[LineState.PROBLEM]:
        wrong = list(roster.lines.filter(state=LineState.PROBLEM).only("roster", "problems"))
        for line in wrong:
            line.result = LineResult.REFUSED
            line.reason = " ".join(sentence for _field, sentence in line.problems)
        note_refusals(wrong)


def _finish(roster: Roster, by: User, at: datetime) -> None:
    """Close the list, and send each person who has an address one mail about all their places."""
    roster.state, roster.finished_at = UploadState.DONE, at
    roster.save(update_fields=["state", "done_count", "finished_at"])
    told = roster.lines.placed()
    people = Person.objects.filter(
        ~Q(email="") | Q(user__isnull=False), pk__in=told.order_by().values("person")
    )
    enqueue_many(
        "curriculum.tasks.send_invitations",
        [
            {"person_id": pk, "roster_code": roster.code}
            for pk in people.order_by("pk").values_list("pk", flat=True)
        ],
    )
    journal.record(roster, "curriculum.finish_roster", by=by, after=roster.lines.result_counts())
