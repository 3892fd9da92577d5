"""Background tasks are tried again, have an end, and survive their worker."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from curriculum import background

pytestmark = pytest.mark.both_databases


def database_url() -> str:
    """Give the test database's address to another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = quote(values["HOST"], safe="")
    return f"postgres://{values['USER']}:@{host}/{values['NAME']}"


def start_worker(*options: str) -> subprocess.Popen:
    """Start a real worker on the test database."""
    command = ["manage.py", "db_worker", "--queue-name", "*", "--interval", "0.1"]
    return start_python(*command, "--no-startup-delay", *options)


def start_python(*arguments: str) -> subprocess.Popen:
    """Start a process of Python on the test database."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": database_url(),
            "JALONS_TEST_RUN_DIR": str(settings.RUN_DIR),
        },
    )


def wait_for(condition, *, seconds: float = 60) -> None:
    """Look every tenth of a second whether it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.1)


@pytest.mark.django_db
def test_it_runs_what_was_enqueued_by_name(run_tasks, tmp_path):
    background.enqueue("tests.sample_tasks.write", path=str(tmp_path / "out"), text="hello")

    (task,) = run_tasks()

    assert task.status == TaskResultStatus.SUCCESSFUL
    assert (tmp_path / "out").read_text() == "hello"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["tests.sample_tasks.nothing", "tests.sample_tasks.Path"])
def test_it_refuses_a_name_that_is_no_task(name):
    with pytest.raises(ImportError):
        background.enqueue(name)


@pytest.mark.django_db(transaction=True)
def test_it_enqueues_nothing_when_the_service_rolls_back(tmp_path):
    with transaction.atomic():
        background.enqueue("tests.sample_tasks.write", path=str(tmp_path / "out"), text="hello")
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_it_tries_a_failed_task_again_later_and_stops_after_its_attempts(run_tasks, tmp_path):
    background.enqueue("tests.sample_tasks.fail", path=str(tmp_path / "out"))
    delays = []

    for _attempt in range(5):
        before = timezone.now()
        run_tasks(may_fail=True)
        row = DBTaskResult.objects.get()
        if row.status == TaskResultStatus.READY:
            delays.append(round((row.run_after - before).total_seconds() / 30))
            DBTaskResult.objects.update(run_after=before)  # time passes

    assert (tmp_path / "out").read_text() == "tried tried tried "
    assert delays == [1, 4]
    assert row.status == TaskResultStatus.FAILED
    assert "broken on purpose" in row.traceback


@pytest.mark.django_db
def test_it_tries_again_what_failed_just_before_the_worker_died(run_tasks, tmp_path):
    background.enqueue("tests.sample_tasks.fail", path=str(tmp_path / "out"))
    run_tasks(may_fail=True)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)

    call_command("tick")

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


@pytest.mark.django_db
def test_it_leaves_a_task_alone_that_has_time_left(tmp_path):
    background.enqueue("tests.sample_tasks.write", path=str(tmp_path / "out"), text="hello")
    DBTaskResult.objects.get().claim("somebody")

    call_command("tick")

    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_it_gives_up_a_task_that_kills_each_of_its_workers(tmp_path):
    background.enqueue("tests.sample_tasks.hang_the_first_time", path=str(tmp_path / "out"))
    later = timezone.now() + timedelta(hours=1)
    for attempt in range(2):
        DBTaskResult.objects.get().claim(f"worker {attempt}")
        background.requeue_lost(at=later)

    row = DBTaskResult.objects.get()

    assert row.status == TaskResultStatus.FAILED
    assert row.exception_class_path == background.LOST


@pytest.mark.django_db
def test_it_keeps_a_task_of_an_older_version_visible(run_tasks):
    background.enqueue("tests.sample_tasks.fail", path="/nowhere")
    DBTaskResult.objects.update(task_path="tests.sample_tasks.renamed")

    run_tasks(may_fail=True)

    assert "renamed" in DBTaskResult.objects.get().traceback


@pytest.mark.django_db(transaction=True)
def test_it_runs_a_task_again_whose_worker_was_killed(tmp_path):
    out = tmp_path / "out"
    background.enqueue("tests.sample_tasks.hang_the_first_time", path=str(out))
    worker = start_worker()
    try:
        wait_for(out.exists)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING

    call_command("tick", lost_after=0)
    start_worker("--batch", "--no-reload").wait(timeout=60)

    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert len(row.worker_ids) == 2
    assert out.read_text() == "tried tried "
