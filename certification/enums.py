"""Every closed list of the certification."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HourSource(TextChoices):
    """Where an hour record comes from."""

    ATTENDANCE = "attendance", _("Attendance on the platform")
    DECLARED = "declared", _("Declared by the trainee")
    IMPORTED = "imported", _("Imported from a workbook")


class HourState(TextChoices):
    """Where an hour record stands; see `HourRecord` for the allowed moves."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for validation")
    VALIDATED = "validated", _("Validated")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClaimSlot(TextChoices):
    """The part of a requirement that minutes fill."""

    OFF_TERRITORY = "off_territory", _("Off-territory")
    OPEN = "open", _("Any territory")


class RulebookStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class AttestationKind(TextChoices):
    PARTIAL = "partial", _("Partial attestation")
    LEVEL = "level", _("Level attestation")


class AttestationState(TextChoices):
    """Where a paper stands; see `Attestation` for the allowed moves."""

    VALID = "valid", _("Valid")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Replaced")


class BatchItemState(TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Issued")
    REFUSED = "refused", _("Not issued")


class ImportResult(TextChoices):
    """What became of a line of past hours."""

    WRITTEN = "written", _("Hours recorded")
    KNOWN = "known", _("Brought already by another import")
    LEFT_OUT = "left_out", _("Left out")
    REFUSED = "refused", _("To mend in the file")
    REMOVED = "removed", _("Undone")
