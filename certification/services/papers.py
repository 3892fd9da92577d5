"""Write a paper down with its number, then store its bytes, once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from certification.access import may_issue_attestations
from certification.documents import pdf
from certification.documents.composition import PaperIdentity, compose
from certification.documents.content import (
    AttestationContent,
    LevelReached,
    RequirementHours,
    Scope,
)
from certification.dossier import rules_of
from certification.enums import AttestationKind
from certification.models import Attestation, AttestationCounter, HourRecord, LevelAward, Rulebook
from certification.models.attestations import attestation_path
from certification.verification import fingerprint, new_verification_code
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.models import Person, User

Minutes = Iterable[tuple[HourRecord, int]]


@transaction.atomic
def write_level_paper(
    *, award: LevelAward, by: User, at: datetime, supersedes: Attestation | None = None
) -> Attestation:
    """Write the paper of an award: what its rulebook asks for, and the minutes that are frozen.

    Raises NotAllowed.
    """
    check(may_issue_attestations(by))
    level = rules_of(award.rulebook).level(award.level)
    claims = award.claims.select_related("record__provider")
    by_record: dict[int, tuple[HourRecord, int]] = {}
    for claim in claims:
        _record, minutes = by_record.get(claim.record_id, (claim.record, 0))
        by_record[claim.record_id] = (claim.record, minutes + claim.minutes)
    return _write(
        kind=AttestationKind.LEVEL,
        person=award.person,
        rulebook=award.rulebook,
        minutes=by_record.values(),
        by=by,
        at=at,
        supersedes=supersedes,
        award=award,
        level=LevelReached(
            number=level.number,
            title=level.title,
            objective=level.objective,
            completed_on=award.completed_on,
        ),
        requirements=tuple(
            RequirementHours(
                code=requirement.code,
                title=requirement.title or requirement.code,
                minutes=requirement.minutes,
                off_territory_minutes=requirement.off_territory_minutes,
            )
            for requirement in level.requirements
        ),
    )


@transaction.atomic
def write_partial_paper(
    *,
    person: Person,
    rulebook: Rulebook,
    records: list[HourRecord],
    scope: Scope,
    by: User,
    at: datetime,
    supersedes: Attestation | None = None,
) -> Attestation:
    """Write the paper of an activity or a period, on whole records with their provider selected.

    Raises NotAllowed.
    """
    check(may_issue_attestations(by))
    return _write(
        kind=AttestationKind.PARTIAL,
        person=person,
        rulebook=rulebook,
        minutes=[(record, record.minutes) for record in records],
        by=by,
        at=at,
        supersedes=supersedes,
        scope=scope,
    )


def store_pdf(*, attestation: Attestation) -> bool:
    """Draw a paper from its frozen content and keep the bytes; tell whether this call stored them.

    Once stored they are never drawn again, whatever changes. Not one transaction: drawing takes a tenth
    of a second, and must not keep others from writing. Two at once draw the same; the first one stores.
    """
    if not Attestation.objects.to_render().filter(pk=attestation.pk).exists():
        return False
    drawn = pdf.render_pdf(AttestationContent.from_data(attestation.content))
    storage = Attestation._meta.get_field("file").storage
    name = storage.save(attestation_path(attestation, ""), ContentFile(drawn))
    sha256 = fingerprint([drawn])
    with transaction.atomic():
        missing = Attestation.objects.to_render().filter(pk=attestation.pk)
        if missing.update(file=name, sha256=sha256):
            journal.record(
                attestation,
                "certification.store_pdf",
                by=None,
                after={"sha256": sha256, "bytes": len(drawn)},
            )
            attestation.file.name, attestation.sha256 = name, sha256
            return True
    storage.delete(name)
    return False


def _write(
    *,
    kind: AttestationKind,
    person: Person,
    rulebook: Rulebook,
    minutes: Minutes,
    by: User,
    at: datetime,
    supersedes: Attestation | None,
    award: LevelAward | None = None,
    level: LevelReached | None = None,
    requirements: tuple[RequirementHours, ...] = (),
    scope: Scope | None = None,
) -> Attestation:
    minutes = list(minutes)
    issued_on = timezone.localdate(at)
    year, sequence = issued_on.year, _next_number(issued_on.year)
    attestation = Attestation(
        code=new_verification_code(),
        kind=kind,
        year=year,
        sequence=sequence,
        person=person,
        level=level.number if level else None,
        award=award,
        rulebook=rulebook,
        issued_on=issued_on,
        issued_at=at,
        issued_by=by,
        supersedes=supersedes,
    )
    with translation.override(settings.LANGUAGE_CODE):
        attestation.content = compose(
            paper=PaperIdentity(
                kind=kind.value,
                number=attestation.number,
                code=attestation.code,
                issued_on=issued_on,
                supersedes=supersedes.number if supersedes else "",
            ),
            person=person,
            rulebook=rulebook,
            minutes=minutes,
            level=level,
            requirements=requirements,
            scope=scope,
        ).to_data()
    attestation.save(force_insert=True)
    attestation.records.set([record for record, _minutes in minutes])
    journal.record(
        attestation,
        "certification.issue_attestation",
        by=by,
        after={
            "number": attestation.number,
            "person": person,
            "level": attestation.level,
            "minutes": sum(count for _record, count in minutes),
            "supersedes": supersedes,
        },
    )
    if supersedes is None:
        enqueue("certification.tasks.tell_holder", attestation_id=attestation.pk, news="issued")
    # Drawn at once when the transaction has ended; the task is for when that fails or the process dies.
    enqueue("certification.tasks.store_attestation", attestation_id=attestation.pk)

    def draw() -> None:
        store_pdf(attestation=attestation)

    transaction.on_commit(draw, robust=True)
    return attestation


def _next_number(year: int) -> int:
    """Take the next number of the year; whoever wants one too waits for the end of our transaction.

    A transaction that fails gives its number back, so there is neither gap nor double.
    """
    counter = AttestationCounter.objects.filter(year=year)
    if not counter.update(last=F("last") + 1):
        AttestationCounter.objects.bulk_create(
            [AttestationCounter(year=year)], ignore_conflicts=True
        )
        counter.update(last=F("last") + 1)
    return counter.values_list("last", flat=True).get()
