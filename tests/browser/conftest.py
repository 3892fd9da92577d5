"""A real Chromium against a real server. Reuse: `page`, `live_server`, `sign_in`, `without_violations`."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 800}


def pytest_collection_modifyitems(items):
    """Mark every test of this folder, so that a machine without Chromium can leave them out."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the Chromium of the machine, quiet and without network of its own."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Browse in French, from Paris."""
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def each_width(request, page):
    """Run the test at 1280 and at 360 pixels; gives the page."""
    page.set_viewport_size(request.param)
    return page


@pytest.fixture
def sign_in(context, client, live_server):
    """Give a function that signs an account in, without going through the form."""

    def sign_in(user) -> None:
        client.force_login(user)
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": live_server.url,
                }
            ]
        )

    return sign_in


@pytest.fixture
def without_violations():
    """Give a function that fails when axe or the layout finds fault with what the page shows."""

    def check(page) -> None:
        found = Axe().run(
            page,
            options={
                "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
            },
        )
        assert found.violations_count == 0, found.generate_report()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (
            f"{page.url} is wider than the screen"
        )

    return check
