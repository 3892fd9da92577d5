"""People on a waiting list, built in a few words."""

from datetime import timedelta

from curriculum.enums import EnrolmentStatus
from curriculum.models import Enrolment, EnrolmentGroup, Membership, Person, Session
from tests.factories import LONG_AGO, NOON, TODAY, make_enrolment

NEXT_MONTH = TODAY + timedelta(days=30)
DAY = timedelta(days=1)


def status_of(*enrolments) -> list[str]:
    """Read where places stand now."""
    found = dict(Enrolment.objects.values_list("pk", "status"))
    return [found[enrolment.pk] for enrolment in enrolments]


def waits(session: Session, person: Person, minute: int = 0, **extra) -> Enrolment:
    """Put somebody on the list, so many minutes after noon."""
    values = {
        "status": EnrolmentStatus.WAITING,
        "enrolled_at": None,
        "applied_at": NOON + timedelta(minutes=minute),
    }
    return make_enrolment(session, person, **(values | extra))


def group_waits(session, institution, people, minute: int = 0, *, all_or_none=True):
    """Put a group on the list, at one moment."""
    group = EnrolmentGroup.objects.create(
        session=session, institution=institution, all_or_none=all_or_none, made_at=NOON
    )
    return [
        waits(session, person, minute, group=group, institution=institution) for person in people
    ]


def offered(session, person, **extra) -> Enrolment:
    """Offer somebody a seat until tomorrow noon."""
    values = {
        "status": EnrolmentStatus.OFFERED,
        "enrolled_at": None,
        "offered_until": NOON + DAY,
    }
    return make_enrolment(session, person, **(values | extra))


def employ(person: Person, institution) -> Person:
    """Let somebody work in an institution."""
    Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    return person
