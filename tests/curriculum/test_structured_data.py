"""What search engines are told: schema.org's required properties, by hand."""

import json
import re
from datetime import date

import pytest

from cms.templatetags.structured_data import json_ld
from curriculum.enums import OfferingKind, SessionStatus
from curriculum.models import Session
from curriculum.public_agenda import half_days
from curriculum.structured_data import (
    breadcrumb_list,
    course,
    course_instance,
    event,
    organisation,
)
from tests.factories import make_offering, make_session

FEDERATION = organisation(name="FICC", url="https://jalons.test/")
URL = "https://jalons.test/sessions/ABC/"


@pytest.fixture
def session(place):
    """A paid module of one day in winter."""
    offering = make_offering(OfferingKind.BASE_MODULE, "Le Sociogénogramme")
    offering.price_cents = 54_000
    offering.save()
    return make_session(place, offering=offering, on=date(2027, 1, 12), title="Module de janvier")


def slots_of(session):
    """Give the half-days of a session."""
    return half_days([session])[session.pk]


def test_an_event_has_what_search_engines_ask_for(session):
    told = event(session, slots_of(session), url=URL, organizer=FEDERATION)

    assert told["@context"] == "https://schema.org"
    assert told["@type"] == "EducationEvent"
    assert told["name"] == "Module de janvier"
    assert told["startDate"] == "2027-01-12T09:30:00+01:00"
    assert told["endDate"] == "2027-01-12T16:30:00+01:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert told["location"] == [
        {
            "@type": "Place",
            "name": "Maison des associations",
            "address": {"@type": "PostalAddress", "addressLocality": "Essonne"},
        }
    ]
    assert told["organizer"]["name"] == "FICC"
    assert told["offers"]["price"] == "540.00"
    assert told["offers"]["priceCurrency"] == "EUR"


def test_a_cancelled_event_says_so(session):
    session.status = SessionStatus.CANCELLED

    told = event(session, slots_of(session), url=URL, organizer=FEDERATION)

    assert told["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_full_event_is_sold_out(session):
    Session.objects.filter(pk=session.pk).update(capacity=0)
    full = Session.objects.with_seats_left().get(pk=session.pk)

    told = event(full, slots_of(session), url=URL, organizer=FEDERATION)

    assert told["offers"]["availability"] == "https://schema.org/SoldOut"


def test_an_event_without_half_days_has_dates(session):
    told = event(session, [], url=URL, organizer=FEDERATION)

    assert told["startDate"] == told["endDate"] == "2027-01-12"


def test_a_course_has_what_search_engines_ask_for(session):
    instance = course_instance(session, slots_of(session), url=URL)

    told = course(
        session.offering,
        description="Dessiner avec les familles.",
        url="https://jalons.test/formations/socio/",
        provider=FEDERATION,
        instances=[instance],
    )

    assert told["@type"] == "Course"
    assert told["name"] == "Le Sociogénogramme"
    assert told["description"] == "Dessiner avec les familles."
    assert told["provider"]["@type"] == "Organization"
    assert told["offers"]["category"] == "Paid"
    assert told["hasCourseInstance"] == [instance]
    assert instance["@type"] == "CourseInstance"
    assert instance["courseMode"] == "Onsite"
    assert instance["courseWorkload"] == "PT6H"


def test_a_price_on_quote_is_not_told(place):
    offering = make_offering(OfferingKind.ACTION_TRAINING, "Formation-Action")

    told = course(offering, description="", url=URL, provider=FEDERATION)

    assert "offers" not in told
    assert told["description"] == "Formation-Action"


def test_breadcrumbs_are_numbered_from_one():
    told = breadcrumb_list([("Accueil", "https://jalons.test/"), ("Agenda", URL)])

    assert told["@type"] == "BreadcrumbList"
    assert [item["position"] for item in told["itemListElement"]] == [1, 2]
    assert told["itemListElement"][1] == {
        "@type": "ListItem",
        "position": 2,
        "name": "Agenda",
        "item": URL,
    }


def test_a_title_cannot_end_the_block():
    data = {"name": "</script><script>alert(1)</script> & <!-- « été »"}

    block = json_ld(data)
    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', block)[1]

    assert "<" not in inside
    assert "&" not in inside
    assert json.loads(inside) == data
