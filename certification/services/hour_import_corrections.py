"""Wrong cells of a workbook of past hours, mended on the page."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certification.access import may_import_hours
from certification.errors import ImportNotReady
from certification.models import HourImportLine
from certification.past_hours.columns import column_by_field
from certification.past_hours.correcting import MENDED, read_again, recognise_again
from certification.past_hours.meanings import propose
from certification.past_hours.workbook import length_of_day
from certification.services.hour_imports import lock_import
from curriculum import journal
from curriculum.access import check
from curriculum.enums import UploadState
from curriculum.errors import InvalidInput
from curriculum.models import User

OF_NAMESAKES = (
    "who", "person", "candidate", "is_another", "problems", "repeats_row", "is_left_out",
)  # fmt: skip
"""What another line about the same names may have to say anew."""


@transaction.atomic
def correct_import_line(
    *, line: HourImportLine, written: Mapping[str, str], by: User, at: datetime
) -> HourImportLine:
    """Write over wrong cells of a line, by field, as typed; the file itself stays as it is.

    Whose line it is, what it repeats and its words are then found out as for a line of the file, and so is
    what it tells of its namesakes. Raises NotAllowed, ImportNotReady, and InvalidInput, whose `errors` are by
    field, while a cell is still wrong.
    """
    check(may_import_hours(by))
    hour_import = lock_import(hour_import=line.hour_import, states=(UploadState.READY,))
    found = hour_import.lines.filter(row=line.row).first()
    if found is None:
        raise ImportNotReady(_("This line is not there any more: the workbook was read again."))
    today = timezone.localdate(at)
    read = read_again(found, written, day_minutes=length_of_day(today), today=today)
    others = [] if read.problems else recognise_again(found, read, on=today)
    if read.problems:
        errors: dict[str, list[str]] = {}
        for code, sentence in read.problems:
            errors.setdefault(code, []).append(sentence)
        raise InvalidInput(_("Row %(row)d is not right yet.") % {"row": found.row}, errors)
    mended = {*found.values.get(MENDED, "").split(), *written}
    found.values, found.problems = {**read.values, MENDED: " ".join(sorted(mended))}, []
    found.save()
    HourImportLine.objects.bulk_update(others, OF_NAMESAKES, batch_size=100)
    for subject, words in propose(hour_import, [found]).items():
        hour_import.meanings[subject] = words | hour_import.meanings.get(subject, {})
    hour_import.save(update_fields=["meanings"])
    columns = column_by_field(hour_import)
    journal.record(
        hour_import,
        "certification.correct_import_line",
        by=by,
        after={
            "cells": ", ".join(
                f"{columns[code].letters}{found.row} = {text or '–'}"
                for code, text in written.items()
                if code in columns
            )
        },
    )
    return found
