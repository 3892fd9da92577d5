"""Give files to processes that do nothing else, and take from them what they read.

A process reads one file and ends. The next one is started meanwhile, so that nobody waits for it; after some
minutes without a file it ends by itself, and at once when the process that started it is gone.
"""

import fcntl
import marshal
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any

from django.utils.translation import gettext as _

from curriculum.spreadsheets.limits import (
    CPU_SECONDS,
    IDLE_SECONDS,
    MEMORY,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_OUTPUT,
    MOST_ROWS,
    MOST_SHEETS,
    WALL_SECONDS,
)
from curriculum.spreadsheets.values import Unreadable

PIPE = 1024 * 1024


class Spare:
    """The process that waits for the next file, if there is one; each process of ours has its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: subprocess.Popen | None = None
        self._owner = 0

    def take(self) -> subprocess.Popen:
        """Give a process that waits for a file."""
        with self._lock:
            child, self._child = self._child, None
            if child and (self._owner != os.getpid() or child.poll() is not None):
                child = None
        return child or _start()

    def renew(self) -> None:
        """Start a process for the next file, unless one waits already."""
        with self._lock:
            if self._child is None or self._owner != os.getpid():
                self._child, self._owner = _start(), os.getpid()


SPARE = Spare()


@contextmanager
def child_reading(data: bytes) -> Iterator[Iterator[Any]]:
    """Have a file read: gives the blocks that `child.py` sends. Raises Unreadable when it dies before the end."""
    child = SPARE.take()
    killer = Timer(WALL_SECONDS, child.kill)
    killer.start()
    try:
        with suppress(BrokenPipeError):  # it died: the blocks will tell
            child.stdin.write(data)
            child.stdin.close()
        yield _received(child.stdout)
    finally:
        killer.cancel()
        child.kill()
        with suppress(BrokenPipeError):
            child.stdin.close()
        child.stdout.close()
        child.wait()
        with suppress(OSError):  # the machine is at its limits: the next file will start its own
            SPARE.renew()


def too_heavy() -> Unreadable:
    """Say that the file holds too much."""
    return Unreadable(
        _(
            "The file holds too much to be read, or takes too long: perhaps a cell far down or far "
            "to the right is not empty. Copy the rows that matter into a new workbook, and send that."
        )
    )


def _start() -> subprocess.Popen:
    child = subprocess.Popen(  # noqa: S603  # our own program
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    if hasattr(fcntl, "F_SETPIPE_SZ"):  # Linux: fewer changes between the two
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
    return child


def _received(pipe: IO[bytes]) -> Iterator[Any]:
    """Take blocks off the pipe, up to the last; raises Unreadable when they are too much or break off."""
    total = cells = 0
    while size := int.from_bytes(pipe.read(4), "big"):
        total += size
        if total > MOST_OUTPUT:
            break
        received = pipe.read(size)
        if len(received) < size:
            break
        block = marshal.loads(received)  # noqa: S302  # made by our own program
        if block == ("end",):
            return
        if isinstance(block, list):
            cells += sum(map(len, block[0]))
            if cells > MOST_CELLS:
                break
        yield block
    raise too_heavy()


@cache
def _command() -> list[str]:
    """The child's command line: Python alone, and where calamine is, which is not imported here."""
    library = find_spec("python_calamine")
    return [
        sys.executable,
        "-I",
        "-S",
        str(Path(__file__).with_name("child.py")),
        str(Path(library.origin).parent.parent),
        *map(str, (MEMORY, CPU_SECONDS, IDLE_SECONDS, MOST_ROWS, MOST_COLUMNS, MOST_SHEETS)),
    ]
