"""The rows that the story rests on: territories, places, institutions, people, accounts, offerings."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.text import slugify

from cms.demo.catalogue import OFFERINGS
from cms.demo.people import ANIMATORS, FIGURES, Figure
from cms.demo.places import INSTITUTIONS, LOCAL_TERRITORIES, NUMBERS, PLACES, PROVIDERS
from cms.demo.typesetting import typeset
from cms.roles import ACCOUNTS_GROUP, STAFF_GROUP
from curriculum.models import (
    ExternalProvider,
    Institution,
    Offering,
    Person,
    Place,
    Territory,
    User,
)
from curriculum.services import institutions, managers, memberships, people, reference, territories

PASSWORD = "jalons-demo"  # noqa: S105 - printed by the command, for a site that shows nobody's data
PARIS = ZoneInfo("Europe/Paris")

ACCOUNTS = [
    # (role shown on the console, e-mail address, key of the person or None)
    ("équipe de la fédération", "equipe@jalons.example", None),
    ("stagiaire", "amina@jalons.example", "amina-benali"),
    ("animateur", "bruno@jalons.example", "bruno-castellani"),
    ("responsable d’établissement", "claire@jalons.example", "claire-morel"),
    ("comptabilité et audit", "compta@jalons.example", None),
]


@dataclass(slots=True)
class World:
    """What the story finds by name; `today` is the day it is told on."""

    today: date
    staff: User
    territories: dict[str, Territory] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    providers: dict[str, ExternalProvider] = field(default_factory=dict)
    offerings: dict[str, Offering] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def day(self, offset: int) -> date:
        """Give the day `offset` days from today, moved on to a weekday."""
        day = self.today + timedelta(days=offset)
        return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))

    def territory(self, key: str) -> Territory:
        """Find a territory by its key here or by its ISO 3166-2 code."""
        if key not in self.territories:
            self.territories[key] = Territory.objects.get(iso_code=key)
        return self.territories[key]

    def home_of(self, figure: Figure) -> Territory:
        """Find where a person works."""
        return self.territory(figure.home)


def moment(day: date, hour: int = 18) -> datetime:
    """Give an hour of a day, Paris time."""
    return datetime.combine(day, time(hour), PARIS)


def build_world(today: date) -> World:
    """Make the rows that everything else rests on, by the services that staff use."""
    world = World(today=today, staff=_accounts_of_staff())
    _places(world)
    _people(world)
    for key, values in OFFERINGS.items():
        values = values | {"title": typeset(values["title"])}
        world.offerings[key] = reference.create_offering(by=world.staff, code=key, **values)
    return world


def _accounts_of_staff() -> User:
    staff = _account("equipe@jalons.example", "Denis", "Évrard", STAFF_GROUP)
    _account("compta@jalons.example", "Farida", "Guerra", ACCOUNTS_GROUP)
    return staff


def _account(email: str, first_name: str, last_name: str, group: str = "") -> User:
    user = User.objects.create_user(email, PASSWORD, first_name=first_name, last_name=last_name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def _places(world: World) -> None:
    by = world.staff
    for key, name, parent in LOCAL_TERRITORIES:
        world.territories[key] = territories.add_local_territory(
            parent=world.territory(parent), name=name, by=by
        )
    for key, name, street, postal_code, city, territory in PLACES:
        world.places[key] = reference.create_place(
            by=by,
            name=name,
            street=street,
            postal_code=postal_code,
            city=city,
            territory=world.territory(territory),
        )
    for key, name, kind, territory, city, email in INSTITUTIONS:
        registration_number, vat_number = NUMBERS[key]
        world.institutions[key] = institutions.create_institution(
            by=by,
            name=name,
            kind=kind,
            territory=world.territory(territory),
            city=city,
            email=email,
            registration_number=registration_number,
            vat_number=vat_number,
        )
    for key, name, city, territory, years in PROVIDERS:
        since = world.today - timedelta(days=365 * years) if years else None
        world.providers[key] = reference.create_provider(
            by=by,
            name=name,
            city=city,
            territory=world.territory(territory),
            accredited_from=since,
        )


def _people(world: World) -> None:
    by = world.staff
    addresses = {key: email for _role, email, key in ACCOUNTS if key}
    for rank, figure in enumerate(FIGURES):
        local = slugify(f"{figure.given_name}-{figure.family_name}")
        person = people.create_person(
            by=by,
            civility=figure.civility,
            given_name=figure.given_name,
            family_name=figure.family_name,
            birth_date=date(1962 + (rank * 7) % 38, 1 + rank % 12, 1 + (rank * 5) % 28),
            email=addresses.get(figure.key, f"{local}@courriel.example"),
            profession=figure.profession,
            field=figure.field,
        )
        if figure.key in addresses:
            person.user = _account(addresses[figure.key], figure.given_name, figure.family_name)
            person.save(update_fields=["user"])
        world.people[figure.key] = person
        since = world.today - timedelta(days=365 * 6)
        people.set_home_territory(
            person=person, territory=world.home_of(figure), since=since, by=by
        )
        memberships.join_institution(
            person=person,
            institution=world.institutions[figure.institution],
            since=since,
            function=figure.profession,
            by=by,
        )
    _somebody_moved(world)
    managers.appoint_manager(
        institution=world.institutions["ch-evry"],
        user=world.people["claire-morel"].user,
        by=by,
        at=moment(world.day(-300)),
    )


def _somebody_moved(world: World) -> None:
    """Olivier worked in Namur until two years ago: a history with two entries."""
    olivier = world.people["olivier-dumont"]
    first = olivier.home_territories.get()
    people.correct_home_territory(
        entry=first, territory=world.territory("BE-WNA"), since=first.since, by=world.staff
    )
    people.set_home_territory(
        person=olivier,
        territory=world.territory("seraing"),
        since=world.today - timedelta(days=730),
        by=world.staff,
    )


ANIMATOR_KEYS = [figure.key for figure in ANIMATORS]
