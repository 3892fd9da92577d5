"""The content of a paper, and the PDF drawn from it."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from certification.documents import pdf
from certification.documents.content import AttestationContent
from curriculum import pdf as door
from tests.certification.contents import make_content

LONG_NAME = (
    "Marie-Clémentine Anne-Charlotte de La Rochefoucauld-Montbéliard Łukaszewicz Österreicher"
)
NO_BREAK = "\u00a0"


def text_of(reader: PdfReader) -> str:
    """Everything that the pages say, in one line."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def draw(content: AttestationContent) -> PdfReader:
    return PdfReader(BytesIO(pdf.render_pdf(content)))


@pytest.mark.parametrize("level", [True, False])
def test_it_keeps_every_fact_through_json(level):
    content = make_content(activities=3, level=level, supersedes="2026-0003")

    assert AttestationContent.from_data(json.loads(json.dumps(content.to_data()))) == content


def test_it_refuses_a_content_of_a_schema_it_does_not_know():
    with pytest.raises(ValueError, match="99"):
        AttestationContent.from_data({**make_content().to_data(), "schema": 99})


def test_it_says_every_fact_on_the_paper():
    content = make_content(activities=4, level=True, supersedes="2026-0003")

    text = text_of(draw(content))

    for fact in (
        "Attestation de niveau 1",
        "2026-0012",
        "7K2M-9QXA-03RT-VW1Y",
        "jalons.test/verifier/",
        "Amina Benali",
        "1984",
        "24 h",
        "6 h",
        "hors territoire",
        "10/01/2025",
        "Journée 4 sur la pratique de réseau",
        "Évry-Courcouronnes",
        "Critères de reconnaissance de la FICC",
        "version 1",
        "Fait à Paris, le 20 novembre 2026",
        "Hélène Marchetti",
        "Présidente",
        "2026-0003",
    ):
        assert fact.replace(NO_BREAK, " ") in text.replace(NO_BREAK, " "), fact


def test_it_is_no_completion_certificate():
    assert "certificat de réalisation" not in text_of(draw(make_content(level=True))).lower()


def test_it_is_tagged_titled_and_in_french():
    reader = draw(make_content(activities=2))
    catalog = reader.trailer["/Root"]

    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "fr"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == f"Attestation partielle – Amina Benali – n°{NO_BREAK}2026-0012"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_it_links_to_the_verification_page():
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in draw(make_content()).pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]

    assert set(links) == {"https://jalons.test/verifier/7K2M-9QXA-03RT-VW1Y"}


def test_it_embeds_every_font():
    for page in draw(make_content(name=LONG_NAME, level=True)).pages:
        for font in page["/Resources"]["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]
            assert (
                font.get_object()["/BaseFont"]
                .partition("+")[2]
                .startswith(("Atkinson", "Literata"))
            )


@pytest.mark.parametrize(
    "content",
    [
        make_content(),
        make_content(activities=60, name=LONG_NAME),
        make_content(activities=16, level=True),
    ],
    ids=["one activity", "sixty activities, long name", "level"],
)
def test_it_has_no_error_of_accessibility(content, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.render_pdf(content))

    checked = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", "--format", "json", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert json.loads(checked.stdout)["findings"] == [], checked.stdout


def test_it_numbers_the_pages_and_names_the_paper_on_each():
    reader = draw(make_content(activities=60, name=LONG_NAME))

    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"{number} / {len(reader.pages)}" in text
        assert "7K2M-9QXA-03RT-VW1Y" in text


def test_it_gives_the_same_bytes_for_the_same_content():
    content = make_content(activities=5, level=True)
    first = pdf.render_pdf(content)
    pdf.render_pdf(make_content(activities=2, number="2026-0013"))

    assert pdf.render_pdf(content) == first


def test_it_gives_the_same_bytes_in_another_process():
    code = (
        "import os, sys, hashlib, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'cms.settings.test'\n"
        "django.setup()\n"
        "from certification.documents import pdf\n"
        "from tests.certification.contents import make_content\n"
        "print(hashlib.sha256(pdf.render_pdf(make_content(activities=3))).hexdigest())\n"
    )

    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    here = pdf.render_pdf(make_content(activities=3))
    assert other.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_it_escapes_what_people_wrote():
    content = make_content(name='<img src="file:///etc/passwd"> & fils')

    assert '<img src="file:///etc/passwd"> & fils' in text_of(draw(content))


def test_it_fetches_nothing(monkeypatch):
    from weasyprint.urls import FatalURLFetchingError

    html = pdf.render_html(make_content()).replace(
        "</body>", '<img alt="x" src="file:///etc/hostname"></body>'
    )

    monkeypatch.setattr(pdf, "render_html", lambda content: html)
    with pytest.raises(FatalURLFetchingError, match="/etc/hostname"):
        pdf.render_pdf(make_content())


def test_it_says_the_first_of_a_month_as_french_does():
    content = make_content(issued_on=date(2026, 5, 1))

    assert "le 1er mai 2026" in text_of(draw(content))


def test_it_keeps_no_picture_of_the_papers_before():
    for number in range(3):
        pdf.render_pdf(make_content(code=f"7K2M9QXA03RTVW{number}Y"))

    assert len(door._workshop()._emblem) <= 1
