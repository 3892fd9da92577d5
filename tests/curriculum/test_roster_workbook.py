"""The workbook prepared for an institution, and the one with the lines that were refused."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from curriculum.models import Membership
from curriculum.rosters.fields import ROSTER_FIELDS, find_roster_table, is_example
from curriculum.rosters.workbook import write_refused_lines, write_roster_template
from curriculum.spreadsheets.columns import Table
from curriculum.spreadsheets.reading import read_workbook
from tests.factories import make_institution, make_person
from tests.spreadsheets import open_in_libreoffice, saved_by_libreoffice

SESSIONS = ["Module de base, mars – 12/03/2027", "=Module – 1/4/2027"]


@pytest.fixture
def hospital(essonne):
    hospital = make_institution(essonne, name="Hôpital des Deux-Rives")
    for person, function in ((make_person("Zoé", "Zann"), "Éducatrice"), (make_person(), "Aide")):
        Membership.objects.create(
            person=person, institution=hospital, function=function, starts_on=date(2026, 1, 1)
        )
    return hospital


def template(institution=None, **options) -> bytes:
    file = BytesIO()
    write_roster_template(file, institution=institution, sessions=SESSIONS, **options)
    return file.getvalue()


def refused(table: Table, reasons: dict[int, str], **options) -> bytes:
    file = BytesIO()
    write_refused_lines(file, table=table, reasons=reasons, **options)
    return file.getvalue()


def lists(book: openpyxl.Workbook) -> dict[str, list[str]]:
    """Give what each column of the table offers, by the letter of the column."""
    found = {}
    for rule in book["Personnes"].data_validations.dataValidation:
        if rule.type == "list":
            title, _, cells = rule.formula1.lstrip("=").partition("!")
            offered = book[title.strip("'")][cells.replace("$", "")]
            found[str(rule.sqref)[0]] = [row[0].value for row in offered]
    return found


@pytest.mark.django_db
def test_it_offers_lists_made_for_the_institution(hospital):
    book = openpyxl.load_workbook(BytesIO(template(hospital)))

    assert [cell.value for cell in book["Personnes"][1]] == [
        *("Civilité", "Nom", "Prénom", "Date de naissance", "Adresse e-mail", "Téléphone"),
        *("Profession", "Fonction", "Territoire", "Session"),
    ]
    offered = lists(book)
    assert offered["A"] == ["Mme", "M."]
    assert offered["H"] == ["Aide", "Éducatrice"]
    assert "Essonne" in offered["I"]
    assert offered["J"] == SESSIONS


@pytest.mark.django_db
def test_it_proposes_usual_functions_to_an_institution_that_told_none(essonne):
    book = openpyxl.load_workbook(BytesIO(template(make_institution(essonne))))

    assert {"Psychologue", "Éducateur ou éducatrice"} <= set(lists(book)["H"])


@pytest.mark.django_db
def test_functions_may_be_others_sessions_may_not(hospital):
    book = openpyxl.load_workbook(BytesIO(template(hospital)))

    strict = {
        str(rule.sqref)[0]: bool(rule.showErrorMessage)
        for rule in book["Personnes"].data_validations.dataValidation
        if rule.type == "list"
    }
    assert strict == {"A": True, "H": False, "I": True, "J": True}


@pytest.mark.django_db
def test_headings_are_protected_and_cells_are_not(hospital):
    sheet = openpyxl.load_workbook(BytesIO(template(hospital)))["Personnes"]

    assert sheet.protection.sheet
    assert sheet["B1"].protection.locked
    assert not sheet["B2"].protection.locked
    assert not sheet.column_dimensions["B"].protection.locked


@pytest.mark.django_db
def test_the_example_is_known_when_it_comes_back(hospital):
    table = find_roster_table(read_workbook(template(hospital), name="liste.xlsx").sheets)

    assert table.sheet == "Personnes"
    assert len(table.mapping) == 10
    [(_row, cells)] = table.rows
    told = {code: cells[number] for number, code in table.mapping.items()}
    assert told["birth_date"] == date(1985, 3, 12)
    assert is_example(told)
    assert not is_example(told | {"family_name": "Benali"})
    assert not is_example(told | {"email": "amina@hopital.example"})


@pytest.mark.django_db
def test_it_survives_libreoffice(hospital):
    saved = saved_by_libreoffice(template(hospital, session=SESSIONS[0]), "ods")
    book = read_workbook(saved, name="liste.ods")

    assert [sheet.title for sheet in book.sheets] == ["Mode d’emploi", "Personnes"]
    assert any("Hôpital des Deux-Rives" in row[0] for row in book.sheets[0].rows)
    table = find_roster_table(book.sheets)
    assert table.rows[0][1][9] == SESSIONS[0]


@pytest.mark.django_db
def test_the_instructions_fit_a_page(hospital):
    page = openpyxl.load_workbook(BytesIO(template(hospital)))["Mode d’emploi"]

    # LibreOffice makes no single column smaller: wider than 76, it is cut at the edge of the paper.
    assert page.column_dimensions["A"].width < 76
    text = max((row[0].value for row in page.iter_rows()), key=len)
    row = next(row[0].row for row in page.iter_rows() if row[0].value == text)
    assert page.row_dimensions[row].height >= 2 * page.row_dimensions[2].height


@pytest.mark.django_db
def test_people_who_come_by_themselves_have_a_workbook_too():
    table = find_roster_table(read_workbook(template(), name="liste.xlsx").sheets)

    assert table.sheet == "Personnes"


def own_table(*rows: list) -> Table:
    headings = ["Agent", "NOM Prénom", "Né(e) le", "", "Mél"]
    mapping = {1: "full_name", 2: "birth_date", 4: "email"}
    return Table("Équipe", 3, headings, mapping, [(4 + n, row) for n, row in enumerate(rows)])


AMINA = [4012.0, "BENALI Amina", date(1985, 3, 12), "=1+1", "amina@"]
LINA = [True, "HADDAD Lina", "12/31/1990", "", "lina@hopital.example"]


def test_refused_lines_come_back_as_they_were_with_the_reason():
    content = refused(own_table(AMINA, LINA), {4: "« amina@ » n’est pas une adresse."})

    assert open_in_libreoffice(content) == {
        "Lignes refusées": [
            [
                *("Motif du refus", "Agent", "NOM Prénom", "Né(e) le", "", "Mél"),
                *("Feuille d’origine", "Ligne d’origine"),
            ],
            [
                *("« amina@ » n’est pas une adresse.", "4012", "BENALI Amina", "12/03/1985"),
                *("=1+1", "amina@", "Équipe", "4"),
            ],
        ]
    }


def test_refused_lines_can_be_brought_back_as_they_are():
    table = own_table(AMINA, LINA)

    again = find_roster_table(
        read_workbook(refused(table, {4: "x", 5: "y"}), name="refus.xlsx").sheets
    )

    assert {again.headings[n]: code for n, code in again.mapping.items()} == {
        "NOM Prénom": "full_name",
        "Né(e) le": "birth_date",
        "Mél": "email",
    }
    assert [cells[1:6] for _row, cells in again.rows] == [AMINA, ["oui", *LINA[1:]]]


def test_reasons_do_not_pile_up():
    once = read_workbook(refused(own_table(AMINA), {4: "x"}), name="refus.xlsx")
    twice = read_workbook(refused(find_roster_table(once.sheets), {2: "encore"}), name="refus.xlsx")

    [sheet] = twice.sheets
    assert len(sheet.rows[0]) == 8
    assert sheet.rows[1][0] == "encore"
    assert sheet.rows[1][-2:] == ["Lignes refusées", 2]


def test_what_was_mended_meanwhile_is_kept():
    content = refused(
        own_table(AMINA, LINA),
        {5: "Session pleine."},
        corrected={5: {"birth_date": date(1990, 12, 31)}},
    )

    [sheet] = read_workbook(content, name="refus.xlsx").sheets
    assert sheet.rows[1][3] == date(1990, 12, 31)


def test_a_table_without_headings_gets_those_of_the_fields():
    table = Table("x", 0, ["", ""], {0: "full_name"}, [(1, ["BENALI Amina", "?"])])

    [sheet] = read_workbook(refused(table, {1: "x"}), name="refus.xlsx").sheets

    label = next(str(field.label) for field in ROSTER_FIELDS if field.code == "full_name")
    assert sheet.rows[0][1:3] == [label, ""]
