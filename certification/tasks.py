"""Background work of the certification; services enqueue it by name (see `curriculum.background`)."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification import mails
from certification.errors import ImportNotReady
from certification.models import Attestation, HourImport, HourRecord, IssueBatch
from certification.past_hours.workbook import read_import
from certification.services import (
    batches,
    hour_import_undoing,
    hour_import_writing,
    hour_imports,
    papers,
)
from curriculum.background import background_task, enqueue
from curriculum.enums import UploadState
from curriculum.spreadsheets.values import Unreadable


@background_task(queue="mail", title=_("Mails: decisions on hours"))
def tell_people(*, ids: list[int]) -> None:
    """Queue one mail a person about what was decided on these records, all of them or none."""
    by_person: dict[int, list[int]] = {}
    for pk, person in HourRecord.objects.filter(pk__in=ids).values_list("pk", "person"):
        by_person.setdefault(person, []).append(pk)
    with transaction.atomic():
        for person, mine in by_person.items():
            enqueue("certification.tasks.tell_person", person_id=person, record_ids=mine)


@background_task(queue="mail", title=_("Mail: decisions on hours"))
def tell_person(*, person_id: int, record_ids: list[int]) -> None:
    """Send one person one mail about what was decided on these records."""
    mails.send_decisions(person_id, record_ids)


@background_task(queue="mail", title=_("Mail: news about an attestation"))
def tell_holder(*, attestation_id: int, news: str) -> None:
    """Send the holder of a paper the mail about what became of it."""
    mails.send_attestation_news(attestation_id, news)


@background_task(title=_("Drawing an attestation"))
def store_attestation(*, attestation_id: int) -> None:
    """Draw a paper whose bytes are still missing; most were drawn when they were issued."""
    papers.store_pdf(attestation=Attestation.objects.get(pk=attestation_id))


@background_task(attempts=10, title=_("Issuing many attestations"))
def issue_part(*, batch_id: int, item_ids: list[int]) -> None:
    """Issue a part of a batch; what is done already is left alone."""
    for item_id in item_ids:
        batches.issue_item(item_id=item_id, at=timezone.now())
    batches.finish_batch(batch=IssueBatch.objects.get(pk=batch_id), at=timezone.now())


@background_task(title=_("Checking a workbook of past hours"))
def check_import(*, import_id: int) -> None:
    """Read the lines of a workbook, recognise its people and words; once, whoever calls it how often."""
    hour_import = HourImport.objects.filter(pk=import_id, state=UploadState.CHECKING).first()
    if hour_import is None:
        return
    now = timezone.now()
    with suppress(ImportNotReady):  # Given up meanwhile, or checked by another worker.
        try:
            lines = read_import(hour_import, today=timezone.localdate(now))
        except Unreadable as problem:
            hour_imports.note_unreadable(hour_import=hour_import, problem=str(problem))
        else:
            hour_imports.keep_lines(hour_import=hour_import, lines=lines, at=now)


@background_task(attempts=10, title=_("Recording past hours"))
def write_import(*, import_id: int) -> None:
    """Record the lines of an import that are left, part by part."""
    while hour_import_writing.write_part(import_id=import_id, at=timezone.now()):
        pass
    hour_import_writing.finish_writing(import_id=import_id, at=timezone.now())


@background_task(title=_("Undoing an import of past hours"))
def undo_import(*, import_id: int) -> None:
    """Remove what an import brought, all of it or nothing."""
    hour_import_undoing.finish_undoing(import_id=import_id, at=timezone.now())
