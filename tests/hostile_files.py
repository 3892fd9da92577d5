"""Files made by hand, part by part, as no honest program makes them."""

import struct
import zipfile
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
BIG = 1 << 20


def package(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts together."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def xlsx(*sheets: str | bytes, states: tuple[str, ...] = (), **more: str | bytes) -> bytes:
    """Make an .xlsx file of the XML inside each <worksheet>; `more` are further parts."""
    numbers = range(1, len(sheets) + 1)
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{CONTENT}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK_TYPE}"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET_TYPE}"/>'
                for n in numbers
            )
            + "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            + "".join(
                f'<sheet name="Feuille {n}" sheetId="{n}" r:id="rId{n}"'
                f' state="{states[n - 1] if states else "visible"}"/>'
                for n in numbers
            )
            + "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            + "".join(
                f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" '
                f'Target="worksheets/sheet{n}.xml"/>'
                for n in numbers
            )
            + "</Relationships>",
            **{f"xl/worksheets/sheet{n}.xml": worksheet(sheets[n - 1]) for n in numbers},
            **more,
        }
    )


def worksheet(inside: str | bytes) -> bytes:
    inside = inside.encode() if isinstance(inside, str) else inside
    return f'<worksheet xmlns="{MAIN}">'.encode() + inside + b"</worksheet>"


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def table(*rows: list[str]) -> str:
    """Make the XML of rows of text, from A1."""
    return (
        "<sheetData>"
        + "".join(
            f'<row r="{n}">'
            + "".join(cell(f"{chr(65 + c)}{n}", t) for c, t in enumerate(row))
            + "</row>"
            for n, row in enumerate(rows, start=1)
        )
        + "</sheetData>"
    )


def ods(rows: str, *, before: str = "", manifest: str = "") -> bytes:
    """Make an .ods file of the XML inside its only table."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            f'opendocument:xmlns:manifest:1.0">{manifest}</manifest:manifest>',
            "content.xml": f'<?xml version="1.0"?>{before}<office:document-content {spaces}>'
            f'<office:body><office:spreadsheet><table:table table:name="Feuille 1">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def ole(*streams: str) -> bytes:
    """Make a file of Office before 2007 with streams of these names, and nothing in them."""
    entries = [("Root Entry", 5), *((name, 2) for name in streams)]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBiii", len(name) * 2 + 2, kind, 1, -1, -1, 1 if kind == 5 else -1)
        + b"\0" * 48
        for name, kind in entries
    ).ljust(512, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    return header.ljust(512, b"\0") + directory + b"\0" * 512


def with_declared_size(data: bytes, part: str, size: int) -> bytes:
    """Make the listing of a packed file lie about how large a part is."""
    patched = bytearray(data)
    name = part.encode()
    for mark, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = patched.find(mark)
        while start >= 0:
            if patched[start + name_at : start + name_at + len(name)] == name:
                patched[start + size_at : start + size_at + 4] = struct.pack("<I", size)
            start = patched.find(mark, start + 4)
    return bytes(patched)


def encrypted(data: bytes) -> bytes:
    """Mark every part of a packed file as encrypted."""
    patched = bytearray(data)
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = patched.find(mark)
        while start >= 0:
            patched[start + flags_at] |= 1
            start = patched.find(mark, start + 4)
    return bytes(patched)


def rows_of(count: int, columns: int = 1) -> bytes:
    """Make the XML of rows of numbers."""
    rows = (
        "".join(f"<c><v>{row * 7919 + n}</v></c>" for n in range(columns)) for row in range(count)
    )
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>".encode()


def shared_strings(count: int, length: int) -> str:
    """Make the part with the texts of a workbook."""
    text = f"<si><t>{'é' * length}</t></si>"
    return f'<sst xmlns="{MAIN}">{text * count}</sst>'
