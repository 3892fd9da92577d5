"""Years of hours that were kept in workbooks, and where each of them stood."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.enums import HourState
from curriculum.models import Person, SpreadsheetLine, SpreadsheetUpload, User

IMPORT_STATES = [
    (HourState.SUBMITTED.value, _("Waiting for validation")),
    (HourState.VALIDATED.value, _("Validated by the import")),
]


class HourImport(SpreadsheetUpload):
    """A workbook of past hours that staff bring in."""

    meanings = models.JSONField(default=dict)
    """What the workbook's own words stand for: `{"kind": {"stage cc": "participation_cc"}, …}`."""
    record_state = models.CharField(
        _("the hours will be"),
        max_length=10,
        choices=IMPORT_STATES,
        default=HourState.SUBMITTED,
    )
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of past hours")
        verbose_name_plural = _("imports of past hours")
        ordering = ["-made_at", "-pk"]


class HourImportLine(SpreadsheetLine):
    """A line of such a workbook: whose hours they are, and the record that came of it."""

    hour_import = models.ForeignKey(HourImport, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    candidate = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Somebody who may be the same: to be answered."""
    is_another = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, db_index=True, blank=True)
    """What the line says, so that the same line of another file is known again."""

    class Meta:
        verbose_name = _("line of past hours")
        verbose_name_plural = _("lines of past hours")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(name="hour_import_line_once", fields=["hour_import", "row"])
        ]

    def __str__(self):
        return f"{self.hour_import}, {self.row}"
