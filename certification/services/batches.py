"""Issue many papers at once, in the background; each has its own outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certification.access import may_issue_attestations
from certification.enums import AttestationKind, BatchItemState
from certification.models import Attestation, IssueBatch, IssueBatchItem
from certification.services.attestations import issue_level, issue_partial
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.errors import CurriculumError, InvalidInput
from curriculum.models import Person, Session, User

PART = 10
"""Papers in one task: few enough that two workers share a batch evenly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRequest:
    """One paper that is asked for: a level, or else a session or a period."""

    person: Person
    level: int | None = None
    session: Session | None = None
    from_on: date | None = None
    until_on: date | None = None

    @property
    def kind(self) -> AttestationKind:
        """A level attestation when a level is asked for."""
        return AttestationKind.LEVEL if self.level else AttestationKind.PARTIAL


@transaction.atomic
def start_batch(*, requests: Iterable[PaperRequest], by: User, at: datetime) -> IssueBatch:
    """Ask for many papers; workers issue them, a part each.

    Raises NotAllowed, InvalidInput when none is asked for.
    """
    check(may_issue_attestations(by))
    wanted = list(dict.fromkeys(requests))
    if not wanted:
        raise InvalidInput(_("Choose at least one person."))
    batch = IssueBatch.objects.create(asked_by=by, asked_at=at)
    items = IssueBatchItem.objects.bulk_create(
        IssueBatchItem(
            batch=batch,
            kind=request.kind,
            person=request.person,
            level=request.level,
            session=request.session,
            from_on=request.from_on,
            until_on=request.until_on,
        )
        for request in wanted
    )
    journal.record(batch, "certification.start_batch", by=by, after={"papers": len(items)})
    for part in _parts([item.pk for item in items]):
        enqueue("certification.tasks.issue_part", batch_id=batch.pk, item_ids=part)
    return batch


@transaction.atomic
def issue_item(*, item_id: int, at: datetime) -> Attestation | None:
    """Issue one paper of a batch, or note why not; does nothing when that was done before.

    The paper and the note that it is done are one transaction, so that nobody gets two.
    """
    item = (
        IssueBatchItem.objects.select_for_update(of=("self",))
        .select_related("person", "session", "batch__asked_by")
        .filter(pk=item_id, state=BatchItemState.WAITING)
        .first()
    )
    if item is None:
        return None
    try:
        with transaction.atomic():
            item.attestation = _issue(item, at)
        item.state = BatchItemState.DONE
    except CurriculumError as refusal:
        item.outcome = str(refusal)
        item.state = BatchItemState.REFUSED
    item.save(update_fields=["state", "outcome", "attestation"])
    return item.attestation


@transaction.atomic
def finish_batch(*, batch: IssueBatch, at: datetime) -> bool:
    """Note the end of a batch of which nothing waits any more; tell whether this call did."""
    if batch.items.filter(state=BatchItemState.WAITING).exists():
        return False
    if not IssueBatch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=at):
        return False
    issued = batch.items.filter(state=BatchItemState.DONE).count()
    journal.record(
        batch,
        "certification.finish_batch",
        by=None,
        after={"issued": issued, "refused": batch.items.count() - issued},
    )
    return True


def _issue(item: IssueBatchItem, at: datetime) -> Attestation:
    by = item.batch.asked_by
    if item.kind == AttestationKind.LEVEL:
        return issue_level(person=item.person, level=item.level, by=by, at=at)
    return issue_partial(
        person=item.person,
        session=item.session,
        from_on=item.from_on,
        until_on=item.until_on,
        by=by,
        at=at,
    )


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + PART] for start in range(0, len(ids), PART))
