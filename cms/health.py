"""Is this process fit to answer? For a load balancer, which only looks at the status."""

import dataclasses

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView


@dataclasses.dataclass
class Migrations(HealthCheck):
    """Refuse traffic until the database is as this code expects it.

    Costs about a second while migrations are missing, and nothing once they are all there.
    """

    up_to_date = False

    def run(self) -> None:
        if Migrations.up_to_date:
            return
        connection = connections[DEFAULT_DB_ALIAS]
        try:
            executor = MigrationExecutor(connection)
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        finally:
            connection.close()  # checks run in threads of their own
        if missing:
            raise ServiceUnavailable("Migrations are missing.")
        Migrations.up_to_date = True


class HealthView(HealthCheckView):
    """Answer 200 or 503, in JSON, with what was looked at and no detail of what is wrong.

    The file store is left out on purpose: when it is away, pages still work, and taking every
    process out of service would make it worse.
    """

    checks = ("health_check.checks.Database", "health_check.checks.Cache", Migrations)

    async def get(self, request: HttpRequest, *args, **kwargs) -> JsonResponse:
        with self.get_executor() as executor:
            results = [await check.get_result(executor) for check in self.get_checks()]
        healthy = not any(result.error for result in results)
        return JsonResponse(
            {
                "status": "ok" if healthy else "unavailable",
                "checks": {
                    type(result.check).__name__.lower(): "unavailable" if result.error else "ok"
                    for result in results
                },
            },
            status=200 if healthy else 503,
        )
