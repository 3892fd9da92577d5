"""The catalogue and the pages of trainings: the editor's words, the curriculum's facts."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.models import CataloguePage, OfferingPage, SiteSettings
from curriculum.enums import HourKind, OfferingKind, SessionStatus
from tests.certification.records import make_ficc
from tests.cms.pages import french, picture, profile, publish, stream
from tests.factories import make_enrolment, make_offering, make_person, make_session

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def catalogue():
    return publish(CataloguePage(title="Formations", slug="formations"))


@pytest.fixture
def make_page(catalogue):
    """Give a function that publishes the page of an offering."""

    def make(offering, **words):
        title = words.pop("title", offering.title)
        page = OfferingPage(title=title, slug=offering.code, offering=offering, **words)
        return publish(page, below=catalogue)

    return make


def read(client, page) -> str:
    """Ask for a page, as a visitor; white space is folded."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def queries(client, page) -> int:
    """Count what a page asks of the database once the process is warm."""
    read(client, page)
    with CaptureQueriesContext(connection) as captured:
        read(client, page)
    return len(captured)


def structured(text) -> dict[str, dict]:
    """Read the structured data of a page, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return {each["@type"]: each for each in map(json.loads, found)}


def test_the_catalogue_puts_each_kind_on_its_shelf(client, catalogue, make_page):
    make_page(make_offering(OfferingKind.SEMINAR, "Séminaire"))
    make_page(make_offering(OfferingKind.ADVANCED_MODULE, "Module avancé"))
    make_page(make_offering(OfferingKind.BASE_MODULE, "Module pour commencer"))
    make_page(make_offering(OfferingKind.OPEN_PRACTICE_SESSION, "Venir voir en Essonne"))

    text = read(client, catalogue)

    titles = ["Venir voir en Essonne", "Module pour commencer", "Module avancé", "Séminaire"]
    places = [text.index(f">{title}</a></h3>") for title in titles]
    assert places == sorted(places)
    assert "Les ateliers" not in text


def test_the_catalogue_says_when_each_is_held_next(client, catalogue, make_page, place):
    offering = make_offering()
    make_page(offering)
    session = make_session(place, offering=offering, on=SOON, capacity=3)
    make_enrolment(session, make_person())

    text = read(client, catalogue)

    assert "Prochaine date" in text
    assert "2 places libres" in text
    assert "Essonne, France" in text


def test_the_catalogue_leaves_out_drafts_and_what_is_not_listed(client, catalogue, make_page):
    hidden = make_offering(title="Hors catalogue")
    hidden.is_listed = False
    hidden.save()
    make_page(hidden)
    draft = make_page(make_offering(title="En préparation"))
    draft.unpublish()

    text = read(client, catalogue)

    assert "Hors catalogue" not in text
    assert "En préparation" not in text
    assert "Le catalogue est en cours d’écriture" in text


def test_the_catalogue_asks_as_much_for_many_trainings_as_for_one(
    client, catalogue, make_page, place
):
    def add():
        offering = make_offering()
        make_page(offering)
        make_session(place, offering=offering, on=SOON)

    add()
    one = queries(client, catalogue)
    for _number in range(7):
        add()

    assert queries(client, catalogue) == one


@pytest.mark.parametrize("kind", OfferingKind.values)
def test_a_page_of_every_kind_reads_with_and_without_sessions(client, make_page, place, kind):
    offering = make_offering(kind, "Une formation")
    page = make_page(offering)

    before = read(client, page)
    make_session(place, offering=offering, on=SOON)
    after = read(client, page)

    assert "Une formation" in before
    assert "/sessions/" not in before
    assert "/sessions/" in after
    assert "En bref" in after


def test_it_shows_the_editor_s_words(client, make_page):
    page = make_page(
        make_offering(),
        introduction="Dessiner avec les familles.",
        audience="<p>Travailleurs sociaux</p>",
        objectives="<ul><li>Situer une famille</li></ul>",
        programme=stream(
            ("part", {"when": "Jour 1", "title": "Le dessin", "text": "<p>Essais</p>"}),
            ("part", {"when": "", "title": "Le réseau", "text": ""}),
        ),
        methods="<p>Observation d’une séance</p>",
        prerequisites="<p>Aucun</p>",
        enrolment="<p>Réponse sous dix jours</p>",
        results=stream(("figure", {"figure": "94 %", "label": "satisfaits", "source": "2026"})),
        accessibility="<p>Salle de plain-pied</p>",
        teachers=stream(
            ("person", profile("Halima Ouali").pk), ("other", {"name": "Luc Delvaux", "role": ""})
        ),
        duration="13 jours sur un an",
        price_note="Repas non compris",
        picture=picture(),
    )

    text = read(client, page)

    for words in (
        "Dessiner avec les familles.",
        "Travailleurs sociaux",
        "Situer une famille",
        "Jour 1",
        "Le dessin",
        "Observation d’une séance",
        "Réponse sous dix jours",
        "94 %",
        "Salle de plain-pied",
        "Halima Ouali",
        "Luc Delvaux",
        "13 jours sur un an",
        "Repas non compris",
        'type="image/avif"',
    ):
        assert words in text


def test_it_lists_sessions_with_seats_and_keeps_the_past_ones(client, make_page, place):
    offering = make_offering()
    page = make_page(offering)
    coming = make_session(place, offering=offering, on=SOON, capacity=1, title="À venir")
    make_enrolment(coming, make_person())
    make_session(place, offering=offering, status=SessionStatus.CLOSED, title="D’avant")
    make_session(
        place, offering=offering, on=SOON, status=SessionStatus.CANCELLED, title="Sans suite"
    )
    make_session(place, offering=offering, on=SOON, status=SessionStatus.DRAFT, title="Secrète")

    text = read(client, page)

    assert "Complet" in text
    assert "D’avant" in text
    assert "Session annulée" in text or "Annulée" in text
    assert "Secrète" not in text


def test_an_advanced_module_names_the_sensitisation_it_asks_for(client, make_page):
    text = read(client, make_page(make_offering(OfferingKind.ADVANCED_MODULE)))

    assert "sensibilisation préalable" in text
    assert "<li>Module de base</li>" in text


def test_an_action_training_is_asked_for_and_priced_on_quote(client, make_page):
    text = read(client, make_page(make_offering(OfferingKind.ACTION_TRAINING)))

    assert f'href="{reverse("curriculum:request_action_training")}"' in text
    assert "sur devis" in text
    assert "5 à 10 jours" in text


def test_it_says_what_it_counts_for_by_the_rulebook_in_force(client, make_page, place):
    make_ficc()
    offering = make_offering()
    page = make_page(offering)
    make_session(place, offering=offering, on=SOON, kind=HourKind.SEMINAR_CC)

    text = read(client, page)

    assert "Séminaires propres à la Clinique de Concertation" in text
    assert "Niveau 3" in text


def test_it_gives_the_disability_contact_of_the_settings(client, make_page):
    site_settings = SiteSettings.for_site(Site.objects.get())
    site_settings.disability_name = "Nadia Ferhat"
    site_settings.disability_email = "handicap@ficc.example"
    site_settings.save()

    text = read(client, make_page(make_offering()))

    assert "Nadia Ferhat" in text
    assert "mailto:handicap@ficc.example" in text


def test_its_structured_data_names_the_course_and_its_sessions(client, make_page, place):
    offering = make_offering(title="Module « A & B »")
    page = make_page(offering, introduction="En trois jours.")
    session = make_session(place, offering=offering, on=SOON)

    data = structured(read(client, page))

    assert data["Course"]["name"] == "Module « A & B »"
    assert data["Course"]["description"] == "En trois jours."
    assert [each["url"] for each in data["Course"]["hasCourseInstance"]] == [
        f"https://jalons.test/sessions/{session.code}/"
    ]
    trail = [each["name"] for each in data["BreadcrumbList"]["itemListElement"]]
    assert trail[-2:] == ["Formations", "Module « A & B »"]


def test_two_pages_never_present_the_same_offering_in_one_language(make_page):
    offering = make_offering()
    make_page(offering, title="La première")

    with pytest.raises(ValidationError, match="La première"):
        OfferingPage(title="La seconde", offering=offering, locale=french()).full_clean()


def test_an_offering_that_has_a_page_is_not_deleted(make_page):
    offering = make_offering()
    make_page(offering)

    with pytest.raises(ProtectedError):
        offering.delete()


def test_it_asks_as_much_for_many_sessions_as_for_one(client, make_page, place):
    offering = make_offering()
    page = make_page(offering)
    make_session(place, offering=offering, on=SOON)
    one = queries(client, page)
    for number in range(12):
        make_session(place, offering=offering, on=SOON + timedelta(days=number))

    assert queries(client, page) == one
