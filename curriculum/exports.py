"""The kinds of workbooks that are too long to wait for, and what each of them can do.

The setting `EXPORT_KINDS` names them by import path, so that an app above this one adds its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from curriculum.models import User

AT_ONCE = 10_000
"""Lines that a page hands out at once: about two seconds of work."""
NOTE_EVERY = 1000

Parameters = dict[str, str]
Note = Callable[[int], None]
"""Is told from time to time how many lines are written."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKind:
    """What a kind of workbook can do with its parameters, which are plain JSON.

    Each of these raises NothingThere when what the parameters name was removed.
    """

    allows: Callable[[User, Parameters], bool]
    """Tell whether this account may have it, now."""
    count: Callable[[Parameters], int]
    """Give about how many lines it will have."""
    write: Callable[[IO[bytes], Parameters, Note], None]


def export_kind(name: str) -> ExportKind:
    """Find a kind by its name; KeyError when there is none."""
    return import_string(settings.EXPORT_KINDS[name])


def counting(lines: Iterable[T], note: Note) -> Iterator[T]:
    """Hand on lines, and note how many have gone by."""
    for number, line in enumerate(lines, start=1):
        if number % NOTE_EVERY == 0:
            note(number)
        yield line
