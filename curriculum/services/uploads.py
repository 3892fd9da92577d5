"""Spreadsheets that people brought, forgotten in time: they are full of names, and fill the disk."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet

from curriculum import journal
from curriculum.enums import UploadState
from curriculum.models import AttendanceReturn, Roster
from curriculum.rosters.steps import OPEN_STATES


@transaction.atomic
def forget_uploads(*, at: datetime) -> int:
    """Give up old lists from which nobody was enrolled; take away the files of others, and of attendance.

    What came of a file stays: its lines, its name, its fingerprint. Gives the number of files.
    """
    before = at - settings.UPLOADS_KEPT
    brought = Roster.objects.select_for_update().filter(made_at__lt=before)
    given_up = list(brought.filter(state__in=OPEN_STATES))
    for roster in given_up:
        journal.record(roster, "curriculum.discard_roster", by=None)
        name = roster.file.name
        roster.delete()
        transaction.on_commit(partial(roster.file.storage.delete, name))
    done = Roster.objects.filter(state=UploadState.DONE, finished_at__lt=before)
    returns = AttendanceReturn.objects.filter(made_at__lt=before)
    return len(given_up) + take_files(rows=done) + take_files(rows=returns)


@transaction.atomic
def take_files(*, rows: QuerySet[Model]) -> int:
    """Take the files of these rows away once that is committed; give their number."""
    found = list(rows.exclude(file="").select_for_update().only("file"))
    rows.model._base_manager.filter(pk__in=[row.pk for row in found]).update(file="")
    for row in found:
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
    return len(found)
