"""What people type stays text: no page, paper or mail takes it for markup."""

import html
import re

import pytest
from django.core import mail
from django.test import Client

from certification.documents import content as paper_content
from certification.documents.pdf import render_html
from certification.mails import send_attestation_news, send_decisions
from certification.models import Attestation, Evidence, HourRecord
from curriculum import journal
from curriculum.mails.invitations import send_invitation
from curriculum.mails.people import send_enrolled
from curriculum.models import (
    ExternalProvider,
    Institution,
    Offering,
    Person,
    Place,
    Session,
    Territory,
    User,
)
from tests.architecture.access_decisions import all_addresses, decision_about
from tests.architecture.access_world import address, world  # noqa: F401

pytestmark = pytest.mark.django_db

MARKUP = "<script>boom()</script>"
NAME = f"L’\"'>{MARKUP}"
TYPED = {
    Person: ("given_name", "family_name", "profession", "phone"),
    User: ("first_name", "last_name"),
    Session: ("title",),
    Offering: ("title",),
    Place: ("name", "city"),
    Territory: ("name",),
    Institution: ("name",),
    ExternalProvider: ("name",),
    HourRecord: ("title", "place", "provider_name", "description", "decision_reason"),
    Evidence: ("name",),
}


@pytest.fixture
def hostile(world):  # noqa: F811
    """The world, where everybody and everything is called a script."""
    for model, names in TYPED.items():
        known = {field.name: field for field in model._meta.get_fields() if field.concrete}
        values = {name: NAME[: known[name].max_length] for name in names if name in known}
        model._default_manager.update(**values)
    for name in ("amina", "session", "paper", "sent", "enrolment", "institution"):
        getattr(world, name).refresh_from_db()
    for thing in (world.amina, world.session, world.sent, world.paper, world.institution):
        action = "curriculum.update_session"
        journal.record(thing, action, by=world.users["staff"], after={"title": NAME}, reason=NAME)
    return world


@pytest.mark.parametrize("role", ["visitor", "trainee", "animator", "staff", "superuser"])
def test_no_page_takes_a_name_for_markup(role, hostile):
    client = Client(raise_request_exception=False)
    if hostile.users[role]:
        client.force_login(hostile.users[role])
    naming, wrong = [], []
    for entry in all_addresses():
        decision = decision_about(entry.name)
        if decision is None or decision.answers[role] not in {"200", "open"}:
            continue
        path = address(entry, hostile)
        if "logout" in path:
            continue
        response = client.get(path)
        if response.streaming or "html" not in response.get("Content-Type", ""):
            continue
        page = response.content.decode()
        if MARKUP in page:
            at = page.index(MARKUP)
            wrong.append(f"{path}: …{page[at - 120 : at + 30]}…")
        if "boom()" in page:
            naming.append(path)

    assert not wrong, "\n".join(wrong)
    assert role == "visitor" or naming


def test_no_refusal_or_search_repeats_markup(client, hostile):
    client.force_login(hostile.users["staff"])
    for path in (
        "/admin/people/",
        "/admin/sessions/",
        "/admin/certification/trainees/",
        "/admin/certification/attestations/",
        "/admin/certification/attestations/sessions/",
        "/admin/certification/hours/",
        f"/admin/sessions/{hostile.session.code}/enrol/",
    ):
        assert MARKUP not in client.get(path, {"q": NAME}).content.decode()
    for path in ("/verifier/", "/comptes/login/", "/nowhere/"):
        assert MARKUP not in client.get(path, {"code": NAME, "next": NAME}).content.decode()
    assert MARKUP not in client.get(f"/verifier/{NAME.replace('/', '')}").content.decode()


def test_the_public_check_takes_no_name_for_markup(client, hostile):
    _rewrite(hostile.paper)

    page = client.get(f"/verifier/{hostile.paper.code}").content.decode()

    assert html.escape(MARKUP) in page
    assert MARKUP not in page


def test_no_paper_takes_a_name_for_markup(hostile):
    _rewrite(hostile.paper)
    content = paper_content.AttestationContent.from_data(hostile.paper.content)

    laid_out = render_html(content)

    assert html.escape(MARKUP) in laid_out
    assert MARKUP not in laid_out


def _rewrite(paper: Attestation) -> None:
    """Put the name into every line of text that a paper freezes."""

    def hostile_text(value, key=""):
        if isinstance(value, dict):
            return {name: hostile_text(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [hostile_text(inner, key) for inner in value]
        if isinstance(value, str) and re.search(r"name|title|place|text|subject|holder", key):
            return NAME
        return value

    paper.content = hostile_text(paper.content)
    Attestation.objects.filter(pk=paper.pk).update(content=paper.content)


def test_mails_are_text_and_their_headers_one_line(hostile):
    Session.objects.update(title='Réseau d’aide & "soin"\r\nBcc: everybody@example.org')

    send_enrolled(hostile.enrolment.pk)
    send_invitation(hostile.amina.pk)
    send_decisions(hostile.amina.pk, [hostile.sent.pk])
    send_attestation_news(hostile.paper.pk, "issued")

    assert len(mail.outbox) == 4
    for message in mail.outbox:
        raw = message.message()
        texts = [part.get_content_type() for part in raw.walk() if not part.is_multipart()]
        assert texts in (["text/plain"], ["text/plain", "text/calendar"])
        assert raw["Bcc"] is None
        assert message.recipients() == [hostile.amina.email]
        assert "&amp;" not in message.body
        assert "&#x27;" not in message.body
