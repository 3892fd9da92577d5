"""A place that goes elsewhere: to another session, or to somebody else of the same institution."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import eligibility, seats
from curriculum.access import check, is_own, may_enrol_for, may_manage_sessions
from curriculum.background import enqueue
from curriculum.enums import ACTIVE_ENROLMENTS, EnrolmentStatus, SeatNews
from curriculum.errors import AlreadyEnrolled, InvalidInput, SessionNotOpen
from curriculum.models import Enrolment, Person, Session, User
from curriculum.plan import today_at
from curriculum.services.sensitisation import ensure_sensitised
from curriculum.services.waiting_list import offer_free_seats


@transaction.atomic
def transfer(
    *,
    enrolment: Enrolment,
    to: Session,
    by: User,
    at: datetime,
    reason: str = "",
    or_wait: bool = False,
    waiver_reason: str = "",
) -> Enrolment:
    """Move a seat to another session, paid for by the same institution; give the new enrolment.

    Staff move to any session. The person, and managers of the institution that pays, to a coming session
    of the same offering, until the last day for changes. The seat left is offered to the next.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, InvalidInput, AlreadyEnrolled,
    PrerequisiteMissing, SessionFull.
    """
    if to.pk == enrolment.session_id:
        raise AlreadyEnrolled(_("Choose another session than the one the person is in."))
    # Both in one order, so that two transfers the other way round do not wait for each other.
    both = Session.objects.select_for_update().filter(pk__in=[to.pk, enrolment.session_id])
    list(both.order_by("pk"))
    session, to = seats.lock_open(enrolment.session), seats.lock_open(to)
    enrolment.refresh_from_db()
    seats.check_may_change(enrolment, session, by=by, at=at)
    if not may_manage_sessions(by):
        _check_same_offering(session, to, at)
    person = enrolment.person
    seats.check_has_none(to, person)
    ensure_sensitised(session=to, person=person, by=by, at=at, waiver_reason=waiver_reason)
    status = seats.status_now(to, at, or_wait=or_wait)

    seats.end(
        enrolment,
        "curriculum.transfer",
        EnrolmentStatus.TRANSFERRED,
        (EnrolmentStatus.ENROLLED,),
        by=by,
        at=at,
        reason=reason.strip() or _("Moved to “%(session)s”.") % {"session": to},
    )
    successor = seats.place(
        to, person, status, institution=enrolment.institution, by=by, at=at, tells=False
    )
    _follow(enrolment, successor)
    enqueue("curriculum.tasks.send_transferred", enrolment_id=successor.pk)
    if is_own(by, enrolment):
        seats.tell_managers([successor], SeatNews.MOVED)
    offer_free_seats(session=session, at=at)
    if status == EnrolmentStatus.WAITING:
        # A seat may be free there that the first on the list did not take in time: they are asked again.
        offer_free_seats(session=to, at=at)
    return successor


@transaction.atomic
def exchange(
    *, enrolment: Enrolment, person: Person, by: User, at: datetime, reason: str = ""
) -> Enrolment:
    """Let `person`, of the institution that pays, take over a place as it is: seat, rank or offer.

    Staff until the session begins; managers until the last day for changes. To undo it, exchange again.
    Gives the new enrolment.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, InvalidInput, AlreadyEnrolled,
    PrerequisiteMissing.
    """
    session = seats.lock_open(enrolment.session)
    enrolment.refresh_from_db()
    institution = enrolment.institution
    check(may_enrol_for(by, institution))
    seats.check_may_change(enrolment, session, by=by, at=at)
    if eligibility.has_begun(session, at):
        raise SessionNotOpen(
            _("This session has begun: note who did not come, and enrol who came instead.")
        )
    _check_colleague(enrolment, person, session, at)
    seats.check_has_none(session, person)
    ensure_sensitised(session=session, person=person, by=by, at=at)

    status = EnrolmentStatus(enrolment.status)
    kept = {name: getattr(enrolment, name) for name in ("applied_at", "offered_until", "group")}
    seats.end(
        enrolment,
        "curriculum.exchange",
        EnrolmentStatus.TRANSFERRED,
        ACTIVE_ENROLMENTS,
        by=by,
        at=at,
        reason=reason.strip() or _("%(person)s takes the place.") % {"person": person},
    )
    successor = seats.place(session, person, status, institution=institution, by=by, at=at, **kept)
    _follow(enrolment, successor)
    enqueue("curriculum.tasks.send_exchanged", enrolment_id=enrolment.pk)
    return successor


def _check_same_offering(session: Session, to: Session, at: datetime) -> None:
    if to.offering_id != session.offering_id:
        message = _("Choose a session of the same training, or write to us.")
        raise InvalidInput(message, {"session": [message]})
    if to.starts_on is None or eligibility.has_begun(to, at):
        raise SessionNotOpen(_("This session has begun: choose one that is still to come."))


def _check_colleague(enrolment: Enrolment, person: Person, session: Session, at: datetime) -> None:
    message = ""
    if enrolment.institution is None:
        message = _("Only a place that an institution pays for is taken over by somebody else.")
    else:
        current = person.memberships.current(on=today_at(session, at))
        if not current.filter(institution=enrolment.institution).exists():
            message = _("%(person)s does not work at %(institution)s.") % {
                "person": person,
                "institution": enrolment.institution,
            }
    if message:
        raise InvalidInput(message, {"person": [message]})


def _follow(enrolment: Enrolment, successor: Enrolment) -> None:
    enrolment.transferred_to = successor
    enrolment.save(update_fields=["transferred_to"])
