"""Workbooks that go out when they are ready, and workbooks of attendance that come back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.enums import ExportState, UploadState
from curriculum.models.codes import new_code
from curriculum.models.people import User
from curriculum.models.uploads import upload_path
from curriculum.private_files import private_storage


def export_path(_export, _filename) -> str:
    """Store under an opaque name."""
    return f"exports/{new_code()}.xlsx"


class Export(models.Model):
    """A workbook too long to wait for: written by the worker, announced by mail, kept for some days."""

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=40)
    """Name of the writer, as `exports.WRITERS` has it."""
    parameters = models.JSONField(default=dict)
    name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.WAITING)
    file = models.FileField(
        storage=private_storage, upload_to=export_path, max_length=200, blank=True
    )
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="exports")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.name


class AttendanceReturn(models.Model):
    """An attendance workbook that was filled in by hand and brought back.

    Moves: ready → done. `differences` are what it says otherwise than the platform, with the answer to
    each: see `services.attendance_return`.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    file = models.FileField(storage=private_storage, upload_to=upload_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=UploadState, default=UploadState.READY)
    differences = models.JSONField(default=list)
    mark_count = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attendance brought back")
        verbose_name_plural = _("attendance brought back")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.name
