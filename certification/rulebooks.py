"""The rulebooks packaged with the project, read from their files by name."""

import tomllib
from functools import cache
from pathlib import Path

from .rules import DataError, Rulebook, parse_rulebook

DATA = Path(__file__).parent / "data"


def packaged_names() -> list[str]:
    """Give the names of the packaged rulebooks."""
    return sorted(file.stem.removeprefix("rulebook-") for file in DATA.glob("rulebook-*.toml"))


@cache
def packaged_rulebook(name: str) -> Rulebook:
    """Read a packaged rulebook, once; raise `LookupError` when there is none of that name."""
    if name not in packaged_names():
        raise LookupError(name)
    return rulebook_from_file(DATA / f"rulebook-{name}.toml")


def rulebook_from_file(file: Path) -> Rulebook:
    """Read a rulebook from a TOML file; raise `DataError` with the path of what is wrong."""
    with file.open("rb") as opened:
        return parse_rulebook(tomllib.load(opened))


__all__ = ["DataError", "packaged_names", "packaged_rulebook", "rulebook_from_file"]
