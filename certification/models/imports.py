"""Years of hours that were kept in workbooks, and where each of them stood."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from certification.enums import HourState, ImportResult
from curriculum.models import Person, SpreadsheetLine, SpreadsheetUpload, User

IMPORT_STATES = [
    (HourState.SUBMITTED.value, _("Waiting for validation")),
    (HourState.VALIDATED.value, _("Validated by the import")),
]


class HourImportQuerySet(models.QuerySet):
    """Questions about imports."""

    def with_counts(self):
        """Add how many lines brought hours (`written`)."""
        written = Q(lines__result=ImportResult.WRITTEN)
        return self.annotate(written=Count("lines", filter=written))

    def newest_first(self):
        """Sort by the moment when they were brought, the latest first."""
        return self.order_by("-made_at", "-pk")


class HourImport(SpreadsheetUpload):
    """A workbook of past hours that staff bring in."""

    headings = models.JSONField(default=list)
    """The headings of its table, so that the next workbook with the same ones is understood alike."""
    meanings = models.JSONField(default=dict)
    """What the workbook's own words stand for: `{"kind": {"stage cc": "participation_cc"}, …}`."""
    record_state = models.CharField(
        _("the hours will be"),
        max_length=10,
        choices=IMPORT_STATES,
        default=HourState.SUBMITTED,
    )
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.TextField(_("reason"), blank=True)

    objects = HourImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of past hours")
        verbose_name_plural = _("imports of past hours")
        ordering = ["-made_at", "-pk"]


class HourImportLine(SpreadsheetLine):
    """A line of such a workbook: whose hours they are, and the records that came of it."""

    hour_import = models.ForeignKey(HourImport, models.CASCADE, related_name="lines")
    who = models.CharField(max_length=64, blank=True, db_index=True)
    """What the line says of its person, so that alike lines are about the same one."""
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_person = models.BooleanField(default=False)
    """Whether the import added this person."""
    candidate = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Somebody who may be the same: to be answered."""
    is_another = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    repeats_row = models.PositiveIntegerField(null=True)
    """The row of the file that says the very same: left out until somebody wants both."""
    fingerprint = models.CharField(max_length=64, db_index=True, blank=True)
    """What the line says, so that the same line of another file is known again."""
    result = models.CharField(max_length=8, choices=ImportResult, blank=True)

    class Meta:
        verbose_name = _("line of past hours")
        verbose_name_plural = _("lines of past hours")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(name="hour_import_line_once", fields=["hour_import", "row"]),
            models.UniqueConstraint(
                name="hour_import_line_written_once",
                fields=["fingerprint"],
                condition=Q(result="written"),
            ),
        ]

    def __str__(self):
        return f"{self.hour_import}, {self.row}"
