"""Who is on the way: the people of the list of trainees."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from certification.models import FollowedRulebook
from curriculum.models import Enrolment, HomeTerritory, Institution, Membership, Person, Territory


def find_trainees(
    *,
    on: date,
    text: str = "",
    territory: Territory | None = None,
    institution: Institution | None = None,
) -> QuerySet[Person]:
    """Ask for those who have begun or hold a seat, by name, and where they work on that day."""
    followed = FollowedRulebook.objects.filter(person=OuterRef("pk"))
    seats = Enrolment.objects.with_seat().filter(person=OuterRef("pk"))
    found = Person.objects.filter(Exists(followed) | Exists(seats)).named_like(text)
    if territory:
        homes = HomeTerritory.objects.on(on).filter(
            person=OuterRef("pk"), territory__path__startswith=territory.path
        )
        found = found.filter(Exists(homes))
    if institution:
        memberships = Membership.objects.current(on=on).filter(
            person=OuterRef("pk"), institution=institution
        )
        found = found.filter(Exists(memberships))
    return found


def home_territories(*, on: date) -> QuerySet[Territory]:
    """Ask for the territories where people work on that day, and those that contain them; two queries."""
    paths = HomeTerritory.objects.on(on).exclude(territory=None).values_list("territory__path")
    prefixes = {
        path[:length]
        for (path,) in paths.distinct()
        for length in range(Territory.steplen, len(path) + 1, Territory.steplen)
    }
    return Territory.objects.filter(path__in=prefixes)
