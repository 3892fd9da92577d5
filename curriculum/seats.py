"""What the services about seats share: the lock, whether a seat is free, and how a place is written down."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import eligibility, journal
from curriculum.access import check, may_change_enrolment, may_manage_sessions
from curriculum.background import enqueue
from curriculum.enums import EnrolmentStatus, SeatNews, SessionStatus
from curriculum.errors import AlreadyEnrolled, EnrolmentNotActive, SessionFull, SessionNotOpen
from curriculum.holding import hold
from curriculum.models import Enrolment, Institution, Person, Session, User

TOLD = ("applied_at", "offered_until")
"""What the journal tells beside the state, when it changes with it."""


def lock(session: Session) -> Session:
    """Let one person at a time decide on the seats of a session; give it as it is now."""
    # Of its joined rows, PostgreSQL would lock all others too.
    sessions = Session.objects.select_for_update(of=("self",))
    return sessions.select_related("offering", "territory").get(pk=session.pk)


def lock_open(session: Session) -> Session:
    """Lock a session of which enrolments may change. Raises SessionNotOpen."""
    session = lock(session)
    if session.status != SessionStatus.OPEN:
        raise SessionNotOpen(
            _("Enrolments change only while a session is open; this one is: %(status)s.")
            % {"status": session.get_status_display().lower()}
        )
    return session


def refusal_of_a_seat(session: Session, at: datetime) -> str:
    """Say why no seat can be given now; nothing when one can. Once it has begun, nobody comes first."""
    if eligibility.seats_left(session) == 0:
        return _("This session is full.")
    if eligibility.has_begun(session, at):
        return ""
    waiting = eligibility.waiting_count(session)
    if waiting:
        return ngettext(
            "%(count)d person waits for a seat in this session and comes first.",
            "%(count)d people wait for a seat in this session and come first.",
            waiting,
        ) % {"count": waiting}
    return ""


def status_now(session: Session, at: datetime, *, or_wait: bool = True) -> EnrolmentStatus:
    """Say what somebody who comes now gets: a seat, or a place on the waiting list.

    Raises SessionFull when they would wait, and do not want to.
    """
    refusal = refusal_of_a_seat(session, at)
    if refusal and not or_wait:
        raise SessionFull(refusal)
    return EnrolmentStatus.WAITING if refusal else EnrolmentStatus.ENROLLED


def check_has_none(session: Session, person: Person) -> None:
    """Let nobody have two places in a session. Raises AlreadyEnrolled."""
    if Enrolment.objects.active().filter(session=session, person=person).exists():
        raise AlreadyEnrolled(
            _("%(person)s already has a place in this session.") % {"person": person}
        )


def check_may_change(
    enrolment: Enrolment, session: Session, *, by: User | None, at: datetime
) -> None:
    """Hold people and institutions to their own places and, for seats, to the last day for changes.

    `by` is None for callers who know that the person asks for it. Raises NotAllowed, SessionNotOpen.
    """
    check(by is None or may_change_enrolment(by, enrolment))
    if by is not None and may_manage_sessions(by):
        return
    refusal = eligibility.refusal_of_withdrawal(enrolment, session, at)
    if refusal:
        raise SessionNotOpen(refusal)


def place(
    session: Session,
    person: Person,
    status: EnrolmentStatus,
    *,
    by: User | None,
    at: datetime,
    institution: Institution | None = None,
    tells: bool = True,
    **values,
) -> Enrolment:
    """Write the place down and tell the person; the caller holds the lock and has asked the rules.

    `tells` is False when the caller says it in other words. Raises NothingThere for somebody who became one
    with another entry meanwhile.
    """
    hold([person])
    if status == EnrolmentStatus.ENROLLED:
        values["enrolled_at"] = at
    enrolment = Enrolment.objects.create(
        session=session,
        person=person,
        institution=institution,
        status=status,
        made_by=by,
        **{"applied_at": at, **values},
    )
    journal.record(
        enrolment,
        "curriculum.enrol",
        by=by,
        after={"status": enrolment.status, "institution": institution},
    )
    if tells:
        tell(enrolment)
    return enrolment


def tell(enrolment: Enrolment) -> None:
    """Write to the person how the place stands."""
    match enrolment.status:
        case EnrolmentStatus.ENROLLED:
            enqueue("curriculum.tasks.send_enrolled", enrolment_id=enrolment.pk)
        case EnrolmentStatus.OFFERED:
            enqueue("curriculum.tasks.send_offered", enrolment_id=enrolment.pk)
        case EnrolmentStatus.WAITING:
            enqueue("curriculum.tasks.send_waiting", enrolment_id=enrolment.pk)
        case EnrolmentStatus.APPLIED:
            enqueue("curriculum.tasks.send_requested", enrolment_id=enrolment.pk)


def tell_managers(enrolments: Iterable[Enrolment], news: SeatNews) -> None:
    """Write to those who act for the institutions that pay; one mail for each institution and session."""
    concerned: dict[tuple[int, int], list[int]] = {}
    for enrolment in enrolments:
        if enrolment.institution_id is not None:
            key = (enrolment.session_id, enrolment.institution_id)
            concerned.setdefault(key, []).append(enrolment.pk)
    for ids in concerned.values():
        enqueue("curriculum.tasks.send_seat_news", enrolment_ids=ids, news=news.value)


def tell_who_confirms(enrolment: Enrolment) -> None:
    """Write of a request to the institution that shall pay; to staff when nobody acts for one."""
    institution = enrolment.institution
    if institution is not None and institution.managers.filter(ended_at=None).exists():
        tell_managers([enrolment], SeatNews.REQUESTED)
    else:
        enqueue("curriculum.tasks.send_request_for_seat", enrolment_id=enrolment.pk)


def end(enrolment: Enrolment, action, status, allowed, *, by, at, reason) -> None:
    """End a place in one of the states `allowed`. Raises EnrolmentNotActive."""
    values = {"ended_at": at, "ended_by": by, "end_reason": reason.strip()}
    values["offered_until"] = None
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
        raise not_possible(before)
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


def move_all(
    enrolments: Sequence[Enrolment], action: str, *, by: User | None, reason: str = "", **values
) -> None:
    """Change places of a locked session in one statement, with one line each in the journal."""
    Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in enrolments]).update(**values)
    told = [name for name in values if name in ("status", *TOLD)]
    lines = []
    for enrolment in enrolments:
        before = {name: getattr(enrolment, name) for name in told}
        for name, value in values.items():
            setattr(enrolment, name, value)
        lines.append((enrolment, before, {name: values[name] for name in told}))
    journal.record_many(lines, action, by=by, reason=reason)


def not_possible(enrolment: Enrolment) -> EnrolmentNotActive:
    """Make the refusal of a move that the present state does not allow."""
    return EnrolmentNotActive(
        _("This is not possible any more; the enrolment is now: %(status)s.")
        % {"status": enrolment.get_status_display().lower()}
    )
