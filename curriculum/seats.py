"""What the services about seats share: the lock, whether a seat is free, and how a place is written down."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import eligibility, journal
from curriculum.background import enqueue
from curriculum.enums import EnrolmentStatus, SessionStatus
from curriculum.errors import EnrolmentNotActive, SessionNotOpen
from curriculum.models import Enrolment, Institution, Person, Session, User


def lock(session: Session) -> Session:
    """Let one person at a time decide on the seats of a session; give it as it is now."""
    # The plain row: PostgreSQL would lock joined rows too.
    Session.objects.select_for_update().get(pk=session.pk)
    return Session.objects.select_related("offering", "territory").get(pk=session.pk)


def lock_open(session: Session) -> Session:
    """Lock a session of which enrolments may change. Raises SessionNotOpen."""
    session = lock(session)
    if session.status != SessionStatus.OPEN:
        raise SessionNotOpen(
            _("Enrolments change only while a session is open; this one is: %(status)s.")
            % {"status": session.get_status_display().lower()}
        )
    return session


def refusal_of_a_seat(session: Session) -> str:
    """Say why no seat can be given now; nothing when one can."""
    if eligibility.seats_left(session) == 0:
        return _("This session is full.")
    waiting = eligibility.waiting_count(session)
    if waiting:
        return ngettext(
            "%(count)d person waits for a seat in this session and comes first.",
            "%(count)d people wait for a seat in this session and come first.",
            waiting,
        ) % {"count": waiting}
    return ""


def place(
    session: Session,
    person: Person,
    *,
    institution: Institution | None,
    waits: bool,
    by: User | None,
    at: datetime,
) -> Enrolment:
    """Write the place down and tell the person; the caller holds the lock and has asked the rules."""
    enrolment = Enrolment.objects.create(
        session=session,
        person=person,
        institution=institution,
        status=EnrolmentStatus.WAITING if waits else EnrolmentStatus.ENROLLED,
        applied_at=at,
        enrolled_at=None if waits else at,
        made_by=by,
    )
    journal.record(
        enrolment,
        "curriculum.enrol",
        by=by,
        after={"status": enrolment.status, "institution": institution},
    )
    enqueue(
        "curriculum.tasks.send_waiting" if waits else "curriculum.tasks.send_enrolled",
        enrolment_id=enrolment.pk,
    )
    return enrolment


def end(enrolment: Enrolment, action, status, allowed, *, by, at, reason) -> None:
    """End a place in one of the states `allowed`. Raises EnrolmentNotActive."""
    values = {"ended_at": at, "ended_by": by, "end_reason": reason.strip()}
    move(enrolment, action, status, allowed, by=by, reason=reason.strip(), **values)


def move(
    enrolment: Enrolment,
    action: str,
    status: EnrolmentStatus,
    allowed: tuple[EnrolmentStatus, ...],
    *,
    by: User | None,
    reason: str = "",
    **values,
) -> None:
    """Change the state in one conditional statement, so that of two people only one decides.

    Raises EnrolmentNotActive.
    """
    before = Enrolment.objects.get(pk=enrolment.pk)
    moved = Enrolment.objects.filter(pk=enrolment.pk, status__in=allowed)
    if moved.update(status=status, **values) == 0:
        raise EnrolmentNotActive(
            _("This is not possible any more; the enrolment is now: %(status)s.")
            % {"status": before.get_status_display().lower()}
        )
    enrolment.refresh_from_db()
    told = ["status", *(name for name in TOLD if name in values)]
    journal.record(
        enrolment,
        action,
        by=by,
        before={name: getattr(before, name) for name in told},
        after={name: getattr(enrolment, name) for name in told},
        reason=reason,
    )


TOLD = ("applied_at", "offered_until", "person")
"""What the journal tells beside the state, when it changes with it."""
