"""Batches: each paper has its own outcome, nobody gets two, a killed worker loses nothing."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from certification import tasks
from certification.enums import BatchItemState
from certification.models import Attestation, IssueBatch, IssueBatchItem
from certification.services import batches
from certification.services.batches import PaperRequest, finish_batch, issue_item, start_batch
from certification.services.papers import store_pdf
from curriculum.background import requeue_lost
from curriculum.enums import HourKind
from curriculum.errors import InvalidInput, NotAllowed
from tests.certification.issuing import YEAR, complete_level_1
from tests.certification.records import make_record
from tests.certification.test_issue_attestation import in_threads
from tests.factories import NOON, make_person


def make_trainees(number: int) -> list:
    people = [make_person() for _ in range(number)]
    for person in people:
        make_record(person, HourKind.THEORY, 6)
    return people


def ask(people, denis) -> IssueBatch:
    return start_batch(
        requests=[PaperRequest(person=person, **YEAR) for person in people], by=denis, at=NOON
    )


def test_it_issues_levels_and_partial_papers_together(amina, bruno, denis, run_tasks):
    complete_level_1(amina)
    make_record(bruno, HourKind.THEORY, 6)
    batch = start_batch(
        requests=[PaperRequest(person=amina, level=1), PaperRequest(person=bruno, **YEAR)],
        by=denis,
        at=NOON,
    )

    run_tasks()

    batch.refresh_from_db()
    assert batch.finished_at
    papers = [item.attestation for item in batch.items.all()]
    assert [paper.level for paper in papers] == [1, None]
    assert all(paper.sha256 for paper in papers)


def test_it_gives_each_refusal_its_sentence_and_goes_on(amina, bruno, denis, run_tasks):
    make_record(bruno, HourKind.THEORY, 6)
    batch = start_batch(
        requests=[PaperRequest(person=amina, level=1), PaperRequest(person=bruno, **YEAR)],
        by=denis,
        at=NOON,
    )

    run_tasks()

    refused, done = batch.items.all()
    assert refused.state == BatchItemState.REFUSED
    assert "Amina Benali" in refused.outcome
    assert refused.attestation is None
    assert done.state == BatchItemState.DONE


def test_it_asks_for_each_paper_once(amina, denis):
    make_record(amina, HourKind.THEORY, 6)

    batch = ask([amina, amina], denis)

    assert batch.items.count() == 1


def test_it_refuses_an_empty_batch(denis):
    with pytest.raises(InvalidInput):
        start_batch(requests=[], by=denis, at=NOON)


def test_it_is_for_staff_only(amina, erwan):
    with pytest.raises(NotAllowed):
        start_batch(requests=[PaperRequest(person=amina, level=1)], by=erwan, at=NOON)


def test_it_is_cut_into_parts_for_several_workers(denis):
    ask(make_trainees(23), denis)

    parts = DBTaskResult.objects.filter(task_path="certification.tasks.issue_part")

    assert sorted(len(part.args_kwargs["kwargs"]["item_ids"]) for part in parts) == [3, 10, 10]


def test_it_gives_nobody_two_papers_when_a_part_runs_again(denis):
    batch = ask(make_trainees(3), denis)
    ids = list(batch.items.values_list("pk", flat=True))

    for _ in range(2):
        for pk in ids:
            issue_item(item_id=pk, at=NOON)

    assert Attestation.objects.count() == 3
    assert [paper.sequence for paper in Attestation.objects.order_by("sequence")] == [1, 2, 3]


def test_it_ends_a_batch_once(denis):
    batch = ask(make_trainees(1), denis)
    assert not finish_batch(batch=batch, at=NOON)

    issue_item(item_id=batch.items.get().pk, at=NOON)

    assert finish_batch(batch=batch, at=NOON)
    assert not finish_batch(batch=batch, at=NOON)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_gives_nobody_two_papers_when_two_workers_have_the_same_part(denis, monkeypatch):
    monkeypatch.setattr("certification.services.papers.store_pdf", lambda **kwargs: True)
    batch = ask(make_trainees(4), denis)
    ids = list(batch.items.values_list("pk", flat=True))

    def run(_number):
        for pk in ids:
            issue_item(item_id=pk, at=NOON)

    assert in_threads(run, range(3)) == [None] * 3

    assert Attestation.objects.count() == 4
    assert sorted(Attestation.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_where_a_killed_worker_stopped(denis, run_tasks):
    if connection.vendor != "sqlite":
        pytest.skip("the worker of this test opens the test database by its file")
    batch = ask(make_trainees(8), denis)
    connection.close()
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env={**os.environ, "WORKER_DATABASE": str(connection.settings_dict["NAME"])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not Attestation.objects.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    issued = set(Attestation.objects.values_list("pk", flat=True))
    assert 0 < len(issued) < 8

    requeue_lost(at=timezone.now(), lost_after=timedelta(0))
    run_tasks()

    papers = Attestation.objects.order_by("sequence")
    assert [paper.sequence for paper in papers] == list(range(1, 9))
    assert issued <= {paper.pk for paper in papers}
    assert papers.values("person").distinct().count() == 8
    assert all(paper.sha256 for paper in papers)
    batch.refresh_from_db()
    assert batch.finished_at


WORKER = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
django.setup()
from django.core.management import call_command
call_command("db_worker", queue_name="*", batch=True, interval=0, startup_delay=False, reload=False)
"""


def test_staff_follow_it_and_take_the_files_away(client, denis, run_tasks):
    batch = ask(make_trainees(3), denis)
    client.force_login(denis)
    page = reverse("certification_admin:batch", args=[batch.code])
    state = reverse("certification_admin:batch_state", args=[batch.code])
    assert "<progress" in client.get(page).content.decode()
    assert client.get(state).json() == {"done": 0, "total": 3, "finished": False}

    run_tasks()
    for paper in Attestation.objects.to_render():
        store_pdf(attestation=paper)

    assert json.loads(client.get(state).content) == {"done": 3, "total": 3, "finished": True}
    assert "<progress" not in client.get(page).content.decode()
    answer = client.get(reverse("certification_admin:batch_zip", args=[batch.code]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    assert len(archive.namelist()) == 3
    assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())


@pytest.mark.parametrize("name", ["batch", "batch_state", "batch_zip"])
@pytest.mark.parametrize("who", ["amina", "claire", "erwan", "farida"])
def test_it_is_shown_to_staff_only(client, denis, name, who, request):
    batch = ask(make_trainees(1), denis)
    user = request.getfixturevalue(who)
    client.force_login(getattr(user, "user", user))

    answer = client.get(reverse(f"certification_admin:{name}", args=[batch.code]))

    assert answer.status_code in {302, 403}


def test_its_page_needs_the_same_queries_whatever_its_size(
    client, denis, django_assert_max_num_queries
):
    client.force_login(denis)
    batch = ask(make_trainees(30), denis)

    with django_assert_max_num_queries(25):
        client.get(reverse("certification_admin:batch", args=[batch.code]))
    assert IssueBatchItem.objects.count() == 30


def test_the_task_is_the_one_that_the_service_names():
    assert tasks.issue_part.module_path == "certification.tasks.issue_part"
    assert batches.PART == 10
