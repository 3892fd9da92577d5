"""A workbook that is written for one request and gone when it is sent."""

from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse
from django.utils.text import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(name: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """Answer with the workbook that `write` writes, called after `name`."""
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        write(file)
        file.seek(0)
        stack.pop_all()  # the response closes it
    return FileResponse(
        file, as_attachment=True, filename=f"{slugify(name)[:120]}.xlsx", content_type=XLSX
    )
