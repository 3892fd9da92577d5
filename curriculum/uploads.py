"""Take a spreadsheet in as it is sent, and read again what is kept of it. `spreadsheets` does the reading."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from curriculum.errors import InvalidInput
from curriculum.file_names import clean_name
from curriculum.models import SpreadsheetUpload
from curriculum.spreadsheets.columns import Table, table_at
from curriculum.spreadsheets.limits import MOST_BYTES
from curriculum.spreadsheets.reading import Workbook, read_workbook


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that was sent, whole in memory; `name` is fit to be shown."""

    name: str
    data: bytes
    sha256: str
    size: int


def receive(file: UploadedFile) -> ReceivedFile:
    """Give what was sent; raises InvalidInput when it is empty or larger than what is read."""
    name = clean_name(file.name or "")
    if not file.size:
        raise _refused(_("“%(name)s” is empty.") % {"name": name})
    if file.size > MOST_BYTES:
        raise _refused(
            _("“%(name)s” is too large: at most %(most)d MB are read.")
            % {"name": name, "most": MOST_BYTES // 1024 // 1024}
        )
    data = file.read()
    return ReceivedFile(name, data, hashlib.sha256(data).hexdigest(), len(data))


def open_upload(upload: SpreadsheetUpload) -> Workbook:
    """Read a kept file again.

    Raises Unreadable, though it was read before: on a machine that is busy a large file may take too long.
    """
    with upload.file.open("rb") as file:
        return read_workbook(file.read(), name=upload.name)


def understood_table(upload: SpreadsheetUpload, book: Workbook) -> Table:
    """Give the table of a kept file with the columns as they were understood. Raises Unreadable."""
    table = table_at(book.sheets, upload.sheet, upload.heading_row)
    numbers = range(len(table.headings))  # the file is as it was, but who knows
    table.mapping = {int(n): code for n, code in upload.mapping.items() if int(n) in numbers}
    return table


def _refused(text: str) -> InvalidInput:
    return InvalidInput(text, {"file": [text]})
