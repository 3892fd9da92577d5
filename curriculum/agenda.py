"""Lists of sessions with what is counted about them; questions only, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from curriculum.enums import EnrolmentStatus, SessionStatus
from curriculum.models import (
    Animation,
    Attendance,
    Enrolment,
    Person,
    Session,
    SessionDay,
    SessionSlot,
    Territory,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaFilter:
    """What a list of sessions is narrowed to; empty values narrow nothing."""

    text: str = ""
    kind: str = ""
    status: str = ""
    over_on: date | None = None
    territory: Territory | None = None
    from_day: date | None = None
    to_day: date | None = None


def find_sessions(wanted: AgendaFilter) -> QuerySet[Session]:
    """Find sessions, the latest first and those without a date before them."""
    sessions = Session.objects.select_related("offering", "territory")
    for word in wanted.text.split():
        sessions = sessions.filter(
            Q(title__icontains=word)
            | Q(offering__title__icontains=word)
            | Q(territory__name__icontains=word)
            | Q(code__iexact=word)
        )
    if wanted.kind:
        sessions = sessions.filter(offering__kind=wanted.kind)
    if wanted.status:
        sessions = sessions.filter(status=wanted.status)
    if wanted.over_on:
        sessions = sessions.to_close(on=wanted.over_on)
    if wanted.territory:
        sessions = sessions.filter(territory__path__startswith=wanted.territory.path)
    if wanted.from_day:
        sessions = sessions.filter(ends_on__gte=wanted.from_day)
    if wanted.to_day:
        sessions = sessions.filter(starts_on__lte=wanted.to_day)
    return with_counts(sessions).order_by(F("starts_on").desc(nulls_first=True), "title", "pk")


def with_counts(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Add `day_count`, `seats_taken`, `waiting_count`, `slot_count` and `slots_marked` to each session."""
    own = {"session": OuterRef("pk")}
    slots = SessionSlot.objects.filter(day__session=OuterRef("pk"))
    touched = slots.filter(Exists(Attendance.objects.filter(slot=OuterRef("pk"))))
    asking = Q(status__in=[EnrolmentStatus.WAITING, EnrolmentStatus.APPLIED])
    return sessions.annotate(
        day_count=_count(SessionDay.objects.filter(**own), "session"),
        seats_taken=_count(Enrolment.objects.taking_a_seat().filter(**own), "session"),
        waiting_count=_count(Enrolment.objects.filter(asking, **own), "session"),
        slot_count=_count(slots, "day__session"),
        slots_marked=_count(touched, "day__session"),
    )


def sessions_led_by(person: Person) -> QuerySet[Session]:
    """List the sessions that a person leads or co-leads, counted, in order of time."""
    led = Session.objects.led_by(person).select_related("offering", "territory")
    return with_counts(led).in_order()


def sessions_to_close(*, on: date) -> QuerySet[Session]:
    """List open sessions whose last day is past, the longest over first."""
    return Session.objects.to_close(on=on).order_by("ends_on", "title", "pk")


def sessions_to_prepare(*, on: date, until: date) -> QuerySet[Session]:
    """List sessions with a day in this period that lack something, the next first.

    Something is: being open, people, an animator on each half-day to come, or an answer to those who wait
    while seats are free. Adds the counts of `with_counts`, and `unled_count`.
    """
    led = Animation.objects.filter(slot=OuterRef("pk"))
    unled = SessionSlot.objects.filter(
        ~Exists(led), day__session=OuterRef("pk"), day__on__range=(on, until)
    )
    soon = Session.objects.filter(
        Exists(SessionDay.objects.filter(session=OuterRef("pk"), on__range=(on, until))),
        status__in=[SessionStatus.DRAFT, SessionStatus.OPEN],
    )
    return (
        with_counts(soon)
        .annotate(unled_count=_count(unled, "day__session"))
        .filter(
            Q(status=SessionStatus.DRAFT)
            | Q(seats_taken=0, is_open_to_everyone=False)
            | Q(unled_count__gt=0)
            | Q(waiting_count__gt=0) & (Q(capacity=None) | Q(seats_taken__lt=F("capacity")))
        )
        .order_by("starts_on", "title", "pk")
    )


def sessions_with_requests(*, on: date) -> QuerySet[Session]:
    """List the sessions not over of which requests wait for a yes, with their `request_count`."""
    asked = Enrolment.objects.filter(session=OuterRef("pk"), status=EnrolmentStatus.APPLIED)
    sessions = Session.objects.open_for_enrolment(on=on)
    counted = sessions.annotate(request_count=_count(asked, "session"))
    return counted.filter(request_count__gt=0).in_order()


def _count(rows: QuerySet, group: str) -> Coalesce:
    counted = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
