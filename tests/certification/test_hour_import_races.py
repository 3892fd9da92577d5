"""Imports under stress: two at once, a worker that is killed, three thousand lines."""

import signal

import pytest
from django.core.management import call_command
from django.db import connection

from certification import tasks
from certification.dossier import assess, assess_many
from certification.enums import HourState, ImportResult
from certification.models import HourImportLine, HourRecord
from certification.services.attestations import issue_partial
from certification.services.hour_import_undoing import start_undoing
from certification.services.hour_import_writing import start_writing
from certification.services.hour_imports import explain_words
from curriculum.enums import HourKind, UploadState
from curriculum.errors import CurriculumError
from curriculum.models import Person
from tests.certification.issuing import YEAR
from tests.certification.past_hours import bring, line, write
from tests.certification.records import make_ficc
from tests.certification.test_issue_attestation import in_threads
from tests.curriculum.test_background import start_worker, wait_for
from tests.factories import NOON

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

MAIL = "amina.benali@example.org"
THEORY = "Formation théorique"


def begin(hour_import, by):
    start_writing(
        hour_import=hour_import,
        record_state=HourState.VALIDATED,
        leave_out_overlaps=False,
        by=by,
        at=NOON,
    )


def crowd(lines: int, people: int) -> list[str]:
    """Lines of an hour of theory about people whom nobody knows yet."""
    return [
        line(
            f"Famille{number % people}",
            "Camille",
            on=f"{number // people % 28 + 1:02}/{number // people // 28 % 12 + 1:02}/2018",
            hours="1",
            kind=THEORY,
        )
        for number in range(lines)
    ]


def test_the_same_file_twice_at_once_gives_nobody_hours_twice(amina, denis):
    make_ficc()
    rows = [*crowd(300, 30), line(kind=THEORY, email=MAIL)]
    imports = [bring(*rows, by=denis, name=f"copie {number}.csv") for number in range(3)]
    for hour_import in imports:
        begin(hour_import, denis)

    outcomes = in_threads(
        lambda hour_import: tasks.write_import.func(import_id=hour_import.pk), imports
    )

    assert outcomes == [None] * 3
    assert HourRecord.objects.count() == 301
    assert Person.objects.filter(given_name="Camille").count() == 30
    written = HourImportLine.objects.filter(result=ImportResult.WRITTEN)
    assert written.values("fingerprint").distinct().count() == written.count() == 301
    assert HourImportLine.objects.filter(result=ImportResult.KNOWN).count() == 602
    for hour_import in imports:
        hour_import.refresh_from_db()
        assert hour_import.state == UploadState.DONE


def test_the_same_import_by_two_workers_at_once_is_written_once(denis):
    make_ficc()
    hour_import = bring(*crowd(1200, 40), by=denis)
    begin(hour_import, denis)

    in_threads(lambda pk: tasks.write_import.func(import_id=pk), [hour_import.pk] * 2)

    assert HourRecord.objects.count() == 1200
    assert Person.objects.filter(given_name="Camille").count() == 40


def test_an_attestation_and_an_undoing_at_once_leave_one_of_them(amina, denis):
    make_ficc()
    rows = [line(on="01/03/2024", kind=THEORY, email=MAIL), *crowd(50, 5)]
    hour_import = write(bring(*rows, by=denis), by=denis)
    start_undoing(hour_import=hour_import, reason="Erreur", by=denis, at=NOON)

    def act(what):
        if what == "undo":
            return tasks.undo_import.func(import_id=hour_import.pk)
        return issue_partial(person=amina, by=denis, at=NOON, **YEAR)

    _undone, paper = in_threads(act, ["undo", "attest"])

    hour_import.refresh_from_db()
    if hour_import.state == UploadState.UNDONE:
        assert isinstance(paper, CurriculumError)
        assert not HourRecord.objects.exists()
    else:
        assert paper.records.count() == 1
        assert HourRecord.objects.count() == 51
        assert "Amina Benali" in hour_import.failure


def test_three_thousand_lines_survive_a_killed_worker_and_move_levels(amina, essonne, liege, denis):
    """Amina has 4 days of CC at home, 3 elsewhere and 60 h of theory: level 1, and 6 h of level 2."""
    make_ficc()
    cc = [
        line(kind="Stage CC", territory=where, email=MAIL, on=f"{day:02}/05/2019")
        for day, where in enumerate(["Essonne"] * 4 + ["Liège"] * 3, start=1)
    ]
    theory = [line(kind=THEORY, email=MAIL, on=f"{day:02}/03/2019") for day in range(1, 11)]
    hour_import = bring(*crowd(2983, 60), *theory, *cc, by=denis)
    explain_words(
        hour_import=hour_import,
        meanings={"kind": {"stage cc": HourKind.PARTICIPATION_CC}},
        by=denis,
    )
    assert assess_many()[amina.pk].levels[0].credited == 0
    begin(hour_import, denis)
    connection.close()

    worker = start_worker()
    try:
        wait_for(HourRecord.objects.exists)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert HourRecord.objects.count() < 3000
    call_command("tick", lost_after=0)
    start_worker("--batch", "--no-reload").wait(timeout=120)

    hour_import.refresh_from_db()
    assert hour_import.state == UploadState.DONE
    assert hour_import.done_count == 3000
    assert HourRecord.objects.count() == 3000
    assert HourRecord.objects.values("import_line").distinct().count() == 3000
    assert Person.objects.filter(given_name="Camille").count() == 60
    levels = assess(amina).assessment.levels
    assert [level.credited for level in levels] == [96 * 60, 6 * 60, 0, 0]
    assert assess_many()[amina.pk].level_to_attest == 1
