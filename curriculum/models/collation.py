"""Sort and search text as French people do, the same on every database: É is an E."""

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func

from curriculum.french_order import FOLDED_LETTERS, PLAIN_LETTERS, fold


class FrenchKey(Func):
    """The letters of a text without accents or case: what to sort by, and to look in.

    Put `fold()` around what is looked for.
    """

    function = "FRENCH_KEY"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        """Write it with what PostgreSQL has by itself."""
        folded = FOLDED_LETTERS.replace("'", "''")
        return self.as_sql(
            compiler,
            connection,
            template=(
                "TRANSLATE(REPLACE(REPLACE(LOWER(%(expressions)s), 'œ', 'oe'), 'æ', 'ae'), "
                f"'{folded}', '{PLAIN_LETTERS}') COLLATE \"C\""
            ),
            **context,
        )


def _teach_sqlite(sender, connection, **kwargs) -> None:
    """Give each SQLite connection the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "FRENCH_KEY", 1, lambda text: None if text is None else fold(text), deterministic=True
        )


connection_created.connect(_teach_sqlite, dispatch_uid="curriculum.french_key")
