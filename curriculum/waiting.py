"""Who comes next on a waiting list, and how long an offered seat is kept; questions only."""

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings

from curriculum import eligibility
from curriculum.enums import EnrolmentStatus
from curriculum.models import Enrolment, Session
from curriculum.plan import begins_at


def next_in_line(session: Session) -> list[Enrolment]:
    """Give those who wait and for whom a seat is free, in their order; three queries at most.

    Decision: the order is strict. A group that comes all or none and does not fit is not passed over:
    it stays first, and free seats are kept for it, until enough are free or staff decide otherwise.
    """
    free = eligibility.seats_left(session)
    if free == 0:
        return []
    waiting = Enrolment.objects.filter(session=session).waiting_in_order()
    waiting = waiting.select_related("person", "group")
    # One more than fits: a group that is cut there does not fit.
    found = list(waiting if free is None else waiting[: free + 1])
    chosen: list[Enrolment] = []
    for _block, together in groupby(found, key=_block_of):
        block = list(together)
        if free is not None and len(chosen) + len(block) > free:
            break
        chosen += block
    return chosen


def kept_for(session: Session) -> list[Enrolment]:
    """Give the group that comes all or none and for which free seats are kept; nobody when none are."""
    free = eligibility.seats_left(session)
    if not free or next_in_line(session):
        return []
    waiting = Enrolment.objects.filter(session=session).waiting_in_order()
    first = waiting.select_related("group__institution", "session", "person").first()
    return together_with(first) if first else []


def together_with(enrolment: Enrolment) -> list[Enrolment]:
    """Give the places of the same state that are answered at once: a group's that comes all or none.

    Decision: one yes is a yes for the whole group; a no is for oneself.
    """
    group = enrolment.group
    if group is None or not group.all_or_none:
        return [enrolment]
    same = Enrolment.objects.filter(group=group, session=enrolment.session, status=enrolment.status)
    return list(same.select_related("person", "session").order_by("pk"))


def may_accept(enrolment: Enrolment, session: Session, at: datetime) -> bool:
    """Tell whether a seat may be taken: offered and not lapsed, or free for those who come first."""
    if eligibility.has_started(session, at):
        return False
    if enrolment.status == EnrolmentStatus.OFFERED:
        return not has_lapsed(enrolment, at)
    return enrolment.status == EnrolmentStatus.WAITING and enrolment in next_in_line(session)


def has_lapsed(enrolment: Enrolment, at: datetime) -> bool:
    """Tell whether the time to answer an offer is over."""
    until = enrolment.offered_until
    return enrolment.status == EnrolmentStatus.OFFERED and until is not None and until <= at


def offer_deadline(session: Session, at: datetime) -> datetime:
    """Say until when a seat that comes free now is kept for one person; one query.

    The usual time, to the end of its day; when the session is near, half of what is left until it begins,
    so that the next may still be asked, but no less than the shortest time. Never after it begins. Reads
    the territory.
    """
    there = at.astimezone(ZoneInfo(session.territory.time_zone))
    usual = (there + settings.SEAT_OFFER_LASTS).replace(hour=23, minute=59, second=0, microsecond=0)
    begins = begins_at(session)
    if begins is None:
        return usual
    near = max(at + (begins - at) / 2, at + settings.SEAT_OFFER_LASTS_AT_LEAST)
    return min(usual, near, begins)


def _block_of(enrolment: Enrolment) -> tuple:
    """Say what comes in one piece: a group that wants all or none, else each place alone."""
    group = enrolment.group
    if group is not None and group.all_or_none:
        return ("group", group.pk, enrolment.applied_at)
    return ("place", enrolment.pk)
