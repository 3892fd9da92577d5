"""The bytes of a paper: drawn once from what was frozen, stored, and never drawn again."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from certification.documents import pdf
from certification.models import Attestation
from certification.services.papers import store_pdf
from tests.certification.issuing import attest_year
from tests.certification.test_issue_attestation import in_threads


@pytest.fixture
def paper(amina, denis) -> Attestation:
    """A paper whose transaction has not ended: nothing is drawn yet."""
    return attest_year(amina, by=denis)


def stored_files() -> list[Path]:
    folder = Path(settings.STORAGES["private"]["OPTIONS"]["location"]) / "attestations"
    return [path for path in folder.rglob("*") if path.is_file()]


def bytes_of(paper: Attestation) -> bytes:
    paper = Attestation.objects.get(pk=paper.pk)
    with paper.file.open("rb") as stored:
        return stored.read()


def test_it_stores_the_bytes_with_their_fingerprint(paper):
    assert store_pdf(attestation=paper)

    paper.refresh_from_db()
    assert paper.sha256 == hashlib.sha256(bytes_of(paper)).hexdigest()
    assert paper.number in " ".join(
        PdfReader(BytesIO(bytes_of(paper))).pages[0].extract_text().split()
    )
    line = ModelLogEntry.objects.for_instance(paper).get(action="certification.store_pdf")
    assert line.data["after"]["sha256"] == paper.sha256


def test_it_keeps_names_out_of_the_path(paper):
    store_pdf(attestation=paper)

    assert paper.file.name == f"attestations/2026/{paper.code}.pdf"


def test_it_never_draws_a_stored_paper_again(paper, amina, monkeypatch, settings):
    store_pdf(attestation=paper)
    before = bytes_of(paper)

    amina.family_name = "Autrement"
    amina.save()
    settings.FEDERATION = {**settings.FEDERATION, "signatory_name": "Quelqu’un d’autre"}
    monkeypatch.setattr(pdf, "TEMPLATE", "certification/documents/another")

    assert not store_pdf(attestation=paper)
    assert bytes_of(paper) == before


def test_it_draws_from_what_was_frozen_also_when_it_is_late(paper, amina, settings):
    amina.family_name = "Autrement"
    amina.save()
    settings.FEDERATION = {**settings.FEDERATION, "signatory_name": "Quelqu’un d’autre"}

    store_pdf(attestation=Attestation.objects.get(pk=paper.pk))

    text = PdfReader(BytesIO(bytes_of(paper))).pages[0].extract_text()
    assert "Benali" in text
    assert "Autrement" not in text
    assert "Quelqu’un d’autre" not in text


def test_it_draws_at_once_when_the_transaction_has_ended(
    amina, denis, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        paper = attest_year(amina, by=denis)

    assert Attestation.objects.get(pk=paper.pk).sha256
    assert paper.sha256


def test_it_is_drawn_by_the_worker_when_drawing_at_once_failed(
    amina, denis, django_capture_on_commit_callbacks, monkeypatch, run_tasks
):
    with monkeypatch.context() as broken:
        broken.setattr(pdf, "TEMPLATE", "certification/documents/missing")
        with django_capture_on_commit_callbacks(execute=True):
            paper = attest_year(amina, by=denis)
        assert not Attestation.objects.get(pk=paper.pk).sha256

    run_tasks()

    assert Attestation.objects.get(pk=paper.pk).sha256


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_stores_one_file_when_two_draw_at_once(amina, denis, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr("certification.services.papers.store_pdf", lambda **kwargs: False)
        paper = attest_year(amina, by=denis)
    before = set(stored_files())

    answers = in_threads(lambda row: store_pdf(attestation=row), [paper, paper, paper])

    assert sorted(answers) == [False, False, True]
    assert len(set(stored_files()) - before) == 1
    connection.close()
