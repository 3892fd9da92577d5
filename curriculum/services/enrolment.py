"""Seats in sessions, given and taken back: enrol, wait, withdraw, drop out, transfer; visits."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import eligibility, journal, seats
from curriculum.access import check, may_enrol, may_manage_sessions
from curriculum.background import enqueue
from curriculum.enums import ACTIVE_ENROLMENTS, EnrolmentStatus
from curriculum.errors import (
    AlreadyEnrolled,
    EnrolmentNotActive,
    InvalidInput,
    PrerequisiteMissing,
    SessionFull,
    SessionNotOpen,
)
from curriculum.models import Enrolment, Institution, Person, Session, User
from curriculum.services.sensitisation import waive_sensitisation


@transaction.atomic
def enrol(
    *,
    session: Session,
    person: Person,
    by: User,
    at: datetime,
    institution: Institution | None = None,
    or_wait: bool = False,
    waiver_reason: str = "",
) -> Enrolment:
    """Give `person` a seat in an open session; with `or_wait`, a place on the waiting list when it is full.

    A seat that comes free goes first to those who wait. `institution` pays, when one does. An advanced
    module asks for a prior sensitisation: with `waiver_reason`, staff waive a missing one on the way.
    Staff may enrol until the session is closed, so that somebody who came unannounced can be marked.

    Raises NotAllowed, SessionNotOpen, AlreadyEnrolled, PrerequisiteMissing, SessionFull.
    """
    check(may_enrol(by, session))
    session = seats.lock_open(session)
    if Enrolment.objects.active().filter(session=session, person=person).exists():
        raise AlreadyEnrolled(
            _("%(person)s already has a place in this session.") % {"person": person}
        )
    _check_sensitisation(session, person, by=by, at=at, waiver_reason=waiver_reason)
    refusal = seats.refusal_of_a_seat(session)
    if refusal and not or_wait:
        raise SessionFull(refusal)

    return seats.place(session, person, institution=institution, waits=bool(refusal), by=by, at=at)


@transaction.atomic
def enrol_visitor(
    *, session: Session, person: Person, at: datetime, by: User | None = None
) -> Enrolment:
    """Give somebody who comes to see a seat, or a place on the waiting list when none is free.

    For callers who know that the person asks for it: signed in (`by`), or by the link of a mail.
    A second time gives the place held already. Raises SessionNotOpen.
    """
    session = seats.lock(session)
    refusal = eligibility.refusal_of_visit(session, at)
    if refusal:
        raise SessionNotOpen(refusal)
    held = Enrolment.objects.active().filter(session=session, person=person).first()
    if held is not None:
        return held
    waits = bool(seats.refusal_of_a_seat(session))
    return seats.place(session, person, institution=None, waits=waits, by=by, at=at)


@transaction.atomic
def leave_visit(*, enrolment: Enrolment, at: datetime, by: User | None = None) -> Enrolment:
    """Give back the place of somebody who will not come; the first who waits gets the seat.

    For callers who know that the person asks for it, as above. Once the session has begun, it is a
    drop-out, and nobody is called to the seat any more. Raises SessionNotOpen, EnrolmentNotActive.
    """
    session = seats.lock(enrolment.session)
    ended = eligibility.end_of_visit(session, at)
    if ended:
        raise SessionNotOpen(ended)
    enrolment.refresh_from_db()
    had_seat = enrolment.status == EnrolmentStatus.ENROLLED
    has_begun = eligibility.has_begun(session, at)

    drops_out = had_seat and has_begun
    status = EnrolmentStatus.DROPPED_OUT if drops_out else EnrolmentStatus.WITHDRAWN
    reason = _("Cancelled by the visitor.")
    seats.end(
        enrolment, "curriculum.leave_visit", status, ACTIVE_ENROLMENTS, by=by, at=at, reason=reason
    )
    enqueue("curriculum.tasks.send_withdrawn", enrolment_id=enrolment.pk)
    if had_seat and not has_begun:
        _call_next(session, at)
    return enrolment


@transaction.atomic
def give_place(*, enrolment: Enrolment, by: User, at: datetime) -> Enrolment:
    """Give a seat to somebody who asked or waits for one, in the order that staff choose.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, SessionFull.
    """
    check(may_manage_sessions(by))
    session = seats.lock_open(enrolment.session)
    if eligibility.seats_left(session) == 0:
        raise SessionFull(_("No seat is free in this session."))

    seats.move(
        enrolment,
        "curriculum.give_place",
        EnrolmentStatus.ENROLLED,
        (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING),
        by=by,
        enrolled_at=at,
    )
    enqueue("curriculum.tasks.send_enrolled", enrolment_id=enrolment.pk)
    return enrolment


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: User, at: datetime, reason: str = "") -> Enrolment:
    """Take back a place or a request before the session begins.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive.
    """
    check(may_manage_sessions(by))
    session = seats.lock_open(enrolment.session)
    enrolment.refresh_from_db()
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

    Raises NotAllowed, EnrolmentNotActive, and what `enrol` raises about the other session.
    """
    check(may_manage_sessions(by))
    if to.pk == enrolment.session_id:
        raise AlreadyEnrolled(_("Choose another session than the one the person is in."))
    list(
        Session.objects.select_for_update()
        .filter(pk__in=[to.pk, enrolment.session_id])
        .order_by("pk")
    )
    seats.lock_open(enrolment.session)

    held = (EnrolmentStatus.ENROLLED,)
    reason = reason.strip() or _("Moved to “%(session)s”.") % {"session": to}
    seats.end(
        enrolment,
        "curriculum.transfer",
        EnrolmentStatus.TRANSFERRED,
        held,
        by=by,
        at=at,
        reason=reason,
    )
    successor = enrol(
        session=to,
        person=enrolment.person,
        institution=enrolment.institution,
        by=by,
        at=at,
        or_wait=or_wait,
        waiver_reason=waiver_reason,
    )
    enrolment.transferred_to = successor
    enrolment.save(update_fields=["transferred_to"])
    return successor


@transaction.atomic
def change_payer(*, enrolment: Enrolment, institution: Institution | None, by: User) -> Enrolment:
    """Say which institution pays, or that none does.

    Raises NotAllowed, EnrolmentNotActive.
    """
    check(may_manage_sessions(by))
    enrolment.refresh_from_db()
    before = enrolment.institution
    if Enrolment.objects.active().filter(pk=enrolment.pk).update(institution=institution) == 0:
        raise EnrolmentNotActive(_("This enrolment has ended: it no longer changes."))

    enrolment.institution = institution
    journal.record(
        enrolment,
        "curriculum.change_payer",
        by=by,
        before={"institution": before},
        after={"institution": institution},
    )
    return enrolment


@transaction.atomic
def cancel_enrolments(*, session: Session, by: User, at: datetime, reason: str = "") -> int:
    """End every enrolment of a session that is cancelled, and tell the people; give their number.

    For the service that cancels a session, which calls it in its own transaction. Raises NotAllowed.
    """
    check(may_manage_sessions(by))
    active = list(
        Enrolment.objects.active().filter(session=session).select_related("person", "session")
    )
    Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in active]).update(
        status=EnrolmentStatus.CANCELLED, ended_at=at, ended_by=by, end_reason=reason
    )
    journal.record_many(
        [
            (enrolment, {"status": enrolment.status}, {"status": EnrolmentStatus.CANCELLED})
            for enrolment in active
        ],
        "curriculum.cancel_enrolment",
        by=by,
        reason=reason,
    )
    for enrolment in active:
        enqueue("curriculum.tasks.send_cancelled", enrolment_id=enrolment.pk)
    return len(active)


def _check_sensitisation(session, person, *, by, at, waiver_reason) -> None:
    if not session.offering.needs_sensitisation or eligibility.sensitisation_of(person).is_met:
        return
    if not waiver_reason.strip():
        raise PrerequisiteMissing(
            _(
                "This advanced module asks for a prior sensitisation, which %(person)s does not have: one "
                "attended half-day of a base module, a sensitisation seminar, the national course or an "
                "open practice session, once that session is closed. Staff may waive it for a reason."
            )
            % {"person": person}
        )
    waive_sensitisation(person=person, reason=waiver_reason, by=by, at=at)


def _call_next(session: Session, at: datetime) -> None:
    """Give a seat that came free to whoever waits longest, without staff."""
    waiting = Enrolment.objects.filter(session=session, status=EnrolmentStatus.WAITING)
    first = waiting.order_by("applied_at", "pk").first()
    if first is None or eligibility.seats_left(session) == 0:
        return
    seats.move(
        first,
        "curriculum.give_place",
        EnrolmentStatus.ENROLLED,
        (EnrolmentStatus.WAITING,),
        by=None,
        enrolled_at=at,
    )
    enqueue("curriculum.tasks.send_enrolled", enrolment_id=first.pk)
