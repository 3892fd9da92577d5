"""What speaks for or against a person's place in a session; questions only, nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from curriculum.enums import SENSITISING_KINDS, EnrolmentStatus, OfferingKind, SessionStatus
from curriculum.french_days import spell_day
from curriculum.models import (
    Attendance,
    Enrolment,
    Membership,
    Person,
    SensitisationWaiver,
    Session,
    SessionSlot,
)
from curriculum.models.enrolments import sensitised_people
from curriculum.plan import begins_at, today_at


@dataclass(frozen=True, slots=True)
class Sensitised:
    """A presence that gives the prior sensitisation."""

    kind: OfferingKind
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Sensitisation:
    """What a person has of the prior sensitisation: any presence, or a waiver, is enough."""

    presences: tuple[Sensitised, ...]
    waiver: SensitisationWaiver | None

    @property
    def is_met(self) -> bool:
        """Tell whether advanced modules are open to the person."""
        return bool(self.presences) or self.waiver is not None

    @property
    def missing(self) -> tuple[OfferingKind, ...]:
        """List the kinds of which any one would do; empty when nothing is missing."""
        return () if self.is_met else SENSITISING_KINDS


def sensitisation_of(person: Person) -> Sensitisation:
    """Say which sensitising sessions the person attended, and whether staff waived them; two queries."""
    rows = (
        Attendance.objects.sensitising()
        .filter(person=person)
        .order_by("slot__day__on")
        .values_list(
            "slot__day__session_id",
            "slot__day__session__offering__kind",
            "slot__day__session__title",
            "slot__day__on",
        )
    )
    first_days: dict[int, Sensitised] = {}
    for session_id, kind, title, on in rows:
        first_days.setdefault(session_id, Sensitised(OfferingKind(kind), title, on))
    waiver = SensitisationWaiver.objects.filter(person=person).select_related("given_by").first()
    return Sensitisation(tuple(first_days.values()), waiver)


def unsensitised(people: Iterable[Person]) -> set[int]:
    """Give the ids of those who have neither attended a sensitisation nor been excused; one query."""
    wanted = Person.objects.filter(pk__in=[person.pk for person in people])
    return set(wanted.filter(~sensitised_people()).values_list("pk", flat=True))


def overlapping_sessions(person: Person, session: Session) -> list[Session]:
    """List other sessions where the person has a seat at the same hours; three queries at most."""
    seats = Enrolment.objects.with_seat().filter(person=person).exclude(session=session)
    busy = list(
        SessionSlot.objects.filter(
            day__session__enrolments__in=seats,
            day__on__in=session.days.values("on"),
        ).select_related("day__session", "territory")
    )
    if not busy:
        return []
    wanted = list(
        SessionSlot.objects.of_session(session).select_related("day__session", "territory")
    )
    return _unique(
        slot.day.session for slot in busy if any(_overlap(slot, other) for other in wanted)
    )


def sessions_for(person: Person) -> QuerySet[Session]:
    """Give the open sessions, the past ones too, in which the person has no place yet."""
    active = Enrolment.objects.active().filter(person=person, session=OuterRef("pk"))
    return Session.objects.filter(~Exists(active), status=SessionStatus.OPEN).in_order()


def sessions_to_change_to(enrolment: Enrolment, at: datetime) -> QuerySet[Session]:
    """Give the coming sessions of the same offering where a seat is free and the person has no place."""
    session = enrolment.session
    waiting = Enrolment.objects.filter(session=OuterRef("pk"), status=EnrolmentStatus.WAITING)
    same = sessions_for(enrolment.person).filter(
        ~Exists(waiting), offering=session.offering_id, starts_on__gt=today_at(session, at)
    )
    # Not `exclude(seats_left=0)`: databases leave out what has no limit with it.
    has_room = Q(seats_left=None) | Q(seats_left__gt=0)
    return same.with_seats_left().filter(has_room).select_related("territory")


def who_may_take_over(enrolment: Enrolment, *, on: date) -> QuerySet[Person]:
    """Give who works in the institution that pays and has no place in the session yet."""
    working = Membership.objects.current(on=on).filter(institution=enrolment.institution)
    held = Enrolment.objects.active().filter(session=enrolment.session)
    people = Person.objects.filter(pk__in=working.values("person"))
    return people.exclude(pk__in=held.values("person"))


def seats_left(session: Session) -> int | None:
    """Count the free seats; None when there is no limit."""
    if session.capacity is None:
        return None
    taken = Enrolment.objects.taking_a_seat().filter(session=session).count()
    return max(session.capacity - taken, 0)


def waiting_count(session: Session) -> int:
    """Count those who wait for a seat."""
    return Enrolment.objects.filter(session=session, status=EnrolmentStatus.WAITING).count()


def has_begun(session: Session, at: datetime) -> bool:
    """Tell whether the first day has come, where the session is held; reads the territory."""
    return session.starts_on is not None and session.starts_on <= today_at(session, at)


def is_first_day_over(session: Session, at: datetime) -> bool:
    """Tell whether the first day has passed, where the session is held; reads the territory."""
    return session.starts_on is not None and session.starts_on < today_at(session, at)


def has_started(session: Session, at: datetime) -> bool:
    """Tell whether the first half-day has begun, to the minute; one query."""
    begins = begins_at(session)
    return begins is not None and begins <= at


def changes_are_over(session: Session, at: datetime) -> bool:
    """Tell whether people and institutions no longer change places by themselves; reads the territory."""
    last = session.last_day_for_changes
    return last is not None and last < today_at(session, at)


def refusal_of_withdrawal(enrolment: Enrolment, session: Session, at: datetime) -> str:
    """Say why people and institutions no longer give a place back by themselves; nothing when they can."""
    ended = end_of_visit(session, at)
    if ended or enrolment.status != EnrolmentStatus.ENROLLED:
        return ended
    if changes_are_over(session, at):
        return _(
            "Places could be changed until %(day)s. Write to us: we will see what can be done."
        ) % {"day": spell_day(session.last_day_for_changes)}
    if has_begun(session, at):
        return _("This session has begun: write to us if you can no longer come.")
    return ""


def refusal_of_self_enrolment(session: Session, at: datetime) -> str:
    """Say why nobody can enrol by themselves; nothing when one can. Reads offering and territory."""
    ended = end_of_visit(session, at)
    if ended:
        return ended
    if session.status != SessionStatus.OPEN or session.starts_on is None:
        return _("This session is not open yet.")
    if session.offering.kind == OfferingKind.ACTION_TRAINING:
        return _(
            "This training belongs to a group of institutions: yours enrols you, or asks to join it."
        )
    if not (session.is_open_to_everyone or session.offering.is_listed):
        return _("The federation enrols in this session: write to us.")
    if has_begun(session, at):
        return _("This session has begun: write to us if you would like to join it.")
    return ""


def has_a_price(session: Session) -> bool:
    """Tell whether somebody is to pay for a seat: a price, or a quote to come; reads the offering."""
    return session.offering.price_cents != 0


def sensitising_sessions(before: Session) -> QuerySet[Session]:
    """Give the coming sessions that would open an advanced module to somebody, over before it begins."""
    first = before.starts_on
    coming = Session.objects.published().filter(
        status=SessionStatus.OPEN, offering__kind__in=SENSITISING_KINDS
    )
    return coming.filter(ends_on__lt=first).in_order() if first else coming.none()


def is_over(session: Session, at: datetime) -> bool:
    """Tell whether the last day has passed, where the session is held; reads the territory."""
    return session.ends_on is not None and session.ends_on < today_at(session, at)


def end_of_visit(session: Session, at: datetime) -> str:
    """Say why nothing changes any more about a visit; nothing while it lies ahead or is under way."""
    if session.status == SessionStatus.CANCELLED:
        return _("This session is cancelled: it does not take place.")
    if session.status == SessionStatus.CLOSED or is_over(session, at):
        return _("This session is over.")
    return ""


def refusal_of_visit(session: Session, at: datetime) -> str:
    """Say why nobody can register to come and see; nothing when one can. Reads the offering."""
    ended = end_of_visit(session, at)
    if ended:
        return ended
    if session.status != SessionStatus.OPEN or session.ends_on is None:
        return _("This session is not open yet.")
    if not session.is_visit:
        return _("This session is not among those that anybody may come and see.")
    return ""


def waiting_rank(enrolment: Enrolment) -> int:
    """Give the place in the waiting list, from 1."""
    return Enrolment.objects.with_rank().values_list("rank", flat=True).get(pk=enrolment.pk)


def _overlap(one: SessionSlot, other: SessionSlot) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _unique(sessions: Iterable[Session]) -> list[Session]:
    return list({session.pk: session for session in sessions}.values())
