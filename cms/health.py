"""Is this process fit to answer? For a load balancer, which only looks at the status.

The file store is left out on purpose: while it is away most pages still work, and taking every
process out of service would make it worse.
"""

from collections.abc import Callable
from functools import cache
from uuid import uuid4

import structlog
from django.core.cache import cache as shared_cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = structlog.get_logger(__name__)


class NotFit(Exception):
    """Something this process needs is not as it should be."""


def check_database() -> None:
    """Ask the database the least."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache() -> None:
    """Write a word and read it back."""
    key, word = f"health:{uuid4()}", "here"
    shared_cache.set(key, word, timeout=5)
    if shared_cache.get(key) != word:
        raise NotFit("The cache forgets what it is told.")


@cache
def check_migrations() -> None:
    """Compare the database with this code; once they agree, they do as long as the process lives."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotFit("Migrations are missing.")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "migrations": check_migrations,
}


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 or 503, in JSON, with what was looked at and no detail of what is wrong."""
    results = {name: "ok" if _passes(name) else "unavailable" for name in CHECKS}
    healthy = set(results.values()) == {"ok"}
    return JsonResponse(
        {"status": "ok" if healthy else "unavailable", "checks": results},
        status=200 if healthy else 503,
    )


def _passes(name: str) -> bool:
    try:
        CHECKS[name]()
    except Exception:  # whatever goes wrong in any of their libraries: this process is not fit
        logger.exception("not_fit", check=name)
        return False
    return True
