"""Many values, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice

IN_ONE_STATEMENT = 5000


def in_parts(values: Iterable, size: int = IN_ONE_STATEMENT) -> Iterator[list]:
    """Cut values in parts that a statement takes."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
