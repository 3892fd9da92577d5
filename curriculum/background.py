"""Background work: tasks that may be run twice, that are tried again, and that are never lost.

A task is a function on the views' floor (`certification/tasks.py`), decorated with
`background_task`. Services below it enqueue it by its name, in their own transaction: the row of
the queue is committed with the rows it is about, or not at all. The worker is
`manage.py db_worker --queue-name '*'`; `manage.py tick` finds what a killed worker left behind.

One row of the queue is one task for all its life. It counts its attempts: `worker_ids` grows by
one each time a worker takes it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

logger = structlog.get_logger(__name__)

LOST = f"{__name__}.WorkerLost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How often a task is tried, and after how long without an answer its worker is taken for dead."""

    attempts: int
    lost_after: timedelta
    title: Any = ""

    def delay(self, attempt: int) -> timedelta:
        """Wait 30 seconds after the first failure, then four times longer each time."""
        return timedelta(seconds=30 * 4 ** (attempt - 1))


ORDINARY = Policy(attempts=5, lost_after=timedelta(minutes=15))


def background_task(
    *,
    attempts: int = ORDINARY.attempts,
    lost_after: timedelta = ORDINARY.lost_after,
    queue: str = "default",
    title: Any = "",
) -> Callable[[Callable[..., Any]], Task]:
    """Make a task of a function that takes ids by keyword and may safely run twice.

    Its worker may die after any statement, and the whole function then runs again: it looks at
    what is done already before it does something. `lost_after` is longer than its longest run; `title` is what staff call
    it, translatable.
    """

    def decorate(function: Callable[..., Any]) -> Task:
        function.background_policy = Policy(  # type: ignore[attr-defined]
            attempts=attempts, lost_after=lost_after, title=title
        )
        return task(queue_name=queue)(function)

    return decorate


def enqueue(name: str, /, **ids: Any) -> None:
    """Put the task called `name` ("certification.tasks.render") in the queue.

    Call it inside the service's transaction, not on commit: a process killed just after the
    commit then forgets nothing. Raises ImportError when there is no such task, TypeError when an
    argument is not plain JSON.
    """
    _task(name).enqueue(**ids)


def enqueue_many(name: str, calls: Sequence[Mapping[str, Any]], /) -> None:
    """Put one task called `name` in the queue for each of `calls`, in few statements.

    Raises what `enqueue` raises.
    """
    found = _task(name)
    rows: list[DBTaskResult] = [
        DBTaskResult(
            args_kwargs={"args": [], "kwargs": dict(ids)},
            priority=found.priority,
            task_path=found.module_path,
            queue_name=found.queue_name,
            run_after=found.run_after or get_date_max(),
            backend_name=found.backend,
        )
        for ids in calls
    ]
    DBTaskResult.objects.bulk_create(rows, batch_size=5000)


def _task(name: str) -> Task:
    found = import_string(name)
    if not isinstance(found, Task):
        raise ImportError(f"{name} is not a background task.")
    return found


def policy_of(task_path: str) -> Policy:
    """Find the policy of a task; other people's tasks have the ordinary one."""
    try:
        found = import_string(task_path)
    except ImportError:
        return ORDINARY  # a task of an older version, still in the queue
    return getattr(getattr(found, "func", None), "background_policy", ORDINARY)


def retry_after_failure(sender: object, task_result: Any, **kwargs: Any) -> None:
    """Give a failed task its next attempt, when it has one left (`task_finished` receiver)."""
    row = getattr(task_result, "db_result", None)
    if row is not None and row.status == TaskResultStatus.FAILED:
        _try_again(row, at=timezone.now())


def requeue_lost(*, at: datetime, lost_after: timedelta | None = None) -> int:
    """Put tasks whose worker died back in the queue; return how many.

    A task that has used its attempts fails instead. `lost_after` replaces each task's own time.
    """
    count = 0
    for row in DBTaskResult.objects.running():
        policy = policy_of(row.task_path)
        patience = policy.lost_after if lost_after is None else lost_after
        if row.started_at is None or row.started_at + patience > at:
            continue
        # Only if nobody finished it, or started it again, since we looked.
        same = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        if len(row.worker_ids) < policy.attempts:
            changed = same.update(status=TaskResultStatus.READY, run_after=at)
        else:
            changed = same.update(
                status=TaskResultStatus.FAILED,
                finished_at=at,
                exception_class_path=LOST,
                traceback="The worker stopped in the middle of the task.",
            )
        if changed:
            count += 1
            logger.warning(
                "task_lost", task=row.task_path, id=str(row.pk), attempt=len(row.worker_ids)
            )
    return count


def retry_failed(*, at: datetime) -> int:
    """Do for all failed tasks what a worker that died just after the failure did not do."""
    return sum(_try_again(row, at=at) for row in DBTaskResult.objects.failed())


def _try_again(row: DBTaskResult, *, at: datetime) -> int:
    """Queue a failed task again after its delay; return 1, or 0 when no attempt is left."""
    policy, attempt = policy_of(row.task_path), len(row.worker_ids)
    if attempt >= policy.attempts:
        logger.error(
            "task_given_up",
            task=row.task_path,
            id=str(row.pk),
            attempt=attempt,
            error=row.exception_class_path,
        )
        return 0
    return (
        DBTaskResult.objects.failed()
        .filter(pk=row.pk, finished_at=row.finished_at)
        .update(status=TaskResultStatus.READY, run_after=at + policy.delay(attempt))
    )
