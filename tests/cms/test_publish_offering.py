"""An editor makes a training, its sessions and its page from the admin alone, and everybody finds it."""

from datetime import timedelta

import icalendar
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import AgendaPage, CataloguePage, OfferingPage
from curriculum.models import Offering, Session
from tests.cms.pages import publish

SOON = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def editor(client, denis):
    """A member of staff who may publish pages."""
    denis.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(denis)
    return client


def make_offering(editor) -> Offering:
    """Fill in the form of a new offering."""
    answer = editor.post(
        reverse("offerings:add"),
        {
            "title": "Module du réseau",
            "code": "",
            "kind": "base_module",
            "mode": "onsite",
            "capacity": "12",
            "is_open_to_everyone": "on",
            "is_listed": "on",
            "price": "540",
        },
    )
    assert answer.status_code == 302
    return Offering.objects.get()


def make_session(editor, offering, place, first) -> None:
    """Plan a session of three days on the page that creates, then open it."""
    dates = [first + timedelta(days=7 * number) for number in range(3)]
    plan = {
        "offering": offering.pk,
        "title": "",
        "pattern": "weekly",
        "first": first.isoformat(),
        "count": "3",
        "every": "1",
        "place": place.pk,
        "morning-on": "on",
        "morning-starts_at": "09:30",
        "morning-ends_at": "12:30",
        "morning-minutes": "180",
        "morning-kind": "theory",
        "shown": " ".join(day.isoformat() for day in dates),
        "save": "1",
    }
    answer = editor.post(reverse("sessions_admin:create"), plan)
    assert answer.status_code == 302, answer.context["form"].errors
    session = Session.objects.order_by("pk").last()
    answer = editor.post(reverse("sessions_admin:open", args=[session.code]))
    assert answer.status_code == 302


def make_page(editor, catalogue, offering) -> OfferingPage:
    """Fill in the form of a new page, and publish it."""
    texts = ["audience", "objectives", "methods", "prerequisites", "enrolment", "accessibility"]
    part = {"when": "Jour 1", "title": "Dessiner", "text": rich_text("<p>Essais</p>")}
    values = nested_form_data(
        {
            "title": "Module du réseau",
            "slug": "module-du-reseau",
            "introduction": "Trois jours pour commencer.",
            "offering": offering.pk,
            **{name: rich_text(f"<p>{name}</p>") for name in texts},
            "programme": streamfield([("part", part)]),
            "results": streamfield([]),
            "teachers": streamfield([]),
            "body": streamfield([]),
            "action-publish": "1",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["cms", "offeringpage", catalogue.pk])
    answer = editor.post(address, values)
    assert answer.status_code == 302, answer.context["form"].errors
    return OfferingPage.objects.get()


def test_a_new_module_appears_in_catalogue_agenda_and_feed(editor, client, place):
    catalogue = publish(CataloguePage(title="Formations", slug="formations"))
    publish(AgendaPage(title="Agenda", slug="agenda"))
    offering = make_offering(editor)
    make_session(editor, offering, place, SOON)
    make_session(editor, offering, place, SOON + timedelta(days=60))
    page = make_page(editor, catalogue, offering)
    client.logout()

    shown = {
        address: client.get(address).content.decode()
        for address in ("/formations/", "/agenda/", page.url)
    }
    feed = icalendar.Calendar.from_ical(client.get("/agenda.ics").content)

    assert "Module du réseau" in shown["/formations/"]
    for session in Session.objects.all():
        assert f"/sessions/{session.code}/" in shown["/agenda/"]
        assert f"/sessions/{session.code}/" in shown[page.url]
    assert "12 places libres" in shown[page.url]
    assert len(feed.events) == 6


def test_the_form_of_a_page_says_what_each_field_is_for(editor, place):
    catalogue = publish(CataloguePage(title="Formations", slug="formations"))

    answer = editor.get(
        reverse("wagtailadmin_pages:add", args=["cms", "offeringpage", catalogue.pk])
    )

    assert answer.status_code == 200
    assert "commence par un verbe" in answer.content.decode()


def test_a_page_previews_before_it_is_published(editor, rf, place):
    catalogue = publish(CataloguePage(title="Formations", slug="formations"))
    offering = make_offering(editor)
    page = make_page(editor, catalogue, offering)
    page.introduction = "Brouillon à regarder."

    answer = page.make_preview_request(
        original_request=None, preview_mode=page.default_preview_mode
    )

    assert answer.status_code == 200
    assert "Brouillon à regarder." in answer.render().content.decode()
