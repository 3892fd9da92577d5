"""An editor brings a new module to the site, from the admin alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from cms.editorial import load_editorial_team
from cms.models import AgendaPage, CataloguePage
from curriculum.models import Session
from tests.certification.records import make_ficc
from tests.cms.pages import publish

TITLE = "Le tour de présentation"


@pytest.fixture
def site(transactional_db, place, denis):
    """Publish an empty catalogue and an empty agenda."""
    make_ficc()
    load_editorial_team()
    publish(AgendaPage(title="Agenda", slug="agenda"))
    return publish(CataloguePage(title="Formations", slug="formations"))


def test_a_new_module_with_two_sessions(site, page, live_server, sign_in, denis, place):
    sign_in(denis)
    in_three_weeks = timezone.localdate() + timedelta(weeks=3)
    _make_offering(page, live_server.url)
    sessions = [
        _plan_and_open(page, live_server.url, place, first=in_three_weeks + timedelta(weeks=weeks))
        for weeks in (0, 8)
    ]
    _publish_page(page, live_server.url, site)
    page.context.clear_cookies()

    page.goto(f"{live_server.url}/formations/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    for session in sessions:
        expect(page.locator(f"a[href='/sessions/{session.code}/']").first).to_be_visible()
    page.goto(f"{live_server.url}/agenda/")
    for session in sessions:
        expect(page.locator(f"a[href='/sessions/{session.code}/']").first).to_be_visible()

    feed = page.request.get(f"{live_server.url}/agenda.ics")
    events = Calendar.from_ical(feed.body()).walk("VEVENT")
    assert len(events) == 2 * 2 * 3  # two sessions of three days of two half-days
    assert all(TITLE in event["SUMMARY"] for event in events)


def _make_offering(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_role("button", name="Catalogue, lieux").click()
    page.get_by_role("link", name="Offres").click()
    page.locator("main").get_by_role("link", name="Ajouter").first.click()
    page.get_by_label("Titre").fill(TITLE)
    page.get_by_label("Nature").select_option(label="Module de base")
    page.get_by_label("Ouvert à tous").check()
    page.get_by_role("button", name="Créer").click()
    expect(page.locator(".messages")).to_contain_text(TITLE)


def _plan_and_open(page: Page, site: str, place, *, first) -> Session:
    page.goto(f"{site}/admin/sessions/")
    page.get_by_role("link", name="Prévoir une session").first.click()
    page.get_by_label("Offre").select_option(label=TITLE)
    page.locator("[name=first]").fill(first.isoformat())
    page.locator("[name=count]").fill("3")
    page.locator("[name=place]").select_option(label=str(place))
    page.get_by_role("button", name="Voir les dates").click()
    page.locator("[name=save]").click()
    expect(page.locator(".messages")).to_be_visible()
    session = Session.objects.latest("pk")
    page.get_by_role("button", name="Ouvrir la session").click()
    expect(page.locator(".messages")).to_be_visible()
    session.refresh_from_db()
    assert session.status == "open"
    return session


def _publish_page(page: Page, site: str, catalogue: CataloguePage) -> None:
    page.goto(f"{site}/admin/pages/{catalogue.pk}/")
    page.get_by_role("link", name="Ajouter une sous-page").first.click()
    page.get_by_role("link", name="Page de formation", exact=True).click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=introduction]").fill("Trois jours pour faire place à chacun.")
    page.locator("[name=offering]").select_option(label=TITLE)
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text("publi")
