"""« Venir voir » and the request for an action-training, in a browser: accessible, whole on a phone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from curriculum.links.places import confirmation_token, seat_token
from curriculum.models import Enrolment
from curriculum.services.action_training_requests import request_action_training
from curriculum.services.enrolment import enrol_visitor
from tests.curriculum.test_action_training_requests import WORDS
from tests.curriculum.test_visits import make_visit, register


@pytest.fixture
def visit(place):
    """A visit with one seat, in a month by the clock of the machine."""
    day = timezone.localdate() + timedelta(days=30)
    return make_visit(place, on=day, capacity=1, title="Clinique de Concertation ouverte")


@pytest.fixture
def links(visit, amina):
    """The addresses that lead to a visit's pages."""
    now = timezone.now()
    asked = register(visit, at=now)
    token = seat_token(enrol_visitor(session=visit, person=amina, at=now))
    return {
        "form": reverse("curriculum:visit", args=[visit.code]),
        "asked": reverse("curriculum:visit_asked", args=[asked.code]),
        "confirm": reverse("curriculum:confirm_visit", args=[confirmation_token(asked)]),
        "place": reverse("curriculum:visit_place", args=[token]),
        "cancel": reverse("curriculum:cancel_visit", args=[token]),
        "broken": reverse("curriculum:visit_place", args=["abc"]),
        "request": reverse("curriculum:request_action_training"),
        "thanks": reverse("curriculum:action_training_requested"),
    }


@pytest.mark.parametrize(
    "name", ["form", "asked", "confirm", "place", "cancel", "broken", "request", "thanks"]
)
def test_it_is_accessible_and_whole(each_width, live_server, links, without_violations, name):
    each_width.goto(live_server.url + links[name])

    expect(each_width.locator("h1")).to_be_visible()
    without_violations(each_width)


@pytest.mark.parametrize("name", ["form", "request"])
def test_it_leads_from_the_summary_to_the_field(
    each_width, live_server, links, without_violations, name
):
    each_width.goto(live_server.url + links[name])
    each_width.locator("main button[type=submit]").click()

    expect(each_width.locator("[data-error-summary]")).to_be_focused()
    without_violations(each_width)
    each_width.locator("[data-error-summary] a").first.click()
    expect(each_width.locator("main input:not([type=hidden])").first).to_be_focused()


def test_it_shows_own_enrolments(
    each_width, live_server, links, sign_in, amina, without_violations
):
    sign_in(amina.user)
    each_width.goto(live_server.url + reverse("curriculum:my_enrolments"))

    expect(each_width.get_by_text("Clinique de Concertation ouverte").first).to_be_visible()
    without_violations(each_width)


def test_it_registers_confirms_and_gives_back_without_javascript(
    browser, live_server, visit, run_tasks
):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(live_server.url + reverse("curriculum:visit", args=[visit.code]))
    page.get_by_label("Prénom").fill("Nora")
    page.get_by_label("Nom", exact=True).fill("Petit")
    page.get_by_label("Adresse e-mail").fill("nora@example.net")
    page.get_by_role("button", name="M’inscrire").click()
    expect(page.get_by_text("nora@example.net")).to_be_visible()

    run_tasks()
    page.goto(live_server.url + re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1])
    page.locator("main button[type=submit]").click()
    expect(page.get_by_text("Votre place est gardée")).to_be_visible()

    page.get_by_role("link", name="Je ne peux pas venir").click()
    page.get_by_role("button", name="Rendre ma place").click()
    expect(page.get_by_text("Vous n’avez plus de place")).to_be_visible()
    assert Enrolment.objects.get().status == "withdrawn"
    context.close()


def test_nobody_meets_the_trap_by_keyboard(page, live_server, visit):
    page.goto(live_server.url + reverse("curriculum:visit", args=[visit.code]))
    page.locator("#id_profession").focus()
    page.keyboard.press("Tab")

    expect(page.locator("main button[type=submit]")).to_be_focused()


@pytest.mark.parametrize("address", ["", "{code}/", "{code}/quote/"])
def test_staff_screens_fit_a_phone(page, live_server, sign_in, denis, address):
    asked = request_action_training(at=timezone.now(), **WORDS)
    sign_in(denis)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(
        live_server.url + "/admin/action-training-requests/" + address.format(code=asked.code)
    )

    expect(page.locator("main form").first).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
