"""Where the main journey begins: Amina lacks one module of theory for her first level."""

from datetime import date, timedelta

from certification.models import HourRecord
from curriculum.enums import Half, HourKind, OfferingKind
from curriculum.models import Person, Place, Session
from tests.certification.records import make_days
from tests.factories import make_offering, make_session

EARLIER = timedelta(days=700)
MODULE_DAYS = 3


def last_years_module(place: Place, animator: Person, *, today: date) -> Session:
    """Three days of theory, 18 hours, two years ago."""
    return make_session(
        place,
        offering=make_offering(OfferingKind.BASE_MODULE, "Module de base"),
        title="Module de base",
        on=today - EARLIER,
        days=MODULE_DAYS,
        halves=(Half.MORNING, Half.AFTERNOON),
        kind=HourKind.THEORY,
        animator=animator,
    )


def all_but_one_module(person: Person, *, today: date) -> list[HourRecord]:
    """Level 1 without 18 of its 60 hours of theory: 42 hours, and 6 days of participation."""
    on = today - EARLIER
    return [
        *make_days(person, HourKind.THEORY, 7, on=on, title="Formation nationale"),
        *make_days(
            person,
            HourKind.PARTICIPATION_CC,
            4,
            on=on + timedelta(days=30),
            title="Clinique de Concertation",
        ),
        *make_days(
            person,
            HourKind.PARTICIPATION_COC,
            2,
            on=on + timedelta(days=60),
            title="Concertation Clinique",
            off_territory=True,
        ),
    ]
