"""The ledger of hours as a workbook: every record, and sums that are right."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from certification.enums import HourState
from certification.ledger.scope import LedgerScope
from certification.ledger.workbook import write_ledger
from curriculum.enums import HourKind
from curriculum.errors import NotAllowed, NothingThere
from curriculum.models import Export
from curriculum.services.exports import ask_export
from tests.certification.records import FIRST_DAY, make_record
from tests.factories import NOON, make_person

LATER = FIRST_DAY + timedelta(days=400)


@pytest.fixture
def records(amina):
    zoe = make_person("Zoé", "=Zann")
    make_record(amina, HourKind.THEORY, 6, title="@Cours")
    make_record(amina, HourKind.THEORY, 1.5, on=LATER, off_territory=True)
    make_record(amina, HourKind.CONGRESS, 7, state=HourState.SUBMITTED)
    make_record(amina, HourKind.THEORY, 2, state=HourState.DRAFT, title="Brouillon")
    make_record(zoe, HourKind.THEORY, 3, state=HourState.REFUSED, decision_reason="Pièce illisible")
    return amina


def book(**scope) -> dict[str, list[dict]]:
    file = io.BytesIO()
    write_ledger(LedgerScope(**scope), file)
    file.seek(0)
    found = CalamineWorkbook.from_filelike(file)
    sheets = {}
    for name in found.sheet_names:
        headings, *rows = found.get_sheet_by_name(name).to_python()
        sheets[name] = [dict(zip(headings, row, strict=True)) for row in rows]
    return sheets


def test_it_has_every_record_but_drafts(records):
    rows = book()["Heures"]

    assert len(rows) == 4
    assert "Brouillon" not in {row["Activité"] for row in rows}
    first = next(row for row in rows if row["Activité"] == "@Cours")
    assert (first["Nom"], first["Date"], first["Minutes"]) == ("Benali", FIRST_DAY, 360)
    assert (first["Heures"], first["État"]) == (timedelta(hours=6), "Validé")
    refused = next(row for row in rows if row["Nom"] == "=Zann")
    assert refused["Motif"] == "Pièce illisible"


def test_its_sums_are_right(records):
    found = book()

    theory = next(row for row in found["Totaux par personne"] if row["Nom"] == "Benali")
    assert theory["Nature des heures"] in ("Formation théorique", "Congrès")
    whole = found["Totaux par nature"][-1]
    assert (whole["Nature des heures"], whole["Lignes"]) == ("Toutes les natures", 4)
    assert whole["Validé"] == timedelta(hours=7, minutes=30)
    assert whole["En attente de validation"] == timedelta(hours=7)
    assert whole["Refusé"] == timedelta(hours=3)
    assert whole["Validées hors territoire"] == timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        ({"kind": HourKind.CONGRESS}, 1),
        ({"state": HourState.VALIDATED}, 2),
        ({"from_on": LATER}, 1),
        ({"until_on": FIRST_DAY}, 3),
        ({"from_on": date(2030, 1, 1)}, 0),
        ({"source": "imported"}, 0),
    ],
)
def test_a_part_has_what_was_asked_for(records, scope, count):
    assert len(book(**scope)["Heures"]) == count


def test_one_persons_part(records):
    assert {row["Nom"] for row in book(person=records)["Heures"]} == {"Benali"}


@pytest.mark.parametrize(
    ("named", "names"),
    [
        ("zoe", {"=Zann"}),
        ("BENALI amina", {"Benali"}),
        ("a", {"Benali", "=Zann"}),
        ("personne d’ici", set()),
    ],
)
def test_people_are_looked_for_by_name(records, named, names):
    assert {row["Nom"] for row in book(named=named)["Heures"]} == names


def test_the_page_finds_a_name_and_the_workbook_has_the_same(client, records, denis):
    make_record(make_person("Aminata", "Benali-Diop"), HourKind.THEORY, 4)
    client.force_login(denis)
    page = reverse("certification_admin:ledger")

    shown = client.get(page, {"named": "benali", "kind": "theory"}).content.decode()
    answer = client.post(page, {"named": "benali", "kind": "theory"})

    assert "3 lignes d’heures" in shown
    assert f"?kind=theory&amp;person={records.code}" in shown
    assert "BENALI-DIOP Aminata" in shown
    rows = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    names = {row[0] for row in rows.get_sheet_by_name("Heures").to_python()[1:]}
    assert names == {"Benali", "Benali-Diop"}
    assert "registre-des-heures-benali" in answer["Content-Disposition"]


def test_nothing_in_it_runs(records):
    file = io.BytesIO()
    write_ledger(LedgerScope(), file)

    pages = openpyxl.load_workbook(file)
    cells = [cell for page in pages for row in page.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert {cell.value for cell in cells if cell.quotePrefix} == {"@Cours", "=Zann"}


def test_it_takes_one_query(records):
    with CaptureQueriesContext(connection) as queries:
        book()

    assert len(queries) == 1


def test_a_part_is_written_down_and_found_again(records):
    scope = LedgerScope(person=records, kind=HourKind.THEORY, from_on=FIRST_DAY)
    of_a_name = LedgerScope(named="zoé")

    assert LedgerScope.read(scope.parameters()) == scope
    assert LedgerScope.read(of_a_name.parameters()) == of_a_name
    with pytest.raises(NothingThere):
        LedgerScope.read({"person": "222222222222"})


def test_staff_see_the_sums_and_download(client, records, denis):
    client.force_login(denis)
    page = reverse("certification_admin:ledger")

    shown = client.get(page, {"state": "validated"}).content.decode()
    answer = client.post(page, {"state": "validated"})

    assert "2 lignes d’heures" in shown
    assert "7\u00a0h\u00a030" in shown
    assert 'filename="registre-des-heures-valide.xlsx"' in answer["Content-Disposition"]


def test_a_long_one_is_written_in_the_background(client, records, denis, monkeypatch, run_tasks):
    monkeypatch.setattr("certification.views.ledger.AT_ONCE", 1)
    client.force_login(denis)

    client.post(reverse("certification_admin:ledger"), {"kind": "theory"})
    run_tasks()

    export = Export.objects.get()
    assert (export.kind, export.state, export.line_count) == ("ledger", "ready", 3)


def test_only_staff_have_it(records, claire, erwan):
    for user in (claire.user, erwan, records.user):
        with pytest.raises(NotAllowed):
            ask_export(kind="ledger", parameters={}, name="x.xlsx", by=user, at=NOON)
