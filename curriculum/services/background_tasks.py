"""What staff do about background tasks that failed for good."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from curriculum import access, journal
from curriculum.errors import StaleData
from curriculum.models import User


@transaction.atomic
def run_task_again(*, task: DBTaskResult, by: User, at: datetime) -> None:
    """Put a failed task back in the queue with all its attempts.

    Raises NotAllowed, and StaleData when it is not among the failed ones any more.
    """
    access.check(access.may_manage_background_tasks(by))
    failed = DBTaskResult.objects.failed().filter(pk=task.pk)
    if not failed.update(status=TaskResultStatus.READY, run_after=at, worker_ids=[]):
        raise StaleData(_("This task is not among the failed ones any more."))

    journal.record(task, "curriculum.run_task_again", by=by, after={"task": task.task_path})


@transaction.atomic
def dismiss_task(*, task: DBTaskResult, by: User) -> None:
    """Take a failed task off the list for ever: what it was about is settled, or gone.

    Raises NotAllowed, and StaleData when it is not among the failed ones any more.
    """
    access.check(access.may_manage_background_tasks(by))
    journal.record(task, "curriculum.dismiss_task", by=by, before={"task": task.task_path})
    deleted, _each = DBTaskResult.objects.failed().filter(pk=task.pk).delete()
    if not deleted:
        raise StaleData(_("This task is not among the failed ones any more."))
