"""Small builders of rows; complex states are reached through services."""

from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from curriculum.enums import (
    AnimationRole,
    EnrolmentStatus,
    Half,
    HourKind,
    InstitutionKind,
    OfferingKind,
    SessionStatus,
    TerritoryKind,
)
from curriculum.models import (
    Animation,
    Enrolment,
    HomeTerritory,
    Institution,
    Offering,
    Person,
    Place,
    Session,
    SessionDay,
    SessionSlot,
    Territory,
    User,
)

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
LONG_AGO = date(2015, 1, 1)

HOURS = {
    Half.MORNING: (time(9, 30), time(12, 30)),
    Half.AFTERNOON: (time(13, 30), time(16, 30)),
    Half.EVENING: (time(18, 0), time(21, 0)),
}

_numbers = count(1)


def make_user(email: str, **extra) -> User:
    """A login that may sign in at once: its address is verified."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(email, "a-long-passphrase", **extra)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_person(
    given: str = "Camille",
    family: str | None = None,
    *,
    email: str = "",
    account: bool = False,
    home: Territory | None = None,
    since: date = LONG_AGO,
) -> Person:
    """A person; with `account` also a login, with `home` a professional territory."""
    family = family or f"Personne{next(_numbers)}"
    if account and not email:
        email = f"{given}.{family}@example.org".lower()
    user = make_user(email, first_name=given, last_name=family) if account else None
    person = Person.objects.create(given_name=given, family_name=family, email=email, user=user)
    if home:
        HomeTerritory.objects.create(person=person, territory=home, since=since)
    return person


def make_territory(name: str = "Essonne", parent: Territory | None = None) -> Territory:
    """A territory: a country when it has no parent."""
    kind = TerritoryKind.COUNTRY if parent is None else TerritoryKind.LOCAL
    if parent is None:
        return Territory.add_root(name=name, kind=kind)
    return Territory.objects.get(pk=parent.pk).add_child(name=name, kind=kind)


def make_institution(territory: Territory, name: str | None = None) -> Institution:
    """A partner institution."""
    return Institution.objects.create(
        name=name or f"Institution {next(_numbers)}",
        kind=InstitutionKind.ASSOCIATION,
        territory=territory,
    )


def make_place(territory: Territory, name: str = "Maison des associations") -> Place:
    """A place in a territory."""
    return Place.objects.create(name=name, city=territory.name, territory=territory)


def make_offering(kind: str = OfferingKind.BASE_MODULE, title: str = "Module de base") -> Offering:
    """An offering of some kind."""
    return Offering.objects.create(code=f"offering-{next(_numbers)}", kind=kind, title=title)


def make_session(
    place: Place,
    *,
    offering: Offering | None = None,
    on: date = TODAY - timedelta(days=30),
    days: int = 1,
    halves: tuple[Half, ...] = (Half.MORNING, Half.AFTERNOON),
    kind: str = HourKind.THEORY,
    co_animation_kind: str = "",
    animator: Person | None = None,
    status: str = SessionStatus.OPEN,
    capacity: int | None = None,
    title: str = "Session d’essai",
) -> Session:
    """A session of consecutive days, three hours each half-day."""
    session = Session.objects.create(
        offering=offering or make_offering(),
        title=title,
        territory=place.territory,
        status=status,
        capacity=capacity,
        starts_on=on,
        ends_on=on + timedelta(days=days - 1),
    )
    for number in range(days):
        day = SessionDay.objects.create(session=session, on=on + timedelta(days=number))
        for half in halves:
            starts_at, ends_at = HOURS[half]
            slot = SessionSlot.objects.create(
                day=day,
                half=half,
                starts_at=starts_at,
                ends_at=ends_at,
                minutes=180,
                place=place,
                territory=place.territory,
                kind=kind,
                co_animation_kind=co_animation_kind,
            )
            if animator:
                Animation.objects.create(slot=slot, person=animator, role=AnimationRole.ANIMATOR)
    return session


def make_enrolment(session: Session, person: Person, **extra) -> Enrolment:
    """A seat, as staff would have given it."""
    values = {"status": EnrolmentStatus.ENROLLED, "applied_at": NOON, "enrolled_at": NOON}
    return Enrolment.objects.create(session=session, person=person, **(values | extra))
