"""Staff see the background tasks that failed for good, and decide what becomes of them."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from curriculum.background import enqueue
from curriculum.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(run_tasks, tmp_path):
    """Make one task that has used its three attempts."""
    enqueue("tests.sample_tasks.fail", path=str(tmp_path / "out"))
    for _attempt in range(3):
        DBTaskResult.objects.update(run_after="2000-01-01T00:00Z")
        run_tasks(may_fail=True)
    return DBTaskResult.objects.get()


@pytest.fixture
def keeper(client):
    """Sign somebody in who looks after background tasks."""
    user = User.objects.create_user("keeper@jalons.test")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "manage_background_tasks"])
    )
    client.force_login(user)
    return user


@pytest.fixture
def editor(client):
    """Sign somebody in who only may enter the admin."""
    user = User.objects.create_user("editor@jalons.test")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    return user


def test_it_lists_them_with_their_cause(client, keeper, failed):
    page = client.get(reverse("failed_tasks")).content.decode()

    assert "Trying in vain" in page
    assert "ValueError: broken on purpose" in page


def test_it_says_when_there_is_none(client, keeper):
    page = client.get(reverse("failed_tasks"))

    assert "Aucune tâche de fond n’est en échec." in page.content.decode()


def test_it_warns_on_the_first_page_of_the_admin(client, keeper, failed):
    assert reverse("failed_tasks") in client.get("/admin/").content.decode()


def test_it_does_not_count_a_task_that_will_be_tried_again(client, keeper, run_tasks):
    enqueue("tests.sample_tasks.fail", path="/nowhere/out")
    run_tasks(may_fail=True)

    assert "sample_tasks" not in client.get(reverse("failed_tasks")).content.decode()


def test_it_runs_one_again_with_all_its_attempts(client, keeper, failed, run_tasks):
    answer = client.post(reverse("run_task_again", args=[failed.pk]), follow=True)
    run_tasks(may_fail=True)

    failed.refresh_from_db()
    assert "va être relancée" in answer.content.decode()
    assert failed.status == TaskResultStatus.READY  # it failed once more, and waits
    assert len(failed.worker_ids) == 1
    assert ModelLogEntry.objects.get(action="curriculum.run_task_again").user == keeper


def test_it_takes_one_off_the_list_and_says_who_did(client, keeper, failed):
    client.post(reverse("dismiss_task", args=[failed.pk]))

    assert not DBTaskResult.objects.exists()
    assert ModelLogEntry.objects.get(action="curriculum.dismiss_task").user == keeper


@pytest.mark.parametrize("action", ["run_task_again", "dismiss_task"])
def test_it_says_so_when_somebody_else_was_faster(client, keeper, failed, action):
    DBTaskResult.objects.update(status=TaskResultStatus.READY)

    answer = client.post(reverse(action, args=[failed.pk]), follow=True)

    assert "plus en échec" in answer.content.decode()
    assert DBTaskResult.objects.count() == 1
    assert not ModelLogEntry.objects.filter(action__startswith="curriculum.").exists()


@pytest.mark.parametrize("action", ["run_task_again", "dismiss_task"])
def test_it_is_closed_to_others(client, editor, failed, action):
    assert client.get(reverse("failed_tasks")).status_code == 302
    assert client.post(reverse(action, args=[failed.pk])).status_code == 302
    assert reverse("failed_tasks") not in client.get("/admin/").content.decode()
    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.FAILED


def test_it_stays_on_the_list_when_the_minute_strikes(failed):
    call_command("tick")

    failed.refresh_from_db()
    assert failed.status == TaskResultStatus.FAILED
