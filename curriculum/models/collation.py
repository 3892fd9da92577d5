"""Sort and search text as French people do, the same on every database: É is an E."""

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func

from curriculum.french_order import FOLDED_LETTERS, PLAIN_LETTERS, fold, names_key


class FrenchKey(Func):
    """The letters of a text without accents or case: what to sort by, and to look in.

    Put `fold()` around what is looked for.
    """

    function = "FRENCH_KEY"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        """Write it with what PostgreSQL has by itself."""
        return self.as_sql(
            compiler, connection, template=f'{_plain("%(expressions)s")} COLLATE "C"', **context
        )


class NamesKey(Func):
    """The names of a person, without spaces either: what to compare people by. See `names_key`.

    It holds no value of its own, so that an index on it is used.
    """

    function = "NAMES_KEY"
    arity = 2
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        """Write it with what PostgreSQL has by itself."""
        return self.as_sql(
            compiler,
            connection,
            template=f"""REPLACE({_plain("%(expressions)s")}, ' ', '') COLLATE "C\"""",
            arg_joiner=" || '|' || ",
            **context,
        )


def _plain(text: str) -> str:
    """Write for PostgreSQL what `fold` does."""
    folded = FOLDED_LETTERS.replace("'", "''")
    return (
        f"TRANSLATE(REPLACE(REPLACE(LOWER({text}), 'œ', 'oe'), 'æ', 'ae'), "
        f"'{folded}', '{PLAIN_LETTERS}')"
    )


def _teach_sqlite(sender, connection, **kwargs) -> None:
    """Give each SQLite connection the functions."""
    if connection.vendor == "sqlite":
        teach = connection.connection.create_function
        teach(
            "FRENCH_KEY", 1, lambda text: None if text is None else fold(text), deterministic=True
        )
        teach("NAMES_KEY", 2, names_key, deterministic=True)


connection_created.connect(_teach_sqlite, dispatch_uid="curriculum.french_key")
