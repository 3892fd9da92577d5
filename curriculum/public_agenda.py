"""What visitors may ask about sessions: the agenda and its filters, half-days, versions; questions only."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from curriculum.enums import AnimationRole, OfferingKind, SessionStatus
from curriculum.models import Animation, Offering, Session, SessionDay, SessionSlot, Territory
from curriculum.page_cache import remembered

FEED_KEEPS = timedelta(days=90)
"""How long a feed goes on telling about what is over."""

CHANGES = [
    f"curriculum.{name}"
    for name in (
        "open_session",
        "update_session",
        "reopen_session",
        "close_session",
        "cancel_session",
        "plan_days",
        "add_half_days",
        "edit_half_days",
        "remove_half_days",
        "name_day",
        "reschedule_day",
        "shift_session",
    )
]
"""The lines of the journal after which a calendar must look again; marks of attendance are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAgenda:
    """What the agenda is narrowed to; empty values narrow nothing. `month` is its first day."""

    kind: str = ""
    territory: Territory | None = None
    month: date | None = None
    for_everyone: bool = False

    @property
    def query(self) -> str:
        """The filters as they stand in an address, without the question mark."""
        values = {
            "kind": self.kind,
            "territory": self.territory.pk if self.territory else "",
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "open": "1" if self.for_everyone else "",
        }
        return urlencode({key: value for key, value in values.items() if value})

    @property
    def name(self) -> str:
        """What a calendar programme calls the agenda, narrowed as asked."""
        parts = [
            _("FICC agenda"),
            OfferingKind(self.kind).label if self.kind else "",
            self.territory.name if self.territory else "",
            date_format(self.month, "F Y") if self.month else "",
            _("open to everyone") if self.for_everyone else "",
        ]
        return " – ".join(str(part) for part in parts if part)

    def sessions(self) -> QuerySet[Session]:
        """Find the sessions, with their offering, territory and seats left, in order of time."""
        found = Session.objects.in_agenda(
            kind=self.kind,
            territory=self.territory,
            month=self.month,
            for_everyone=self.for_everyone,
        )
        return _told(found).in_order()

    def coming(self, *, on: date) -> QuerySet[Session]:
        """Find those that are not over, the nearest first."""
        return self.sessions().filter(ends_on__gte=on).exclude(status=SessionStatus.CLOSED)

    def past(self, *, on: date) -> QuerySet[Session]:
        """Find those that are over, the latest first."""
        over = Q(ends_on__lt=on) | Q(status=SessionStatus.CLOSED)
        return self.sessions().filter(over).order_by(F("starts_on").desc(), "title", "pk")

    def in_feed(self, *, on: date) -> QuerySet[Session]:
        """Find those that a calendar is told about: the chosen month, or what comes and what just was."""
        if self.month:
            return self.sessions()
        return self.sessions().filter(ends_on__gte=on - FEED_KEEPS)

    def days(self, month: date) -> QuerySet[SessionDay]:
        """Find the days of a month, given by its first day, with their sessions; one query."""
        last = calendar.monthrange(month.year, month.month)[1]
        return (
            SessionDay.objects.filter(
                session__in=replace(self, month=month).sessions().order_by().values("pk"),
                on__range=(month, month.replace(day=last)),
            )
            .select_related("session__offering", "session__territory")
            .order_by("on", "session__title", "session_id")
        )


def published_session(code: str) -> Session | None:
    """Find what visitors may know of a session, with its seats left; one query."""
    return _told(Session.objects.published().filter(code=code)).first()


def sessions_of(offering: Offering) -> QuerySet[Session]:
    """List the published sessions of an offering, with their seats left, in order of time."""
    return _told(Session.objects.published().filter(offering=offering)).in_order()


def next_sessions(offerings: Iterable[int], *, on: date) -> dict[int, Session]:
    """Give the next open session of offerings, by the id of the offering; one query."""
    coming = Session.objects.published().open_for_enrolment(on=on)
    found: dict[int, Session] = {}
    for session in _told(coming.filter(offering__in=offerings, starts_on__gt=on)).in_order():
        found.setdefault(session.offering_id, session)
    return found


def _told(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Add what every list says about a session: its offering, where, seats left."""
    return sessions.select_related("offering", "territory").with_country().with_seats_left()


def half_days(sessions: Iterable[Session]) -> dict[int, list[SessionSlot]]:
    """Give the half-days of sessions, by the id of the session, in order of time; one query."""
    by_session: dict[int, list[SessionSlot]] = {session.pk: [] for session in sessions}
    slots = SessionSlot.objects.filter(day__session__in=by_session)
    for slot in slots.select_related("day", "place", "territory").in_order():
        by_session[slot.day.session_id].append(slot)
    return by_session


def timetable(session: Session) -> list[SessionSlot]:
    """Give the half-days of a session with who leads them, in order of time; two queries.

    Trainees who co-lead are never named in public: `leads` holds animators only.
    """
    animators = Animation.objects.filter(role=AnimationRole.ANIMATOR).select_related("person")
    slots = SessionSlot.objects.of_session(session).select_related("day", "place", "territory")
    return list(slots.prefetch_related(Prefetch("animations", animators, to_attr="leads")))


def agenda_territories() -> list[Territory]:
    """List the territories where sessions are or were held, and those around them.

    One query, after a change; until the next one the answer is remembered.
    """
    return remembered("agenda_territories", _agenda_territories)


def _agenda_territories() -> list[Territory]:
    published = Session.objects.published()
    here = Exists(published.filter(territory=OuterRef("pk"))) | Exists(
        SessionSlot.objects.filter(
            territory=OuterRef("pk"), day__session__in=published.values("pk")
        )
    )
    territories = list(Territory.objects.annotate(is_used=here))
    used = [territory.path for territory in territories if territory.is_used]
    return [
        territory
        for territory in territories
        if any(path.startswith(territory.path) for path in used)
    ]


@dataclass(frozen=True, slots=True)
class Version:
    """How often a session changed since it was made, and when for the last time."""

    number: int
    at: datetime


def versions(sessions: Iterable[Session]) -> dict[int, Version]:
    """Tell which version of each session its calendar shows, by the journal; one query."""
    sessions = list(sessions)
    lines = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Session),
        object_id__in=[str(session.pk) for session in sessions],
        action__in=CHANGES,
    )
    found = {
        int(row["object_id"]): Version(row["number"], row["at"])
        for row in lines.order_by()
        .values("object_id")
        .annotate(number=Count("pk"), at=Max("timestamp"))
    }
    return {
        session.pk: found.get(session.pk, Version(0, session.created_at)) for session in sessions
    }
