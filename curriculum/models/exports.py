"""Workbooks that go out when they are ready, and workbooks of attendance that come back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.enums import ExportState, UploadState
from curriculum.models.codes import new_code
from curriculum.models.people import User
from curriculum.models.sessions import Session
from curriculum.models.uploads import upload_path
from curriculum.private_files import private_storage


def export_path(export, _filename) -> str:
    """Store under the opaque code, always the same: who begins anew leaves no file behind."""
    return f"exports/{export.code}.xlsx"


class Export(models.Model):
    """A workbook too long to wait for: written by the worker, announced by mail, kept for some days.

    Moves: waiting → ready or failed. A worker that dies half-way is followed by another, which begins anew.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=40)
    """Name of the writer, as `exports.WRITERS` has it."""
    parameters = models.JSONField(default=dict)
    name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(
        _("state"), max_length=8, choices=ExportState, default=ExportState.WAITING
    )
    line_count = models.PositiveIntegerField(default=0)
    """About how many lines it will have."""
    done_count = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
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
        constraints = [
            models.CheckConstraint(
                name="export_state_is_known", condition=Q(state__in=ExportState.values)
            ),
            models.CheckConstraint(
                name="export_that_is_ready_has_a_file", condition=~Q(state="ready") | ~Q(file="")
            ),
        ]

    def __str__(self):
        return self.name


class AttendanceReturn(models.Model):
    """An attendance workbook that was filled in by hand and brought back.

    Moves: ready → done, when each difference is settled. `changes` are the lines that somebody filled in
    otherwise than they were written, with what became of each: see `attendance.returns`. What they differ
    from is read each time, since marks go on changing.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="attendance_returns"
    )
    """The session it was brought back to; none when staff bring back one of several sessions."""
    file = models.FileField(storage=private_storage, upload_to=upload_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=8, choices=UploadState, default=UploadState.READY
    )
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    line_count = models.PositiveIntegerField(default=0)
    outdated_count = models.PositiveIntegerField(default=0)
    """How many of its lines were marked otherwise since it was written, and say nothing about it."""
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    """Cells that cannot be used: `[[row, column, heading, sentence], …]`."""
    mark_count = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attendance brought back")
        verbose_name_plural = _("attendance brought back")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_return_state_is_known", condition=Q(state__in=["ready", "done"])
            ),
        ]

    def __str__(self):
        return self.name
