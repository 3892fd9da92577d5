"""The mark of the pages kept for visitors: it changes as soon as anything that they show may have.

A kept page counts as long as it bears the current mark, which all processes read from the cache `pages`.
"""

from uuid import uuid4

from django.core.cache import caches
from django.db import connection, transaction

MARK = "pages:mark"


def forget_pages() -> None:
    """Let no visitor see a kept page any more, once the current transaction is committed.

    Costs one write to the cache, however often a transaction asks for it.
    """
    if not _is_asked_for():
        # The change itself is made by then: a cache that fails must not look as if it were not.
        transaction.on_commit(change_mark, robust=True)


def change_mark() -> str:
    """Make every kept page a thing of the past; give the new mark."""
    mark = uuid4().hex
    caches["pages"].set(MARK, mark, timeout=None)
    return mark


def _is_asked_for() -> bool:
    """Look at what waits for the commit; a savepoint that was rolled back has taken its own away."""
    return any(line[1] is change_mark for line in connection.run_on_commit)
