"""A holder's own papers, and who may have the file."""

import pytest
from django.urls import reverse

from certification.models import Attestation
from certification.services.endings import supersede_attestation
from certification.services.papers import store_pdf
from tests.certification.issuing import attest_level, attest_year, complete_level_1
from tests.factories import NOON

MINE = "/mes-attestations/"


@pytest.fixture
def paper(amina, denis) -> Attestation:
    paper = attest_year(amina, by=denis)
    store_pdf(attestation=paper)
    return paper


def file_of(paper: Attestation) -> str:
    return reverse("certification:download_attestation", args=[paper.code])


def test_it_lists_ones_own_papers_with_their_state(client, amina, bruno, denis, paper):
    other = attest_year(bruno, by=denis)
    new = supersede_attestation(attestation=paper, reason="Nom", by=denis, at=NOON)
    client.force_login(amina.user)

    html = client.get(MINE).content.decode()

    assert paper.number in html
    assert new.number in html
    assert other.number not in html
    assert "Remplacée" in html
    assert file_of(paper) in html
    assert "en préparation" in html


def test_it_says_so_when_there_is_none(client, amina):
    client.force_login(amina.user)

    assert "Pas encore d’attestation" in client.get(MINE).content.decode()


def test_it_asks_to_sign_in(client, paper):
    for address in (MINE, file_of(paper)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/comptes/login/" in answer["Location"]


def test_it_is_for_people_with_hours_of_their_own(client, erwan):
    client.force_login(erwan)

    assert client.get(MINE).status_code == 403


def test_it_hands_out_the_stored_bytes(client, amina, paper):
    client.force_login(amina.user)

    answer = client.get(file_of(paper))

    content = b"".join(answer.streaming_content)
    with paper.file.open("rb") as stored:
        assert content == stored.read()
    assert answer["Content-Type"] == "application/pdf"
    assert paper.number in answer["Content-Disposition"]
    assert "private" in answer["Cache-Control"]


def test_staff_may_have_it(client, denis, paper):
    client.force_login(denis)

    assert client.get(file_of(paper)).status_code == 200


@pytest.mark.parametrize("who", ["bruno", "claire", "erwan", "farida"])
def test_nobody_else_may_know_it(client, paper, who, request):
    user = request.getfixturevalue(who)
    client.force_login(getattr(user, "user", user))

    assert client.get(file_of(paper)).status_code == 404


def test_it_says_that_a_paper_is_being_prepared(client, amina, denis):
    complete_level_1(amina)
    paper = attest_level(amina, 1, by=denis)
    client.force_login(amina.user)

    answer = client.get(file_of(paper), follow=True)

    assert answer.status_code == 200
    assert "en préparation" in answer.content.decode()


def test_it_needs_the_same_queries_for_any_number(
    client, amina, denis, django_assert_max_num_queries
):
    paper = attest_year(amina, by=denis)
    for _ in range(6):
        paper = supersede_attestation(attestation=paper, reason="Nom", by=denis, at=NOON)
    client.force_login(amina.user)

    with django_assert_max_num_queries(13):
        client.get(MINE)
