"""A whole import is taken back while nothing rests on it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from certification.access import may_import_hours
from certification.enums import HourState, ImportResult
from certification.errors import ReasonMissing, RestsOnAttestation
from certification.models import (
    Attestation,
    FollowedRulebook,
    FrozenClaim,
    HourImport,
    HourRecord,
    LevelAward,
)
from certification.past_hours.held import records_of_import, say_who_holds
from certification.past_hours.parts import in_parts
from certification.past_hours.recognition import first_days
from certification.services.hour_imports import lock_import
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.enums import UploadState
from curriculum.models import Person, User


@transaction.atomic
def start_undoing(*, hour_import: HourImport, reason: str, by: User, at: datetime) -> HourImport:
    """Let a worker remove all the hours that an import brought.

    Raises NotAllowed, ReasonMissing, ImportNotReady, RestsOnAttestation.
    """
    check(may_import_hours(by))
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why this import is undone: it stays in the journal."))
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.DONE,))
    if held := say_who_holds(hour_import):
        raise RestsOnAttestation(held)
    hour_import.state, hour_import.failure = UploadState.UNDOING, ""
    hour_import.undone_by, hour_import.undone_at, hour_import.undo_reason = by, at, reason
    hour_import.save(update_fields=["state", "failure", "undone_by", "undone_at", "undo_reason"])
    journal.record(hour_import, "certification.start_undoing", by=by, reason=reason)
    enqueue("certification.tasks.undo_import", import_id=hour_import.pk)
    return hour_import


@transaction.atomic
def finish_undoing(*, import_id: int, at: datetime) -> bool:
    """Remove the hours of an import, all of them or none; tell whether this call did.

    When an attestation was issued on them meanwhile, the import stays, and says so. A record that a revoked
    attestation once named is withdrawn instead of removed. People whom the import added stay, with what
    others may have noted of them since; the lines stay with the import. The number of queries grows by
    the thousand records.
    """
    hour_import = HourImport.objects.select_for_update().get(pk=import_id)
    if hour_import.state != UploadState.UNDOING:
        return False
    lines = hour_import.lines.filter(result=ImportResult.WRITTEN)
    began = first_days(lines)
    _lock_people(began)
    if held := say_who_holds(hour_import):
        hour_import.state, hour_import.failure = UploadState.DONE, held
        hour_import.undone_by = hour_import.undone_at = None
        hour_import.save(update_fields=["state", "failure", "undone_by", "undone_at"])
        journal.record(
            hour_import, "certification.finish_undoing", by=None, after={"undone": False}
        )
        return False
    removed = _remove(hour_import)
    _forget_beginnings(began)
    lines.update(result=ImportResult.REMOVED)
    hour_import.state, hour_import.finished_at = UploadState.UNDONE, at
    hour_import.save(update_fields=["state", "finished_at"])
    journal.record(
        hour_import,
        "certification.finish_undoing",
        by=hour_import.undone_by,
        after={"undone": True, "records": removed},
        reason=hour_import.undo_reason,
    )
    return True


def _lock_people(ids: Collection[int]) -> None:
    """Wait for attestations that are being issued, and let later ones wait: as they do, person first."""
    for some in in_parts(sorted(ids)):
        people = Person.objects.select_for_update(no_key=True).filter(pk__in=some)
        list(people.order_by("pk").values_list("pk", flat=True))


def _remove(hour_import: HourImport) -> int:
    """Remove records; those that a paper ever named are withdrawn."""
    papers = Attestation.records.through.objects.filter(hourrecord=OuterRef("pk"))
    claims = FrozenClaim.objects.filter(record=OuterRef("pk"))
    records = list(
        records_of_import(hour_import)
        .exclude(state=HourState.WITHDRAWN)
        .annotate(was_named=Exists(papers) | Exists(claims))
        .order_by("pk")
    )
    withdrawn = HourState.WITHDRAWN.value
    journal.record_many(
        (
            (
                record,
                {"state": record.state, "minutes": record.minutes},
                {"state": withdrawn if record.was_named else None, "minutes": record.minutes},
            )
            for record in records
        ),
        "certification.remove_imported",
        by=hour_import.undone_by,
        reason=hour_import.undo_reason,
    )
    for some in in_parts(record.pk for record in records if record.was_named):
        HourRecord.objects.filter(pk__in=some).update(state=withdrawn, submitted_at=None)
    for some in in_parts(record.pk for record in records if not record.was_named):
        HourRecord.objects.filter(pk__in=some).delete()
    return len(records)


def _forget_beginnings(began: dict) -> None:
    """Let those who only began by this import be newcomers again."""
    for some in in_parts(sorted(began)):
        followed = FollowedRulebook.objects.filter(
            ~Exists(HourRecord.objects.filter(person=OuterRef("person"))),
            ~Exists(LevelAward.objects.filter(person=OuterRef("person"))),
            person__in=some,
        )
        ours = [
            pk
            for pk, person, day in followed.values_list("pk", "person", "began_on")
            if began[person] == day
        ]
        FollowedRulebook.objects.filter(pk__in=ours).delete()
