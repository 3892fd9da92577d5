"""Revoke a paper, or replace it by a new one; it is never edited."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certification.access import may_issue_attestations
from certification.enums import AttestationState
from certification.errors import (
    AttestationNotValid,
    ReasonMissing,
    RestsOnAttestation,
)
from certification.models import Attestation
from certification.services.attestations import reissue_partial
from certification.services.awards import withdraw_award
from certification.services.papers import write_level_paper
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.errors import NotAllowed
from curriculum.models import Person, User


@transaction.atomic
def revoke_attestation(
    *, attestation: Attestation, reason: str, by: User, at: datetime
) -> Attestation:
    """Declare a paper void; a level is withdrawn with it, and its minutes count anew.

    Raises NotAllowed, ReasonMissing, AttestationNotValid, RestsOnAttestation when a higher level is
    attested.
    """
    reason = _begin(attestation, reason, by)
    if attestation.award:
        _refuse_below_another(attestation)
    _end(
        attestation,
        AttestationState.REVOKED,
        "certification.revoke_attestation",
        reason=reason,
        by=by,
        at=at,
    )
    if attestation.award:
        withdraw_award(award=attestation.award, reason=reason, by=by, at=at)
    enqueue("certification.tasks.tell_holder", attestation_id=attestation.pk, news="revoked")
    return attestation


@transaction.atomic
def supersede_attestation(
    *, attestation: Attestation, reason: str, by: User, at: datetime
) -> Attestation:
    """Replace a paper by a new one, made from today's name and hours; give the new one.

    A level keeps its award and frozen minutes. Raises NotAllowed, ReasonMissing, AttestationNotValid,
    NothingToAttest when no validated hour is left of what it was about.
    """
    reason = _begin(attestation, reason, by)
    _end(
        attestation,
        AttestationState.SUPERSEDED,
        "certification.supersede_attestation",
        reason=reason,
        by=by,
        at=at,
    )
    if attestation.award:
        paper = write_level_paper(award=attestation.award, by=by, at=at, supersedes=attestation)
    else:
        paper = reissue_partial(attestation=attestation, by=by, at=at)
    enqueue("certification.tasks.tell_holder", attestation_id=paper.pk, news="superseded")
    return paper


def _begin(attestation: Attestation, reason: str, by: User) -> str:
    check(may_issue_attestations(by))
    if attestation.person.user_id == by.pk:
        raise NotAllowed(_("This is your own attestation: somebody else decides on it."))
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why: the holder reads the reason."))
    # In the same order as an issue: person first, then the paper.
    Person.objects.select_for_update(no_key=True).get(pk=attestation.person_id)
    return reason


def _end(
    attestation: Attestation,
    state: AttestationState,
    action: str,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """Take a valid paper out of force; whoever comes second is told."""
    valid = Attestation.objects.valid().filter(pk=attestation.pk)
    if not valid.update(state=state, ended_at=at, ended_by=by, end_reason=reason):
        raise AttestationNotValid(
            _("Attestation no. %(number)s is no longer valid: somebody revoked or replaced it.")
            % {"number": attestation.number}
        )
    attestation.refresh_from_db(fields=["state", "ended_at", "ended_by", "end_reason"])
    journal.record(
        attestation,
        action,
        by=by,
        before={"state": AttestationState.VALID.value},
        after={"state": state.value},
        reason=reason,
    )


def _refuse_below_another(attestation: Attestation) -> None:
    higher = Attestation.objects.valid().filter(
        person=attestation.person_id, level__gt=attestation.level
    )
    above = higher.order_by("-level").first()
    if above is not None:
        raise RestsOnAttestation(
            _(
                "The attestation of level %(level)s (no. %(number)s) rests on this one: "
                "revoke that one first."
            )
            % {"level": above.level, "number": above.number}
        )
