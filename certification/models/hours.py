"""The ledger of hours, and the evidence of those declared."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.enums import HourSource, HourState
from certification.models.hour_queries import TRAINEES_STATES, HourRecordQuerySet
from certification.models.imports import HourImportLine
from curriculum.enums import HourKind
from curriculum.models import Attendance, ExternalProvider, Person, Session, Territory, User
from curriculum.models.codes import new_code
from curriculum.private_files import private_storage


class HourRecord(models.Model):
    """Minutes that one person spent on one kind of activity on one day.

    Moves: draft → submitted or deleted by the trainee; submitted → draft (taken back), withdrawn,
    validated or refused; validated or refused → submitted (undone while no attestation rests on it);
    refused → submitted (corrected) or withdrawn. Records from attendance begin as submitted, are
    withdrawn when the closing of their session is undone, and are submitted again when it is closed. Those
    imported from a workbook begin as submitted or validated, as staff choose, and go when it is undone.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="hour_records", verbose_name=_("person")
    )
    source = models.CharField(_("source"), max_length=10, choices=HourSource)
    state = models.CharField(_("state"), max_length=10, choices=HourState)
    kind = models.CharField(_("kind"), max_length=24, choices=HourKind)
    on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    title = models.CharField(_("activity"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    home_territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    off_territory = models.BooleanField(_("off-territory"), default=False)
    off_territory_overruled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    off_territory_reason = models.CharField(_("reason"), max_length=300, blank=True)

    attendance = models.OneToOneField(
        Attendance,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="hour_record",
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="hour_records",
        verbose_name=_("session"),
    )
    import_line = models.ForeignKey(
        HourImportLine,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="hour_records",
    )

    provider = models.ForeignKey(
        ExternalProvider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("training body"),
    )
    provider_name = models.CharField(_("training body"), max_length=160, blank=True)
    accredited = models.BooleanField(_("accredited body"), default=False)

    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision_reason = models.TextField(_("reason"), blank=True)

    objects = HourRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("hour record")
        verbose_name_plural = _("hour records")
        ordering = ["-on", "-pk"]
        permissions = [("validate_hours", _("Can validate and refuse hours"))]
        indexes = [
            # The queue shows the oldest waiting first; a partial index stays small.
            models.Index(
                fields=["submitted_at", "id"],
                name="hours_waiting",
                condition=Q(state="submitted"),
            ),
            # The latest decisions first.
            models.Index(
                fields=["-decided_at", "-id"],
                name="hours_decided",
                condition=Q(state__in=["validated", "refused"]),
            ),
            # Progress of all trainees is one GROUP BY served by this index alone.
            models.Index(
                fields=["state", "person", "kind", "off_territory", "accredited", "minutes"],
                name="hours_by_class",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="hours_minutes_are_of_a_day", condition=Q(minutes__gte=1, minutes__lte=1440)
            ),
            models.CheckConstraint(
                name="hours_state_is_known", condition=Q(state__in=HourState.values)
            ),
            models.CheckConstraint(
                name="hours_kind_is_known", condition=Q(kind__in=HourKind.values)
            ),
            models.CheckConstraint(
                name="hours_say_where_they_come_from",
                condition=Q(
                    source="attendance",
                    attendance__isnull=False,
                    session__isnull=False,
                    import_line=None,
                )
                | Q(source="declared", attendance=None, session=None, import_line=None)
                | Q(source="imported", attendance=None, session=None, import_line__isnull=False),
            ),
            models.UniqueConstraint(
                name="hours_once_a_day_of_an_import_line",
                fields=["import_line", "on"],
                condition=Q(import_line__isnull=False),
            ),
            models.CheckConstraint(
                name="hours_decision_is_dated",
                condition=~Q(state__in=["validated", "refused"]) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="hours_refusal_has_a_reason",
                condition=~Q(state="refused") | ~Q(decision_reason=""),
            ),
            models.CheckConstraint(
                name="hours_overruling_has_a_reason",
                condition=Q(off_territory_overruled_by=None) | ~Q(off_territory_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.on})"

    @property
    def is_editable_by_trainee(self) -> bool:
        """Tell whether it is a declaration that its trainee may still correct."""
        return self.source == HourSource.DECLARED and self.state in TRAINEES_STATES

    @property
    def training_body(self) -> str:
        """Name of the body, listed or typed; empty for the federation's own sessions."""
        return self.provider.name if self.provider else self.provider_name

    @property
    def home_is_unknown(self) -> bool:
        """Tell that nobody knows where the person worked on that day, so it is not off-territory."""
        return (
            self.territory_id is not None
            and self.home_territory_id is None
            and self.off_territory_overruled_by_id is None
        )

    @property
    def ref(self) -> str:
        """Name of this row in the rules engine."""
        return f"hours:{self.pk}"


def evidence_path(evidence, filename) -> str:
    """Store under an opaque name: the sender's own name of the file stays in a column."""
    return f"evidence/{new_code()}{evidence.extension}"


class Evidence(models.Model):
    """A file that supports a declared activity."""

    EXTENSIONS = {
        "application/pdf": ".pdf",
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/webp": ".webp",
    }

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    record = models.ForeignKey(HourRecord, models.CASCADE, related_name="evidence")
    file = models.FileField(storage=private_storage, upload_to=evidence_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.name

    @property
    def extension(self) -> str:
        """Ending of the stored file, from its content and not from its name."""
        return self.EXTENSIONS.get(self.content_type, "")
