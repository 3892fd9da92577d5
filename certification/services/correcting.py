"""What staff set right on somebody's hours before or after validating them, always in the journal."""

from django.db import transaction
from django.utils.translation import gettext as _

from certification.access import may_validate_hours
from certification.enums import HourSource, HourState
from certification.errors import ReasonMissing, RecordNotEditable, RestsOnAttestation
from certification.hour_facts import refresh_facts
from certification.models import HourRecord, held_by_attestation
from curriculum import journal
from curriculum.access import check
from curriculum.errors import NotAllowed
from curriculum.models import ExternalProvider, User


@transaction.atomic
def overrule_off_territory(
    *, record: HourRecord, off_territory: bool, reason: str, by: User
) -> HourRecord:
    """Say, against the calendar of the person's territories, whether these hours are off-territory.

    Raises NotAllowed, ReasonMissing, RecordNotEditable, RestsOnAttestation.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why these hours are counted so: it stays with them."))
    record = _lock_correctable(record, by=by)
    before = {"off_territory": record.off_territory}
    record.off_territory = off_territory
    record.off_territory_overruled_by = by
    record.off_territory_reason = reason
    record.save(
        update_fields=["off_territory", "off_territory_overruled_by", "off_territory_reason"]
    )
    journal.record(
        record,
        "certification.overrule_off_territory",
        by=by,
        before=before,
        after={"off_territory": off_territory},
        reason=reason,
    )
    return record


@transaction.atomic
def stop_overruling(*, record: HourRecord, by: User) -> HourRecord:
    """Let the calendar of the person's territories decide again.

    Raises NotAllowed, RecordNotEditable, RestsOnAttestation.
    """
    record = _lock_correctable(record, by=by)
    before = {"off_territory": record.off_territory}
    record.off_territory_overruled_by = None
    record.off_territory_reason = ""
    refresh_facts([record])
    record.save()
    journal.record(
        record,
        "certification.stop_overruling",
        by=by,
        before=before,
        after={"off_territory": record.off_territory},
    )
    return record


@transaction.atomic
def settle_provider(
    *, record: HourRecord, provider: ExternalProvider | None, accredited: bool, by: User
) -> HourRecord:
    """Say which body a declaration is about: one of the list, or the typed one, accredited or not.

    A listed body's own dates decide whether it is accredited; `accredited` is for a typed one.
    Raises NotAllowed, RecordNotEditable, RestsOnAttestation.
    """
    record = _lock_correctable(record, by=by)
    if record.source != HourSource.DECLARED:
        raise RecordNotEditable(_("These hours come from a session of the federation."))
    before = {"provider": record.provider, "accredited": record.accredited}
    record.provider = provider
    record.accredited = provider.is_accredited(on=record.on) if provider else accredited
    record.save(update_fields=["provider", "accredited"])
    journal.record(
        record,
        "certification.settle_provider",
        by=by,
        before=before,
        after={"provider": record.provider, "accredited": record.accredited},
    )
    return record


def _lock_correctable(record: HourRecord, *, by: User) -> HourRecord:
    """Give the record as it is now, locked, unless it is not the staff's to correct."""
    check(may_validate_hours(by))
    locked = HourRecord.objects.select_for_update().get(pk=record.pk)
    if locked.person.user_id == by.pk:
        raise NotAllowed(_("These are your own hours: somebody else decides on them."))
    if locked.state not in (HourState.SUBMITTED, HourState.VALIDATED):
        raise RecordNotEditable(_("Only hours that are submitted or validated are corrected."))
    if HourRecord.objects.filter(held_by_attestation(), pk=locked.pk).exists():
        raise RestsOnAttestation(_("An attestation rests on these hours: revoke it first."))
    return locked
