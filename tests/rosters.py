"""Lists of people to enrol, as institutions write them, and the way from file to enrolment."""

import csv
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO, StringIO

from curriculum.models import Institution, Roster, RosterLine, Session, User
from curriculum.rosters.fields import find_roster_table
from curriculum.services.roster_checking import check_roster
from curriculum.services.roster_writing import write_lines, write_roster
from curriculum.services.rosters import bring_roster
from curriculum.spreadsheets.columns import Table
from curriculum.spreadsheets.reading import read_workbook
from curriculum.uploads import ReceivedFile
from tests.factories import NOON

HEADINGS = ("Nom", "Prénom", "Courriel", "Date de naissance", "Session")


def csv_file(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A file as a French spreadsheet program saves it."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(rows: Sequence[Sequence]) -> bytes:
    """A workbook with one sheet, headings first."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def received(data: bytes, name: str = "équipe.csv") -> ReceivedFile:
    """A file as it comes in."""
    return ReceivedFile(name=name, data=data, sha256=sha256(data).hexdigest(), size=len(data))


def table_of(data: bytes, name: str = "équipe.csv") -> Table:
    """A file as its columns are understood."""
    return find_roster_table(read_workbook(data, name=name).sheets)


def bring(
    data: bytes,
    by: User,
    institution: Institution | None = None,
    session: Session | None = None,
    *,
    all_or_none: bool = False,
    name: str = "équipe.csv",
    at=NOON,
) -> Roster:
    """Bring a list without checking it."""
    return bring_roster(
        institution=institution,
        session=session,
        file=received(data, name),
        table=table_of(data, name),
        all_or_none=all_or_none,
        by=by,
        at=at,
    )


def checked(*args, at=NOON, **more) -> Roster:
    """Bring a list and look at its lines."""
    roster = bring(*args, at=at, **more)
    check_roster(roster_id=roster.pk, at=at)
    roster.refresh_from_db()
    return roster


def enrolled(roster: Roster, by: User, *, only_good: bool = True, at=NOON) -> Roster:
    """Enrol the people of a list, to its end."""
    write_roster(roster=roster, only_good=only_good, by=by, at=at)
    write_lines(roster_id=roster.pk, by=by, at=at)
    roster.refresh_from_db()
    return roster


def states(roster: Roster) -> list[str]:
    """What the lines are found to be, in order."""
    return list(roster.lines.order_by("row").values_list("state", flat=True))


def results(roster: Roster) -> list[str]:
    """What became of the lines, in order."""
    return list(roster.lines.order_by("row").values_list("result", flat=True))


def line(roster: Roster, row: int) -> RosterLine:
    """A line by its row in the sheet."""
    return roster.lines.get(row=row)
