"""The mark of the pages kept for visitors: it changes as soon as anything that they show may have.

A kept page counts as long as it bears the current mark, which all processes read from the cache `pages`.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache import caches
from django.db import connection, transaction

MARK = "pages:mark"
T = TypeVar("T")


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


def current_mark() -> str:
    """Give the mark of now; the first who asks an empty cache makes it."""
    cache = caches["pages"]
    mark = cache.get(MARK)
    if mark is None:
        cache.add(MARK, uuid4().hex, timeout=None)
        mark = cache.get(MARK, "")
    return mark


def _is_asked_for() -> bool:
    """Look at what waits for the commit; a savepoint that was rolled back has taken its own away."""
    return any(line[1] is change_mark for line in connection.run_on_commit)


@dataclass(slots=True)
class _Memory:
    """What this process knows under one mark."""

    mark: str = ""
    known: dict[Hashable, Any] = field(default_factory=dict)


_memory = _Memory()


def remembered(name: Hashable, make: Callable[[], T]) -> T:
    """Give what `make` gave since the last change: for what all pages show, such as the menu.

    What a transaction has not committed yet is never remembered. Nobody may change what is given.
    """
    global _memory
    mark = "" if connection.in_atomic_block else current_mark()
    if not mark:
        return make()
    memory = _memory
    if memory.mark != mark:
        memory = _memory = _Memory(mark)
    if name not in memory.known:
        memory.known[name] = make()
    return memory.known[name]
