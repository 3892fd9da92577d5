"""Rows 10 to 13: drawing a paper, issuing it, the memory that many take, and a batch with two workers."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.harness import PROJECT, compare, figure, scratch_site

PAPERS = 200
"""Papers in a batch: a federation's year. Each worker's first paper, WeasyPrint's import in it, is counted."""
WORKER = """
import django
django.setup()
from django.core.management import call_command
call_command("db_worker", queue_name="*", batch=True, interval=0, startup_delay=False, reload=False)
"""


def drawing() -> None:
    """Row 10: our door to WeasyPrint beside WeasyPrint used without any preparation."""
    import weasyprint
    from django.template.loader import render_to_string

    from certification.documents import pdf
    from curriculum.pdf import font_addresses
    from tests.certification.contents import make_content

    content = make_content(activities=16, level=True)
    faces = render_to_string("curriculum/documents/faces.css", {"fonts": font_addresses()})
    css = faces + render_to_string(f"{pdf.TEMPLATE}.css")
    html = pdf.render_html(content)
    naive = html.replace("</head>", f"<style>{css}</style></head>")
    compare(
        10,
        "one attestation, warm, beside naive WeasyPrint on the same HTML",
        ours=lambda: pdf.render_pdf(content),
        floor=lambda: weasyprint.HTML(string=naive).write_pdf(pdf_variant="pdf/ua-1"),
        must=0.85,
        good=0.70,
    )


def issuing() -> None:
    """Row 11: the whole service, until the bytes are stored, beside drawing alone."""
    from certification.documents import pdf
    from certification.documents.content import AttestationContent
    from certification.services.attestations import issue_level
    from tests.certification.issuing import complete_level_1
    from tests.factories import NOON, make_person

    by = _staff()
    people = [make_person() for _ in range(17)]
    for person in people:
        complete_level_1(person)
    waiting = iter(people)
    first = issue_level(person=next(waiting), level=1, by=by, at=NOON)
    content = AttestationContent.from_data(first.content)

    def issue() -> None:
        paper = issue_level(person=next(waiting), level=1, by=by, at=NOON)
        assert paper.sha256, "not drawn"

    compare(
        11,
        "whole issue of one: checks, number, frozen minutes, QR code, file, journal",
        ours=issue,
        floor=lambda: pdf.render_pdf(content),
        must=1.25,
        good=1.1,
    )


def memory() -> None:
    """Row 12: what 150 more papers leave behind in one process."""
    from certification.documents import pdf
    from tests.certification.contents import make_content

    def draw(numbers: range) -> int:
        for number in numbers:
            pdf.render_pdf(
                make_content(
                    activities=1 + number % 20,
                    number=f"2026-{number:04d}",
                    address=f"https://jalons.test/verifier/{number:016d}",
                    name=f"Personne numéro {number}",
                )
            )
        return _resident_bytes()

    before = draw(range(50))
    after = draw(range(50, 200))
    figure(
        12,
        "memory after 200 attestations minus after 50",
        (after - before) / 2**20,
        must=10,
        good=3,
        unit="MiB",
    )


def two_workers() -> None:
    """Row 13: a batch in the background, by real worker processes."""
    times = {1: [], 2: []}
    for _ in range(3):
        for workers, found in times.items():
            found.append(_batch_time(workers))
    figure(
        13,
        f"batch of {PAPERS} with two workers, times as fast as with one",
        min(times[1]) / min(times[2]),
        must=1.7,
        good=1.9,
        more=True,
    )


def _batch_time(workers: int) -> float:
    """Give the seconds in which so many workers issue and draw a batch, from their first paper on."""
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from certification.models import Attestation
    from certification.services.batches import PaperRequest, start_batch
    from curriculum.enums import HourKind
    from tests.certification.records import make_days
    from tests.factories import NOON, make_person

    DBTaskResult.objects.all().delete()
    people = [make_person() for _ in range(PAPERS)]
    for person in people:
        make_days(person, HourKind.THEORY, 6)
    period = {"from_on": date(2024, 1, 1), "until_on": date(2024, 1, 1) + timedelta(days=365)}
    batch = start_batch(
        requests=[PaperRequest(person=person, **period) for person in people],
        by=_staff(),
        at=NOON,
    )
    connection.close()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(workers)
    ]
    for worker in running:
        worker.wait()
    stored = Attestation.objects.filter(batch_item__batch=batch).exclude(sha256="")
    assert stored.count() == PAPERS, f"{stored.count()} papers of {PAPERS}"
    parts = DBTaskResult.objects.filter(task_path="certification.tasks.issue_part")
    begun, ended = (parts.values_list(field, flat=True) for field in ("started_at", "finished_at"))
    return (max(ended) - min(begun)).total_seconds()


def _staff():
    from django.contrib.auth.models import Group

    from cms.roles import STAFF_GROUP, load_roles
    from curriculum.models import User

    load_roles()
    user, _created = User.objects.get_or_create(email="denis@example.org")
    user.groups.add(Group.objects.get(name=STAFF_GROUP))
    return User.objects.get(pk=user.pk)


def _resident_bytes() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure on a database of its own."""
    with scratch_site():
        drawing()
        issuing()
        memory()
        two_workers()


if __name__ == "__main__":
    main()
