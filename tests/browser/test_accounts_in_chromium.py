"""The pages of accounts and refusals, in a browser: accessible, and whole at 360 pixels."""

import re

import pytest
from playwright.sync_api import expect

PASSWORD = "a-long-passphrase"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/comptes/login/",
        "/comptes/signup/",
        "/comptes/password/reset/",
        "/comptes/password/reset/done/",
        "/comptes/login/code/",
        "/comptes/inactive/",
        "/nulle-part/",
    ],
)
def test_it_is_accessible_to_visitors(each_width, live_server, without_violations, address):
    each_width.goto(live_server.url + address)

    without_violations(each_width)


@pytest.mark.parametrize("address", ["/comptes/email/", "/comptes/password/change/"])
def test_it_is_accessible_to_members(
    each_width, live_server, sign_in, erwan, without_violations, address
):
    sign_in(erwan)
    each_width.goto(live_server.url + address)

    expect(each_width.locator("h1")).to_be_visible()
    without_violations(each_width)


def test_it_leads_from_the_summary_to_the_field(each_width, live_server, without_violations):
    each_width.goto(f"{live_server.url}/comptes/login/")
    each_width.locator("main button[type=submit]").click()

    summary = each_width.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    without_violations(each_width)
    summary.locator("a").first.click()
    expect(each_width.locator("#id_login")).to_be_focused()


def test_it_asks_for_the_code_that_was_sent(each_width, live_server, erwan, without_violations):
    each_width.goto(f"{live_server.url}/comptes/login/code/")
    each_width.get_by_label("E-mail").fill(erwan.email)
    each_width.locator("main button[type=submit]").click()

    expect(each_width).to_have_url(re.compile("/login/code/confirm/"))
    without_violations(each_width)


def test_it_signs_in_and_out_by_the_menu(page, live_server, erwan):
    page.goto(f"{live_server.url}/comptes/login/")
    page.locator("#id_login").fill(erwan.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    menu = page.locator("[data-account-menu]")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    menu.locator("button").click()

    expect(page.locator("[data-account-menu]")).to_have_count(0)


def test_it_folds_the_navigation_on_a_phone(page, live_server):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url)

    navigation = page.locator("#site-nav")
    expect(navigation).to_be_hidden()
    page.locator("[data-nav-toggle]").click()
    expect(navigation).to_be_visible()


def test_it_keeps_the_navigation_in_view_without_javascript(browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(live_server.url)

    expect(page.locator("#site-nav")).to_be_visible()
    expect(page.locator("[data-nav-toggle]")).to_be_hidden()
    context.close()
