"""Everything about a person, on paper and as a workbook, read by other readers than its writers."""

import io
from datetime import date, datetime, timedelta

import openpyxl
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from certification.enums import HourState
from certification.person_file.facts import PersonFile
from certification.person_file.workbook import write_person
from curriculum.enums import HourKind
from curriculum.models import Attendance, Membership, SessionSlot
from tests.certification.issuing import attest_year
from tests.certification.records import make_record
from tests.factories import LONG_AGO, NOON, TODAY, make_enrolment, make_person

SHEETS = [
    *("Identité", "Territoires professionnels", "Établissements", "Inscriptions", "Émargement"),
    *("Heures", "Niveaux", "Attestations", "Activités déclarées"),
]


@pytest.fixture
def full(amina, institution, session, denis):
    """Amina with something of everything."""
    Membership.objects.create(person=amina, institution=institution, starts_on=LONG_AGO)
    make_enrolment(session, amina, institution=institution)
    slot = SessionSlot.objects.of_session(session).first()
    Attendance.objects.create(
        slot=slot,
        person=amina,
        role="participant",
        status="partial",
        minutes=95,
        reason="=1+1",
        marked_at=NOON,
    )
    attest_year(amina, by=denis)
    make_record(amina, HourKind.CONGRESS, 7, state=HourState.SUBMITTED, title="+33 Congrès")
    make_record(amina, HourKind.THEORY, 2, state=HourState.DRAFT, title="Brouillon")
    return amina


def sheets(content: bytes) -> dict[str, list[dict]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = {}
    for name in book.sheet_names:
        headings, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(headings, row, strict=True)) for row in rows]
    return found


def written(person, **values) -> bytes:
    file = io.BytesIO()
    write_person(PersonFile(person, TODAY, **values), file)
    return file.getvalue()


def test_the_workbook_has_a_sheet_for_each_sort_of_thing(full, institution, session):
    found = sheets(written(full))

    assert list(found) == SHEETS
    facts = {row["Quoi"]: row["Valeur"] for row in found["Identité"]}
    assert (facts["Nom"], facts["Prénom"]) == ("Benali", "Amina")
    assert found["Territoires professionnels"][0]["Depuis le"] == LONG_AGO
    assert found["Établissements"][0]["Établissement"] == institution.name
    assert found["Inscriptions"][0]["Session"] == session.title
    (mark,) = found["Émargement"]
    assert (mark["Minutes de présence"], mark["Motif"]) == (95, "=1+1")
    assert found["Attestations"][0]["État"] == "Valide"
    assert found["Activités déclarées"][0]["Activité"] == "+33 Congrès"


def test_each_hour_says_where_it_comes_from_and_where_it_counts(full):
    rows = sheets(written(full))["Heures"]

    waiting = next(row for row in rows if row["Activité"] == "+33 Congrès")
    assert waiting["Heures"] == timedelta(hours=7)
    assert waiting["D’où cela vient"] == "Déclaré par la personne"
    assert "En attente" in waiting["Où cela compte"]
    counted = next(row for row in rows if row["Minutes comptées"])
    assert "niveau" in counted["Où cela compte"]
    assert (
        counted["Minutes comptées"] + counted["Minutes qui ne comptent encore nulle part"]
        == (counted["Minutes"])
    )


def test_drafts_are_for_their_author_alone(full):
    def titles(content: bytes) -> set:
        return {row["Activité"] for row in sheets(content)["Heures"]}

    assert "Brouillon" not in titles(written(full))
    assert "Brouillon" in titles(written(full, with_drafts=True))


def test_another_reader_finds_real_dates_and_text_that_never_runs(full):
    book = openpyxl.load_workbook(io.BytesIO(written(full)))

    cells = {cell.value: cell for row in book["Heures"].iter_rows() for cell in row}
    assert cells["+33 Congrès"].data_type == "s"
    assert cells["+33 Congrès"].quotePrefix
    assert isinstance(book["Heures"]["A2"].value, datetime)
    assert not any(
        cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row
    )


def test_somebody_of_whom_nothing_is_known_gets_sheets_that_say_so(db):
    found = sheets(written(make_person("Nina", "Neuve")))

    assert list(found) == SHEETS
    assert found["Heures"][0]["Date"] == "Rien"


def test_it_takes_as_many_queries_for_much_as_for_little(full):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            written(full)
        return len(found)

    few = queries()
    for number in range(30):
        make_record(full, HourKind.THEORY, 1, on=date(2025, 1, 1) + timedelta(days=number))

    assert queries() == few <= 16


def test_people_take_their_own_statement_away(client, full):
    client.force_login(full.user)
    page = client.get(reverse("certification:statement")).content.decode()
    addresses = [
        reverse(f"certification:{name}") for name in ("statement_pdf", "statement_workbook")
    ]
    assert all(f'href="{address}"' in page for address in addresses)

    paper, book = (client.get(address) for address in addresses)

    text = "\n".join(
        sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(paper.content)).pages
    )
    for words in ("Amina Benali", "Relevé d’heures", "+33 Congrès", "Essonne", "Brouillon"):
        assert words in text
    assert "releve-dheures-amina-benali" in paper["Content-Disposition"]
    assert sheets(book.getvalue())["Identité"]


def test_staff_take_the_statement_of_anybody_away(client, full, denis):
    client.force_login(denis)

    paper = client.get(reverse("certification_admin:statement_pdf", args=[full.code]))
    book = client.get(reverse("certification_admin:statement_workbook", args=[full.code]))

    text = "\n".join(
        sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(paper.content)).pages
    )
    assert "Brouillon" not in text
    assert list(sheets(book.getvalue())) == SHEETS
