"""Workbooks of past hours that led nowhere, forgotten in time."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from certification.models import HourImport
from certification.services.hour_imports import UNRECORDED
from curriculum import journal
from curriculum.enums import UploadState
from curriculum.services.uploads import take_files


@transaction.atomic
def forget_imports(*, at: datetime) -> int:
    """Give up old workbooks of which nothing was recorded, and take the files of those that were undone.

    Where hours were recorded, the workbook stays: it is where they come from. Gives the number of files.
    """
    before = at - settings.UPLOADS_KEPT
    old = HourImport.objects.select_for_update().filter(made_at__lt=before)
    given_up = list(old.filter(state__in=UNRECORDED))
    for hour_import in given_up:
        name = hour_import.file.name
        journal.record(
            hour_import,
            "certification.give_up_import",
            by=None,
            before={"name": hour_import.name},
        )
        hour_import.lines.all().delete()
        hour_import.delete()
        transaction.on_commit(partial(hour_import.file.storage.delete, name))
    undone = HourImport.objects.filter(state=UploadState.UNDONE, finished_at__lt=before)
    return len(given_up) + take_files(rows=undone)
