"""Every kind of public page as the demonstration writes it, looked at by axe at both widths."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from curriculum.models import Session
from tests.browser.conftest import PHONE, WIDE
from tests.cms import demo_site


@pytest.fixture
def site(transactional_db, tmp_path):
    """Publish the pages of the demonstration."""
    return demo_site.build(tmp_path)


def one_of_each_kind() -> list[str]:
    """Give an address of every kind of page, and of what is no page of the tree."""
    kinds, offerings = {}, {}
    for page in Page.objects.live().filter(depth__gte=2).specific():
        kinds.setdefault(type(page), page.url)
        if hasattr(page, "offering"):
            offerings.setdefault(page.offering.kind, page.url)
    session = Session.objects.published().earliest("starts_on")
    search = reverse("search")
    others = [
        f"{search}?q=concertation",
        search,
        f"{search}?q=consertassion+lunaire",
        reverse("curriculum:public_session", args=[session.code]),
        "/nulle-part/",
    ]
    return list(dict.fromkeys([*kinds.values(), *offerings.values(), *others]))


def test_no_kind_of_page_has_a_fault(site, page, live_server, without_violations):
    addresses = one_of_each_kind()
    assert len(addresses) > 20

    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for address in addresses:
            page.goto(live_server.url + address)
            without_violations(page)


def test_it_reads_from_right_to_left(site, page, live_server):
    page.set_viewport_size(PHONE)
    for address in one_of_each_kind():
        page.goto(live_server.url + address)
        page.evaluate("document.documentElement.dir = 'rtl'")

        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address


def test_the_style_guide_has_no_fault(
    transactional_db, each_width, live_server, sign_in, denis, without_violations
):
    sign_in(denis)
    each_width.goto(live_server.url + reverse("styleguide"))

    without_violations(each_width)
