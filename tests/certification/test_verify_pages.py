"""The public check: what a stranger sees of a paper, and what of a file."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.forms.attestations import MAX_UPLOAD
from certification.models import Attestation
from certification.services.endings import revoke_attestation, supersede_attestation
from certification.services.papers import store_pdf
from certification.verification import display_code, new_verification_code
from tests.certification.issuing import attest_level, attest_year, complete_level_1
from tests.factories import NOON

VERIFY = "/verifier/"


def page_of(paper: Attestation) -> str:
    return f"/verifier/{display_code(paper.code)}"


def upload(content: bytes, name="attestation.pdf"):
    return {"paper": SimpleUploadedFile(name, content, "application/pdf")}


@pytest.fixture
def paper(amina, denis) -> Attestation:
    """Amina's level 1."""
    amina.birth_date = date(1984, 7, 9)
    amina.save()
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)
    store_pdf(attestation=paper)
    return paper


@pytest.fixture
def pdf(paper) -> bytes:
    with paper.file.open("rb") as stored:
        return stored.read()


def test_the_address_is_the_one_that_is_printed(paper):
    assert paper.content["address"] == f"https://jalons.test{page_of(paper)}"
    assert reverse("certification:verify_code", args=[display_code(paper.code)]) == page_of(paper)


def test_it_shows_every_fact_of_the_paper(client, paper):
    answer = client.get(page_of(paper))

    html = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 200
    for fact in (
        "Cette attestation est valide",
        "Attestation de niveau 1",
        "Amina Benali",
        "1984",
        paper.number,
        display_code(paper.code),
        "96 h",
        "12 h",
        "Se situer et prendre part",
        "2 avril 2024",
        "Participation à des Cliniques de Concertation",
        "Formation nationale",
        "Liège",
        "hors territoire",
        "Critères de reconnaissance de la FICC",
        "version 1",
        "Hélène Marchetti, Présidente",
        "20 novembre 2026",
        "Paris",
    ):
        assert fact in html, fact
    assert "1984-07-09" not in html
    assert "9 juillet" not in html


def test_it_asks_no_login_and_sets_no_cookie(paper):
    client = Client()

    assert client.get(page_of(paper)).status_code == 200
    assert client.get(VERIFY).status_code == 200
    assert not client.cookies


def test_it_stays_out_of_search_engines_and_caches(client, paper):
    for address in (VERIFY, page_of(paper), "/verifier/ABCD-EFGH-JKMN-PQRS"):
        answer = client.get(address)
        assert "noindex" in answer["X-Robots-Tag"]
        assert 'name="robots" content="noindex' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "shape", [str.lower, lambda code: code.replace("-", ""), lambda code: f"{code}/"]
)
def test_it_finds_a_code_however_it_is_typed(client, paper, shape):
    code = shape(display_code(paper.code))

    assert client.get(f"/verifier/{code}").status_code == 200


def test_the_form_leads_to_the_page(client, paper):
    answer = client.get(VERIFY, {"code": f"  {display_code(paper.code).lower()} "})

    assert answer.status_code == 302
    assert answer["Location"] == page_of(paper)


@pytest.mark.django_db
def test_the_form_says_what_a_code_looks_like(client):
    answer = client.get(VERIFY, {"code": "bonjour"})

    assert answer.status_code == 200
    assert "16 lettres et chiffres" in answer.content.decode()


def test_it_says_when_a_paper_was_revoked_and_keeps_the_reason_to_itself(client, paper, denis):
    revoke_attestation(attestation=paper, reason="Affaire privée", by=denis, at=NOON)

    html = client.get(page_of(paper)).content.decode()

    assert "révoquée le 20 novembre 2026" in html
    assert "Cette attestation est valide" not in html
    assert "Amina Benali" in html
    assert "Affaire privée" not in html


def test_it_leads_to_the_paper_that_replaces_it(client, paper, denis):
    new = supersede_attestation(attestation=paper, reason="Nom corrigé", by=denis, at=NOON)

    html = client.get(page_of(paper)).content.decode()

    assert "remplacée le 20 novembre 2026" in html
    assert f'href="{page_of(new)}"' in html
    assert "Nom corrigé" not in html
    assert "valide" in client.get(page_of(new)).content.decode()


def test_it_knows_the_file_that_was_issued(client, paper, pdf):
    html = client.post(page_of(paper), upload(pdf)).content.decode()

    assert "Ce fichier est bien celui qui a été délivré" in html


@pytest.mark.parametrize("place", [0, 100, -1])
def test_it_says_so_when_one_byte_was_changed(client, paper, pdf, place):
    changed = bytearray(pdf)
    changed[place] ^= 1

    html = client.post(page_of(paper), upload(bytes(changed))).content.decode()

    assert "Ce fichier n’est pas celui qui a été délivré" in html
    assert "bien celui" not in html


def test_it_says_so_for_the_file_of_another_paper(client, paper, pdf, bruno, denis):
    other = attest_year(bruno, by=denis)
    store_pdf(attestation=other)

    html = client.post(page_of(other), upload(pdf)).content.decode()

    assert "Ce fichier n’est pas celui qui a été délivré" in html


def test_it_finds_a_paper_by_its_file_alone(client, paper, pdf):
    html = client.post(VERIFY, upload(pdf, "n’importe quoi.bin")).content.decode()

    assert paper.number in html
    assert "Ce fichier est bien celui qui a été délivré" in html


def test_it_does_not_know_a_changed_file(client, paper, pdf):
    answer = client.post(VERIFY, upload(pdf + b"\n"))

    assert answer.status_code == 404
    assert "n’est pas un de ceux que la fédération a délivrés" in answer.content.decode()


@pytest.mark.parametrize("address", [VERIFY, "page"])
def test_it_refuses_a_file_that_is_too_large_before_reading_it(client, paper, address):
    address = page_of(paper) if address == "page" else address

    answer = client.post(address, upload(b"%PDF" + b"x" * (MAX_UPLOAD + 20_000)))

    assert answer.status_code == 413
    assert "trop lourd" in answer.content.decode()


@pytest.mark.parametrize("address", [VERIFY, "page"])
@pytest.mark.parametrize("data", [{}, {"paper": "texte"}, "empty"])
def test_it_answers_a_form_without_a_file(client, paper, address, data):
    address = page_of(paper) if address == "page" else address
    data = upload(b"") if data == "empty" else data

    assert client.post(address, data).status_code in {200, 400}


def test_it_says_that_a_paper_is_being_prepared(client, amina, denis):
    paper = attest_year(amina, by=denis)

    html = client.get(page_of(paper)).content.decode()

    assert "en préparation" in html
    assert 'type="file"' not in html


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKMN-PQRS", "x", "%00", "é" * 40, "..", "7K2M" * 100])
def test_it_answers_every_unknown_code_alike(client, paper, code):
    answer = client.get(f"/verifier/{code}")

    assert answer.status_code == 404
    assert "Aucune attestation ne porte ce code" in answer.content.decode()
    assert paper.number not in answer.content.decode()


def test_an_unknown_code_needs_as_many_queries_as_one_of_another_shape(client, paper):
    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(f"/verifier/{code}")
        return len(found)

    queries("warm-up")

    assert queries("ABCD-EFGH-JKMN-PQRS") == queries("x")


def test_neither_number_nor_row_nor_record_code_opens_a_paper(client, paper, amina):
    for guess in (paper.number, str(paper.pk), paper.code[:12], amina.code, paper.sha256):
        assert client.get(f"/verifier/{guess}").status_code == 404


def test_it_limits_the_attempts_of_one_visitor(client, paper):
    answers = [client.get(f"/verifier/{new_verification_code()}").status_code for _ in range(31)]

    assert answers[:30] == [404] * 30
    assert answers[30] == 429
    # Also the true code is not told any more, else guessing would go on.
    assert client.get(page_of(paper)).status_code == 429
    assert client.post(VERIFY, upload(b"%PDF")).status_code == 429
    assert client.get(page_of(paper), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_it_needs_few_queries(client, paper, django_assert_max_num_queries):
    # The paper; and for the foot of the page: the site, its settings, who publishes it.
    with django_assert_max_num_queries(4):
        client.get(page_of(paper))
