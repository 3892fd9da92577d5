"""What reading a spreadsheet costs beside bare calamine in the same process.

Row 7, 5,000 rows of ten columns. Ours starts a process with little memory and little time, takes the rows
from it, and looks for formulas without a result meanwhile; the floor only reads. Both take bytes and give rows.
"""

import os
import random
from datetime import date, timedelta
from io import BytesIO

from tests.benchmarks.harness import compare

ROWS = 5_000


def workbook(rows: int) -> bytes:
    """Make a list of people as institutions bring them."""
    from curriculum.spreadsheets.writing import DATE, Column, Sheet, write_workbook

    chance = random.Random(4)
    columns = [
        *(Column(heading=text) for text in ("Civilité", "Nom", "Prénom")),
        Column(heading="Né(e) le", format=DATE),
        *(Column(heading=text) for text in ("Courriel", "Tél.", "Fonction", "Service")),
        Column(heading="Début", format=DATE),
        Column(heading="Matricule"),
    ]
    file = BytesIO()
    people = (
        [
            chance.choice(("Mme", "M.")),
            f"NOM{number % 1700}",
            f"Prénom {number % 300}",
            date(1960, 1, 1) + timedelta(days=chance.randrange(15_000)),
            f"prenom.nom{number}@hopital.example",
            f"06 {chance.randrange(10**8):08d}",
            f"Fonction {number % 40}",
            f"Service {number % 12}",
            date(2020, 1, 1) + timedelta(days=chance.randrange(2_000)),
            4_000 + number,
        ]
        for number in range(rows)
    )
    write_workbook([Sheet(title="Liste", columns=columns, rows=people)], file)
    return file.getvalue()


def main() -> None:
    """Read the same file both ways."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from python_calamine import CalamineWorkbook

    from curriculum.spreadsheets.reading import read_workbook

    data = workbook(ROWS)

    def bare() -> list:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return book.get_sheet_by_index(0).to_python()

    def ours() -> list:
        return read_workbook(data, name="liste.xlsx").sheets[0].rows

    assert ours() == bare()
    compare(7, f"reading {ROWS:,} × 10", ours=ours, floor=bare, must=1.5, good=1.1)


if __name__ == "__main__":
    main()
