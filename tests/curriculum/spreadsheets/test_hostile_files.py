"""Whatever somebody brings ends in rows or in a clear sentence; nothing dies, nothing stays behind."""

import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from curriculum.spreadsheets import children
from curriculum.spreadsheets.children import SPARE
from curriculum.spreadsheets.limits import MOST_BYTES
from curriculum.spreadsheets.reading import Unreadable, read_workbook
from tests.hostile_files import (
    cell,
    encrypted,
    ods,
    ole,
    package,
    rows_of,
    shared_strings,
    table,
    with_declared_size,
    xlsx,
)
from tests.spreadsheets import saved_by_libreoffice

PEOPLE = table(["Nom", "Prénom"], ["Benali", "Amina"])
READ = [["Nom", "Prénom"], ["Benali", "Amina"]]
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
TOO_MUCH = "contient trop de choses pour être lu"
DAMAGED = "abîmé ou incomplet"


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def not_tables() -> dict[str, tuple[Callable[[], bytes], str]]:
    """Give what makes files that are none, and what is said of each."""
    return {
        "nothing": (lambda: b"", "est vide"),
        "only spaces": (lambda: b" \r\n\t\n", "est vide"),
        "only zeros": (lambda: b"\0" * 5000, "est vide"),
        "a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "PDF"),
        "a PNG": (lambda: b"\x89PNG\r\n\x1a\n" + noise(500), "image"),
        "a JPEG": (lambda: b"\xff\xd8\xff\xe0" + noise(500), "image"),
        "a web page": (lambda: b"<!DOCTYPE html><html><table><tr><td>Nom", "page web"),
        "a web page called .xls": (lambda: b"\xef\xbb\xbf  <html xmlns:x='x'><table>", "page web"),
        "XML of Excel 2003": (
            lambda: (
                b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
            ),
            "enregistré en XML",
        ),
        "other XML": (lambda: b'<?xml version="1.0"?><a/>', "n’est pas un tableur"),
        "RTF": (lambda: rb"{\rtf1\ansi Nom}", "document texte"),
        "Word": (
            lambda: package({"[Content_Types].xml": "", "word/document.xml": ""}),
            "document texte",
        ),
        "LibreOffice Writer": (
            lambda: package(
                {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}
            ),
            "document texte",
        ),
        "an archive": (lambda: package({"liste.xlsx": xlsx(PEOPLE)}), "archive"),
        "an empty archive": (lambda: package({}), "archive"),
        "Numbers": (lambda: package({"Index/Document.iwa": b"x"}), "Numbers"),
        "a program": (lambda: b"\x7fELF" + noise(5000), "n’est pas un tableur"),
        "noise": (lambda: noise(5000), "n’est pas un tableur"),
        "an old .xls": (lambda: ole("Workbook"), r"ancien format \.xls"),
        "an older .xls": (lambda: ole("Book"), r"ancien format \.xls"),
        "an old Word": (lambda: ole("WordDocument"), "n’est pas un tableur"),
        "with macros": (lambda: xlsx(PEOPLE, **{"xl/vbaProject.bin": b"x"}), "macros"),
        "an .xlsb": (lambda: package({"xl/workbook.bin": b"x"}), r"\.xlsb"),
        "an .xlsx with a password": (
            lambda: ole("EncryptionInfo", "EncryptedPackage"),
            "mot de passe",
        ),
        "an .ods with a password": (
            lambda: ods("", manifest="<manifest:encryption-data/>"),
            "mot de passe",
        ),
        "a locked archive": (lambda: encrypted(xlsx(PEOPLE)), "mot de passe"),
        "cut off": (lambda: xlsx(PEOPLE)[:-200], DAMAGED),
        "only the beginning": (lambda: xlsx(PEOPLE)[:100], DAMAGED),
        "a workbook of nothing": (lambda: package({"xl/workbook.xml": ""}), DAMAGED),
        "XML that does not end": (lambda: xlsx("<sheetData><row><c><v>1"), DAMAGED),
        "too large": (lambda: b"Nom;Pr\n" * (MOST_BYTES // 7 + 1), "trop gros"),
        "a picture only": (
            lambda: xlsx("<sheetData/>", **{"xl/media/image1.png": noise(900)}),
            "rien dans les cases",
        ),
        "hidden sheets only": (lambda: xlsx(PEOPLE, states=("hidden",)), "rien dans les cases"),
        "a bomb": (
            lambda: xlsx(b"<sheetData>" + b"<row></row>" * 30_000_000 + b"</sheetData>"),
            "décompressé",
        ),
        "a bomb of zeros": (
            lambda: xlsx(PEOPLE, **{"xl/media/zeros.png": b"\0" * 100_000_000}),
            "décompressé",
        ),
        "thousands of parts": (
            lambda: xlsx(PEOPLE, **{f"xl/media/{n}.png": b"" for n in range(6000)}),
            "décompressé",
        ),
        "laughs in the sheet": (
            lambda: package(
                {
                    **parts(xlsx(PEOPLE)),
                    "xl/worksheets/sheet1.xml": LAUGHS + "<worksheet><sheetData/></worksheet>",
                }
            ),
            DAMAGED,
        ),
        "laughs in the workbook": (
            lambda: package({**parts(xlsx(PEOPLE)), "xl/workbook.xml": LAUGHS + "<workbook/>"}),
            DAMAGED,
        ),
        "laughs in an .ods": (lambda: ods("<table:table-row/>", before=LAUGHS), DAMAGED),
        "rows without end": (lambda: xlsx(rows_of(70_000)), "plus de 60"),
        "16,000 columns": (lambda: xlsx(rows_of(3, 16_000)), "plus de 200 colonnes"),
        "a cell in the last corner": (
            lambda: xlsx(
                f'<sheetData><row>{cell("A1", "Nom")}</row><row r="1048576">'
                f"{cell('XFD1048576', 'x')}</row></sheetData>"
            ),
            TOO_MUCH,
        ),
        "a cell in the last column": (
            lambda: xlsx(
                f'<sheetData><row r="1">{cell("A1", "Nom")}{cell("XFD1", "x")}</row></sheetData>'
            ),
            "plus de 200 colonnes",
        ),
        "a cell in the last row": (
            lambda: xlsx(
                f'<sheetData><row r="1">{cell("A1", "Nom")}</row><row r="1048576">'
                f"{cell('A1048576', 'x')}</row></sheetData>"
            ),
            "plus de 60",
        ),
        "full to the brim": (lambda: xlsx(rows_of(59_000, 40)), TOO_MUCH),
        "sixty sheets": (lambda: xlsx(*[PEOPLE] * 60), "60 feuilles"),
        "many long texts": (
            lambda: xlsx(
                "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 50_000 + "</sheetData>",
                **{"xl/sharedStrings.xml": shared_strings(1, 32_000)},
            ),
            TOO_MUCH,
        ),
        "an .ods of a million filled rows": (
            lambda: ods(
                '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                'table:number-columns-repeated="1024" office:value-type="string"><text:p>x</text:p></table:table-cell>'
                "</table:table-row>"
            ),
            f"{TOO_MUCH}|plus de 60|{DAMAGED}",
        ),
        "a quotation mark left open": (
            lambda: b'Nom;Prenom\nBenali;"Amina\nHaddad;Lina\n',
            "la ligne 2",
        ),
        "text after a quotation mark": (lambda: b'Nom;Prenom\n"Benali"x;Amina\n', "la ligne 2"),
        "a cell of megabytes": (lambda: b"Nom;Prenom\n" + b"x" * 2_000_000, "la ligne 2"),
        "a text file of 1,000 columns": (lambda: b"a;" * 999 + b"a", "1000 colonnes"),
        "a text file of 70,000 rows": (lambda: b"a;b\n" * 70_000, "plus de 60"),
    }


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


NOT_TABLES = not_tables()


def left_behind() -> tuple[int, set[int]]:
    """Count open files and name the processes that we started."""
    tasks = Path("/proc/self/task").iterdir()
    children = " ".join((task / "children").read_text() for task in tasks)
    return len(list(Path("/proc/self/fd").iterdir())), set(map(int, children.split()))


@pytest.mark.parametrize("name", NOT_TABLES)
def test_it_says_what_is_wrong_and_leaves_nothing_behind(name, tmp_path, monkeypatch):
    make, said = NOT_TABLES[name]
    data = make()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    SPARE.renew()
    files, children = left_behind()

    with pytest.raises(Unreadable, match=said):
        read_workbook(data, name="liste.xlsx")

    assert list(tmp_path.iterdir()) == []
    files_after, children_after = left_behind()
    assert files_after == files
    assert len(children_after) == len(children)


def test_an_old_workbook_of_libreoffice_is_refused():
    with pytest.raises(Unreadable, match=r"ancien format \.xls"):
        read_workbook(saved_by_libreoffice(xlsx(PEOPLE), "xls"), name="liste.xls")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("liste.csv", xlsx(PEOPLE)),
        ("liste.pdf", xlsx(PEOPLE)),
        ("liste", xlsx(PEOPLE)),
        ("liste.xlsx", "Nom;Prénom\nBenali;Amina\n".encode()),
    ],
)
def test_the_name_does_not_matter(name, data):
    assert read_workbook(data, name=name).sheets[0].rows == READ


def test_a_million_formatted_rows_are_read_as_what_is_in_them():
    rows = PEOPLE.removesuffix("</sheetData>")
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(3, 400_000))

    [sheet] = read_workbook(xlsx(f"{rows}{empty}</sheetData>"), name="liste.xlsx").sheets

    assert sheet.rows == READ


def test_a_sheet_that_says_it_is_huge_is_read_as_what_is_in_it():
    data = xlsx('<dimension ref="A1:XFD1048576"/>' + PEOPLE)

    assert read_workbook(data, name="liste.xlsx").sheets[0].rows == READ


def test_empty_rows_of_an_ods_do_not_count():
    text = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
        for t in READ[0]
    )
    data = ods(
        f"<table:table-row>{text}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )

    assert read_workbook(data, name="liste.ods").sheets[0].rows == READ[:1]


def test_a_listing_that_lies_does_not_deceive():
    data = xlsx(b"<sheetData>" + b"<row></row>" * 3_000_000 + b"</sheetData>")

    with pytest.raises(Unreadable):
        read_workbook(with_declared_size(data, "xl/worksheets/sheet1.xml", 1000), name="liste.xlsx")


def test_a_child_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(children, "WALL_SECONDS", 0.01)

    with pytest.raises(Unreadable, match=TOO_MUCH):
        read_workbook(xlsx(rows_of(50_000, 30)), name="liste.xlsx")


def test_damage_anywhere_never_does_more_than_refuse():
    """Spoil a byte here and there, as a bad transfer does."""
    sound = bytearray(xlsx(PEOPLE, PEOPLE))
    chance = random.Random(4)
    for _attempt in range(40):
        spoilt = bytearray(sound)
        for _byte in range(3):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with suppress(Unreadable):
            read_workbook(bytes(spoilt), name="liste.xlsx")


MEASURE = """
import resource, sys
import django; django.setup()
from curriculum.spreadsheets.reading import Unreadable, read_workbook
from tests.hostile_files import cell, rows_of, shared_strings, xlsx
read_workbook(xlsx(rows_of(2)), name="a.xlsx")
files = [
    xlsx(f'<sheetData><row>{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "x")}</row></sheetData>'),
    xlsx("<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 50_000 + "</sheetData>",
         **{"xl/sharedStrings.xml": shared_strings(1, 32_000)}),
    xlsx("<sheetData/>", **{"xl/sharedStrings.xml": shared_strings(40_000, 3_000)}),
]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for file in files:
    try:
        read_workbook(file, name="a.xlsx")
    except Unreadable:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_memory_is_bounded_here_and_in_the_child():
    """In a process of its own, whose largest size is known."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "PYTHONPATH": str(Path.cwd()),
        },
    )
    here, child = map(int, done.stdout.split())

    assert here < 200 * 1024  # kilobytes: what may come through the pipe, and its copy
    assert child < 800 * 1024
