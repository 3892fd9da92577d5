"""The rulebooks packaged with the project, and the words for what is wrong with plain data."""

import json
import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .rules import DataError, Problem, Rulebook, parse_rulebook

DATA = Path(__file__).parent / "data"

WORDS = {
    Problem.UNKNOWN_KEY: _("unknown key"),
    Problem.MISSING_KEY: _("is missing"),
    Problem.REPEATED_KEY: _("this key is given twice"),
    Problem.NOT_AN_OBJECT: _("must be an object, not %(value)s"),
    Problem.NOT_A_LIST: _("must be a list, not %(value)s"),
    Problem.NOT_A_TEXT: _("must be a text, not %(value)s"),
    Problem.EMPTY_TEXT: _("must not be empty"),
    Problem.NOT_A_FLAG: _("must be true or false, not %(value)s"),
    Problem.NOT_WHOLE: _("must be a whole number, not %(value)s"),
    Problem.TOO_SMALL: _("must be at least %(least)s, not %(value)s"),
    Problem.TOO_LARGE: _("must be at most %(most)s, not %(value)s"),
    Problem.NOT_A_DAY: _("must be a date (YYYY-MM-DD), not %(value)s"),
    Problem.NOT_A_RULEBOOK: _("must be the name of a rulebook or a rulebook, not %(value)s"),
    Problem.UNKNOWN_RULEBOOK: _("there is no rulebook named %(value)s"),
    Problem.UNKNOWN_LEVEL: _("the rulebook has no level %(value)s"),
    Problem.UNKNOWN_REQUIREMENT: _("the level has no requirement %(value)s"),
    Problem.UNKNOWN_RECORD: _("there is no record %(value)s"),
    Problem.UNKNOWN_SLOT: _("must be off_territory or open, not %(value)s"),
    Problem.NO_SUCH_SLOT: _("the requirement has no slot %(value)s"),
    Problem.DUPLICATE: _("%(value)s is given twice"),
    Problem.NOT_ASCENDING: _("levels must be in ascending order: %(value)s comes too late"),
    Problem.MORE_THAN_REQUIREMENT: _("%(value)s is more than the %(most)s of the requirement"),
    Problem.MORE_THAN_RECORD: _("%(value)s is more than the %(most)s left in the record"),
    Problem.MORE_THAN_SLOT: _("%(value)s is more than the %(most)s left in the slot"),
}


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


def describe(error: DataError) -> str:
    """Say in one line what is wrong; where it is wrong is `error.path`."""
    return WORDS[error.problem] % {name: _shown(value) for name, value in error.details.items()}


def _shown(value: object) -> str:
    """Show a value that came from outside: short, on one line, in characters any screen has."""
    if isinstance(value, dict):
        return str(_("an object"))
    if isinstance(value, list):
        return str(_("a list"))
    shown = json.dumps(value, default=str)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
