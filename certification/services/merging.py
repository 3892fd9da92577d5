"""Two entries of one person become one; and the question whether they are, answered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certification.errors import CannotMerge
from certification.merging import moves
from certification.merging.plan import (
    MOVED_AS_THEY_ARE,
    double_enrolments,
    plan_merge,
    problems_of_merging,
)
from curriculum import journal
from curriculum.access import check, may_manage_people
from curriculum.enums import ClaimState
from curriculum.errors import NothingThere, StaleData
from curriculum.models import Enrolment, Person, PersonClaim, Session, User
from curriculum.services.waiting_list import offer_free_seats


@transaction.atomic
def merge_people(*, newcomer: Person, known: Person, by: User | None, at: datetime) -> Person:
    """Give all that `newcomer` has to `known`, and take the emptied entry away; this cannot be undone.

    Steps: lock the sessions in which both have a place, then both people; refuse what somebody has to
    decide; keep one of what both have; hand over the rest; fill in details that were missing; journal on
    both. `known` keeps their own details. `by` is None for the owner of the mailbox, whose answer the
    caller has checked.

    Raises NotAllowed, NothingThere when one of them is gone, CannotMerge, StaleData when they were enrolled
    at the same moment.
    """
    if by is not None:
        check(may_manage_people(by))
    newcomer, known, locked = _lock(newcomer, known)
    problems = problems_of_merging(newcomer, known)
    if problems:
        raise CannotMerge(" ".join(problems))
    if {mine.session_id for mine, _theirs in double_enrolments(newcomer, known)} - locked:
        raise StaleData(_("An enrolment changed at this moment: look again, then join them."))
    moved = plan_merge(newcomer, known).moved

    action = "certification.end_double_enrolment"
    freed = moves.move_enrolments(newcomer, known, action=action, by=by, at=at)
    moves.move_attendances(newcomer, known)
    moves.move_memberships(newcomer, known)
    moves.move_home_territories(newcomer, known)
    moves.move_animations(newcomer, known)
    moves.move_rulebook(newcomer, known)
    moves.move_waiver(newcomer, known)
    moves.move_claims(newcomer, known, by=by, at=at)
    for model, field in MOVED_AS_THEY_ARE:
        model.objects.filter(**{field: newcomer}).update(**{field: known})
    moves.move_account(newcomer, known)
    moves.fill_details(newcomer, known)
    gone = {"name": newcomer.full_name, "email": newcomer.email, "entry": newcomer.code}
    journal.record(newcomer, "certification.merge_people", by=by, after={"into": known.code})
    journal.record(known, "certification.merge_people", by=by, before=gone, after={"moved": moved})
    newcomer.delete()
    for session in freed:
        offer_free_seats(session=session, at=at)
    return known


@transaction.atomic
def answer_claim(
    *, claim: PersonClaim, same: bool, by: User | None, at: datetime, reason: str = ""
) -> None:
    """Say whether somebody whom an institution enrolled is the person known elsewhere.

    The same: both become one. Another: both stay, and it is not asked again. The institution is not told.
    `by` is None for the owner of the mailbox, which both have and the caller has checked.

    Raises NotAllowed, NothingThere when it was answered meanwhile, and what `merge_people` raises.
    """
    check(claim.same_address if by is None else may_manage_people(by))
    pending = PersonClaim.objects.pending().select_related("newcomer", "known")
    claim = pending.filter(pk=claim.pk).first()
    if claim is None:
        raise NothingThere(_("This was answered already."))
    state = ClaimState.SAME if same else ClaimState.ANOTHER
    journal.record(
        claim.newcomer,
        "certification.answer_claim",
        by=by,
        after={"known": claim.known.code, "answer": str(state.label)},
        reason=reason.strip(),
    )
    if same:
        # It marks the claim too, under its own locks.
        merge_people(newcomer=claim.newcomer, known=claim.known, by=by, at=at)
    elif not pending.filter(pk=claim.pk).update(state=state, decided_by=by, decided_at=at):
        raise NothingThere(_("This was answered already."))


@transaction.atomic
def hand_claim_to_staff(*, claim: PersonClaim) -> None:
    """Let staff decide where the owner of the mailbox said yes, but something stands in the way.

    The caller has checked whose answer it is. Raises NothingThere when it was answered meanwhile.
    """
    if not PersonClaim.objects.pending().filter(pk=claim.pk).update(same_address=False):
        raise NothingThere(_("This was answered already."))
    journal.record(
        claim.newcomer,
        "certification.answer_claim",
        by=None,
        after={"known": claim.known.code, "answer": str(ClaimState.SAME.label)},
        reason=_("Said by the owner of the mailbox; staff put both together."),
    )


def _lock(newcomer: Person, known: Person) -> tuple[Person, Person, set[int]]:
    """Lock their sessions, then both, each in one order for all: those who enrol lock a session first.

    All their sessions, also those of one alone: the other may be getting a place there at this moment.
    """
    places = Enrolment.objects.active().filter(person__in=(newcomer, known))
    locked = set(
        Session.objects.select_for_update()
        .filter(pk__in=set(places.order_by().values_list("session", flat=True)))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    rows = Person.objects.select_for_update().filter(pk__in=(newcomer.pk, known.pk)).order_by("pk")
    people = {person.pk: person for person in rows}
    if len(people) < len({newcomer.pk, known.pk}):
        raise NothingThere(_("One of the two entries is not there any more."))
    return people[newcomer.pk], people[known.pk], locked
