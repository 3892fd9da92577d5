"""Numbers that a form or an address sent: text that may be anything."""

from collections.abc import Iterable

MOST_DIGITS = 18
"""No row is numbered higher; far longer numbers are not even read by Python."""


def whole_number(text: str) -> int | None:
    """Read a number as a form of ours sends it; None for all else."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


def row_ids(texts: Iterable[str]) -> list[int]:
    """Read those that may be the id of a row."""
    return [number for text in texts if (number := whole_number(text)) is not None]
