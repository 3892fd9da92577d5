"""Narrows the bibliography: plain functions over entries that are already read.

Accents and case do not count, on any database; a bibliography has hundreds of entries, not thousands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from curriculum.french_order import fold, sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader looks for; empty values narrow nothing."""

    text: str = ""
    language: str = ""
    author: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read the address; a null byte or an endless text is nobody's search."""
        values = {
            name: query.get(key, "").replace("\x00", "").strip()[:120]
            for name, key in (("text", "q"), ("language", "language"), ("author", "author"))
        }
        return cls(**values)

    def __bool__(self) -> bool:
        return bool(self.text or self.language or self.author)


def select(works: Iterable[Any], wanted: Wanted) -> list[Any]:
    """Keep, in their order, the works that have all the words, the language and the author."""
    words = fold(wanted.text).split()
    return [
        work
        for work in works
        if (not wanted.language or work.language == wanted.language)
        and (not wanted.author or wanted.author in work.author_list)
        and (not words or _holds(work, words))
    ]


def authors_of(works: Iterable[Any]) -> list[str]:
    """List all authors once, by family name."""
    names = {name for work in works for name in work.author_list}
    return sorted(names, key=lambda name: sort_key(name.rsplit(" ", 1)[-1] + " " + name))


def languages_of(works: Iterable[Any]) -> list[str]:
    """List the languages there are, the most frequent first."""
    counts: dict[str, int] = {}
    for work in works:
        counts[work.language] = counts.get(work.language, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))


def _holds(work: Any, words: list[str]) -> bool:
    text = fold(
        " ".join(
            [work.title, work.authors, work.published_in, work.publisher, work.note, str(work.year)]
        )
    )
    return all(word in text for word in words)
