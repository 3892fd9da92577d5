"""People who enrol by themselves, and the requests that somebody else says yes to."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import eligibility, seats
from curriculum.access import check, may_enrol_for, may_manage_sessions
from curriculum.enums import EnrolmentStatus
from curriculum.errors import InvalidInput, SessionNotOpen, SessionsOverlap
from curriculum.models import Enrolment, Institution, Person, Session, User
from curriculum.plan import today_at
from curriculum.services.sensitisation import ensure_sensitised
from curriculum.services.waiting_list import offer_free_seats


@transaction.atomic
def enrol_myself(
    *,
    session: Session,
    person: Person,
    by: User,
    at: datetime,
    institution: Institution | None = None,
    or_wait: bool = True,
    overlap_confirmed: bool = False,
) -> Enrolment:
    """Give who asks a seat, a place on the waiting list, or note a request that somebody else confirms.

    Decision: a seat that costs nothing is had at once. Where there is a price, a request is noted: the
    institution that shall pay confirms it, or staff, who settle the contract first with who pays
    alone (nothing is paid at enrolment: Code du travail L6353-3 to L6353-6). A request keeps no seat but
    its day: once confirmed, it waits from that day on when the session is full.

    Raises NotAllowed, SessionNotOpen, AlreadyEnrolled, InvalidInput for an institution where the person
    does not work, PrerequisiteMissing, SessionsOverlap until confirmed, SessionFull without `or_wait`.
    """
    check(person.user_id == by.pk)
    session = seats.lock(session)
    refusal = eligibility.refusal_of_self_enrolment(session, at)
    if refusal:
        raise SessionNotOpen(refusal)
    seats.check_has_none(session, person)
    _check_works_at(institution, person, session, at)
    ensure_sensitised(session=session, person=person, by=by, at=at)
    if not overlap_confirmed:
        _check_overlap(session, person)

    status = seats.status_now(session, at, or_wait=or_wait)
    waits = status == EnrolmentStatus.WAITING
    if institution is not None or (eligibility.has_a_price(session) and not waits):
        status = EnrolmentStatus.APPLIED
    enrolment = seats.place(session, person, status, institution=institution, by=by, at=at)
    if status == EnrolmentStatus.APPLIED:
        seats.tell_who_confirms(enrolment)
    elif waits:
        offer_free_seats(session=session, at=at)
    return enrolment


@transaction.atomic
def confirm_request(*, enrolment: Enrolment, by: User, at: datetime) -> Enrolment:
    """Say yes to a request: the person gets a seat, or waits from the day of the request on.

    Staff, and managers of the institution that shall pay. Raises NotAllowed, SessionNotOpen,
    EnrolmentNotActive.
    """
    session = seats.lock_open(enrolment.session)
    enrolment.refresh_from_db()
    check(may_enrol_for(by, enrolment.institution))
    if eligibility.is_over(session, at) and not may_manage_sessions(by):
        raise SessionNotOpen(_("This session is over: it takes no enrolments any more."))

    status = seats.status_now(session, at)
    seats.move(
        enrolment,
        "curriculum.confirm_request",
        status,
        (EnrolmentStatus.APPLIED,),
        by=by,
        enrolled_at=at if status == EnrolmentStatus.ENROLLED else None,
    )
    seats.tell(enrolment)
    if status == EnrolmentStatus.WAITING:
        offer_free_seats(session=session, at=at)
    return enrolment


def _check_works_at(institution, person, session, at) -> None:
    if institution is None:
        return
    current = person.memberships.current(on=today_at(session, at))
    if not current.filter(institution=institution).exists():
        message = _("You can only ask an institution where you work.")
        raise InvalidInput(message, {"institution": [message]})


def _check_overlap(session: Session, person: Person) -> None:
    overlapping = eligibility.overlapping_sessions(person, session)
    if overlapping:
        titles = ", ".join(f"« {other} »" for other in overlapping)
        raise SessionsOverlap(
            _("You have a seat at the same hours in %(sessions)s.") % {"sessions": titles}
        )
