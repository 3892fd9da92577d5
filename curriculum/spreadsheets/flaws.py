"""Find the cells whose formula gave nothing, which calamine shows as empty: nobody's data is lost silently.

The sheets are looked through as bytes, a piece at a time, in an amount of work that grows with their size
only. What looks unlike the files of the usual programs is left to calamine.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from posixpath import join, normpath

from curriculum.spreadsheets.kinds import DAMAGES, Kind, damaged
from curriculum.spreadsheets.limits import MOST_COLUMNS, MOST_FLAWS, MOST_LOOKED_THROUGH, MOST_ROWS
from curriculum.spreadsheets.values import NO_RESULT

PIECE = 1024 * 1024
LONGEST_CELL = 256 * 1024
"""Bytes from the beginning of a cell to the next: text of the longest cell, eight bytes a sign."""
Place = tuple[int, int]

SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(rb"<(?:\w+:)?(?:v>|is[\s>])([^<]?)")
REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
ERROR = re.compile(rb"""\bt=["']e["']""")
TEXT = re.compile(rb"""\bt=["']str["']""")

SIGNS = (b"#", b"</f>", b":f>")
"""Without one of these, which are quickly looked for, a sheet has neither errors nor formulas."""

ODS_SIGNS = (b":formula=", b"-rows-spanned=", b'"filter"')
ODS_TAG = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>"
    rb"(?:<text:p>(#[^<]{1,30})</text:p>)?"
)


@dataclass(slots=True)
class Flaws:
    """Cells by the title of their sheet, counted from 0: failed formulas, and what is merged."""

    failed: dict[str, dict[Place, str]] = field(default_factory=dict)
    merged: dict[str, list[tuple[Place, Place]]] = field(default_factory=dict)
    filtered: list[str] = field(default_factory=list)
    """Sheets of which a filter hides rows: they are read all the same."""

    @property
    def are_many(self) -> bool:
        """Whether enough is known."""
        return sum(map(len, self.failed.values())) >= MOST_FLAWS


def find_flaws(package: zipfile.ZipFile, kind: Kind) -> Flaws:
    """Look through a packed file that `open_package` let pass; raises Unreadable when it is damaged."""
    flaws = Flaws()
    try:
        if kind == "ods":
            pieces = _pieces(package, "content.xml", b"<table:")
            if any(any(sign in piece for sign in ODS_SIGNS) for piece in pieces):
                _look_through_ods(package, flaws)
        else:
            for title, part in _sheets(package):
                if _look_through_sheet(package, part, flaws.failed.setdefault(title, {})):
                    flaws.filtered.append(title)
                if flaws.are_many:
                    break
    except (KeyError, *DAMAGES):
        raise damaged() from None
    return flaws


def _pieces(package: zipfile.ZipFile, part: str, cut: bytes) -> Iterator[bytes]:
    """Give a part in pieces that each begin with `cut`, as far as cells are of a sensible length."""
    rest = b""
    with package.open(part) as stream:
        while read := stream.read(PIECE):
            piece = rest + read
            if b"!" in piece and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
                raise damaged()  # no program writes that; it serves to make a small file large
            place = piece.rfind(cut)
            if place <= 0 or len(piece) - place > LONGEST_CELL:
                place = len(piece)
            yield piece[:place]
            rest = piece[place:]
    if rest:
        yield rest


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Give the title and the part of each visible sheet of an .xlsx file."""
    parts = {}
    for found in RELATION.finditer(_whole(package, "xl/_rels/workbook.xml.rels")):
        told = _attributes(found[1])
        parts[told.get("Id", "")] = normpath(join("/xl", told.get("Target", ""))).lstrip("/")
    names = set(package.namelist())
    for found in SHEET.finditer(_whole(package, "xl/workbook.xml")):
        told = _attributes(found[1])
        relation = next((told[name] for name in told if name.endswith(":id")), "")
        part = parts.get(relation, "")
        if part in names and told.get("state", "visible") == "visible":
            yield told.get("name", ""), part


def _whole(package: zipfile.ZipFile, part: str) -> bytes:
    with package.open(part) as stream:
        text = stream.read(PIECE)
    if b"<!DOCTYPE" in text:
        raise damaged()
    return text


def _attributes(text: bytes) -> dict[str, str]:
    return {
        name.decode(errors="replace"): unescape((double or single).decode(errors="replace"))
        for name, double, single in ATTRIBUTE.findall(text)
    }


def _look_through_sheet(package: zipfile.ZipFile, part: str, failed: dict[Place, str]) -> bool:
    """Note the cells without a result; tell whether the sheet is filtered."""
    is_suspect, piece, looked_through = False, b"", 0
    for piece in _pieces(package, part, b"<c "):
        is_suspect = is_suspect or any(sign in piece for sign in SIGNS)
        if not is_suspect:
            continue
        cells = CELL.split(piece)[1:]
        looked_through += len(cells)
        if looked_through > MOST_LOOKED_THROUGH:
            return False
        for cell in cells:
            text = _failure(cell)
            place = text and _place(cell)
            if place:
                failed[place] = text
                if len(failed) >= MOST_FLAWS:
                    return False
    return b"<filterColumn" in piece  # it stands behind the rows


def _failure(cell: bytes) -> str:
    """Say what stands in place of the value that a cell has not, "" when it has one."""
    start = cell.partition(b">")[0]
    value = VALUE.search(cell)
    if ERROR.search(start):
        text = cell[value.end() - 1 : value.end() + 30].partition(b"<")[0] if value else b""
        return text.decode(errors="replace") if text.startswith(b"#") else NO_RESULT
    if FORMULA.search(cell) and (value is None or not (value[1] or TEXT.search(start))):
        return NO_RESULT
    return ""


def _place(cell: bytes) -> Place | None:
    found = REFERENCE.search(cell.partition(b">")[0])
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    row = int(found[2])
    return (row - 1, column - 1) if row <= MOST_ROWS and column <= MOST_COLUMNS else None


def _look_through_ods(package: zipfile.ZipFile, flaws: Flaws) -> None:
    """Follow rows and cells, which say where they are only by how often the ones before are repeated."""
    title, row, next_row, column, looked_through = "", 0, 0, 0, 0
    for piece in _pieces(package, "content.xml", b"<table:"):
        tags = ODS_TAG.findall(piece)
        looked_through += len(tags)
        if looked_through > MOST_LOOKED_THROUGH:
            return
        for tag, inside, shown in tags:
            if tag == b"table":
                title, next_row = _attributes(inside).get("table:name", ""), 0
            elif tag == b"table-row":
                row, column = next_row, 0
                if b'visibility="filter"' in inside and title not in flaws.filtered:
                    flaws.filtered.append(title)
                next_row += _number(inside, b"number-rows-repeated")
            else:
                text = _ods_failure(inside, shown)
                if text and row < MOST_ROWS and column < MOST_COLUMNS:
                    flaws.failed.setdefault(title, {})[row, column] = text
                    if flaws.are_many:
                        return
                rows = _number(inside, b"number-rows-spanned")
                if rows > 1:
                    columns = _number(inside, b"number-columns-spanned")
                    last = (row + rows - 1, column + columns - 1)
                    flaws.merged.setdefault(title, []).append(((row, column), last))
                column += _number(inside, b"number-columns-repeated")


def _ods_failure(inside: bytes, shown: bytes) -> str:
    if b'calcext:value-type="error"' in inside:
        return shown.decode(errors="replace") if shown.startswith(b"#") else NO_RESULT
    is_empty = inside.endswith(b"/") and b"office:value-type=" not in inside
    return NO_RESULT if is_empty and b"table:formula=" in inside else ""


def _number(inside: bytes, name: bytes) -> int:
    start = inside.find(name + b'="')
    if start < 0:
        return 1
    digits = inside[start + len(name) + 2 :][:8].partition(b'"')[0]
    return int(digits) if digits.isdigit() else 1
