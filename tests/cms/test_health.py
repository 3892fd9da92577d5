"""The address that a load balancer asks."""

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection

from cms.health import check_migrations

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_says_that_all_is_well(client):
    answer = client.get("/sante/")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {"database": "ok", "cache": "ok", "migrations": "ok"},
    }
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.both_databases
def test_it_is_not_fit_while_a_migration_is_missing(client):
    check_migrations.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = 'x' WHERE app = 'cms'")

    try:
        answer = client.get("/sante/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_migrations SET name = '0001_initial' WHERE app = 'cms'")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "unavailable"


def test_it_is_not_fit_without_its_cache_and_says_no_more(client, monkeypatch):
    def away(self, *args, **kwargs):
        raise ConnectionError("redis://secret@cache")

    monkeypatch.setattr(LocMemCache, "set", away)

    answer = client.get("/sante/")

    assert answer.status_code == 503
    assert answer.json()["checks"]["cache"] == "unavailable"
    assert "secret" not in answer.content.decode()
