"""The life of a session: created, opened, closed, reopened or cancelled."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import journal
from curriculum.access import check, may_manage_sessions
from curriculum.background import enqueue
from curriculum.closing import check_may_close
from curriculum.enums import OfferingKind, SessionStatus
from curriculum.errors import (
    InvalidInput,
    SessionNotEditable,
    SessionNotOpen,
    SlotInUse,
)
from curriculum.models import (
    Animation,
    Enrolment,
    Institution,
    Offering,
    Session,
    SessionPartner,
    Territory,
    User,
)
from curriculum.plan import lock_editable, lock_session, marked
from curriculum.services.enrolment import cancel_enrolments
from curriculum.services.half_days import HalfDay
from curriculum.services.planning import plan_days
from curriculum.services.waiting_list import end_waiting, offer_free_seats


@transaction.atomic
def create_session(
    *,
    offering: Offering,
    territory: Territory,
    by: User,
    title: str = "",
    capacity: int | None = None,
    is_open_to_everyone: bool = False,
    changes_until: date | None = None,
    partners: Sequence[Institution] = (),
    dates: Sequence[date] = (),
    halves: Sequence[HalfDay] = (),
) -> Session:
    """Create a draft session, with its whole plan when `dates` are given.

    The title is the offering's unless another is given. Action-trainings have no seat limit, and only they
    have partner institutions. Raises NotAllowed, InvalidInput.
    """
    check(may_manage_sessions(by))
    _check_facts(offering, capacity, partners)
    session = Session.objects.create(
        offering=offering,
        title=title.strip() or offering.title,
        territory=territory,
        capacity=capacity,
        is_open_to_everyone=is_open_to_everyone,
        changes_until=changes_until,
        created_by=by,
    )
    _set_partners(session, partners)
    journal.record(session, "curriculum.create_session", by=by, after=_facts(session))
    if dates:
        plan_days(session=session, dates=dates, halves=halves, by=by)
        session.refresh_from_db(fields=["starts_on", "ends_on"])
    return session


@transaction.atomic
def update_session(
    *,
    session: Session,
    title: str,
    territory: Territory,
    capacity: int | None,
    is_open_to_everyone: bool,
    changes_until: date | None,
    partners: Sequence[Institution],
    by: User,
    at: datetime,
) -> Session:
    """Change what a session is called, where it belongs, how many may come and who takes part.

    Seats that come free are offered to those who wait.

    Raises NotAllowed, SessionNotEditable, InvalidInput, also when more people have a seat than would fit.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    _check_facts(session.offering, capacity, partners)
    if not title.strip():
        raise InvalidInput(_("A session needs a title."), {"title": [_("Give a title.")]})
    seated = Enrolment.objects.taking_a_seat().filter(session=session).count()
    if capacity is not None and seated > capacity:
        message = ngettext(
            "%(count)d person has a seat already, or is offered one.",
            "%(count)d people have a seat already, or are offered one.",
            seated,
        ) % {"count": seated}
        raise InvalidInput(message, {"capacity": [message]})

    before = _facts(session)
    session.title, session.territory = title.strip(), territory
    session.capacity, session.is_open_to_everyone = capacity, is_open_to_everyone
    session.changes_until = changes_until
    session.save(
        update_fields=["title", "territory", "capacity", "is_open_to_everyone", "changes_until"]
    )
    _set_partners(session, partners)
    journal.record(
        session, "curriculum.update_session", by=by, before=before, after=_facts(session)
    )
    offer_free_seats(session=session, at=at)
    return session


@transaction.atomic
def open_session(*, session: Session, by: User) -> Session:
    """Take a draft into the agenda: people may be enrolled from now on.

    Raises NotAllowed, SessionNotEditable, InvalidInput while it has no half-day.
    """
    check(may_manage_sessions(by))
    session = lock_session(session)
    if not session.days.filter(slots__isnull=False).exists():
        raise InvalidInput(_("Plan at least one half-day before opening the session."))
    return _move(session, SessionStatus.DRAFT, SessionStatus.OPEN, "curriculum.open_session", by=by)


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: User, at: datetime) -> Session:
    """Call off a session that has not taken place; active enrolments end; the people enrolled and those who
    lead are told.

    Raises NotAllowed, InvalidInput without a reason, SessionNotEditable, SlotInUse once somebody was
    marked: hours would be lost.
    """
    check(may_manage_sessions(by))
    session = lock_editable(session)
    if not reason.strip():
        raise InvalidInput(
            _("Say why the session is cancelled."),
            {"reason": [_("Give a reason: the people enrolled will read it.")]},
        )
    if marked(slot__day__session=session):
        raise SlotInUse(
            _(
                "Attendance was marked in this session: remove the days that will not take place, then "
                "close it, so that nobody loses hours."
            )
        )

    before = session.status
    session.status, session.cancelled_at = SessionStatus.CANCELLED, at
    session.cancel_reason = reason.strip()
    session.save(update_fields=["status", "cancelled_at", "cancel_reason"])
    cancel_enrolments(session=session, by=by, at=at, reason=session.cancel_reason)
    if before == SessionStatus.OPEN:
        _tell_animators(session)
    journal.record(
        session,
        "curriculum.cancel_session",
        by=by,
        before={"status": before},
        after={"status": session.status},
        reason=session.cancel_reason,
    )
    return session


@transaction.atomic
def close_session(*, session: Session, by: User, at: datetime) -> Session:
    """Close an open session that is over and wholly marked; its hours may then be credited.

    Who still waits for a seat is told that none came free.

    Raises NotAllowed, SessionNotOpen when it is not open or not over, AttendanceIncomplete with the
    half-days and people that are not marked.
    """
    check(may_manage_sessions(by))
    session = lock_session(session)
    check_may_close(session, at=at)

    end_waiting(session=session, at=at)
    session.closed_at = at
    session.save(update_fields=["closed_at"])
    return _move(
        session, SessionStatus.OPEN, SessionStatus.CLOSED, "curriculum.close_session", by=by
    )


@transaction.atomic
def reopen_session(*, session: Session, by: User, reason: str = "") -> Session:
    """Undo the closing, so that marks can be corrected; hours are taken back by the caller first.

    Raises NotAllowed, SessionNotOpen when it is not closed.
    """
    check(may_manage_sessions(by))
    session = lock_session(session)
    if session.status != SessionStatus.CLOSED:
        raise SessionNotOpen(_("Only a closed session can be reopened."))
    session.closed_at = None
    session.save(update_fields=["closed_at"])
    return _move(
        session,
        SessionStatus.CLOSED,
        SessionStatus.OPEN,
        "curriculum.reopen_session",
        by=by,
        reason=reason.strip(),
    )


def _move(session, before, after, action, *, by, reason="") -> Session:
    """Change the state of a locked session and write it down."""
    if session.status != before:
        raise SessionNotEditable(
            _("This is not possible: the session is now %(status)s.")
            % {"status": session.get_status_display().lower()}
        )
    session.status = after
    session.save(update_fields=["status"])
    journal.record(
        session, action, by=by, before={"status": before}, after={"status": after}, reason=reason
    )
    return session


def _tell_animators(session: Session) -> None:
    leaders = Animation.objects.filter(slot__day__session=session)
    for person in leaders.order_by("person").values_list("person", flat=True).distinct():
        enqueue(
            "curriculum.tasks.send_animation_cancelled", session_id=session.pk, person_id=person
        )


def _check_facts(offering: Offering, capacity: int | None, partners: Sequence[Institution]) -> None:
    errors: dict[str, list[str]] = {}
    if offering.kind == OfferingKind.ACTION_TRAINING:
        if capacity is not None:
            errors["capacity"] = [_("A territorial action-training has no seat limit.")]
    elif partners:
        errors["partners"] = [_("Only territorial action-trainings have partner institutions.")]
    if capacity is not None and capacity < 1:
        errors["capacity"] = [_("Give at least one seat, or leave it empty for no limit.")]
    if errors:
        raise InvalidInput(_("Some values of the session are wrong."), errors)


def _set_partners(session: Session, partners: Sequence[Institution]) -> None:
    wanted = {institution.pk for institution in partners}
    present = set(session.session_partners.values_list("institution", flat=True))
    session.session_partners.filter(institution__in=present - wanted).delete()
    SessionPartner.objects.bulk_create(
        SessionPartner(session=session, institution_id=institution)
        for institution in sorted(wanted - present)
    )


def _facts(session: Session) -> dict:
    return {
        "title": session.title,
        "offering": session.offering,
        "territory": session.territory,
        "capacity": session.capacity,
        "is_open_to_everyone": session.is_open_to_everyone,
        "changes_until": session.changes_until,
        "partners": sorted(session.session_partners.values_list("institution__name", flat=True)),
    }
