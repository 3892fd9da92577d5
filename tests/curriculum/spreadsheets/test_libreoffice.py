"""LibreOffice opens what the site writes."""

from datetime import date, timedelta
from io import BytesIO

from curriculum.spreadsheets.reading import read_workbook
from curriculum.spreadsheets.writing import DATE, DURATION, Column, Sheet, write_workbook
from tests.spreadsheets import open_in_libreoffice, saved_by_libreoffice


def workbook() -> bytes:
    file = BytesIO()
    columns = [
        Column(heading="Nom"),
        Column(heading="Jour", format=DATE),
        Column(heading="Durée", format=DURATION),
    ]
    rows = [["BENALI, Amina", date(2026, 3, 1), timedelta(hours=30)], ["=1+1", None, None]]
    write_workbook([Sheet(title="Présences", columns=columns, rows=rows)], file)
    return file.getvalue()


def test_it_shows_cells_as_people_see_them():
    assert open_in_libreoffice(workbook()) == {
        "Présences": [
            ["Nom", "Jour", "Durée"],
            ["BENALI, Amina", "01/03/2026", "30:00:00"],
            ["=1+1", "", ""],
        ]
    }


def test_it_reads_what_libreoffice_saves():
    expected = read_workbook(workbook(), name="a.xlsx")
    assert read_workbook(saved_by_libreoffice(workbook(), "ods"), name="a.ods") == expected
    assert read_workbook(saved_by_libreoffice(workbook(), "xlsx"), name="a.xlsx") == expected
