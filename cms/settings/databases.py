"""How each kind of database is driven."""

from typing import Any

SQLITE_OPTIONS = {
    # Writers queue from the start of their transaction instead of failing in the middle.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
    ),
}


def database(parsed: dict[str, Any]) -> dict[str, Any]:
    """Complete a parsed DATABASE_URL with what our transactions need on that engine."""
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return {**parsed, "OPTIONS": {**SQLITE_OPTIONS, **parsed.get("OPTIONS", {})}}
    return {**parsed, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
