"""Leaving a session: withdraw before it, drop out of it, never come."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import eligibility, seats
from curriculum.access import check, is_own, may_enrol, may_manage_sessions
from curriculum.background import enqueue
from curriculum.enums import ACTIVE_ENROLMENTS, EnrolmentStatus, SeatNews
from curriculum.errors import InvalidInput, SessionFull, SessionNotOpen
from curriculum.models import Attendance, Enrolment, User
from curriculum.services.waiting_list import offer_free_seats


@transaction.atomic
def leave_visit(*, enrolment: Enrolment, at: datetime, by: User | None = None) -> Enrolment:
    """Give back the place of somebody who will not come; the first who waits gets the seat.

    For callers who know that the person asks for it: signed in (`by`), or by the link of a mail. Once the
    session has begun, it is a drop-out, and nobody is called to the seat any more.

    Raises SessionNotOpen, EnrolmentNotActive.
    """
    session = seats.lock(enrolment.session)
    ended = eligibility.end_of_visit(session, at)
    if ended:
        raise SessionNotOpen(ended)
    enrolment.refresh_from_db()
    has_begun = eligibility.has_begun(session, at)
    drops_out = has_begun and enrolment.status == EnrolmentStatus.ENROLLED
    status = EnrolmentStatus.DROPPED_OUT if drops_out else EnrolmentStatus.WITHDRAWN
    reason = _("Cancelled by the visitor.")
    seats.end(
        enrolment, "curriculum.leave_visit", status, ACTIVE_ENROLMENTS, by=by, at=at, reason=reason
    )
    enqueue("curriculum.tasks.send_withdrawn", enrolment_id=enrolment.pk)
    if not has_begun:
        offer_free_seats(session=session, at=at)
    return enrolment


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: User | None, at: datetime, reason: str = "") -> Enrolment:
    """Take back a place or a request before the session begins, or decline an offer.

    A seat that comes free is offered to the next. Staff; and, until the last day for changes, the person
    and the managers of the institution that pays. `by` is None for callers who know that the person asks
    for it: by the link of a mail.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive.
    """
    session = seats.lock_open(enrolment.session)
    enrolment.refresh_from_db()
    seats.check_may_change(enrolment, session, by=by, at=at)
    if enrolment.status == EnrolmentStatus.ENROLLED and eligibility.has_begun(session, at):
        raise SessionNotOpen(_("This session has begun: note that the person dropped out instead."))

    seats.end(
        enrolment,
        "curriculum.withdraw",
        EnrolmentStatus.WITHDRAWN,
        ACTIVE_ENROLMENTS,
        by=by,
        at=at,
        reason=reason,
    )
    enqueue("curriculum.tasks.send_withdrawn", enrolment_id=enrolment.pk)
    if by is None or is_own(by, enrolment):
        seats.tell_managers([enrolment], SeatNews.WITHDRAWN)
    # Also when no seat comes free: a group that has shrunk may fit now.
    offer_free_seats(session=session, at=at)
    return enrolment


@transaction.atomic
def drop_out(*, enrolment: Enrolment, by: User, at: datetime, reason: str) -> Enrolment:
    """Note that somebody gave up after the session began; half-days already marked stay.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, InvalidInput without a reason.
    """
    check(may_manage_sessions(by))
    if not reason.strip():
        raise InvalidInput(_("Say why the person dropped out."), {"reason": [_("Give a reason.")]})
    session = seats.lock_open(enrolment.session)
    if not eligibility.has_begun(session, at):
        raise SessionNotOpen(_("This session has not begun: withdraw the enrolment instead."))

    held = (EnrolmentStatus.ENROLLED,)
    seats.end(
        enrolment,
        "curriculum.drop_out",
        EnrolmentStatus.DROPPED_OUT,
        held,
        by=by,
        at=at,
        reason=reason,
    )
    return enrolment


@transaction.atomic
def note_no_show(*, enrolment: Enrolment, by: User, at: datetime) -> Enrolment:
    """Note that somebody enrolled never came, once the session has begun; then nobody expects them.

    Staff, and those who lead the session. Raises NotAllowed, SessionNotOpen, EnrolmentNotActive,
    InvalidInput when the person was marked present.
    """
    session = seats.lock_open(enrolment.session)
    check(may_enrol(by, session))
    if not eligibility.has_begun(session, at):
        raise SessionNotOpen(_("This session has not begun: withdraw the enrolment instead."))
    present = Attendance.objects.present().filter(slot__day__session=session)
    if present.filter(person=enrolment.person_id).exists():
        raise InvalidInput(
            _("%(person)s was marked present: note a drop-out instead.")
            % {"person": enrolment.person}
        )
    held = (EnrolmentStatus.ENROLLED,)
    status = EnrolmentStatus.NO_SHOW
    seats.end(enrolment, "curriculum.note_no_show", status, held, by=by, at=at, reason="")
    enqueue("curriculum.tasks.send_no_show", enrolment_id=enrolment.pk)
    return enrolment


@transaction.atomic
def undo_no_show(*, enrolment: Enrolment, by: User) -> Enrolment:
    """Expect again somebody who came after all; the seat must still be free.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, AlreadyEnrolled, SessionFull.
    """
    session = seats.lock_open(enrolment.session)
    check(may_enrol(by, session))
    seats.check_has_none(session, enrolment.person)
    if eligibility.seats_left(session) == 0:
        raise SessionFull(_("No seat is free in this session."))
    seats.move(
        enrolment,
        "curriculum.undo_no_show",
        EnrolmentStatus.ENROLLED,
        (EnrolmentStatus.NO_SHOW,),
        by=by,
        ended_at=None,
        ended_by=None,
        end_reason="",
    )
    return enrolment
