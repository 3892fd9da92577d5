"""Open spreadsheets in LibreOffice, as the people who get them do, and make files that only it makes."""

import csv
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Commas, quotation marks, UTF-8, cells as they are shown, all sheets: one file each."""
FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>"""
WRITTEN = re.compile(r"^Writing sheet (.*) -> (.*\.csv)", re.MULTILINE)


def open_in_libreoffice(file: Path | bytes, ending: str = "xlsx") -> dict[str, list[list[str]]]:
    """Give the rows of each sheet as French people see them, hidden sheets too.

    `file` is a path or the file itself, whose format `ending` then tells.
    """
    with TemporaryDirectory() as folder:
        path = _at(file, folder, ending)
        told = _convert(path, AS_SHOWN, Path(folder, "out"))
        return {
            title: list(csv.reader(Path(written).read_text("utf-8").splitlines(keepends=True)))
            for title, written in WRITTEN.findall(told)
        }


def saved_by_libreoffice(file: Path | bytes, to: str, ending: str = "xlsx") -> bytes:
    """Give the file as LibreOffice saves it in another format, or in the same: "ods", "xls", "xlsx"."""
    with TemporaryDirectory() as folder:
        path = _at(file, folder, ending)
        _convert(path, to, Path(folder, "out"))
        return Path(folder, "out", path.stem).with_suffix(f".{to}").read_bytes()


def _at(file: Path | bytes, folder: str, ending: str) -> Path:
    if isinstance(file, Path):
        return file
    path = Path(folder, f"file.{ending}")
    path.write_bytes(file)
    return path


def _convert(path: Path, to: str, folder: Path) -> str:
    done = subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={_profile().as_uri()}", "--headless"),
            *("--norestore", "--convert-to", to, "--outdir", str(folder), str(path)),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert folder.exists(), done.stdout + done.stderr
    return done.stdout


@cache
def _folder() -> TemporaryDirectory:
    """A folder for the settings of LibreOffice, of this process only: two may not share them."""
    folder = TemporaryDirectory(prefix="libreoffice-")
    Path(folder.name, "user").mkdir()
    Path(folder.name, "user", "registrymodifications.xcu").write_text(FRENCH)
    return folder


def _profile() -> Path:
    return Path(_folder().name)
