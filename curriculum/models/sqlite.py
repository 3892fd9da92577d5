"""Let SQLite take statements as long as its library takes them: many rows in few statements."""

import sqlite3

from django.db.backends.signals import connection_created


def _take_long_statements(sender, connection, **kwargs) -> None:
    """Ask the library how many values it takes, where Django assumes 999."""
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit


connection_created.connect(_take_long_statements, dispatch_uid="curriculum.sqlite_statements")
