"""Places in sessions: given by staff, taken by visitors, paid for by somebody else, ended with the session."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import eligibility, journal, seats
from curriculum.access import check, may_enrol, may_manage_sessions
from curriculum.background import enqueue_many
from curriculum.enums import EnrolmentStatus
from curriculum.errors import EnrolmentNotActive, SessionNotOpen
from curriculum.models import Enrolment, Institution, Person, Session, User
from curriculum.services.sensitisation import ensure_sensitised
from curriculum.services.waiting_list import offer_free_seats


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
    seats.check_has_none(session, person)
    ensure_sensitised(session=session, person=person, by=by, at=at, waiver_reason=waiver_reason)
    status = seats.status_now(session, at, or_wait=or_wait)

    enrolment = seats.place(session, person, status, institution=institution, by=by, at=at)
    if status == EnrolmentStatus.WAITING:
        offer_free_seats(session=session, at=at)
    return enrolment


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
    return seats.place(session, person, seats.status_now(session, at), by=by, at=at)


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
        status=EnrolmentStatus.CANCELLED,
        offered_until=None,
        ended_at=at,
        ended_by=by,
        end_reason=reason,
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
    enqueue_many(
        "curriculum.tasks.send_cancelled",
        [{"enrolment_id": enrolment.pk} for enrolment in active],
    )
    return len(active)
