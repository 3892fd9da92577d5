"""What is written is read by other readers, and nothing in it runs."""

import io
from datetime import date, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from curriculum.spreadsheets.writing import (
    CLOCK,
    DATE,
    DURATION,
    NUMBER,
    Column,
    Sheet,
    TextSheet,
    plain_text,
    write_workbook,
)


def written(*rows, columns=None, **values) -> io.BytesIO:
    file = io.BytesIO()
    columns = columns or [Column(heading=f"Colonne {number}") for number in range(len(rows[0]))]
    write_workbook([Sheet(title="Feuille", columns=columns, rows=rows, **values)], file)
    file.seek(0)
    return file


def read(file) -> list[list]:
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


def test_another_reader_finds_real_dates_hours_and_numbers():
    columns = [
        Column(heading="Jour", format=DATE),
        Column(heading="Début", format=CLOCK),
        Column(heading="Durée", format=DURATION),
        Column(heading="Minutes", format=NUMBER),
        Column(heading="Nom"),
    ]
    row = [date(2026, 12, 31), time(9, 30), timedelta(hours=3, minutes=15), 195, "Élodie"]

    headings, found = read(written(row, columns=columns))

    assert headings == ["Jour", "Début", "Durée", "Minutes", "Nom"]
    assert found == [date(2026, 12, 31), time(9, 30), timedelta(hours=3, minutes=15), 195, "Élodie"]


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@SUM(A1)", "\t=1+1", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_is_text(text):
    file = written([text, text, "après"])

    cells = openpyxl.load_workbook(file).active[2]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert [cell.value for cell in cells] == [text, text, "après"]
    assert [cell.quotePrefix for cell in cells] == [True, True, False]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_comes_back(texts):
    file = written(["rang", *texts])

    _headings, (_rank, *found) = read(file)
    assert found == [plain_text(text) for text in texts]
    file.seek(0)
    cells = openpyxl.load_workbook(file).active[2]
    assert all(cell.data_type in ("s", "n") for cell in cells)


@pytest.mark.parametrize(
    ("text", "read_again"),
    [
        ("_x0041_ et _x005F_", "_x0041_ et _x005F_"),
        ("<r>&</r>", "<r>&</r>"),
        ("<r><t>=1+1</t></r>", "<r><t>=1+1</t></r>"),
        ("demi\ud800caractère\x00", "demicaractère"),
        ("une ligne\r\nune autre\rla fin", "une ligne\nune autre\nla fin"),
        ("  avec des espaces ", "  avec des espaces "),
    ],
)
def test_odd_text_is_read_as_it_was(text, read_again):
    assert read(written([text]))[1] == [read_again]


def test_values_of_one_row_do_not_mix():
    file = written(["=a", "=b", "c"], ["d", "=e", "f"])

    assert read(file)[1:] == [["=a", "=b", "c"], ["d", "=e", "f"]]


def test_headings_stay_in_view_and_have_filters():
    page = openpyxl.load_workbook(written(["a", "b"], ["c", "d"], fixed_columns=1)).active

    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"


def test_a_title_is_what_excel_takes():
    file = io.BytesIO()
    column = Column(heading="a")
    title = "Journée d’étude : 2026/2027 [Villeurbanne]"
    write_workbook([Sheet(title=title, columns=[column], rows=[])], file)
    file.seek(0)

    assert openpyxl.load_workbook(file).sheetnames == ["Journée d’étude   2026 2027  Vi"]


def test_titles_are_never_the_same_twice():
    file = io.BytesIO()
    column = Column(heading="a", choices=["oui", "non"])
    titles = ["Listes", "LISTES", "x" * 40, "x" * 35, "'", "?"]
    write_workbook([Sheet(title=title, columns=[column], body_rows=1) for title in titles], file)
    file.seek(0)

    found = openpyxl.load_workbook(file).sheetnames
    assert found == [
        *("Listes", "LISTES (3)", "x" * 31, "x" * 27 + " (2)", "-", "- (2)"),
        "Listes (2)",  # the choices, hidden
    ]


def test_a_column_offers_its_choices_from_a_hidden_sheet():
    choices = ["Présent", "=absent", "Excusé, avec un mot"]
    columns = [
        Column(heading="État", choices=choices, note="Choisissez dans la liste."),
        Column(heading="Date", format=DATE),
    ]
    file = written(["Présent", date(2026, 3, 10)], columns=columns, body_rows=50)

    book = openpyxl.load_workbook(file)
    (rule,) = book["Feuille"].data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("list", "A2:A51")
    assert rule.formula1 == "'Listes'!$A$1:$A$3"
    assert (rule.promptTitle, rule.prompt) == ("État", "Choisissez dans la liste.")
    assert [cell.value for cell in book["Listes"]["A"]] == choices
    assert book["Listes"].sheet_state == "hidden"
    file.seek(0)
    assert read(file)[1] == ["Présent", date(2026, 3, 10)]


def test_protected_headings_leave_the_cells_below_free():
    columns = [Column(heading="Nom"), Column(heading="Date", format=DATE)]
    file = written(["=nom", date(2026, 3, 10)], columns=columns, protect_headings=True)

    page = openpyxl.load_workbook(file)["Feuille"]
    assert page.protection.sheet
    assert [cell.protection.locked for cell in page[1]] == [True, True]
    assert [cell.protection.locked for cell in page[2]] == [False, False]
    assert page["A2"].quotePrefix
    assert not page.column_dimensions["B"].protection.locked
    assert page.column_dimensions["B"].number_format == DATE


def test_a_sheet_of_text_has_a_heading_and_its_lines():
    file = io.BytesIO()
    lines = ["Une ligne par personne.", "=2+2 n’est pas calculé"]
    write_workbook([TextSheet(title="Mode d’emploi", heading="À lire", lines=lines)], file)
    file.seek(0)

    assert read(file) == [["À lire"], *([line] for line in lines)]


def test_a_failure_midway_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows():
        yield ["a"]
        raise ValueError

    sheet = Sheet(title="a", columns=[Column(heading="a")], rows=rows())
    with pytest.raises(ValueError):
        write_workbook([sheet], io.BytesIO())

    assert list(tmp_path.iterdir()) == []
