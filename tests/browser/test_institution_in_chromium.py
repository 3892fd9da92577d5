"""The space of an institution in Chromium: every page at both widths, and enrolling with the keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from curriculum.models import Enrolment, Membership
from curriculum.services.managers import invite_manager
from tests.factories import LONG_AGO, NOON, make_enrolment, make_person, make_session

PAGES = [
    "institution",
    "institution_sessions",
    "institution_session",
    "institution_enrolments",
    "institution_enrolment",
    "institution_exchange",
    "institution_withdraw",
    "institution_people",
    "institution_person",
    "institution_add_person",
    "institution_attendance",
    "institution_session_attendance",
    "institution_papers",
    "institution_data",
    "institution_edit",
    "institution_invite_manager",
]


@pytest.fixture
def coming(place):
    """A session in three weeks with two seats."""
    return make_session(place, on=timezone.localdate() + timedelta(days=21), capacity=2)


@pytest.fixture
def story(amina, claire, coming, institution, session):
    """Amina was there, has an offer ahead, and Claire has asked somebody to help."""
    Membership.objects.create(person=amina, institution=institution, starts_on=LONG_AGO)
    for family in ("Arnaud", "Blanc"):
        person = make_person("Camille", family)
        Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    make_enrolment(session, amina, institution=institution)
    invite_manager(institution=institution, email="gael@example.org", by=claire.user, at=NOON)
    return make_enrolment(
        coming,
        amina,
        institution=institution,
        status="offered",
        enrolled_at=None,
        offered_until=timezone.now() + timedelta(days=2),
    )


def address(name, institution, enrolment, person, sessions) -> str:
    coming, past = sessions
    further = {
        "institution_session": [coming.code],
        "institution_session_attendance": [past.code],
        "institution_enrolment": [enrolment.code],
        "institution_exchange": [enrolment.code],
        "institution_withdraw": [enrolment.code],
        "institution_person": [person.code],
    }
    return reverse(f"curriculum:{name}", args=[institution.code, *further.get(name, [])])


def test_every_page_is_for_everybody(
    each_width,
    story,
    amina,
    claire,
    coming,
    institution,
    session,
    live_server,
    sign_in,
    without_violations,
):
    sign_in(claire.user)
    for name in PAGES:
        path = address(name, institution, story, amina, (coming, session))
        answer = each_width.goto(live_server.url + path)
        assert answer.status == 200, name
        without_violations(each_width)
    Membership.objects.create(person=claire, institution=institution, starts_on=LONG_AGO)
    each_width.goto(live_server.url + reverse("curriculum:my_institutions"))
    without_violations(each_width)


def test_people_are_enrolled_with_the_keyboard_alone(
    page, story, claire, coming, institution, live_server, sign_in
):
    sign_in(claire.user)
    page.goto(
        live_server.url
        + reverse("curriculum:institution_session", args=[institution.code, coming.code])
    )

    page.get_by_label("ARNAUD Camille").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Inscrire", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("1 personne est inscrite")
    assert Enrolment.objects.filter(institution=institution, session=coming).count() == 3
