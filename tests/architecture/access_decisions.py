"""Reads `access_matrix.txt`, and lists the addresses that it must decide on."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

MATRIX = Path(__file__).with_name("access_matrix.txt")


@dataclass(frozen=True, slots=True)
class Decision:
    """What each role gets at some addresses; `mark` is "form", "post" or nothing."""

    pattern: str
    answers: dict[str, str]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of the resolver; `name` is its route where it has no name."""

    name: str
    route: str
    callback: object


@cache
def read_matrix() -> tuple[Decision, ...]:
    """Read every decision; of several that fit an address, the longest holds."""
    decisions: list[Decision] = []
    answers: dict[str, str] = {}
    for line in MATRIX.read_text().splitlines():
        words = line.split()
        if not words or line.startswith(("#", "==")):
            continue
        if words[0] == "who:":
            answers = dict(word.split("=") for word in words[1:])
        else:
            decisions.append(Decision(words[0], answers, *words[1:]))
    return tuple(sorted(decisions, key=lambda decision: -len(decision.pattern.rstrip("*"))))


@cache
def decision_about(name: str) -> Decision | None:
    """Find the decision about an address, by its name or else by a prefix."""
    exact = [decision for decision in read_matrix() if decision.pattern == name]
    fitting = [
        decision
        for decision in read_matrix()
        if decision.pattern.endswith("*") and fnmatchcase(name, decision.pattern)
    ]
    return next(iter([*exact, *fitting]), None)


@cache
def all_addresses() -> tuple[Entry, ...]:
    """List every address of the project."""
    return tuple(_walk(get_resolver()))


def _walk(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Entry]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*spaces[-1:], pattern.name)) if pattern.name else route
            yield Entry(name, route, pattern.callback)
