"""Workbooks of past hours for tests: brought, checked, answered."""

import hashlib
from collections.abc import Iterable
from datetime import date

from certification import tasks
from certification.enums import HourState
from certification.models import HourImport
from certification.past_hours.preview import Preview
from certification.past_hours.workbook import open_table
from certification.services.hour_import_writing import start_writing
from certification.services.hour_imports import bring_workbook, recognise_people
from curriculum.models import User
from curriculum.uploads import ReceivedFile
from tests.factories import NOON

HEADINGS = (
    "Nom;Prénom;Naissance;Courriel;Date;Heures;Type;Intitulé;Territoire;Organisme;Hors territoire"
)
FIRST = date(2019, 3, 4)


def csv(rows: Iterable[str], headings: str = HEADINGS) -> bytes:
    """The bytes of a file of lines with semicolons."""
    return "\n".join([headings, *rows]).encode()


def line(
    family: str = "Benali",
    given: str = "Amina",
    on: str = "04/03/2019",
    hours: str = "6",
    kind: str = "Théorie",
    title: str = "",
    territory: str = "",
    *,
    birth: str = "",
    email: str = "",
    body: str = "",
    off: str = "",
) -> str:
    """One line below `HEADINGS`."""
    cells = (family, given, birth, email, on, hours, kind, title, territory, body, off)
    return ";".join(cells)


def received(data: bytes, name: str = "heures.csv") -> ReceivedFile:
    """A file as it was sent."""
    return ReceivedFile(
        name=name, data=data, sha256=hashlib.sha256(data).hexdigest(), size=len(data)
    )


def bring(*rows: str, by: User, headings: str = HEADINGS, name: str = "heures.csv") -> HourImport:
    """A workbook, brought and checked."""
    data = csv(rows, headings)
    hour_import = bring_workbook(
        received=received(data, name), table=open_table(data, name=name), by=by, at=NOON
    )
    tasks.check_import.func(import_id=hour_import.pk)
    hour_import.refresh_from_db()
    return hour_import


def recognise_all(hour_import: HourImport, *, by: User, are_same: bool = True) -> None:
    """Answer every question about people alike."""
    who = [question.who for question in Preview(hour_import).questions]
    recognise_people(hour_import=hour_import, who=who, are_same=are_same, by=by)


def write(
    hour_import: HourImport,
    *,
    by: User,
    state: str = HourState.VALIDATED,
    leave_out_overlaps: bool = False,
) -> HourImport:
    """Record what can be, as the worker does."""
    start_writing(
        hour_import=hour_import,
        record_state=state,
        leave_out_overlaps=leave_out_overlaps,
        by=by,
        at=NOON,
    )
    tasks.write_import.func(import_id=hour_import.pk)
    hour_import.refresh_from_db()
    return hour_import
