"""The files that support a declaration: added and removed while it may still be corrected."""

from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.access import may_declare_for
from certification.errors import EvidenceRefused
from certification.file_checks import check_file
from certification.models import Evidence, HourRecord
from certification.services.declaring import lock_editable
from curriculum import journal
from curriculum.access import check
from curriculum.models import User


@transaction.atomic
def attach_evidence(
    *, record: HourRecord, upload: UploadedFile, by: User, at: datetime
) -> Evidence:
    """Keep a file, checked by its content, under an opaque name in the private store.

    Raises NotAllowed, RecordNotEditable, EvidenceRefused.
    """
    check(may_declare_for(by, record.person))
    found = check_file(upload.file, name=upload.name or "", size=upload.size or 0)
    record = lock_editable(record=record)
    _check_room(record, sha256=found.sha256, name=found.name)
    evidence = Evidence(
        record=record,
        name=found.name,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        added_by=by,
        added_at=at,
    )
    evidence.file.save(found.name, upload, save=False)
    try:
        evidence.save()
        journal.record(
            record, "certification.attach_evidence", by=by, after={"evidence": evidence.name}
        )
    except BaseException:
        evidence.file.storage.delete(evidence.file.name)  # no row will ever point at it
        raise
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """Take a file back from a draft or a refused declaration; its bytes go for good.

    Raises NotAllowed, RecordNotEditable.
    """
    check(may_declare_for(by, evidence.record.person))
    record = lock_editable(record=evidence.record)
    journal.record(
        record, "certification.remove_evidence", by=by, before={"evidence": evidence.name}
    )
    file = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))


def _check_room(record: HourRecord, *, sha256: str, name: str) -> None:
    fingerprints = set(record.evidence.values_list("sha256", flat=True))
    if sha256 in fingerprints:
        raise EvidenceRefused(_("“%(name)s” is attached already.") % {"name": name})
    limit = settings.EVIDENCE_MAX_FILES
    if len(record.evidence.all()) >= limit:
        raise EvidenceRefused(
            ngettext(
                "At most %(limit)d file is taken for one activity.",
                "At most %(limit)d files are taken for one activity.",
                limit,
            )
            % {"limit": limit}
        )
