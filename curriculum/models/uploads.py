"""Spreadsheets that people bring: the file, how its columns are understood, and its lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from curriculum.enums import UploadState
from curriculum.models.codes import new_code
from curriculum.models.people import User
from curriculum.private_files import private_storage


def upload_path(upload, _filename) -> str:
    """Store under an opaque name: the sender's own name of the file stays in a column."""
    return f"uploads/{new_code()}"


class SpreadsheetUpload(models.Model):
    """A file with a table, on its way in.

    Moves: to map → checking → ready; ready → checking (columns or lines corrected) or writing; writing →
    done; done → undoing → undone, where that exists. A worker that dies in the middle is followed by
    another, which goes on.
    """

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    file = models.FileField(storage=private_storage, upload_to=upload_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=8, choices=UploadState, default=UploadState.TO_MAP
    )
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    heading_row = models.PositiveIntegerField(_("row of headings"), default=1)
    mapping = models.JSONField(default=dict)
    """Field by the number of the column, from 0, as JSON has it: `{"0": "family_name"}`."""
    line_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class SpreadsheetLine(models.Model):
    """A line of the table as it was read, corrected where somebody did, and what is wrong with it."""

    row = models.PositiveIntegerField(_("row"))
    values = models.JSONField(default=dict)
    """Text by field, days as ISO."""
    problems = models.JSONField(default=list)
    """What keeps the line from being used: `[[field, sentence], …]`; the field may be empty."""

    class Meta:
        abstract = True
