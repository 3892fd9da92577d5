"""What every test stands on: a migrated database, strict templates, no network, tasks on demand."""

import gc
import os
import shutil
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from tests.database_template import keep_as_template, lock_template, template_path
from tests.strict_templates import be_strict

pytest_plugins = ["tests.cast"]

# A verdict depends neither on chance nor on how busy the machine is.
hypothesis_settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis_settings.load_profile("steady")

rows_are_gone = pytest.StashKey[bool]()

# Playwright keeps an event loop running in the thread that also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config):
    be_strict()
    for folder in settings.RUN_DIR.parent.glob("run-*"):
        if not Path("/proc", folder.name.removeprefix("run-")).exists():  # killed before its end
            shutil.rmtree(folder, ignore_errors=True)


def pytest_unconfigure(config):
    """Leave nothing behind."""
    connection.close()
    shutil.rmtree(settings.RUN_DIR, ignore_errors=True)


def pytest_collection_finish():
    """Have what was imported looked through no more, and the rest rarely: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Give a test that really commits the rows that migrations made: the one before took them."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        asked = dict(marker.kwargs) if marker else {}
        if asked.get("transaction") or (
            {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        ):
            asked |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**asked), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give them back to a test that does not commit, too, wherever it comes in the run.

    Tests that commit mostly come last, but the fixtures of a whole run, such as the browser,
    regroup tests, and then others follow.
    """
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("serialized_rollback"):
        item.config.stash[rows_are_gone] = True
    elif item.config.stash.get(rows_are_gone, False):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        item.config.stash[rows_are_gone] = False


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Keep what we put in place of an empty database (SQLite only)."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Start from a copy of the migrated database; one process makes it, and the others wait for it."""
    if connection.vendor != "sqlite":
        return None
    lock = lock_template()
    if template_path().exists():
        shutil.copy(template_path(), settings.DATABASES["default"]["TEST"]["NAME"])
        lock.close()
    return lock


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """Remember the migrated database for the others, and its rows for every connection."""
    contents = getattr(connection, "_test_serialized_contents", None)
    if contents is not None:
        # Once Playwright's loop runs, Django opens another connection, which would not know them.
        type(connections["default"])._test_serialized_contents = contents
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            keep_as_template(connection, template_path())
        django_db_modify_db_settings.close()


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    socket.socket.connect = connect_here
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True)
def _empty_cache():
    """Forget what rate limits counted in the test before."""
    cache.clear()


@pytest.fixture
def run_tasks(db):
    """Return a function that runs what waits in the queue, and fails when one of them failed.

    It returns the finished tasks. Call it where the worker would come along; it takes the tasks
    that are due, also those that the tasks themselves enqueue.
    """
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )

    def run(*, may_fail: bool = False) -> list[DBTaskResult]:
        done = []
        while (task := DBTaskResult.objects.ready().first()) is not None:
            task.claim(worker.worker_id)
            worker.run_task(task)
            if not may_fail:
                assert not task.traceback, task.traceback
            done.append(task)
        return done

    return run


@pytest.fixture(scope="session")
def project_dir() -> Path:
    """Return the top folder of the project."""
    return settings.BASE_DIR
