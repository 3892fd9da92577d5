"""Calls made at the same moment, each with a connection of its own, as in several processes."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connections


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start every call in a thread of its own; give what each returned or raised, in their order."""
    start = Barrier(len(calls))
    outcomes: list[Any] = [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes[number] = call()
        except Exception as error:  # whatever it is: a test looks at it
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def refusals(outcomes: Sequence[Any]) -> list[str]:
    """Name the errors among what calls gave, sorted."""
    return sorted(type(error).__name__ for error in outcomes if isinstance(error, Exception))
