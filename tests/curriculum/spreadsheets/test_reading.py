"""What is read of spreadsheets that are sound, and what is said about them."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from curriculum.spreadsheets.reading import Unreadable, read_workbook
from curriculum.spreadsheets.values import NO_RESULT
from tests.hostile_files import cell, ods, table, xlsx
from tests.spreadsheets import saved_by_libreoffice

PEOPLE = table(["Nom", "Prénom"], ["Benali", "Amina"])
ROW = "<table:table-row{}>{}</table:table-row>"
ACCENTS = "Nom;Prénom;Né(e) à\nBénali;Zoë;Évry – Cœur\n"


def saved(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def rows(data: bytes) -> list[list]:
    [sheet] = read_workbook(data, name="liste.csv").sheets
    return sheet.rows


def test_values_keep_their_kind():
    book = openpyxl.Workbook()
    values = [
        *(
            "Texte",
            7,
            7.5,
            True,
            date(2026, 3, 1),
            datetime.fromisoformat("2026-03-01T09:30"),
            time(7, 30),
        ),
        timedelta(hours=30),
    ]
    book.active.append(values)
    book.active["H1"].number_format = "[h]:mm"

    [sheet] = read_workbook(saved(book), name="a.xlsx").sheets

    assert sheet.rows == [values]
    assert [type(value) for value in sheet.rows[0][3:6]] == [bool, date, datetime]


def test_rows_and_columns_are_those_of_the_sheet():
    book = openpyxl.Workbook()
    book.active["C4"] = "Nom"
    book.active["D6"] = "Benali"

    [sheet] = read_workbook(saved(book), name="a.xlsx").sheets

    assert sheet.rows == [
        *[["", "", "", ""]] * 3,
        ["", "", "Nom", ""],
        ["", "", "", ""],
        ["", "", "", "Benali"],
    ]


def test_sheets_that_are_empty_or_hidden_are_left_out_and_said():
    book = read_workbook(
        xlsx(
            PEOPLE,
            "<sheetData/>",
            PEOPLE,
            PEOPLE,
            states=("visible", "visible", "hidden", "veryHidden"),
        ),
        name="a.xlsx",
    )

    assert [sheet.title for sheet in book.sheets] == ["Feuille 1"]
    assert book.notes == ["Les feuilles masquées ne sont pas lues\xa0: Feuille 3, Feuille 4."]


def test_a_formula_without_a_result_is_said_and_marked():
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Prénom", "Courriel"])
    book.active.append(["Benali", "Amina", '=LOWER(A2)&"@hopital.example"'])
    book.active["B5"] = "=A2"

    read = read_workbook(saved(book), name="a.xlsx")

    assert read.sheets[0].rows[1] == ["Benali", "Amina", NO_RESULT]
    assert read.sheets[0].rows[4] == ["", NO_RESULT, ""]
    [note] = read.notes
    assert "2 formules n’ont pas de résultat (C2, B5)" in note


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_results_of_formulas_are_read_and_errors_are_said(ending):
    book = openpyxl.Workbook()
    book.active.append(["Nom", "=1+1", '=""', "=1/0", "=NA()", "=A1"])
    book.active.append([])
    book.active.append(["x", "", "", "", '=IF(1,"",2)', "=1/0"])

    read = read_workbook(saved_by_libreoffice(saved(book), ending), name="a")

    assert read.sheets[0].rows == [
        ["Nom", 2.0, "", "#DIV/0!", "#N/A", "Nom"],
        ["", "", "", "", "", ""],
        ["x", "", "", "", "", "#DIV/0!"],
    ]
    [note] = read.notes
    assert "3 formules n’ont pas de résultat (D1, E1, F3)" in note


def test_a_formula_of_an_ods_without_a_result_is_found():
    text = '<table:table-cell office:value-type="string"><text:p>Nom</text:p></table:table-cell>'
    formula = '<table:table-cell table:formula="of:=[.A1]"/>'
    data = ods(
        ROW.format("", text * 2)
        + ROW.format(' table:number-rows-repeated="3"', text)
        + ROW.format("", '<table:table-cell table:number-columns-repeated="2"/>' + formula)
    )

    read = read_workbook(data, name="a.ods")

    assert read.sheets[0].rows[4] == ["", "", NO_RESULT]
    assert "(C5)" in read.notes[0]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_merged_cells_of_a_table_are_said_a_merged_title_is_not(ending):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Stagiaires", "", ""])
    sheet.append(["Nom", "Prénom", "Service"])
    sheet.append(["Benali", "Amina", "Pédiatrie"])
    sheet.append(["Haddad", "Lina", ""])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")

    read = read_workbook(saved_by_libreoffice(saved(book), ending), name="a")

    [note] = read.notes
    if ending == "xlsx":
        assert "(C3:C4)" in note
    assert "fusionnées" in note
    assert read.sheets[0].rows[3] == ["Haddad", "Lina", ""]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_rows_that_a_filter_hides_are_read_and_that_is_said(ending):
    book = openpyxl.Workbook()
    for row in (["Nom", "Ville"], ["Benali", "Évry"], ["Haddad", "Liège"]):
        book.active.append(row)
    book.active.auto_filter.ref = "A1:B3"
    book.active.auto_filter.add_filter_column(1, ["Évry"])
    book.active.row_dimensions[3].hidden = True

    read = read_workbook(saved_by_libreoffice(saved(book), ending), name="a")

    assert read.sheets[0].rows[2] == ["Haddad", "Liège"]
    [note] = read.notes
    assert "un filtre cache des lignes" in note


def test_a_text_table_in_one_column_of_a_workbook_is_parted():
    data = xlsx(table(["Nom;Prénom;Note"], ['Benali;Amina;"a;b"'], ["Haddad;Lina;"], [""]))

    [sheet] = read_workbook(data, name="a.xlsx").sheets

    assert sheet.rows == [
        ["Nom", "Prénom", "Note"],
        ["Benali", "Amina", "a;b"],
        ["Haddad", "Lina", ""],
    ]


def test_sentences_in_one_column_stay_whole():
    [sheet] = read_workbook(xlsx(table(["Un; deux"], ["Trois"], ["Quatre"])), name="a.xlsx").sheets

    assert sheet.rows[0] == ["Un; deux"]


def test_links_to_other_files_are_said():
    data = xlsx(PEOPLE, **{"xl/externalLinks/externalLink1.xml": "<externalLink/>"})

    [note] = read_workbook(data, name="a.xlsx").notes

    assert "renvoient à d’autres fichiers" in note


def test_formulas_and_text_of_odd_shapes_are_no_surprise():
    sheet = (
        "<sheetData><row>"
        '<c r="A1" t="str"><f>B1&amp;""</f><v></v></c>'  # a result that is empty
        '<c r="B1"><f t="shared" si="0"/><v>3</v></c>'
        '<c r="C1" t="e"><v>#REF!</v></c>'
        f"{cell('D1', '&lt;f&gt;')}"
        "</row></sheetData>"
    )

    [read] = read_workbook(xlsx(sheet), name="a.xlsx").sheets

    assert read.rows == [["", 3.0, "#REF!", "<f>"]]


@pytest.mark.parametrize(
    "data",
    [
        ACCENTS.encode(),
        b"\xef\xbb\xbf" + ACCENTS.encode(),
        ACCENTS.encode("utf-16"),
        ACCENTS.encode("cp1252"),
        ACCENTS.replace("\n", "\r\n").encode(),
        ACCENTS.replace("\n", "\r").encode(),
        ACCENTS.replace(";", ",").encode(),
        ACCENTS.replace(";", "\t").encode(),
        ACCENTS.replace(";", "|").encode(),
        b"sep=;\r\n" + ACCENTS.encode(),
        "\n".join(f'"{line}"' for line in ACCENTS.replace(";", '";"').splitlines()).encode(),
    ],
)
def test_text_tables_of_all_kinds_are_read(data):
    assert rows(data) == [["Nom", "Prénom", "Né(e) à"], ["Bénali", "Zoë", "Évry – Cœur"]]


@pytest.mark.parametrize("letters", ["cp1252", "cp850", "mac_roman"])
def test_letters_of_other_systems_are_read(letters):
    text = "Nom;Prénom\nHélène;Françoise\nGrégoire;Noël\n"

    assert rows(text.encode(letters))[1] == ["Hélène", "Françoise"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Nom;Durée\nBenali;7,5\nHaddad;3,25\n", ["Nom", "Durée"]),
        ('Nom,Adresse\nBenali,"1; rue; des; Lilas"\nHaddad,x\n', ["Nom", "Adresse"]),
        (
            "Liste du 3 mars, à jour\n\nNom;Prénom;Ville\nA;B;C\nD;E;F\n",
            ["Liste du 3 mars, à jour", "", ""],
        ),
        ("Courriel\namina@hopital.example\n", ["Courriel"]),
        ('Nom;Note\nA;"deux\nlignes; et plus"\n', ["Nom", "Note"]),
    ],
)
def test_the_sign_between_cells_is_found(text, first):
    assert rows(text.encode())[0] == first


def test_a_cell_of_several_lines_is_one_row():
    assert rows(b'Nom;Note\nA;"deux\nlignes"\nB;x\n')[2] == ["B", "x"]


def test_empty_lines_keep_their_number():
    assert rows(b"Nom;Prenom\n\nBenali;Amina\n;;;\n\n") == [
        ["Nom", "Prenom"],
        ["", ""],
        ["Benali", "Amina"],
    ]


def test_zeros_in_text_do_no_harm():
    assert rows(b"Nom;Prenom\nBen\0ali;Amina\n")[1] == ["Benali", "Amina"]


def test_prose_is_one_column():
    assert len(rows(b"Bonjour,\nvoici la liste.\n")[1]) <= 2


def test_calamine_is_not_here():
    """Only the child may load it: its faults end the process that they happen in."""
    import sys

    before = "python_calamine" in sys.modules
    read_workbook(xlsx(PEOPLE), name="a.xlsx")

    assert ("python_calamine" in sys.modules) == before


def test_the_file_is_named_after_its_sender():
    [sheet] = read_workbook(b"Nom;Prenom\nA;B\n", name="Équipe de jour.csv").sheets

    assert sheet.title == "Équipe de jour"


def test_the_sentence_is_in_the_language_of_the_reader():
    with pytest.raises(Unreadable) as refusal:
        read_workbook(b"", name="a.xlsx")

    assert str(refusal.value) == "Le fichier est vide."
