"""What staff decide once for the whole site, and who signs papers."""

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Site

from certification.models import Issuer
from cms.models import ContentPage, SiteSettings
from tests.cms.pages import link, publish

pytestmark = pytest.mark.django_db


def foot(client) -> str:
    """Read the foot of the home page."""
    return client.get("/").content.decode().split("<footer")[1]


def test_it_names_the_federation_of_the_server_until_staff_say_otherwise(client, settings):
    assert settings.FEDERATION["email"] in foot(client)

    Issuer.objects.create(email="bonjour@ficc.example")

    assert "bonjour@ficc.example" in foot(client)
    assert settings.FEDERATION["address"] in foot(client)


def test_it_writes_nothing_when_a_visitor_reads(client):
    client.get("/")

    assert not SiteSettings.objects.exists()
    assert not Issuer.objects.exists()


def test_it_shows_the_links_that_editors_chose(client):
    legal = publish(ContentPage(title="Mentions"))
    links = [
        {"type": "link", "value": link(page=legal.pk, label="Mentions légales")},
        {"type": "link", "value": link(address="mailto:a@b.example", label="Nous écrire")},
    ]
    SiteSettings.objects.create(site=Site.objects.get(), footer_links=json.dumps(links))

    html = foot(client)

    assert f'<a href="{legal.url}">Mentions légales</a>' in html
    assert 'href="mailto:a@b.example"' in html


def test_it_lets_staff_change_the_signatory_and_keeps_a_trace(client, admin_user):
    client.force_login(admin_user)
    row = Issuer.objects.create()
    address = reverse("wagtailsettings:edit", args=["certification", "issuer", row.pk])

    facts = dict.fromkeys(Issuer.FACTS, "") | {"signatory_name": "Ada Relais"}
    answer = client.post(address, facts)

    assert answer.status_code == 302
    assert Issuer.facts()["signatory_name"] == "Ada Relais"
    line = ModelLogEntry.objects.for_instance(row).get()
    assert (line.action, line.user) == ("wagtail.edit", admin_user)
