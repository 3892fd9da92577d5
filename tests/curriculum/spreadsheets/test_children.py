"""The processes that read files come and go as they should."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from curriculum.spreadsheets.children import SPARE, Spare
from curriculum.spreadsheets.reading import read_workbook
from tests.hostile_files import table, xlsx

PEOPLE = xlsx(table(["Nom", "Prénom"], ["Benali", "Amina"]))
SCRIPT = """
import django; django.setup()
from curriculum.spreadsheets.children import SPARE
SPARE.renew()
print(SPARE.take().pid)
"""


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_one_waits_for_the_next_file():
    spare = Spare()
    spare.renew()
    first = spare.take()
    spare.renew()
    second = spare.take()

    assert first.pid != second.pid
    for child in (first, second):
        assert child.poll() is None
        child.communicate(b"")  # nothing to read: it ends by itself
        assert child.returncode == 0


def test_one_that_died_while_it_waited_is_not_used():
    SPARE.renew()
    child = SPARE.take()
    SPARE._child, SPARE._owner = child, os.getpid()
    child.kill()
    child.wait()

    assert read_workbook(PEOPLE, name="a.xlsx").sheets[0].rows[0] == ["Nom", "Prénom"]


def test_it_ends_when_who_started_it_is_gone():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "PYTHONPATH": str(Path.cwd()),
        },
    )

    pid = int(done.stdout)
    until = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_running(pid)


def test_files_are_read_side_by_side():
    with ThreadPoolExecutor(4) as threads:
        books = list(threads.map(lambda n: read_workbook(PEOPLE, name=f"{n}.xlsx"), range(12)))

    assert {str(book.sheets[0].rows) for book in books} == {
        "[['Nom', 'Prénom'], ['Benali', 'Amina']]"
    }
