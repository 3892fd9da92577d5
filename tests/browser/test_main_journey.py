"""The main journey in Chromium: staff from copying to issuing, the trainee, and a stranger with the file."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from certification.models import Attestation
from curriculum.enums import SessionStatus
from curriculum.models import Session
from tests.browser.conftest import PHONE, WIDE
from tests.journeys.story import MODULE_DAYS, all_but_one_module, last_years_module

HALF_DAYS = 2 * MODULE_DAYS


@pytest.fixture
def story(amina, bruno, denis, place):
    """Amina lacks one module; a module was held two years ago."""
    today = timezone.localdate()
    all_but_one_module(amina, today=today)
    return last_years_module(place, bruno, today=today)


@pytest.fixture
def as_(browser, live_server, client):
    """Give a function that opens a browser of somebody's own, signed in by cookie."""
    contexts = []

    def open_browser(user=None) -> Page:
        context = browser.new_context(
            viewport=WIDE, locale="fr-FR", timezone_id="Europe/Paris", accept_downloads=True
        )
        contexts.append(context)
        if user is not None:
            client.force_login(user)
            session_id = client.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": session_id, "url": live_server.url}]
            )
            client.cookies.clear()
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def look(without_violations):
    """Give a function that lets axe look at a page, at both widths."""

    def look_at(page: Page) -> None:
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            without_violations(page)

    return look_at


def test_the_main_journey(story, amina, bruno, denis, as_, look, live_server, run_tasks, tmp_path):
    site = live_server.url
    staff = as_(denis)

    session = _plan(staff, site, story)
    _enrol(staff, site, session)
    _mark_on_a_phone(as_(bruno.user), site, look)
    _close(staff, site, session)
    _validate(staff, site)
    paper = _issue(staff, site, amina, run_tasks)
    pdf = _take_away(as_(amina.user), site, look, paper, tmp_path)
    _check(as_(), site, look, paper, pdf)


def _plan(page: Page, site: str, model: Session) -> Session:
    page.goto(f"{site}/admin/sessions/{model.code}/copy/")
    page.locator("[name=title]").fill("Module de base, nouvelle édition")
    page.locator("[name=shift_weeks]").fill("")
    first = timezone.localdate() - timedelta(days=9)
    page.locator("[name=first_day]").fill(first.isoformat())
    page.locator("main form[method=post] [type=submit]").click()
    session = Session.objects.exclude(pk=model.pk).get()
    opening = page.locator("form[action$='/open/']")
    opening.locator("[type=submit]").click()
    expect(opening).to_have_count(0)
    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN
    return session


def _enrol(page: Page, site: str, session: Session) -> None:
    page.goto(f"{site}/admin/sessions/{session.code}/enrol/")
    page.locator("#q").fill("benali")
    page.keyboard.press("Enter")
    page.locator(".ja-people a").click()
    page.locator("main form[method=post] [type=submit]").click()
    expect(page.locator("main")).to_contain_text("Amina Benali")
    assert session.enrolments.active().count() == 1


def _mark_on_a_phone(page: Page, site: str, look) -> None:
    """Bruno finds the session among his own, and marks every half-day with one touch each."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/mes-sessions/")
    look(page)
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="nouvelle édition").first.click()
    look(page)
    page.set_viewport_size(PHONE)
    marking = page.locator("main a[href*='/emargement/']")
    expect(marking).to_have_count(HALF_DAYS)
    for address in [link.get_attribute("href") for link in marking.all()]:
        page.goto(site + address)
        page.locator("[name=everybody]").click()
        expect(page.locator("[name=everybody]")).to_be_hidden()
        expect(page.locator(".mark input[value=present]")).to_be_checked()
        expect(page.locator("[data-bar-words]")).to_have_text("Tout est enregistré.")
    look(page)


def _close(page: Page, site: str, session: Session) -> None:
    page.goto(f"{site}/admin/certification/sessions/{session.code}/close/")
    page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator("main form[action*='/close/']")).to_have_count(0)
    session.refresh_from_db()
    assert session.status == SessionStatus.CLOSED


def _validate(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/certification/hours/")
    expect(page.locator("[name=ids]")).to_have_count(HALF_DAYS)
    page.locator("[name=scope][value=all]").check()
    page.locator("[name=decision][value=validate]").click()
    expect(page.locator("[name=confirmed]")).to_have_count(1)
    page.locator("[name=decision][value=validate]").click()
    expect(page.locator("[name=ids]")).to_have_count(0)


def _issue(page: Page, site: str, amina, run_tasks) -> Attestation:
    page.goto(f"{site}/admin/certification/trainees/{amina.code}/")
    page.locator(f"a[href*='/attestations/people/{amina.code}/']").first.click()
    page.locator("[name=level][value='1']").click()
    expect(page.locator("h1").first).to_be_visible()
    run_tasks()
    return Attestation.objects.get()


def _take_away(page: Page, site: str, look, paper: Attestation, folder) -> bytes:
    """Amina sees her level, why each hour counted, and saves her paper."""
    page.goto(f"{site}/mes-heures/")
    expect(page.locator("main")).to_contain_text("nouvelle édition")
    look(page)
    page.goto(f"{site}/mes-attestations/")
    expect(page.locator("main")).to_contain_text(paper.number)
    look(page)
    with page.expect_download() as download:
        page.locator(f"a[href*='{paper.code}.pdf']").first.click()
    saved = folder / "attestation.pdf"
    download.value.save_as(saved)
    return saved.read_bytes()


def _check(page: Page, site: str, look, paper: Attestation, pdf: bytes) -> None:
    """A stranger types the code, then compares the file, then one that differs by a byte."""
    page.goto(f"{site}/verifier/")
    look(page)
    page.locator("[name=code]").fill(paper.code.lower())
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(paper.number)
    look(page)

    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1
    for content, tone in ((pdf, "success"), (bytes(changed), "error")):
        page.locator("#file [type=file]").set_input_files(
            {"name": "attestation.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        page.locator("#file [type=submit]").click()
        expect(page.locator(f"#file .notice--{tone}")).to_be_visible()
        look(page)
