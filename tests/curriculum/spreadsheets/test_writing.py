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
    file = written(texts)

    cells = openpyxl.load_workbook(file).active[2]
    back = [cell.value or "" for cell in cells[: len(texts)]]
    assert [text.replace("\r\n", "\n").replace("\r", "\n") for text in back] == [
        plain_text(text).replace("\r\n", "\n").replace("\r", "\n") for text in texts
    ]


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
