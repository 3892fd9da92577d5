"""The page behind an invitation, at both widths: opening the account, and each way in which it is not possible."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from curriculum.links.invitations import invitation_token
from curriculum.models import Membership
from tests.factories import LONG_AGO, make_enrolment, make_person, make_session

PHRASE = "une phrase bien longue"


@pytest.fixture
def ines(institution, place):
    """Somebody of the institution, enrolled by it, without an account."""
    person = make_person("Inès", "Le Goff-Beaumanoir", email="ines.le-goff-beaumanoir@example.org")
    Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    coming = make_session(place, on=timezone.localdate() + timedelta(days=21), title="Module")
    make_enrolment(coming, person, institution=institution)
    return person


@pytest.fixture
def link(ines, institution, live_server):
    """The address of her mail."""
    token = invitation_token(ines, institution)
    return live_server.url + reverse("curriculum:invitation", args=[token])


def test_an_account_is_opened_and_the_link_then_leads_to_it(
    each_width, link, ines, live_server, context, without_violations
):
    page = each_width
    page.goto(link)
    without_violations(page)
    page.get_by_role("button", name="Oui, c’est moi").click()
    expect(page.get_by_role("alert")).to_be_focused()
    without_violations(page)

    for label in ("Mot de passe", "Mot de passe (confirmation)"):
        page.get_by_label(label, exact=True).fill(PHRASE)
    page.get_by_role("button", name="Oui, c’est moi").click()

    expect(page.get_by_role("heading", name="Mes inscriptions")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Module")
    without_violations(page)
    page.goto(link)
    expect(page).to_have_url(live_server.url + reverse("curriculum:my_enrolments"))
    context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("heading", name="Votre compte est ouvert")).to_be_visible()
    without_violations(page)


def test_somebody_else_and_a_link_that_was_cut_are_told_what_to_do(
    each_width, link, ines, amina, sign_in, context, without_violations
):
    page = each_width
    page.goto(link[:-6] + "/")
    expect(page.get_by_role("heading", name="Ce lien ne fonctionne pas")).to_be_visible()
    without_violations(page)
    page.get_by_label("Adresse e-mail").fill(ines.email)
    page.get_by_role("button", name="M’envoyer un nouveau lien").click()
    expect(page.get_by_role("status").first).to_contain_text("un nouveau lien y arrive")
    without_violations(page)

    sign_in(amina.user)
    page.goto(link)

    expect(page.get_by_role("main")).to_contain_text(amina.user.email)
    expect(page.get_by_role("button", name="Oui, c’est moi")).to_have_count(0)
    without_violations(page)
    ines.refresh_from_db()
    assert ines.user is None
