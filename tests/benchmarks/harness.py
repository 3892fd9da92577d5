"""How benchmarks measure and what they print: each number beside the floor of the same run.

A benchmark is a module `bench_<what>.py` with a `main()`; `make bench` runs them all, each in a
process of its own. Nothing here fails: times depend on the machine, ratios tell.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
SCALES = {"s": 1.0, "ms": 1e3, "µs": 1e6}


def compare(
    row: int,
    title: str,
    *,
    ours: Callable[[], object],
    floor: Callable[[], object],
    must: float,
    good: float,
    rounds: int = 15,
    per: int = 1,
    unit: str = "ms",
    what: str = "",
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Time both in interleaved rounds and print how they compare; return the ratio of medians.

    `per` is how many units one call does; `what` names that unit. One round before does not count.
    """
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    for number in range(rounds + 1):
        for name, run in (("ours", ours), ("floor", floor)):
            started = clock()
            run()
            if number:
                times[name].append((clock() - started) / per * SCALES[unit])
    ratio = statistics.median(
        mine / bare for mine, bare in zip(times["ours"], times["floor"], strict=True)
    )
    _heading(row, title)
    for name, values in times.items():
        print(
            f"      {name:<6} {statistics.median(values):10.2f} {unit} {what}"
            f"   ({min(values):.2f}–{max(values):.2f})"
        )
    _verdict("ratio", ratio, must, good)
    return ratio


def figure(
    row: int, title: str, value: float, *, must: float, good: float, unit: str = "", more=False
) -> None:
    """Print one number beside what it must and should be at most, or at least with `more`."""
    _heading(row, title)
    _verdict(unit or "value", value, must, good, more=more)


def fact(row: int, title: str, holds: bool, *, detail: str = "") -> None:
    """Print whether something holds that must."""
    _heading(row, title)
    print(f"      {'holds' if holds else 'MISSED'}{': ' + detail if detail else ''}")


def _heading(row: int, title: str) -> None:
    print(f"{row:>2}  {title}")


def _verdict(name: str, value: float, must: float, good: float, *, more: bool = False) -> None:
    def reached(target: float) -> bool:
        return value >= target if more else value <= target

    verdict = "good" if reached(good) else "must" if reached(must) else "MISSED"
    sign = "≥" if more else "≤"
    print(f"      {name:<6} {value:10.2f}   must {sign} {must:g}, good {sign} {good:g}: {verdict}")
    sys.stdout.flush()


@contextmanager
def scratch_site() -> Iterator[None]:
    """Set Django up on a migrated database of its own, gone afterwards.

    It follows DATABASE_URL when that is set: then the database must be empty, and is kept.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    with tempfile.TemporaryDirectory(prefix="jalons-bench-") as folder:
        os.environ["JALONS_TEST_RUN_DIR"] = folder
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from tests.database_template import template_path

        if connection.vendor == "sqlite" and template_path().exists():
            shutil.copy(template_path(), settings.DATABASES["default"]["NAME"])
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", verbosity=0)
        try:
            yield
        finally:
            connection.close()
