"""Rows 19 and 20: the validation queue among many waiting hours, and validating hundreds at once."""

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from tests.benchmarks.harness import compare, figure, scratch_site

FEW, MANY, BATCH = 100, 100_000, 300


def main() -> None:
    """Measure on a database of its own."""
    with scratch_site():
        logging.disable(logging.INFO)  # one line a request
        user, people, home = _people()
        _wait(people, home, FEW)
        small = _copy_of_the_database()
        _wait(people, home, MANY - FEW)
        _queue(user, small)
        _batch(user)


def _people():
    from django.contrib.auth.models import Group

    from certification.services.rulebooks import load_packaged_rulebook
    from cms.roles import STAFF_GROUP, load_roles
    from tests.factories import make_person, make_territory, make_user

    load_roles()
    load_packaged_rulebook(name="ficc")
    home = make_territory("Essonne")
    user = make_user("staff@example.org")
    user.groups.add(Group.objects.get(name=STAFF_GROUP))
    return user, [make_person(home=home) for _number in range(200)], home


def _wait(people, home, number: int) -> None:
    """Let so many declared hours wait, spread over people and days."""
    from certification.enums import HourSource, HourState
    from certification.models import HourRecord
    from tests.factories import NOON, TODAY

    first = HourRecord.objects.count()
    HourRecord.objects.bulk_create(
        [
            HourRecord(
                person=people[place % len(people)],
                source=HourSource.DECLARED,
                state=HourState.SUBMITTED,
                kind="theory",
                on=TODAY - timedelta(days=place % 2000),
                minutes=60 + place % 300,
                title=f"Activité {place}",
                provider_name="École",
                territory=home,
                home_territory=home,
                submitted_at=NOON - timedelta(minutes=MANY - place),
            )
            for place in range(first, first + number)
        ],
        batch_size=5000,
    )


def _copy_of_the_database():
    """Give a second connection, to a copy of the database as it is now."""
    from django.db import connection, connections

    name = connection.settings_dict["NAME"]
    copy = connections.create_connection("default")
    copy.settings_dict = {**connection.settings_dict, "NAME": f"{name}_small"}
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copy(name, f"{name}_small")
    else:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}_small" TEMPLATE "{name}"')
    return copy


def _queue(user, small) -> None:
    from django.db import connection, connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    large = connections["default"]
    with large.cursor() as cursor:
        cursor.execute("ANALYZE")
    address = reverse("certification_admin:waiting_hours")
    clients = {}

    def page(database, query: str = "") -> Callable[[], object]:
        def get():
            connections["default"] = database
            if database not in clients:
                clients[database] = Client()
                clients[database].force_login(
                    user, backend="django.contrib.auth.backends.ModelBackend"
                )
            response = clients[database].get(f"{address}{query}")
            assert response.status_code == 200
            connections["default"] = large
            return response

        return get

    names = {"must": 2, "good": 1.2, "what": "a page"}
    title = f"page of 50 among {MANY:,} waiting, against among {FEW}"
    compare(19, title, ours=page(large), floor=page(small), **names)
    middle = f"?after={_cursor_of_the_middle()}"
    title = "the same, a page in the middle of them"
    compare(19, title, ours=page(large, middle), floor=page(small), **names)
    with CaptureQueriesContext(connection) as queries:
        page(large)()
    figure(19, "queries of the page", len(queries), must=25, good=15, unit="count")


def _cursor_of_the_middle() -> str:
    from certification.models import HourRecord
    from certification.views.hours_queue import QUEUE

    return QUEUE.cursor(HourRecord.objects.oldest_first()[MANY // 2])


def _batch(user) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from wagtail.models import ModelLogEntry

    from certification.enums import HourState
    from certification.models import HourRecord
    from certification.services.deciding import validate_hours
    from tests.factories import NOON

    ids = list(HourRecord.objects.oldest_first().values_list("pk", flat=True)[:BATCH])
    content_type = ContentType.objects.get_for_model(HourRecord)

    def undone(run: Callable[[], object]) -> Callable[[], None]:
        def call():
            with transaction.atomic():
                run()
                transaction.set_rollback(True)

        return call

    def ours():
        outcomes = validate_hours(ids=ids, by=user, at=NOON)
        assert all(outcome.is_done for outcome in outcomes)

    def floor():
        HourRecord.objects.filter(pk__in=ids).update(
            state=HourState.VALIDATED, decided_by=user, decided_at=NOON
        )
        ModelLogEntry.objects.bulk_create(
            [
                ModelLogEntry(
                    content_type=content_type,
                    object_id=str(pk),
                    label="Activité",
                    action="certification.validate_hours",
                    user=user,
                    timestamp=NOON,
                    uuid=uuid4(),
                    data={"before": {"state": "submitted"}, "after": {"state": "validated"}},
                )
                for pk in ids
            ]
        )

    title = f"validating {BATCH} records, against one UPDATE and one bulk write of the journal"
    names = {"must": 5, "good": 2, "what": "a batch"}
    compare(20, title, ours=undone(ours), floor=undone(floor), **names)
    with CaptureQueriesContext(connection) as queries:
        undone(ours)()
    figure(20, f"queries for {BATCH} records", len(queries), must=25, good=15, unit="count")


if __name__ == "__main__":
    main()
