"""Tasks that tests put in the queue, importable by a real worker too."""

import time
from pathlib import Path

from curriculum.background import background_task


@background_task(attempts=3)
def write(*, path: str, text: str) -> str:
    """Append a word to a file."""
    with Path(path).open("a") as file:
        file.write(text)
    return text


@background_task(attempts=3, title="Trying in vain")
def fail(*, path: str) -> None:
    """Note the attempt, then break."""
    with Path(path).open("a") as file:
        file.write("tried ")
    raise ValueError("broken on purpose")


@background_task(attempts=2)
def hang_the_first_time(*, path: str) -> None:
    """Never come to an end when run for the first time."""
    first = not Path(path).exists()
    with Path(path).open("a") as file:
        file.write("tried ")
    if first:
        time.sleep(600)
