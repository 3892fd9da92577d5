"""Recognise a level and freeze the minutes it rests on; give them free again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certification import dossier
from certification.access import may_issue_attestations
from certification.errors import AlreadyAwarded, LevelNotComplete, LowerLevelMissing
from certification.models import FrozenClaim, LevelAward
from curriculum import journal
from curriculum.access import check
from curriculum.models import Person, User


@transaction.atomic
def award_level(*, person: Person, level: int, by: User, at: datetime) -> LevelAward:
    """Recognise `level` to `person`, on the minutes that the one computation credits to it.

    Call it with the person's row locked: two staff at once then act one after the other.
    Raises NotAllowed, AlreadyAwarded, LowerLevelMissing, LevelNotComplete, RulebookMissing.
    """
    check(may_issue_attestations(by))
    progress = dossier.assess(person)
    _refuse_unless_ready(progress, level)
    assessment = progress.assessment
    award = LevelAward.objects.create(
        person=person,
        level=level,
        rulebook_id=progress.rulebook_id,
        completed_on=assessment.level(level).completed_on,
        awarded_by=by,
        awarded_at=at,
    )
    FrozenClaim.objects.bulk_create(
        FrozenClaim(
            award=award,
            record_id=int(record.ref.partition(":")[2]),
            requirement=claim.requirement,
            slot=claim.slot.value,
            minutes=claim.minutes,
        )
        for record in assessment.records
        for claim in record.claims
        if claim.level == level
    )
    journal.record(
        award,
        "certification.award_level",
        by=by,
        after={
            "level": level,
            "completed_on": award.completed_on,
            "minutes": assessment.level(level).credited,
        },
    )
    return award


@transaction.atomic
def withdraw_award(*, award: LevelAward, reason: str, by: User, at: datetime) -> None:
    """Take a level back; its minutes are free to count anew.

    Raises NotAllowed. Does nothing when it was withdrawn already.
    """
    check(may_issue_attestations(by))
    in_force = LevelAward.objects.in_force().filter(pk=award.pk)
    if not in_force.update(withdrawn_at=at, withdrawal_reason=reason):
        return
    journal.record(
        award,
        "certification.withdraw_award",
        by=by,
        before={"withdrawn_at": None},
        after={"withdrawn_at": at},
        reason=reason,
    )


def _refuse_unless_ready(progress: dossier.Progress, level: int) -> None:
    if level in progress.attested:
        raise AlreadyAwarded(
            _("Level %(level)s of %(person)s is attested already.")
            % {"level": level, "person": progress.person}
        )
    if progress.next_level_to_attest == level:
        return
    numbers = [found.number for found in progress.assessment.levels]
    if level not in numbers:
        raise LevelNotComplete(
            _("The criteria that %(person)s follows have no level %(level)s.")
            % {"level": level, "person": progress.person}
        )
    lower = [number for number in numbers if number < level and number not in progress.attested]
    if lower:
        raise LowerLevelMissing(
            _("Level %(lower)s comes first: it is not attested yet.") % {"lower": lower[0]}
        )
    raise LevelNotComplete(
        _("Level %(level)s of %(person)s is not complete: hours are missing.")
        % {"level": level, "person": progress.person}
    )
