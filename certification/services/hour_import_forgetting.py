"""Workbooks of past hours that led nowhere: given up by staff, or forgotten in time."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from certification.access import may_import_hours
from certification.models import HourImport
from certification.services.hour_imports import lock_import
from curriculum import journal
from curriculum.access import check
from curriculum.enums import UploadState
from curriculum.models import User
from curriculum.services.uploads import take_files

UNRECORDED = (UploadState.TO_MAP, UploadState.CHECKING, UploadState.READY)


@transaction.atomic
def give_up_import(*, hour_import: HourImport, by: User) -> None:
    """Forget a workbook of which nothing was recorded, with its file; only the journal remembers it.

    Also while it is being checked: a check that cannot end would otherwise keep it for ever.

    Raises NotAllowed, ImportNotReady.
    """
    check(may_import_hours(by))
    _forget(lock_import(hour_import=hour_import, states=UNRECORDED), by)


@transaction.atomic
def forget_imports(*, at: datetime) -> int:
    """Give up old workbooks of which nothing was recorded, and take the files of those that were undone.

    Where hours were recorded, the workbook stays: it is where they come from. Gives the number of files.
    """
    before = at - settings.UPLOADS_KEPT
    old = HourImport.objects.select_for_update().filter(made_at__lt=before)
    given_up = list(old.filter(state__in=UNRECORDED))
    for hour_import in given_up:
        _forget(hour_import, None)
    undone = HourImport.objects.filter(state=UploadState.UNDONE, finished_at__lt=before)
    return len(given_up) + take_files(rows=undone)


def _forget(hour_import: HourImport, by: User | None) -> None:
    file, name = hour_import.file, hour_import.file.name
    journal.record(
        hour_import, "certification.give_up_import", by=by, before={"name": hour_import.name}
    )
    hour_import.lines.all().delete()
    hour_import.delete()
    transaction.on_commit(partial(file.storage.delete, name))
