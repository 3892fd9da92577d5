"""Rows 8 and 9: enrolling thousands of people of one list, against calamine and two bulk writes.

Ours is the whole way: the file as it is brought, its check, the enrolment, the page that reports and the
workbook of the lines that were refused. Each run commits, for people whom nobody knows; one line in a hundred
is wrong. The floor reads the same file and writes a person and an enrolment for each line, without a look.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import count
from typing import Any

from tests.benchmarks.harness import compare, figure, scratch_site

LINES, MANY = 5_000, 50_000
ONE_WRONG_IN = 100
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")

_rounds = count(1)


@dataclass
class Site:
    """Who enrols whom in what, and a browser that is signed in."""

    user: Any
    institution: Any
    session: Any
    client: Any


def main() -> None:
    """Measure on a database of its own."""
    with scratch_site():
        logging.disable(logging.INFO)  # one line a request
        site = make_site()
        compare(
            8,
            f"enrolling {LINES:,} people of a list: bring, check, write, report",
            ours=taking(files(LINES, 6), lambda data: enrol(site, data, LINES)),
            floor=taking(files(LINES, 6), lambda data: bare(site, data)),
            must=4,
            good=2,
            rounds=5,
            unit="s",
        )
        _queries(site)
        compare(
            9,
            f"{MANY:,} lines (ours), against {LINES:,} (floor)",
            ours=taking(files(MANY, 3), lambda data: enrol(site, data, MANY)),
            floor=taking(files(LINES, 3), lambda data: enrol(site, data, LINES)),
            must=11,
            good=10.3,
            rounds=2,
            unit="s",
        )


def make_site() -> Site:
    """Make a manager, the institution, and a session with seats for all."""
    from django.test import Client

    from curriculum.models import InstitutionManager
    from curriculum.services import roster_writing
    from tests.factories import (
        NOON,
        TODAY,
        make_institution,
        make_person,
        make_place,
        make_session,
        make_territory,
    )

    roster_writing.MOST_A_DAY = MANY * 100  # many runs fall on the same day
    territory = make_territory("Essonne")
    institution = make_institution(territory, "Hôpital des Deux-Rives")
    user = make_person("Claire", "Dumont", account=True).user
    InstitutionManager.objects.create(user=user, institution=institution, appointed_at=NOON)
    session = make_session(make_place(territory), on=TODAY + timedelta(days=30))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Site(user, institution, session, client)


def workbook(lines: int) -> bytes:
    """Make a list of people whom no other list names."""
    from curriculum.spreadsheets.writing import Column, Sheet, write_workbook

    number = next(_rounds)
    headings = ("Nom", "Prénom", "Courriel", "Date de naissance", "Fonction", "Téléphone")
    rows = (
        [
            f"NOM{row}-{number}",
            f"Prénom {row % 300}",
            f"p{row}.{number}@hopital.example" if row % ONE_WRONG_IN else "à demander",
            f"{row % 28 + 1:02}/{row % 12 + 1:02}/{1960 + row % 40}",
            f"Fonction {row % 40}",
            f"06 {row:08}",
        ]
        for row in range(lines)
    )
    file = BytesIO()
    columns = [Column(heading=heading) for heading in headings]
    write_workbook([Sheet(title="Liste", columns=columns, rows=rows)], file)
    return file.getvalue()


def files(lines: int, number: int) -> Iterator[bytes]:
    """Make so many files at once, so that no run pays for its own."""
    return iter([workbook(lines) for _number in range(number)])


def taking(data: Iterator[bytes], run: Callable[[bytes], object]) -> Callable[[], None]:
    """Give each run the next file."""
    return lambda: run(next(data))


def enrol(site: Site, data: bytes, lines: int) -> None:
    """Do what the pages and the worker do, one after the other."""
    from curriculum.enums import LineResult

    roster = write(site, data)
    report(site, roster)
    wrong = lines // ONE_WRONG_IN
    results = roster.lines.result_counts()
    assert results[LineResult.REFUSED] == wrong, results
    assert results[LineResult.ENROLLED] == lines - wrong, results


def write(site: Site, data: bytes) -> Any:
    """Bring a list, check it and enrol its good lines."""
    from tests.rosters import checked, enrolled

    roster = checked(data, site.user, site.institution, site.session, name="liste.xlsx")
    return enrolled(roster, site.user)


def report(site: Site, roster: Any) -> None:
    """Read the page that tells what became of the lines, and take the refused ones back."""
    from django.urls import reverse

    for page in ("curriculum:roster", "curriculum:roster_refused"):
        response = site.client.get(reverse(page, args=[roster.code]))
        assert response.status_code == 200
        response.close()


def bare(site: Site, data: bytes) -> None:
    """Read the cells, and write two rows for each line."""
    from django.db import transaction
    from python_calamine import CalamineWorkbook

    from curriculum.models import Enrolment, Person
    from tests.factories import NOON

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    with transaction.atomic():
        people = Person.objects.bulk_create(
            [
                Person(family_name=family, given_name=given, email=email, phone=phone)
                for family, given, email, _born, _function, phone in rows
            ]
        )
        Enrolment.objects.bulk_create(
            [
                Enrolment(
                    session=site.session,
                    person=person,
                    institution=site.institution,
                    status="enrolled",
                    applied_at=NOON,
                    enrolled_at=NOON,
                    made_by=site.user,
                )
                for person in people
            ]
        )


def _queries(site: Site) -> None:
    """Count what the services ask, then what the two pages ask; the words around transactions apart."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    data = workbook(LINES)
    with CaptureQueriesContext(connection) as work:
        roster = write(site, data)
    with CaptureQueriesContext(connection) as pages:
        report(site, roster)
    asked = [query["sql"] for query in work if not query["sql"].startswith(AROUND)]
    title = f"its queries for {LINES:,} lines: bring, check, write, report"
    figure(8, title, len(asked), must=60, good=30, unit="count")
    print(f"   and {len(work) - len(asked)} around its transactions, {len(pages)} of the two pages")


if __name__ == "__main__":
    main()
