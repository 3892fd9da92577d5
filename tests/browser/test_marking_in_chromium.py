"""Marking attendance with a thumb: on a phone of 360 pixels, without network, and two people at once."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from curriculum.models import Attendance, SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from tests.browser.conftest import PHONE
from tests.factories import make_enrolment, make_person, make_session

SMALLEST = 44


@pytest.fixture
def slot(place, bruno, amina):
    """The morning of today, with Amina and two others."""
    session = make_session(place, animator=bruno, on=timezone.localdate(), title="Module de base")
    for person in (amina, make_person("Gaëlle", "Huet"), make_person("Hugo", "Lemaître")):
        make_enrolment(session, person)
    return SessionSlot.objects.of_session(session).select_related("day__session").first()


@pytest.fixture
def phone(browser, live_server):
    """Give a function that opens a phone on which an account is signed in."""
    contexts = []

    def take(user, **options):
        context = browser.new_context(
            viewport=PHONE, has_touch=True, is_mobile=True, locale="fr-FR", **options
        )
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        contexts.append(context)
        return context.new_page()

    yield take
    for context in contexts:
        context.close()


@pytest.fixture
def address(live_server, slot):
    return live_server.url + reverse("curriculum:mark", args=[slot.code])


def row(page, name):
    return page.locator("fieldset[data-row]", has=page.get_by_text(name, exact=False))


def bar(page):
    return page.locator("[data-bar-words]")


def tap(page, name, choice):
    row(page, name).locator(
        ".mark__choice", has_text=re.compile("^" + choice.replace(" ", r"\s") + "$")
    ).first.tap()


def marks():
    found = Attendance.objects.order_by("person__family_name")
    return [(mark.person.family_name, mark.status, mark.minutes) for mark in found]


def test_it_marks_everybody_then_one_who_was_late(phone, bruno, address, without_violations):
    page = phone(bruno.user)
    page.goto(address)

    page.get_by_role("button", name="Tout le monde est présent").tap()
    expect(bar(page)).to_have_text("Tout est enregistré.")
    expect(page.locator("[data-progress]")).to_have_text("3 émargés sur 3")
    assert [mark[1] for mark in marks()] == ["present"] * 3

    tap(page, "HUET", "Présent en partie")
    expect(row(page, "HUET").locator("[data-row-state]")).to_contain_text("Précisez")
    tap(page, "HUET", "30 min")
    expect(row(page, "HUET").locator("[data-row-state]")).to_have_text("✓ Enregistré")
    assert ("Huet", "partial", 150) in marks()
    assert Attendance.objects.get(status="partial").reason == "Arrivée à 10 h"
    without_violations(page)


def test_it_is_accessible_with_targets_for_a_thumb(phone, bruno, address, without_violations):
    page = phone(bruno.user)
    page.goto(address)
    tap(page, "HUET", "Présent en partie")

    without_violations(page)
    small = page.evaluate(
        """(smallest) => [...document.querySelectorAll("main form[data-marking] :is(button, label.mark__choice, input[type=time], input[type=text])")]
          .filter((node) => node.checkVisibility())
          .map((node) => [node.textContent || node.name, node.getBoundingClientRect()])
          .filter(([, box]) => box.height < smallest || box.width < smallest)
          .map(([name, box]) => `${name.trim()}: ${box.width} × ${box.height}`)""",
        SMALLEST,
    )
    assert small == []


def test_it_takes_a_mark_back(phone, bruno, address, without_violations):
    page = phone(bruno.user)
    page.goto(address)
    back = row(page, "HUET").get_by_label("Non émargé")
    expect(back).to_be_hidden()
    tap(page, "HUET", "Absent")
    expect(bar(page)).to_have_text("Tout est enregistré.")
    without_violations(page)

    tap(page, "HUET", "Non émargé")

    expect(row(page, "HUET").locator("[data-row-state]")).to_have_text("✓ Enregistré")
    expect(page.locator("[data-progress]")).to_have_text("0 émargés sur 3")
    expect(back).to_be_hidden()
    expect(row(page, "HUET").get_by_label("Présent", exact=True)).to_be_focused()
    assert marks() == []
    page.get_by_role("button", name="Tout le monde est présent").tap()
    expect(bar(page)).to_have_text("Tout est enregistré.")
    assert len(marks()) == 3


def test_it_keeps_what_it_cannot_send_until_the_network_is_back(phone, bruno, address):
    page = phone(bruno.user)
    page.goto(address)
    page.context.set_offline(True)

    tap(page, "BENALI", "Présent")
    tap(page, "HUET", "Absent")

    expect(bar(page)).to_contain_text("2 présences ne sont pas encore enregistrées.")
    expect(bar(page)).to_contain_text("Pas de réseau")
    expect(row(page, "HUET").locator("[data-row-state]")).to_have_text("Pas encore enregistré")
    assert marks() == []

    page.context.set_offline(False)

    expect(bar(page)).to_have_text("Tout est enregistré.")
    assert marks() == [("Benali", "present", 180), ("Huet", "absent", 0)]
    assert page.evaluate("localStorage.length") == 0


def test_it_finds_unsaved_marks_again_after_reloading(phone, bruno, address):
    page = phone(bruno.user)
    page.goto(address)
    page.route("**/marques/", lambda route: route.abort())
    tap(page, "HUET", "Excusé")
    expect(bar(page)).to_contain_text("1 présence n’est pas encore enregistrée.")

    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/marques/")
    page.reload()

    expect(row(page, "HUET").locator("[data-row-state]")).to_have_text("✓ Enregistré")
    assert marks() == [("Huet", "excused", 0)]


def test_it_warns_who_leaves_with_unsaved_marks(phone, bruno, address):
    page = phone(bruno.user)
    page.goto(address)
    page.route("**/marques/", lambda route: route.abort())
    tap(page, "HUET", "Absent")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_role("link", name="Mes sessions").first.tap()

    expect(bar(page)).to_contain_text("1 présence")
    assert asked == ["beforeunload"]


def test_it_keeps_one_account_s_marks_from_another(phone, bruno, denis, address, live_server):
    page = phone(bruno.user)
    page.goto(address)
    page.route("**/marques/", lambda route: route.abort())
    tap(page, "HUET", "Absent")
    expect(bar(page)).to_contain_text("1 présence")
    client = Client()
    client.force_login(denis)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )

    page.unroute("**/marques/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(bar(page)).to_have_text("Tout est enregistré.")
    assert marks() == []


def test_it_tells_two_who_mark_at_once_and_lets_each_decide(phone, bruno, denis, address):
    first, second = phone(bruno.user), phone(denis)
    first.goto(address)
    second.goto(address)
    tap(second, "HUET", "Absent")
    expect(bar(second)).to_have_text("Tout est enregistré.")

    tap(first, "HUET", "Présent")

    conflict = row(first, "HUET").locator("[data-row-conflict]")
    expect(conflict).to_contain_text("Denis Évrard a noté")
    expect(conflict).to_contain_text("Absent")
    expect(bar(first)).to_contain_text("deux personnes")
    assert marks() == [("Huet", "absent", 0)]

    conflict.get_by_role("button", name="Garder : Présent").tap()

    expect(bar(first)).to_have_text("Tout est enregistré.")
    assert marks() == [("Huet", "present", 180)]

    tap(second, "HUET", "Excusé")
    conflict = row(second, "HUET").locator("[data-row-conflict]")
    conflict.get_by_role("button", name="Garder : Présent").tap()

    expect(bar(second)).to_have_text("Tout est enregistré.")
    expect(row(second, "HUET").get_by_label("Présent", exact=True)).to_be_checked()
    assert marks() == [("Huet", "present", 180)]


def test_it_tells_that_the_other_took_a_mark_away(phone, bruno, denis, address):
    first, second = phone(bruno.user), phone(denis)
    first.goto(address)
    tap(first, "HUET", "Absent")
    expect(bar(first)).to_have_text("Tout est enregistré.")
    second.goto(address)
    tap(second, "HUET", "Non émargé")
    expect(bar(second)).to_have_text("Tout est enregistré.")

    tap(first, "HUET", "Excusé")

    conflict = row(first, "HUET").locator("[data-row-conflict]")
    expect(conflict).to_contain_text("Quelqu’un a retiré l’émargement entre-temps. Vous : Excusé.")
    conflict.get_by_role("button", name="Garder : Non émargé").tap()
    expect(bar(first)).to_have_text("Tout est enregistré.")
    expect(row(first, "HUET").get_by_label("Présent", exact=True)).to_be_focused()
    assert marks() == []


def test_it_shows_what_the_other_phone_marked(phone, bruno, denis, slot, amina, address):
    page = phone(bruno.user)
    page.goto(address)
    wanted = Mark(slot_id=slot.pk, person_id=amina.pk, status="excused", reason="Malade")
    mark_attendance(session=slot.day.session, marks=[wanted], by=denis, at=timezone.now())

    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(row(page, "BENALI").get_by_label("Excusé", exact=True)).to_be_checked()
    expect(row(page, "BENALI").locator("[data-row-state]")).to_contain_text("par Denis Évrard")
    expect(page.locator("[data-progress]")).to_have_text("1 émargés sur 3")


def test_it_says_when_one_is_signed_out_and_goes_on_afterwards(phone, bruno, address):
    page = phone(bruno.user)
    page.goto(address)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    tap(page, "HUET", "Absent")

    expect(bar(page)).to_contain_text("Vous n’êtes plus connecté")
    expect(page.get_by_role("link", name="Se reconnecter")).to_be_visible()
    assert marks() == []

    page.context.add_cookies(cookies)
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(bar(page)).to_have_text("Tout est enregistré.")
    assert marks() == [("Huet", "absent", 0)]


def test_it_works_without_javascript(phone, bruno, address):
    page = phone(bruno.user, java_script_enabled=False)
    page.goto(address)

    page.get_by_role("button", name="Tout le monde est présent").tap()
    tap(page, "HUET", "Présent en partie")
    tap(page, "HUET", "15 min")
    page.get_by_role("button", name="Enregistrer l’émargement").tap()

    expect(page.get_by_text("1 émargement est enregistré")).to_be_visible()
    assert ("Huet", "partial", 165) in marks()


@pytest.mark.parametrize("name", ["admit", "note_half_day", "sheet", "session", "my_sessions"])
def test_its_other_pages_are_accessible_on_a_phone(
    phone, bruno, slot, live_server, without_violations, name
):
    codes = {"sheet": slot.day.session.code, "session": slot.day.session.code, "my_sessions": None}
    code = codes.get(name, slot.code)
    page = phone(bruno.user)

    page.goto(live_server.url + reverse(f"curriculum:{name}", args=[code] if code else []))

    expect(page.locator("h1")).to_be_visible()
    without_violations(page)
