"""Sums by key that wait on disk: as much memory for a hundred thousand keys as for ten."""

import sqlite3
from collections.abc import Iterator, Sequence

TOGETHER = 100
"""Keys whose sums are kept in memory before they go to disk."""
PAGES_IN_MEMORY = -64
"""KiB, by SQLite's own convention."""
PAGE = 512
"""Bytes: SQLite sorts at least 250 pages in memory before it goes to disk."""


class SumsOnDisk:
    """Adds numbers up by a key of numbers, in a nameless database that is gone when it is closed.

    With each key go some words, the first of them to sort by; those that came first stay.
    """

    def __init__(self, *, words: int, numbers: int) -> None:
        self._words, self._numbers = words, numbers
        self._fresh: dict[tuple[int, int], tuple[Sequence[str], list[int]]] = {}
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(f"PRAGMA page_size = {PAGE}")
        self._base.execute(f"PRAGMA cache_size = {PAGES_IN_MEMORY}")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA temp_store = FILE")
        columns = [f"w{n} TEXT" for n in range(words)] + [f"n{n} INTEGER" for n in range(numbers)]
        self._base.execute(
            f"CREATE TABLE sums (a INTEGER, b INTEGER, {', '.join(columns)}, PRIMARY KEY (a, b))"
            " WITHOUT ROWID"
        )

    def add(self, key: tuple[int, int], words: Sequence[str], numbers: Sequence[int]) -> None:
        """Add numbers to those of a key."""
        fresh = self._fresh.get(key)
        if fresh is None:
            self._fresh[key] = (words, list(numbers))
            if len(self._fresh) >= TOGETHER:
                self._flush()
            return
        sums = fresh[1]
        for place, number in enumerate(numbers):
            sums[place] += number

    def rows(self) -> Iterator[tuple[list[str], list[int]]]:
        """Give the words and the sums of each key, in the order of the words."""
        self._flush()
        order = ", ".join(f"w{n}" for n in range(self._words))
        for row in self._base.execute(f"SELECT * FROM sums ORDER BY {order}, a, b"):  # noqa: S608
            yield list(row[2 : 2 + self._words]), list(row[2 + self._words :])

    def close(self) -> None:
        """Let the disk have its room back."""
        self._base.close()

    def _flush(self) -> None:
        marks = ", ".join("?" * (2 + self._words + self._numbers))
        sums = ", ".join(f"n{n} = n{n} + excluded.n{n}" for n in range(self._numbers))
        statement = f"INSERT INTO sums VALUES ({marks}) ON CONFLICT (a, b) DO UPDATE SET {sums}"  # noqa: S608 - names of our own
        self._base.execute("BEGIN")
        self._base.executemany(
            statement, ((*key, *words, *numbers) for key, (words, numbers) in self._fresh.items())
        )
        self._base.execute("COMMIT")
        self._fresh.clear()
