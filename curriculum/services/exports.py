"""Workbooks that are written in the background: asked for, written or given up, forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.enums import ExportState
from curriculum.errors import CurriculumError, InvalidInput, TooOften
from curriculum.exports import Parameters, export_kind
from curriculum.models import Export, User
from curriculum.models.exports import export_path

MOST_WAITING = 5
"""Workbooks that one account may wait for at a time."""
MOST_A_DAY = 50
"""Workbooks that one account may ask for: each is kept for days."""
GIVEN_UP_AFTER = timedelta(hours=4)
"""Longer than all attempts of its task together."""


@transaction.atomic
def ask_export(*, kind: str, parameters: Parameters, name: str, by: User, at: datetime) -> Export:
    """Ask for a workbook called `name`; the same one that is still waited for is not made twice.

    Raises NotAllowed, InvalidInput when too many are waited for, TooOften, what the kind raises.
    """
    found = export_kind(kind)
    check(found.allows(by, parameters))
    User.objects.select_for_update().get(pk=by.pk)  # one request at a time
    waiting = list(Export.objects.filter(asked_by=by, state=ExportState.WAITING))
    for export in waiting:
        if (export.kind, export.parameters) == (kind, parameters):
            return export
    if len(waiting) >= MOST_WAITING:
        raise InvalidInput(
            _("%(count)d workbooks are being written for you already: wait for one of them.")
            % {"count": len(waiting)}
        )
    latest = Export.objects.filter(asked_by=by, asked_at__gt=at - timedelta(days=1))
    if latest.count() >= MOST_A_DAY:
        raise TooOften(_("You asked for many workbooks today: go on tomorrow."))
    export = Export.objects.create(
        kind=kind,
        parameters=parameters,
        name=name[:200],
        line_count=found.count(parameters),
        asked_by=by,
        asked_at=at,
    )
    journal.record(export, "curriculum.ask_export", by=by, after={"name": export.name})
    enqueue("curriculum.tasks.write_export", export_id=export.pk)
    return export


def write_export(*, export: Export, clock: Callable[[], datetime]) -> bool:
    """Write the workbook and keep it, or note why it cannot be; tell whether this call kept it.

    Not one transaction: writing takes its time, and must not keep others from theirs. Nothing of a worker
    that died is used: the next one begins anew, and its file has the same name.
    """
    if export.state != ExportState.WAITING:
        return False
    try:
        kind = export_kind(export.kind)
        check(kind.allows(export.asked_by, export.parameters))
        with TemporaryFile() as file, translation.override(settings.LANGUAGE_CODE):
            kind.write(file, export.parameters, _note_for(export))
            path = _keep(export, file)
    except CurriculumError as refusal:
        fail_export(export=export, reason=str(refusal), at=clock())
        return False
    return path is not None and ready_export(export=export, path=path, at=clock())


@transaction.atomic
def ready_export(*, export: Export, path: str, at: datetime) -> bool:
    """Note that the workbook is kept under `path`, and tell who asked; tell whether this call did."""
    waiting = Export.objects.filter(pk=export.pk, state=ExportState.WAITING)
    if not waiting.update(state=ExportState.READY, file=path, finished_at=at):
        return False
    export.refresh_from_db()
    journal.record(export, "curriculum.ready_export", by=None, after={"name": export.name})
    enqueue("curriculum.tasks.send_export_ended", export_id=export.pk)
    return True


@transaction.atomic
def fail_export(*, export: Export, reason: str, at: datetime) -> bool:
    """Note that there will be no workbook, and tell who asked; tell whether this call did."""
    waiting = Export.objects.filter(pk=export.pk, state=ExportState.WAITING)
    if not waiting.update(state=ExportState.FAILED, failure=reason, finished_at=at):
        return False
    export.refresh_from_db()
    journal.record(export, "curriculum.fail_export", by=None, reason=reason)
    enqueue("curriculum.tasks.send_export_ended", export_id=export.pk)
    return True


@transaction.atomic
def forget_exports(*, at: datetime) -> int:
    """Give up those that nobody could write, delete those that are old with their files; return how many."""
    for export in Export.objects.filter(
        state=ExportState.WAITING, asked_at__lt=at - GIVEN_UP_AFTER
    ):
        fail_export(
            export=export,
            reason=_("It could not be written. Ask again, or tell the federation."),
            at=at,
        )
    old = list(Export.objects.filter(finished_at__lt=at - settings.EXPORTS_KEPT))
    for export in old:
        if export.file:
            export.file.delete(save=False)  # a row without a file is deleted next time
    Export.objects.filter(pk__in=[export.pk for export in old]).delete()
    return len(old)


def _note_for(export: Export) -> Callable[[int], None]:
    def note(done: int) -> None:
        Export.objects.filter(pk=export.pk).update(done_count=done)

    return note


def _keep(export: Export, file) -> str | None:
    """Move the file where it is kept, unless somebody else did."""
    if not Export.objects.filter(pk=export.pk, state=ExportState.WAITING).exists():
        return None
    storage = Export._meta.get_field("file").storage
    path = export_path(export, "")
    storage.delete(path)
    file.seek(0)
    return storage.save(path, File(file))
