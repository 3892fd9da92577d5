"""What a file is, by its content: its name may say anything.

Raises Unreadable for all that is no table, with a sentence for each kind of file that people mistake for one.
"""

import lzma
import zipfile
import zlib
from io import BytesIO
from typing import Literal

from django.utils.translation import gettext as _

from curriculum.spreadsheets.limits import (
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED,
    RATIO_MATTERS,
)
from curriculum.spreadsheets.values import Unreadable

Kind = Literal["xlsx", "ods", "csv"]

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
HEAD = 4096
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What Python raises on a packed file that is not as it should be."""


def recognise(data: bytes) -> Kind:
    """Tell how the file is to be read; raises Unreadable when it is not to be."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable(_("The file is empty."))
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if data.startswith(OLE):
        _refuse_old(data)
    if head.startswith(b"%PDF-"):
        raise Unreadable(
            _("This file is a PDF, not a spreadsheet. Send the workbook that it was made from.")
        )
    if (data.startswith(PICTURES) and _is_binary(data[:HEAD])) or (
        data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    ):
        raise Unreadable(
            _("This file is a picture, not a spreadsheet. Type the table into a workbook.")
        )
    if head.startswith(b"{\\rtf"):
        raise Unreadable(
            _("This file is a text document. Copy its table into a spreadsheet, and send that.")
        )
    if head.startswith(b"<"):
        _refuse_markup(head)
    if not data.startswith(UTF_16) and _is_binary(data[:HEAD]):
        raise Unreadable(_("This file is not a spreadsheet. Send an .xlsx, .ods or .csv file."))
    return "csv"


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a packed file whose listing promises nothing excessive; raises Unreadable."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except DAMAGES:
        raise damaged() from None
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or sum(part.compress_size for part in parts) > len(data)
        or any(
            part.file_size > RATIO_MATTERS
            and part.file_size > MOST_RATIO * max(part.compress_size, 1)
            for part in parts
        )
    ):
        raise Unreadable(
            _(
                "The file unpacks to far more than a table of people takes. Copy the rows that "
                "matter into a new workbook, and send that."
            )
        )
    return package


def _packed(data: bytes) -> Kind:
    package = open_package(data)
    names = set(package.namelist())
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise locked()
    if "xl/workbook.xml" in names:
        if any(name.endswith("vbaProject.bin") for name in names):
            raise Unreadable(
                _(
                    "The workbook contains macros, which are not accepted. Save it in the .xlsx "
                    "format, and send that."
                )
            )
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Unreadable(
            _("The workbook is in the .xlsb format. Save it in the .xlsx format, and send that.")
        )
    if "mimetype" in names and "content.xml" in names:
        kind = _part(package, "mimetype")
        if not kind.startswith(ODS):
            raise Unreadable(
                _("This file is a text document. Copy its table into a spreadsheet, and send that.")
            )
        if b"encryption-data" in _part(package, "META-INF/manifest.xml"):
            raise locked()
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise Unreadable(
            _("This file is a text document. Copy its table into a spreadsheet, and send that.")
        )
    if any(name.endswith(".iwa") for name in names):
        raise Unreadable(
            _("This file is of Numbers. Export it in the Excel format (.xlsx), and send that.")
        )
    raise Unreadable(_("This file is an archive. Unpack it, and send the workbook that is inside."))


def damaged() -> Unreadable:
    """Say that the file cannot be followed."""
    return Unreadable(
        _(
            "The file is damaged or incomplete: open it in your spreadsheet program, save it "
            "again, and send that."
        )
    )


def locked() -> Unreadable:
    """Say that a password keeps the file shut."""
    return Unreadable(
        _("The file is protected by a password. Save it without a password, and send that.")
    )


def _refuse_old(data: bytes) -> None:
    """Refuse a file of Office before 2007; newer ones are in such a file when they have a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked()
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise Unreadable(
            _(
                "The workbook is in the old .xls format. Open it, save it in the .xlsx format, and "
                "send that."
            )
        )
    raise Unreadable(_("This file is not a spreadsheet. Send an .xlsx, .ods or .csv file."))


def _refuse_markup(head: bytes) -> None:
    """Refuse web pages and XML, which some programs call .xls; other text may begin with “<”."""
    start = head[:1024].lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b"office:document" in start:
        raise Unreadable(
            _(
                "The workbook is saved as XML. Open it, save it in the .xlsx or .ods format, and "
                "send that."
            )
        )
    if any(sign in start for sign in (b"<!doctype html", b"<html", b"<table", b"<head")):
        raise Unreadable(
            _(
                "This file is a web page. Open it in your spreadsheet program, save it in the "
                ".xlsx format, and send that."
            )
        )
    if start.startswith((b"<?xml", b"<!")):
        raise Unreadable(_("This file is not a spreadsheet. Send an .xlsx, .ods or .csv file."))


def _is_binary(head: bytes) -> bool:
    """Tell whether control characters show that this is no text."""
    controls = sum(sign < 32 and sign not in b"\t\n\v\f\r\x1a" for sign in head)
    return b"\x00\x00" in head or controls * 20 > len(head)


def _part(package: zipfile.ZipFile, name: str, most: int = 1024 * 1024) -> bytes:
    """Give the beginning of a part; nothing when it is not there or damaged."""
    try:
        with package.open(name) as part:
            return part.read(most)
    except (KeyError, *DAMAGES):
        return b""
