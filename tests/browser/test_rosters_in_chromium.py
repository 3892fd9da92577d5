"""Enrolling a list on a phone: the file, its columns, its lines, what became of them; for everybody."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from curriculum.models import Enrolment, Membership
from tests.browser.conftest import PHONE
from tests.factories import LONG_AGO, make_person, make_session
from tests.rosters import csv_file

ROWS = [
    ("Roy", "Ana", "ana@example.org", "", ""),
    ("De La Roche-Beaumanoir", "Anne-Sophie", "anne-sophie@example.org", "", ""),
    ("Blanc", "Camille", "camille.autre@example.org", "12/03/1985", ""),
    ("Cazenave", "Rémi", "remi(at)example.org", "", "Stage d’été à Perpignan"),
]


@pytest.fixture
def coming(place):
    """A session in three weeks, with one seat fewer than the list has people."""
    on = timezone.localdate() + timedelta(days=21)
    return make_session(place, on=on, capacity=2, title="Module de base")


@pytest.fixture
def known(institution):
    """Somebody of the institution whom the list calls by another address."""
    person = make_person("Camille", "Blanc", email="camille@example.org")
    person.birth_date = "1985-03-12"
    person.save()
    Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    return person


@pytest.fixture
def phone(page, claire, sign_in):
    """Claire's phone."""
    page.set_viewport_size(PHONE)
    sign_in(claire.user)
    return page


@pytest.fixture
def lists(phone, coming, institution, live_server):
    """The page of the lists of her institution."""
    phone.goto(live_server.url + reverse("curriculum:rosters", args=[institution.code]))
    return phone


def send(page, tmp_path, rows, **options):
    """Choose a file and send it."""
    file = tmp_path / "équipe.csv"
    file.write_bytes(csv_file(rows, **options))
    page.get_by_label("Fichier", exact=True).set_input_files(file)
    page.get_by_role("button", name="Envoyer la liste").click()


def line(page, name):
    return page.locator(".roster-line", has_text=name)


def test_a_list_is_sent_mended_and_enrolled_with_a_thumb(
    lists, coming, known, tmp_path, without_violations
):
    page = lists
    without_violations(page)
    page.get_by_role("button", name="Envoyer la liste").click()
    expect(page.get_by_role("alert")).to_be_focused()
    without_violations(page)

    page.get_by_label("Session", exact=False).select_option(coming.code)
    send(page, tmp_path, ROWS)

    expect(page.get_by_role("heading", name="Liste «")).to_be_visible()
    expect(line(page, "CAZENAVE")).to_contain_text("Stage d’été à Perpignan")
    expect(line(page, "BLANC")).to_contain_text("La date de naissance est la même.")
    without_violations(page)

    line(page, "BLANC").get_by_role("button", name="Oui, c’est elle ou lui").click()
    line(page, "CAZENAVE").get_by_role("button", name="Laisser de côté").click()
    expect(line(page, "CAZENAVE").get_by_role("button", name="Reprendre")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Inscrire")).first.click()
    expect(page.get_by_text("Ce qui va se passer")).to_be_visible()
    without_violations(page)

    page.get_by_role("button", name="Inscrire tout").click()

    expect(page.get_by_text("Ce qu’est devenue chaque ligne")).to_be_attached()
    without_violations(page)
    seats = Enrolment.objects.filter(session=coming).order_by("pk")
    assert sorted(seats.values_list("status", flat=True)) == ["enrolled", "enrolled", "waiting"]
    assert seats.filter(person=known).exists()


def test_columns_are_told_and_changed_with_a_thumb(lists, coming, tmp_path, without_violations):
    page = lists
    page.get_by_label("Session", exact=False).select_option(coming.code)
    headings = ("Famille", "Prénom", "Courriel", "Né le", "Remarque")
    send(page, tmp_path, ROWS[:1], headings=headings)

    # Nothing says where the family names are: it is asked.
    expect(page.get_by_role("heading", name="Colonnes de la liste")).to_be_visible()
    without_violations(page)
    page.get_by_label("Famille").select_option(label="Nom")
    page.get_by_role("button", name="Vérifier la liste").click()

    expect(line(page, "ROY Ana")).to_contain_text("Nouvelle personne")
    page.get_by_role("link", name="Modifier ligne 2").click()
    expect(page.get_by_label("Adresse e-mail")).to_have_value("ana@example.org")
    without_violations(page)
