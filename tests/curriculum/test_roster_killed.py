"""A worker is killed while it enrols the people of a list: another one finishes, and nothing is done twice."""

import signal
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from curriculum.enums import EnrolmentStatus, LineResult, UploadState
from curriculum.models import Enrolment, EnrolmentGroup, Membership, Person
from curriculum.services.roster_writing import write_roster
from tests.curriculum.test_background import start_python, start_worker, wait_for
from tests.factories import NOON, TODAY, make_session
from tests.rosters import checked, csv_file, results

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

NEXT_MONTH = TODAY + timedelta(days=30)
PEOPLE, PART, SEATS = 60, 20, 45

WORKER = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from curriculum.services import roster_parts, roster_writing

roster_writing.PART = int(sys.argv[1])
marker, stops_in, stops_when = Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
write, finish, parts = roster_parts.RosterPart.write, roster_writing._finish, []

def stop():
    marker.touch()
    time.sleep(600)

def write_and_stop(self, lines):
    parts.append(lines)
    write(self, lines)
    if stops_when == "written" and len(parts) == stops_in:
        stop()

def finish_and_stop(*arguments):
    finish(*arguments)
    if stops_when == "finished":
        stop()

roster_parts.RosterPart.write = write_and_stop
roster_writing._finish = finish_and_stop
call_command("db_worker", queue_name="*", interval=0.1, startup_delay=False, reload=False)
"""
"""Writes small parts, and stands still in one of them, when its rows are written and not committed."""


@pytest.fixture
def roster(place, institution, claire):
    """Sixty people for 45 seats; the first ten are named again at the end, for another session."""
    session = make_session(place, on=NEXT_MONTH, capacity=SEATS, title="Module de base")
    make_session(place, on=NEXT_MONTH, title="Autre")
    rows = [(f"Nom{n}", "Zoé", f"zoe{n}@example.org", "", "") for n in range(PEOPLE)]
    rows += [(*row[:4], "Autre") for row in rows[:10]]
    roster = checked(csv_file(rows), claire.user, institution, session)
    write_roster(roster=roster, only_good=False, by=claire.user, at=NOON)
    return roster


def kill_a_worker(marker, part: int, when: str) -> None:
    """Let a worker come so far, and kill it there."""
    connection.close()
    worker = start_python("-c", WORKER, str(PART), str(marker), str(part), when)
    try:
        wait_for(lambda: marker.exists() or worker.poll() is not None)
        assert worker.poll() is None, "The worker ended by itself."
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


@pytest.mark.parametrize(
    ("part", "when", "committed"),
    [(1, "written", 0), (3, "written", 2 * PART), (4, "finished", 3 * PART)],
    ids=["in the first part", "in a later part", "at the very end"],
)
def test_another_worker_goes_on_where_one_was_killed(roster, tmp_path, part, when, committed):
    kill_a_worker(tmp_path / "there", part, when)

    roster.refresh_from_db()
    assert (roster.state, roster.done_count) == (UploadState.WRITING, committed)
    assert Enrolment.objects.count() == committed
    assert Person.objects.filter(given_name="Zoé").count() == committed
    assert roster.lines.exclude(result="").count() == committed
    before = set(Enrolment.objects.values_list("pk", flat=True))
    assert not mails()  # nobody hears of it before the list is done

    call_command("tick", lost_after=0)
    assert start_worker("--batch", "--no-reload").wait(timeout=120) == 0

    assert_all_is_done_once(roster)
    assert before <= set(Enrolment.objects.values_list("pk", flat=True))


def test_two_workers_killed_one_after_the_other_leave_nothing_undone(roster, tmp_path):
    for attempt, part in enumerate((3, 2), start=1):
        kill_a_worker(tmp_path / f"there{attempt}", part, "written")
        call_command("tick", lost_after=0)
    roster.refresh_from_db()
    assert roster.done_count == 3 * PART

    assert start_worker("--batch", "--no-reload").wait(timeout=120) == 0

    assert_all_is_done_once(roster)


def mails() -> Counter:
    """Count the mails of each person, sent or to be sent."""
    tasks = DBTaskResult.objects.filter(queue_name="mail")
    return Counter(task.args_kwargs["kwargs"]["person_id"] for task in tasks)


def assert_all_is_done_once(roster) -> None:
    """Look at people, places, lines, the journal and the mails."""
    people = Person.objects.filter(given_name="Zoé")
    names = people.values_list("family_name", flat=True)
    assert sorted(names) == sorted(f"Nom{n}" for n in range(PEOPLE))
    assert Membership.objects.filter(person__in=people).count() == PEOPLE
    places = Counter(Enrolment.objects.values_list("session__title", "status"))
    assert places == {
        ("Module de base", EnrolmentStatus.ENROLLED): SEATS,
        ("Module de base", EnrolmentStatus.WAITING): PEOPLE - SEATS,
        ("Autre", EnrolmentStatus.ENROLLED): 10,
    }
    assert not EnrolmentGroup.objects.filter(enrolments=None).exists()
    assert results(roster) == (
        [LineResult.ENROLLED] * SEATS
        + [LineResult.WAITING] * (PEOPLE - SEATS)
        + [LineResult.ENROLLED] * 10
    )
    assert roster.lines.values("enrolment").distinct().count() == PEOPLE + 10
    roster.refresh_from_db()
    assert (roster.state, roster.done_count) == (UploadState.DONE, PEOPLE + 10)
    journal = Counter(ModelLogEntry.objects.values_list("action", flat=True))
    assert journal["curriculum.create_person"] == PEOPLE
    assert journal["curriculum.enrol"] == PEOPLE + 10
    assert journal["curriculum.finish_roster"] == 1
    assert mails() == dict.fromkeys(people.values_list("pk", flat=True), 1)
    states = DBTaskResult.objects.order_by().values_list("status", flat=True).distinct()
    assert list(states) == [TaskResultStatus.SUCCESSFUL]
