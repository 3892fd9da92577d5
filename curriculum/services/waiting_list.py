"""The waiting list of a session: seats that come free are offered in its order, and passed on in time."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import eligibility, seats, waiting
from curriculum.access import check, may_change_enrolment, may_manage_sessions
from curriculum.background import enqueue_many
from curriculum.enums import EnrolmentStatus, SeatNews, SessionStatus
from curriculum.errors import EnrolmentNotActive, InvalidInput, SessionFull
from curriculum.models import Enrolment, Session, User
from curriculum.plan import begins_at


@transaction.atomic
def offer_free_seats(
    *, session: Session, at: datetime, but: Collection[int] = ()
) -> list[Enrolment]:
    """Offer the free seats to those who wait, in their order; give these places.

    For services that free a seat or change the list, in their own transaction; nothing happens once the
    session has begun. At a visit, which is free, the seats are given at once. It stops at the places `but`:
    their offer has just lapsed.
    """
    session = seats.lock(session)
    if session.status != SessionStatus.OPEN or eligibility.has_started(session, at):
        return []
    chosen: list[Enrolment] = []
    for enrolment in waiting.next_in_line(session):
        if enrolment.pk in but:
            break
        chosen.append(enrolment)
    if not chosen:
        return []
    if session.is_visit:
        _seat(chosen, "curriculum.give_place", by=None, at=at)
    else:
        until = waiting.offer_deadline(session, at)
        offered = EnrolmentStatus.OFFERED
        seats.move_all(
            chosen, "curriculum.offer_seat", by=None, status=offered, offered_until=until
        )
        enqueue_many(
            "curriculum.tasks.send_offered",
            [{"enrolment_id": enrolment.pk} for enrolment in chosen],
        )
        seats.tell_managers(chosen, SeatNews.OFFERED)
    return chosen


@transaction.atomic
def accept_offer(*, enrolment: Enrolment, by: User | None, at: datetime) -> Enrolment:
    """Take the seat that is offered, before the deadline; for a group that comes all or none, all its seats.

    Who let an offer lapse, and comes first while a seat is free, may still take it. `by` is None for
    callers who know that the person asks for it: by the link of the mail.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, also when the offer has lapsed.
    """
    session = seats.lock_open(enrolment.session)
    check(by is None or may_change_enrolment(by, enrolment))
    enrolment.refresh_from_db()
    if waiting.has_lapsed(enrolment, at):
        raise EnrolmentNotActive(_("The time to accept this seat is over: it goes to the next."))
    if not waiting.may_accept(enrolment, session, at):
        raise seats.not_possible(enrolment)

    together = waiting.together_with(enrolment)
    _seat(together, "curriculum.accept_offer", by=by, at=at)
    if by is None or by.pk == enrolment.person.user_id:
        seats.tell_managers(together, SeatNews.ACCEPTED)
    enrolment.refresh_from_db()
    return enrolment


@transaction.atomic
def give_place(*, enrolment: Enrolment, by: User, at: datetime, reason: str = "") -> Enrolment:
    """Give a seat to somebody who asked or waits for one, or was offered one; out of turn for a reason.

    When every free seat is on offer, the last offer made is taken back: that person waits again, at the
    same rank, and is told.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, SessionFull, InvalidInput without a reason.
    """
    check(may_manage_sessions(by))
    session = seats.lock_open(enrolment.session)
    enrolment.refresh_from_db()
    may_move = (EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING, EnrolmentStatus.OFFERED)
    if enrolment.status not in may_move:
        raise seats.not_possible(enrolment)
    if enrolment.status != EnrolmentStatus.OFFERED:
        on_offer = _seat_on_offer(session)
        if not reason.strip():
            _check_turn(enrolment, session, at)
        if on_offer:
            _take_back(on_offer, by=by, reason=reason)

    seats.move(
        enrolment,
        "curriculum.give_place",
        EnrolmentStatus.ENROLLED,
        may_move,
        by=by,
        reason=reason.strip(),
        enrolled_at=at,
        offered_until=None,
    )
    seats.tell(enrolment)
    return enrolment


@transaction.atomic
def extend_offer(
    *, enrolment: Enrolment, until: datetime, by: User, at: datetime, reason: str
) -> Enrolment:
    """Let somebody answer an offer until later, and the whole group when it comes all or none.

    Raises NotAllowed, SessionNotOpen, EnrolmentNotActive, InvalidInput.
    """
    check(may_manage_sessions(by))
    session = seats.lock_open(enrolment.session)
    enrolment.refresh_from_db()
    if enrolment.status != EnrolmentStatus.OFFERED:
        raise seats.not_possible(enrolment)
    _check_extension(session, until, at, reason)

    together = waiting.together_with(enrolment)
    seats.move_all(
        together, "curriculum.extend_offer", by=by, reason=reason.strip(), offered_until=until
    )
    enqueue_many(
        "curriculum.tasks.send_offered", [{"enrolment_id": place.pk} for place in together]
    )
    seats.tell_managers(together, SeatNews.OFFERED)
    enrolment.refresh_from_db()
    return enrolment


@transaction.atomic
def lapse_offers(*, at: datetime, session: Session | None = None) -> int:
    """Put those who did not answer in time at the end of the list, and offer their seats to the next.

    Of one session, or of all; may run at any time, any number of times. Gives their number.
    """
    overdue = Enrolment.objects.overdue(at=at)
    if session is not None:
        overdue = overdue.filter(session=session)
    concerned = set(overdue.values_list("session", flat=True))
    count = 0
    # In one order, as whoever locks two sessions does.
    for found in Session.objects.filter(pk__in=concerned).order_by("pk"):
        locked = seats.lock(found)
        late = list(overdue.filter(session=locked).select_related("person", "session"))
        seats.move_all(
            late,
            "curriculum.lapse_offer",
            by=None,
            status=EnrolmentStatus.WAITING,
            applied_at=at,
            offered_until=None,
        )
        enqueue_many(
            "curriculum.tasks.send_offer_lapsed",
            [{"enrolment_id": enrolment.pk} for enrolment in late],
        )
        seats.tell_managers(late, SeatNews.LAPSED)
        offer_free_seats(session=locked, at=at, but=[enrolment.pk for enrolment in late])
        count += len(late)
    return count


@transaction.atomic
def end_waiting(*, at: datetime, session: Session | None = None) -> int:
    """End the places of those who waited in vain, and tell them; on the first day a seat may still be given.

    Of the open sessions whose first day is over; or of one, for the service that closes it, in its own
    transaction. May run at any time, any number of times. Gives their number.
    """
    waiting_for = Session.objects.filter(enrolments__status=EnrolmentStatus.WAITING)
    if session is not None:
        waiting_for = waiting_for.filter(pk=session.pk)
    else:
        waiting_for = waiting_for.filter(status=SessionStatus.OPEN, starts_on__lt=at.date())
    concerned = set(waiting_for.values_list("pk", flat=True))
    reason = _("The session has begun, and no seat came free.")
    count = 0
    for found in Session.objects.filter(pk__in=concerned).order_by("pk"):
        locked = seats.lock(found)
        if session is None and not eligibility.is_first_day_over(locked, at):
            continue
        in_vain = locked.enrolments.filter(status=EnrolmentStatus.WAITING)
        ended = list(in_vain.select_related("person", "session"))
        seats.move_all(
            ended,
            "curriculum.end_waiting",
            by=None,
            reason=reason,
            status=EnrolmentStatus.WITHDRAWN,
            ended_at=at,
            end_reason=reason,
        )
        enqueue_many(
            "curriculum.tasks.send_waited_in_vain",
            [{"enrolment_id": enrolment.pk} for enrolment in ended],
        )
        seats.tell_managers(ended, SeatNews.IN_VAIN)
        count += len(ended)
    return count


def _seat(chosen: list[Enrolment], action: str, *, by: User | None, at: datetime) -> None:
    seated = EnrolmentStatus.ENROLLED
    seats.move_all(chosen, action, by=by, status=seated, enrolled_at=at, offered_until=None)
    enqueue_many(
        "curriculum.tasks.send_enrolled",
        [{"enrolment_id": enrolment.pk} for enrolment in chosen],
    )


def _seat_on_offer(session: Session) -> list[Enrolment]:
    """Give the places whose offer has to be taken back so that a seat is free; none when one is.

    Raises SessionFull.
    """
    if eligibility.seats_left(session) != 0:
        return []
    offered = session.enrolments.filter(status=EnrolmentStatus.OFFERED)
    last = offered.select_related("group").order_by("-applied_at", "-pk").first()
    if last is None:
        raise SessionFull(_("No seat is free in this session."))
    return waiting.together_with(last)


def _take_back(offers: list[Enrolment], *, by: User, reason: str) -> None:
    seats.move_all(
        offers,
        "curriculum.take_back_offer",
        by=by,
        reason=reason.strip(),
        status=EnrolmentStatus.WAITING,
        offered_until=None,
    )
    enqueue_many(
        "curriculum.tasks.send_offer_taken_back",
        [{"enrolment_id": enrolment.pk} for enrolment in offers],
    )


def _check_turn(enrolment: Enrolment, session: Session, at: datetime) -> None:
    """Ask for a reason when others come first. Raises InvalidInput."""
    message = ""
    if eligibility.seats_left(session) == 0:
        message = _(
            "Every free seat is offered to somebody. Say why this person gets one: the last offer is then "
            "taken back."
        )
    elif enrolment.status == EnrolmentStatus.APPLIED:
        message = seats.refusal_of_a_seat(session, at)
    elif enrolment not in waiting.next_in_line(session):
        earlier = eligibility.waiting_rank(enrolment) - 1
        if earlier == 0:
            message = _("The whole group does not fit: say why this person gets a seat alone.")
        else:
            message = ngettext(
                "%(count)d person comes first on the waiting list: say why this one gets the seat.",
                "%(count)d people come first on the waiting list: say why this one gets the seat.",
                earlier,
            ) % {"count": earlier}
    if message:
        raise InvalidInput(message, {"reason": [message]})


def _check_extension(session: Session, until: datetime, at: datetime, reason: str) -> None:
    errors: dict[str, list[str]] = {}
    begins = begins_at(session)
    if until <= at:
        errors["until"] = [_("Choose a moment that lies ahead.")]
    elif begins is not None and until > begins:
        errors["until"] = [_("Choose a moment before the session begins.")]
    if not reason.strip():
        errors["reason"] = [_("Give a reason.")]
    if errors:
        raise InvalidInput(_("The offer is not extended."), errors)
