"""Checks of plain data (from JSON or TOML): each refusal says where, and what is wrong.

Refusals are codes with details; whoever talks to people finds the words.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")


class Problem(StrEnum):
    """What can be wrong with a value."""

    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    REPEATED_KEY = "repeated_key"
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    EMPTY_TEXT = "empty_text"
    NOT_A_FLAG = "not_a_flag"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_DAY = "not_a_day"
    NOT_A_RULEBOOK = "not_a_rulebook"
    UNKNOWN_RULEBOOK = "unknown_rulebook"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_REQUIREMENT = "unknown_requirement"
    UNKNOWN_RECORD = "unknown_record"
    UNKNOWN_SLOT = "unknown_slot"
    NO_SUCH_SLOT = "no_such_slot"
    DUPLICATE = "duplicate"
    NOT_ASCENDING = "not_ascending"
    MORE_THAN_REQUIREMENT = "more_than_requirement"
    MORE_THAN_RECORD = "more_than_record"
    MORE_THAN_SLOT = "more_than_slot"


class DataError(Exception):
    """Plain data that cannot be used: the path of the value, what is wrong, and details."""

    def __init__(self, path: str, problem: Problem, **details: Any) -> None:
        super().__init__(path, problem, details)
        self.path = path
        self.problem = problem
        self.details = details

    def __str__(self) -> str:
        return f"{self.path}: {self.problem} {self.details}"


class Repeated:
    """Stands in an object of JSON for the value of a key that was given twice."""

    def __repr__(self) -> str:
        return "(repeated key)"


def below(path: str, key: object) -> str:
    """Give the path of `key` inside the object at `path`."""
    name = str(key)
    if not PLAIN_KEY.fullmatch(name):
        name = ascii(name[:80])
    return f"{path}.{name}" if path else name


class Fields:
    """An object of plain data whose keys are known: each is read with its own check."""

    __slots__ = ("data", "path")

    def __init__(
        self, data: object, path: str, *, required: Collection[str], optional: Collection[str] = ()
    ) -> None:
        if not isinstance(data, Mapping):
            raise DataError(path, Problem.NOT_AN_OBJECT, value=data)
        for key, value in data.items():
            if key not in required and key not in optional:
                raise DataError(below(path, key), Problem.UNKNOWN_KEY)
            if isinstance(value, Repeated):
                raise DataError(below(path, key), Problem.REPEATED_KEY)
        for key in required:
            if key not in data:
                raise DataError(below(path, key), Problem.MISSING_KEY)
        self.data = data
        self.path = path

    def refuse(self, key: str, problem: Problem, **details: Any) -> DataError:
        """Make the error that says what is wrong with the value of `key`."""
        return DataError(below(self.path, key), problem, **details)

    def text(self, key: str, *, default: str | None = None, may_be_empty: bool = False) -> str:
        value = self.data.get(key, default)
        return text(value, below(self.path, key), may_be_empty=may_be_empty)

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        value = self.data.get(key, default)
        # True is an integer to Python; 60.0 and NaN are not whole minutes.
        if type(value) is not int:
            raise self.refuse(key, Problem.NOT_WHOLE, value=value)
        if value < least:
            raise self.refuse(key, Problem.TOO_SMALL, value=value, least=least)
        if value > most:
            raise self.refuse(key, Problem.TOO_LARGE, value=value, most=most)
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, Problem.NOT_A_FLAG, value=value)
        return value

    def day(self, key: str) -> date:
        value = self.data[key]
        if type(value) is date:
            return value
        if isinstance(value, str) and ISO_DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.refuse(key, Problem.NOT_A_DAY, value=value)

    def items(self, key: str) -> Iterator[tuple[str, Any]]:
        """Give each element of the list at `key` with its path."""
        path = below(self.path, key)
        return ((f"{path}[{index}]", value) for index, value in enumerate(self._list(key, path)))

    def _list(self, key: str, path: str) -> list[Any]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise DataError(path, Problem.NOT_A_LIST, value=value)
        return value


def text(value: object, path: str, *, may_be_empty: bool = False) -> str:
    """Check that `value` is a text."""
    if not isinstance(value, str):
        raise DataError(path, Problem.NOT_A_TEXT, value=value)
    if not value and not may_be_empty:
        raise DataError(path, Problem.EMPTY_TEXT)
    return value
