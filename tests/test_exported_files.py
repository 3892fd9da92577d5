"""Every workbook that the site gives away: opened by LibreOffice, and nothing in it runs.

Each is full of names that look like formulas. Its XML has no formula, openpyxl finds none, and LibreOffice
shows the text itself, in a .csv too, where nothing tells text from a formula any more but what is shown.
"""

import ast
import io
import re
import zipfile

import openpyxl
import pytest
from django.conf import settings

from certification.enums import HourState
from certification.ledger.scope import LedgerScope
from certification.ledger.workbook import write_ledger
from certification.person_file.facts import PersonFile
from certification.person_file.workbook import write_person
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.workbook import write_attendance
from curriculum.enums import HourKind
from curriculum.models import Attendance, SessionSlot
from curriculum.rosters.workbook import write_refused_lines, write_roster_template
from curriculum.spreadsheets.columns import Table
from tests.certification.records import make_record
from tests.factories import NOON, TODAY, make_enrolment, make_institution, make_person, make_session
from tests.spreadsheets import open_in_libreoffice

EVIL = ["=1+1", "+33 6", "-2+3", "@SUM(1;2)", '=HYPERLINK("http://x")', "\t=1+1", "Éléonore d’Arc"]
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
MODULES = {
    "certification/ledger/workbook.py",
    "certification/person_file/workbook.py",
    "curriculum/attendance/workbook.py",
    "curriculum/rosters/workbook.py",
}
"""Where workbooks are written; each is below."""


@pytest.fixture
def world(place, essonne):
    """Everything that has a name has a bad one."""
    institution = make_institution(essonne, name=EVIL[0])
    session = make_session(place, title=EVIL[4], animator=make_person(EVIL[1], EVIL[2]))
    slot = SessionSlot.objects.of_session(session).first()
    for name in EVIL:
        person = make_person(EVIL[3], name)
        make_enrolment(session, person, institution=institution)
        Attendance.objects.create(
            slot=slot,
            person=person,
            role="participant",
            status="excused",
            minutes=0,
            reason=name,
            marked_at=NOON,
        )
        make_record(person, HourKind.CONGRESS, 7, title=name, place=name)
    make_record(person, HourKind.THEORY, 1, state=HourState.REFUSED, decision_reason=EVIL[0])
    return {"institution": institution, "session": session, "person": person}


def attendance_of_a_session(file, world):
    write_attendance(AttendanceScope(session=world["session"]), file, to_fill_in=True)


def attendance_of_an_institution(file, world):
    write_attendance(AttendanceScope(institution=world["institution"]), file)


def everything_about_a_person(file, world):
    write_person(PersonFile(world["person"], TODAY), file)


def the_ledger(file, world):
    write_ledger(LedgerScope(), file)


def a_roster_to_fill_in(file, world):
    institution, session = world["institution"], world["session"]
    write_roster_template(
        file, institution=institution, sessions=[session.title], session=session.title
    )


def refused_lines(file, world):
    table = Table("Feuille", 1, ["Nom", EVIL[0]], {0: "family_name"})
    table.rows = [(number, [name, name]) for number, name in enumerate(EVIL, start=2)]
    write_refused_lines(file, table=table, reasons={number: EVIL[0] for number, _row in table.rows})


WRITERS = [
    attendance_of_a_session,
    attendance_of_an_institution,
    everything_about_a_person,
    the_ledger,
    a_roster_to_fill_in,
    refused_lines,
]


def written(writer, world) -> bytes:
    file = io.BytesIO()
    writer(file, world)
    return file.getvalue()


def shown_by_openpyxl(content: bytes) -> dict[str, list[list[str]]]:
    """Give the text cells of each sheet, by their place."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        page.title: {
            (cell.row - 1, cell.column - 1): cell.value
            for row in page.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.value.strip()
        }
        for page in book
    }


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_libreoffice_shows_what_was_written_and_nothing_runs(writer, world):
    content = written(writer, world)

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert parts
        assert [name for name in parts if FORMULA.search(package.read(name))] == []
        assert not any("external" in name.lower() for name in package.namelist())
    opened = open_in_libreoffice(content)
    expected = shown_by_openpyxl(content)
    assert set(opened) == set(expected)
    for title, cells in expected.items():
        for (row, column), text in cells.items():
            assert opened[title][row][column].strip() == text.strip(), (title, row, column)


def test_every_module_that_writes_workbooks_is_here():
    """Whoever writes another kind of workbook adds it to the writers; the demonstration’s is given to nobody."""
    found = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for app in ("certification", "curriculum")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("write_workbook")
    }

    assert found == MODULES
