"""Staff learn which papers carry an old name, and nothing changes by itself."""

from datetime import date

import pytest
from django.urls import reverse

from certification.outdated_papers import papers_to_replace
from certification.services.endings import revoke_attestation, supersede_attestation
from curriculum.services.people import update_person
from tests.certification.issuing import attest_year
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(amina, denis):
    return attest_year(amina, by=denis)


def rename(person, by, **values):
    return update_person(person=person, by=by, **values)


def test_none_is_out_of_date_at_first(paper, amina):
    assert papers_to_replace(amina) == []


@pytest.mark.parametrize(
    "values", [{"family_name": "Benali-Roux"}, {"birth_date": date(1970, 2, 3)}]
)
def test_it_finds_those_that_name_the_person_otherwise(paper, amina, denis, values):
    rename(amina, denis, **values)

    assert papers_to_replace(amina) == [paper]
    paper.refresh_from_db()
    assert paper.state == "valid"
    assert paper.content["holder"]["name"] == "Amina Benali"


def test_what_the_paper_does_not_show_counts_for_nothing(paper, amina, denis):
    rename(amina, denis, phone="+33 1 23 45 67 89")

    assert papers_to_replace(amina) == []


def test_one_that_was_replaced_or_revoked_is_not_named(paper, amina, denis):
    rename(amina, denis, family_name="Benali-Roux")
    newer = supersede_attestation(attestation=paper, reason="Nom corrigé", by=denis, at=NOON)
    assert papers_to_replace(amina) == []

    rename(amina, denis, family_name="Benali")
    revoke_attestation(attestation=newer, reason="Erreur", by=denis, at=NOON)
    assert papers_to_replace(amina) == []


def test_the_correction_leads_to_the_papers(client, paper, amina, denis):
    client.force_login(denis)
    fields = {"given_name": "Amina", "family_name": "Benali-Roux", "email": amina.email}

    page = client.post(reverse("people:edit", args=[amina.code]), fields, follow=True)

    assert page.status_code == 200
    address = reverse("certification_admin:attestation", args=[paper.code])
    assert f'href="{address}#ends"' in page.content.decode()
    issuing = client.get(reverse("certification_admin:issue", args=[amina.code]))
    assert f'href="{address}#ends"' in issuing.content.decode()
