"""Rows 5 and 6: exporting 100,000 lines of attendance, against the same query and openpyxl alone."""

import os
import subprocess
import sys
import tempfile
from datetime import date, time, timedelta
from pathlib import Path

from tests.benchmarks.harness import PROJECT, compare, figure, scratch_site

LINES = 100_000
FEWER = 10_000
PEOPLE, DAYS = 20, 13
"""A session: so many people, so many days of two half-days."""
MEMORY = """
import re, sys
import django
django.setup()
from django.db import connection
from curriculum.models import Attendance, Enrolment, SessionSlot
for model in (Attendance, Enrolment, SessionSlot):
    for row in model.objects.order_by("pk").values_list("pk").iterator():
        pass  # SQLite's cache of pages is full in any process that has worked for a while
def peak():
    # Not ru_maxrss: that of the process before exec lives on in it.
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
from curriculum.attendance.workbook import write_attendance
from curriculum.attendance.scope import AttendanceScope
from datetime import date
import xlsxwriter
idle = peak()
with open(sys.argv[1], "wb") as file:
    write_attendance(AttendanceScope(until_on=date.fromisoformat(sys.argv[2])), file)
print(peak() - idle)
"""
"""Prints by how many KiB an export up to a day raises the peak of its process."""


def main() -> None:
    """Fill a database, write all of it in turns, then weigh two sizes."""
    with scratch_site(), tempfile.TemporaryDirectory() as folder:
        until = fill(LINES)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            ours(folder)
        compare(
            5,
            f"export of {LINES:,} lines of 18 cells, with totals",
            ours=lambda: ours(folder),
            floor=lambda: floor(folder),
            must=1.25,
            good=1,
            rounds=3,
            unit="s",
        )
        figure(5, "its queries", len(queries), must=3, good=3)
        most = weigh(folder, until[LINES])
        figure(6, "its memory over an idle process", most, must=20, good=10, unit="MiB")
        fewer = weigh(folder, until[FEWER])
        figure(6, f"that over the memory for {FEWER:,}", most / fewer, must=1.2, good=1.2)


def ours(folder: str) -> None:
    """Write the workbook as the site does."""
    from curriculum.attendance.scope import AttendanceScope
    from curriculum.attendance.workbook import write_attendance

    with Path(folder, "ours.xlsx").open("wb") as file:
        write_attendance(AttendanceScope(), file)


def floor(folder: str) -> None:
    """Write the same cells by one query and openpyxl alone, without formats or totals."""
    from openpyxl import Workbook

    from curriculum.models import Attendance

    book = Workbook(write_only=True)
    page = book.create_sheet("Demi-journées")
    slot, session = "slot", "slot__day__session"
    rows = Attendance.objects.order_by(
        f"{session}__starts_on", session, "slot__day__on", "slot__starts_at", "slot", "person"
    ).values_list(
        *("person__code", "person__family_name", "person__given_name", f"{session}__title"),
        *("slot__day__on", "slot__half", "slot__starts_at", "slot__ends_at", "slot__minutes"),
        *("slot__place__name", "slot__territory__name", "slot__kind", f"{slot}__place__city"),
        *("role", "status", "minutes", "reason", "slot__code"),
    )
    for row in rows.iterator(chunk_size=1000):
        page.append(row)
    book.save(f"{folder}/floor.xlsx")


def weigh(folder: str, until: date) -> float:
    """Give the MiB by which an export raises the peak of a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, f"{folder}/weighed.xlsx", until.isoformat()],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(run.stdout) / 1024


def fill(lines: int, *, fewer: int = FEWER) -> dict[int, date]:
    """Make sessions one after the other until there are so many lines; give the last day of both sizes."""
    from curriculum.enums import (
        AttendanceRole,
        AttendanceStatus,
        EnrolmentStatus,
        HourKind,
        OfferingKind,
    )
    from curriculum.models import (
        Animation,
        Attendance,
        Enrolment,
        Offering,
        Person,
        Place,
        Session,
        SessionDay,
        SessionSlot,
        Territory,
    )
    from tests.factories import NOON, make_institution

    territory = Territory.objects.filter(depth=2).first() or Territory.objects.first()
    place = Place.objects.create(name="Maison des associations", city="Évry", territory=territory)
    payer = make_institution(territory, "Hôpital des Deux-Rives")
    offering = Offering.objects.create(
        code="module", kind=OfferingKind.BASE_MODULE, title="Module de base"
    )
    animator = Person.objects.create(given_name="Bruno", family_name="Costa")
    per_session = PEOPLE * DAYS * 2
    last_days = {}
    starts_on, made = date(2015, 1, 5), 0
    while made < lines:
        session = Session.objects.create(
            offering=offering,
            title="Formation nationale, promotion de Paris",
            territory=territory,
            status="open",
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=DAYS - 1),
        )
        people = Person.objects.bulk_create(
            Person(given_name="Camille", family_name=f"Personne {made + number}")
            for number in range(PEOPLE)
        )
        Enrolment.objects.bulk_create(
            Enrolment(
                session=session,
                person=person,
                institution=payer,
                status=EnrolmentStatus.ENROLLED,
                applied_at=NOON,
                enrolled_at=NOON,
            )
            for person in people
        )
        days = SessionDay.objects.bulk_create(
            SessionDay(session=session, on=starts_on + timedelta(days=number))
            for number in range(DAYS)
        )
        slots = SessionSlot.objects.bulk_create(
            SessionSlot(
                day=day,
                half=half,
                starts_at=time(hour, 30),
                ends_at=time(hour + 3, 30),
                minutes=180,
                place=place,
                territory=territory,
                kind=HourKind.THEORY,
            )
            for day in days
            for half, hour in (("morning", 9), ("afternoon", 13))
        )
        Animation.objects.bulk_create(
            Animation(slot=slot, person=animator, role="animator") for slot in slots
        )
        Attendance.objects.bulk_create(
            Attendance(
                slot=slot,
                person=person,
                role=AttendanceRole.PARTICIPANT,
                status=AttendanceStatus.PRESENT,
                minutes=180,
                marked_at=NOON,
            )
            for slot in slots
            for person in people
        )
        made += per_session
        for size in {fewer, lines}:
            if made >= size:
                last_days.setdefault(size, session.ends_on)
        starts_on += timedelta(days=DAYS)
    return last_days


if __name__ == "__main__":
    main()
