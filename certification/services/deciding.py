"""Staff validate or refuse hours, one or hundreds at once, and undo it; each record has its own outcome."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.access import may_validate_hours
from certification.enums import HourState
from certification.errors import ReasonMissing
from certification.hour_facts import refresh_facts, save_facts
from certification.models import HourRecord, held_by_attestation
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.models import User

DECIDED = (HourState.VALIDATED, HourState.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one record of a batch: done, or else the sentence that says why not."""

    record: HourRecord
    is_done: bool
    message: str


@transaction.atomic
def validate_hours(
    *, ids: Iterable[int], by: User, at: datetime, seen_at: datetime | None = None
) -> list[Outcome]:
    """Let the waiting records with these ids count; tell their people in one mail each.

    Where a person worked and which bodies are accredited is read once more before. A record submitted
    after `seen_at`, when staff looked at it, is left alone. The number of queries does not depend on
    the number of records, but on how many territories had to be corrected. Raises NotAllowed.
    """
    return _decide(
        ids, HourState.VALIDATED, "certification.validate_hours", by=by, at=at, seen_at=seen_at
    )


@transaction.atomic
def refuse_hours(
    *, ids: Iterable[int], reason: str, by: User, at: datetime, seen_at: datetime | None = None
) -> list[Outcome]:
    """Refuse the waiting records with these ids for a reason that their people read in a mail.

    `seen_at` as in `validate_hours`. Raises NotAllowed, ReasonMissing.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why: the trainee reads the reason."))
    return _decide(
        ids,
        HourState.REFUSED,
        "certification.refuse_hours",
        by=by,
        at=at,
        seen_at=seen_at,
        reason=reason,
    )


@transaction.atomic
def undo_decisions(
    *, ids: Iterable[int], by: User, at: datetime, reason: str = ""
) -> list[Outcome]:
    """Put decided records back in the queue, unless a valid attestation rests on them.

    They keep their place in it. Raises NotAllowed.
    """
    check(may_validate_hours(by))
    records = _lock(ids)
    held = set(
        HourRecord.objects.filter(
            held_by_attestation(), pk__in=[record.pk for record in records]
        ).values_list("pk", flat=True)
    )

    def obstacle(record: HourRecord) -> str:
        if record.state not in DECIDED:
            return _("There is no decision to undo.")
        if record.account == by.pk:
            return _own_hours()
        if record.pk in held:
            return _("An attestation rests on these hours: revoke it first.")
        return ""

    judged, done = _sort(records, obstacle)
    no_decision = {
        "state": HourState.SUBMITTED,
        "decided_by": None,
        "decided_at": None,
        "decision_reason": "",
    }
    action = "certification.undo_decision"
    _write(done, _values(done), no_decision, DECIDED, action, by=by, reason=reason)
    return _settled(judged)


def _own_hours() -> str:
    return _("These are your own hours: somebody else decides on them.")


def _decide(
    ids: Iterable[int],
    state: HourState,
    action: str,
    *,
    by: User,
    at: datetime,
    seen_at: datetime | None,
    reason: str = "",
) -> list[Outcome]:
    check(may_validate_hours(by))
    records = _lock(ids)
    deciders = _names_of_deciders(records)

    def obstacle(record: HourRecord) -> str:
        if record.state in DECIDED:
            return _say_decided(record, deciders)
        if record.state != HourState.SUBMITTED:
            return _("The trainee has taken these hours back.")
        if record.account == by.pk:
            return _own_hours()
        if seen_at and record.submitted_at > seen_at:
            return _("The trainee has corrected these hours since you opened the page.")
        return ""

    judged, done = _sort(records, obstacle)
    before = _values(done)
    save_facts(refresh_facts(done))
    decision = {"state": state, "decided_by": by, "decided_at": at, "decision_reason": reason}
    _write(done, before, decision, (HourState.SUBMITTED,), action, by=by, reason=reason)
    return _settled(judged)


def _lock(ids: Iterable[int]) -> list[HourRecord]:
    """Read the records as they are now, each with its person's account as `account`.

    Whoever decides on the same ones waits for us. Hundreds share a few territories and bodies, which
    are therefore read once each instead of beside every record.
    """
    wanted = HourRecord.objects.filter(pk__in=set(ids)).annotate(account=F("person__user"))
    locked = wanted.order_by("pk").select_for_update(of=("self",))  # in order: no deadlock
    return list(locked.prefetch_related("territory", "provider"))


def _names_of_deciders(records: list[HourRecord]) -> dict[int | None, str]:
    deciders = {record.decided_by_id for record in records if record.state in DECIDED}
    if not deciders:
        return {}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=deciders)}


def _say_decided(record: HourRecord, deciders: dict[int | None, str]) -> str:
    values = {
        "who": deciders.get(record.decided_by_id, "–"),
        "when": date_format(timezone.localtime(record.decided_at), "SHORT_DATETIME_FORMAT"),
    }
    if record.state == HourState.VALIDATED:
        return _("Already validated by %(who)s on %(when)s.") % values
    return _("Already refused by %(who)s on %(when)s.") % values


def _sort(
    records: list[HourRecord], obstacle: Callable[[HourRecord], str]
) -> tuple[list[tuple[HourRecord, str]], list[HourRecord]]:
    """Pair each record with what stands in its way, and list those without obstacle."""
    judged = [(record, obstacle(record)) for record in records]
    return judged, [record for record, message in judged if not message]


def _settled(judged: list[tuple[HourRecord, str]]) -> list[Outcome]:
    return [
        Outcome(record=record, is_done=not message, message=message) for record, message in judged
    ]


def _values(records: list[HourRecord]) -> list[dict[str, Any]]:
    names = ("state", "off_territory", "accredited")
    return [{name: getattr(record, name) for name in names} for record in records]


def _write(
    done: list[HourRecord],
    before: list[dict[str, Any]],
    decision: dict[str, Any],
    states: tuple[HourState, ...],
    action: str,
    *,
    by: User,
    reason: str,
) -> None:
    """Write one decision on many records: one UPDATE, one journal statement, one task for the mails."""
    if not done:
        return
    ids = [record.pk for record in done]
    HourRecord.objects.filter(pk__in=ids, state__in=states).update(**decision)
    for record in done:
        for name, value in decision.items():
            setattr(record, name, value)
    journal.record_many(zip(done, before, _values(done), strict=True), action, by=by, reason=reason)
    enqueue("certification.tasks.tell_people", ids=ids)
