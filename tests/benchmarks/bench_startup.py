"""Row 14: starting the site imports no library that only some requests need."""

import subprocess
import sys

from tests.benchmarks.harness import PROJECT, fact

HEAVY = ("weasyprint", "openpyxl", "xlsxwriter", "stripe", "python_calamine")
CODE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "check"])
import cms.urls
print("imported:", *(name for name in sys.argv[1:] if name in sys.modules))
"""


def imported_at_start() -> list[str]:
    """Run `manage.py check` in a fresh process, and tell which heavy libraries it loaded."""
    run = subprocess.run(
        [sys.executable, "-c", CODE, *HEAVY],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.rpartition("imported:")[2].split()


def main() -> None:
    """Look once: it is so, or it is not."""
    found = imported_at_start()
    fact(14, f"start-up without {', '.join(HEAVY)}", not found, detail=", ".join(found))


if __name__ == "__main__":
    main()
