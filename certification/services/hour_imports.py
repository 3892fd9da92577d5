"""Past hours on their way in: a workbook is brought, understood, and its questions are answered.

Nothing is recorded here: see `hour_import_writing`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from certification.access import may_import_hours
from certification.errors import ImportNotReady
from certification.models import HourImport, HourImportLine
from certification.past_hours.fields import check_columns
from certification.past_hours.lines import ReadLine
from certification.past_hours.meanings import propose
from certification.past_hours.recognition import recognise
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.enums import UploadState
from curriculum.errors import InvalidInput
from curriculum.models import User
from curriculum.rosters.workbook import own_columns
from curriculum.spreadsheets.columns import Table
from curriculum.uploads import ReceivedFile

EARLIER = 200
"""Imports whose headings are compared, the latest first."""

OPEN_STATES = (UploadState.TO_MAP, UploadState.READY)
LINES_IN_ONE_STATEMENT = 500


@transaction.atomic
def bring_workbook(*, received: ReceivedFile, table: Table, by: User, at: datetime) -> HourImport:
    """Keep a workbook and what its columns seem to hold; `table` is what was found in it.

    The same headings as an earlier import's have the same meanings. When all that is needed is found,
    the lines are read at once. Raises NotAllowed.
    """
    check(may_import_hours(by))
    hour_import = HourImport(
        name=received.name,
        size=received.size,
        sha256=received.sha256,
        sheet=table.sheet,
        heading_row=table.heading_row,
        headings=table.headings,
        mapping=_as_json(_earlier_mapping(table.headings) or table.mapping),
        line_count=len(table.rows),
        made_by=by,
        made_at=at,
    )
    hour_import.file.save(received.name, ContentFile(received.data), save=False)
    hour_import.save()
    journal.record(
        hour_import,
        "certification.bring_workbook",
        by=by,
        after={"name": received.name, "line_count": len(table.rows)},
    )
    try:
        check_columns(set(hour_import.mapping.values()))
    except InvalidInput:
        return hour_import
    return _start_checking(hour_import)


@transaction.atomic
def map_columns(*, hour_import: HourImport, table: Table, by: User) -> HourImport:
    """Say which column of which sheet holds what; the lines are then read again.

    What was answered about words stays, what was answered about people is asked again. Raises
    NotAllowed, ImportNotReady, InvalidInput.
    """
    check(may_import_hours(by))
    hour_import = lock_import(hour_import=hour_import, states=OPEN_STATES)
    check_columns(set(table.mapping.values()))
    before = {"sheet": hour_import.sheet, "heading_row": hour_import.heading_row}
    hour_import.sheet, hour_import.heading_row = table.sheet, table.heading_row
    hour_import.headings, hour_import.mapping = table.headings, _as_json(table.mapping)
    hour_import.line_count = len(table.rows)
    after = {"sheet": table.sheet, "heading_row": table.heading_row}
    columns = {str(number): code for number, code in table.mapping.items()}
    journal.record(
        hour_import,
        "certification.map_columns",
        by=by,
        before=before,
        after={**after, "mapping": ", ".join(columns.values())},
    )
    return _start_checking(hour_import)


@transaction.atomic
def keep_lines(*, hour_import: HourImport, lines: Sequence[ReadLine], at: datetime) -> HourImport:
    """Keep what was read, with who is recognised and what words seem to mean; does nothing twice.

    The number of queries grows by the thousand lines.
    """
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.CHECKING,))
    hour_import.lines.all().delete()
    rows = recognise(hour_import, lines, on=timezone.localdate(at))
    HourImportLine.objects.bulk_create(rows, batch_size=LINES_IN_ONE_STATEMENT)
    said = propose(hour_import, rows)
    for subject, words in hour_import.meanings.items():
        said[subject] = {**said.get(subject, {}), **words}
    hour_import.meanings = said
    hour_import.state, hour_import.failure = UploadState.READY, ""
    hour_import.line_count = len(rows)
    hour_import.save(update_fields=["meanings", "state", "failure", "line_count"])
    return hour_import


@transaction.atomic
def note_unreadable(*, hour_import: HourImport, problem: str) -> None:
    """Say why a workbook that could be read could not be read again."""
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.CHECKING,))
    hour_import.state, hour_import.failure = UploadState.TO_MAP, problem
    hour_import.save(update_fields=["state", "failure"])


@transaction.atomic
def explain_words(
    *, hour_import: HourImport, meanings: Mapping[str, Mapping[str, str]], by: User
) -> HourImport:
    """Say what words of the workbook stand for; earlier answers about other words stay.

    Raises NotAllowed, ImportNotReady.
    """
    check(may_import_hours(by))
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.READY,))
    before, after = {}, {}
    for subject, words in meanings.items():
        said = hour_import.meanings.setdefault(subject, {})
        for key, value in words.items():
            if said.get(key) != value:
                before[key], after[key] = said.get(key), value
        said.update(words)
    hour_import.save(update_fields=["meanings"])
    if after:
        journal.record(
            hour_import, "certification.explain_words", by=by, before=before, after=after
        )
    return hour_import


@transaction.atomic
def recognise_people(
    *, hour_import: HourImport, who: Collection[str], are_same: bool, by: User
) -> int:
    """Answer whether people of the workbook are those whom they look like; return how many lines that is.

    `who` are the names that the lines have for their people. Raises NotAllowed, ImportNotReady.
    """
    check(may_import_hours(by))
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.READY,))
    lines = hour_import.lines.filter(who__in=list(who)).exclude(candidate=None)
    names = sorted({_name(values) for values in lines.values_list("values", flat=True)})
    if are_same:
        count = lines.update(person=F("candidate"), is_another=False)
    else:
        count = lines.update(person=None, is_another=True)
    if count:
        journal.record(
            hour_import,
            "certification.recognise_people",
            by=by,
            after={"same": are_same, "people": ", ".join(names)},
        )
    return count


@transaction.atomic
def set_lines_aside(
    *, hour_import: HourImport, ids: Collection[int], leave_out: bool, by: User
) -> int:
    """Leave lines out of the import, or take them in again; return how many changed.

    Raises NotAllowed, ImportNotReady.
    """
    check(may_import_hours(by))
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.READY,))
    changed = hour_import.lines.filter(pk__in=list(ids), is_left_out=not leave_out)
    rows = list(changed.order_by("row").values_list("row", flat=True))
    changed.update(is_left_out=leave_out)
    if rows:
        journal.record(
            hour_import,
            "certification.set_lines_aside",
            by=by,
            after={"left_out": leave_out, "rows": ", ".join(map(str, rows[:100]))},
        )
    return len(rows)


@transaction.atomic
def lock_import(*, hour_import: HourImport, states: Collection[UploadState]) -> HourImport:
    """Give the import as it is now, locked until the end of the transaction.

    Raises ImportNotReady when it is in none of `states`.
    """
    locked = HourImport.objects.select_for_update().filter(pk=hour_import.pk).first()
    if locked is None:
        raise ImportNotReady(_("This import was given up meanwhile."))
    if locked.state not in states:
        sentences = {
            UploadState.TO_MAP: _("Say first what the columns hold."),
            UploadState.CHECKING: _("The workbook is being checked: wait a moment."),
            UploadState.READY: _("These hours are not recorded yet."),
            UploadState.WRITING: _("These hours are being recorded already."),
            UploadState.DONE: _("These hours are recorded already."),
            UploadState.UNDOING: _("This import is being undone."),
            UploadState.UNDONE: _("This import was undone: bring the workbook again."),
        }
        raise ImportNotReady(sentences[UploadState(locked.state)])
    return locked


def _start_checking(hour_import: HourImport) -> HourImport:
    hour_import.state, hour_import.failure = UploadState.CHECKING, ""
    hour_import.save()
    enqueue("certification.tasks.check_import", import_id=hour_import.pk)
    return hour_import


def _as_json(mapping: Mapping[int, str]) -> dict[str, str]:
    return {str(number): code for number, code in mapping.items()}


def _earlier_mapping(headings: Sequence[str]) -> dict[int, str] | None:
    """Give what the columns held in the latest import with these headings; None when there is none.

    Lines that were handed out with the reason of their refusal come back with columns of ours around.
    """
    own = own_columns(headings)
    earlier = HourImport.objects.exclude(state=UploadState.TO_MAP).order_by("-made_at", "-pk")
    for known, mapping in earlier.values_list("headings", "mapping")[:EARLIER]:
        if known == list(headings):
            return mapping
        if known == [headings[number] for number in own]:
            return {own[int(number)]: code for number, code in mapping.items()}
    return None


def _name(values: Mapping[str, str]) -> str:
    return f"{values.get('given_name', '')} {values.get('family_name', '')}".strip()
