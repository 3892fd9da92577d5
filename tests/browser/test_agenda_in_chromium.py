"""Catalogue, trainings, levels, agenda and sessions in a real browser, at both widths; without scripts too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import AgendaPage, CataloguePage, LevelsPage, OfferingPage
from curriculum.enums import HourKind, OfferingKind, SessionStatus
from curriculum.models import Session
from tests.certification.records import make_ficc
from tests.cms.pages import publish, stream
from tests.factories import make_offering, make_session

SOON = timezone.localdate() + timedelta(days=3)


@pytest.fixture
def site(transactional_db, place, bruno):
    """Publish a small catalogue with sessions of every state."""
    make_ficc()
    publish(AgendaPage(title="Agenda", slug="agenda", introduction="Toutes les sessions."))
    publish(LevelsPage(title="Les quatre niveaux", slug="niveaux", before="<p>Ils situent.</p>"))
    catalogue = publish(CataloguePage(title="Formations", slug="formations"))
    offering = make_offering(OfferingKind.ADVANCED_MODULE, "La partialité multidirectionnelle")
    publish(
        OfferingPage(
            title=offering.title,
            slug="partialite",
            offering=offering,
            introduction="Trois jours pour s’exercer.",
            audience="<p>Professionnels des cinq champs.</p>",
            objectives="<ul><li>Donner crédit à chacun</li></ul>",
            programme=stream(("part", {"when": "Jour 1", "title": "Le crédit", "text": ""})),
            results=stream(("figure", {"figure": "12", "label": "personnes", "source": "2026"})),
        ),
        below=catalogue,
    )
    values = {"offering": offering, "animator": bruno, "kind": HourKind.PARTICIPATION_CC}
    return {
        "coming": make_session(place, on=SOON, days=3, title="Session de trois jours", **values),
        "past": make_session(place, title="Session d’avant", **values),
        "cancelled": make_session(
            place, on=SOON, status=SessionStatus.CANCELLED, title="Session sans suite", **values
        ),
    }


@pytest.mark.parametrize(
    "address",
    [
        "/formations/",
        "/formations/partialite/",
        "/niveaux/",
        "/agenda/",
        "/agenda/?view=month",
        "/agenda/?period=past",
        "/agenda/?kind=seminar&month=mars",
        "/sessions/{coming}/",
        "/sessions/{past}/",
        "/sessions/{cancelled}/",
    ],
)
def test_it_is_without_fault(each_width, live_server, site, without_violations, address):
    codes = {name: session.code for name, session in site.items()}
    refused = []
    each_width.on("console", lambda line: refused.append(line.text) if line.type == "error" else 0)

    each_width.goto(live_server.url + address.format(**codes))

    without_violations(each_width)
    assert refused == []


def test_it_filters_without_a_script(browser, live_server, site, essonne):
    Session.objects.filter(pk=site["coming"].pk).update(is_open_to_everyone=True)
    page = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
    page.goto(f"{live_server.url}/agenda/")

    page.get_by_label("Quoi").select_option("advanced_module")
    page.get_by_label("Où").select_option(str(essonne.pk))
    page.get_by_label("Ouverte à tous").check()
    page.get_by_role("button", name="Afficher").click()

    assert page.locator(".entry__title").all_inner_texts() == ["Session de trois jours"]
    page.get_by_role("link", name="Session de trois jours").click()
    assert page.locator("h1").inner_text() == "Session de trois jours"


def test_it_turns_the_leaves_of_the_calendar(page, live_server, site):
    page.goto(f"{live_server.url}/agenda/?view=month&month={SOON:%Y-%m}")

    assert page.get_by_role("link", name="Session de trois jours").count() >= 1
    page.get_by_role("navigation", name="Autres mois").get_by_role("link").last.click()

    following = (SOON.replace(day=28) + timedelta(days=7)).replace(day=1)
    assert f"month={following:%Y-%m}" in page.url
