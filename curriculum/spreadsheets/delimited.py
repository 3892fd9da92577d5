"""Read text tables (.csv): which letters, which sign between cells, which cells."""

import csv
import re
from collections import Counter
from contextlib import suppress
from io import StringIO

from django.utils.translation import gettext as _

from curriculum.spreadsheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_SIGNS
from curriculum.spreadsheets.values import SheetRows, Unreadable

SEPARATORS = ";\t,|"
"""In the order of preference when nothing tells them apart."""
QUOTED = re.compile(r'"[^"]*"')
LINES_TO_SNIFF = 50
MOST_AGREE = 0.9
"""Of the lines, so that they are taken for rows: a few have the sign in a text."""
FRENCH_LETTERS = frozenset("éèàùçâêîôûëïüœÉÈÀÇÊÔ’–€")


def read_csv(data: bytes, *, title: str) -> SheetRows:
    """Give the only sheet of a text table; raises Unreadable."""
    text = decode(data).replace("\x00", "")
    separator, text = _separator(text)
    rows: list[list] = []
    cells = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise Unreadable(
                    _(
                        "Line %(line)d has %(count)d columns; at most %(most)d are read. Send only "
                        "the columns that matter."
                    )
                    % {"line": begun, "count": len(row), "most": MOST_COLUMNS}
                )
            if any(len(cell) > MOST_SIGNS for cell in row):
                raise _unbalanced(begun)
            rows.append(row)
            cells += len(row)
            begun = reader.line_num + 1
            if len(rows) > MOST_ROWS or cells > MOST_CELLS:
                if any(rows[-1]):
                    raise Unreadable(
                        _(
                            "The file has more than %(most)d rows. Send it in several parts, or "
                            "only the rows that matter."
                        )
                        % {"most": MOST_ROWS}
                    )
                rows.pop()
    except csv.Error:
        raise _unbalanced(begun) from None
    return SheetRows(title, rows)


def unfolded(sheet: SheetRows) -> SheetRows:
    """Part the cells of a sheet whose rows are text tables in one cell: “Nom;Prénom;Courriel”."""
    if not sheet.rows or len(sheet.rows[0]) != 1:
        return sheet
    lines = [row[0] for row in sheet.rows if row[0] != ""]
    if len(lines) < 2 or not all(isinstance(line, str) for line in lines):
        return sheet
    for separator in (";", "\t"):
        counts = Counter(QUOTED.sub("", line).count(separator) for line in lines)
        count, agreeing = counts.most_common(1)[0]
        if count and agreeing >= MOST_AGREE * len(lines):
            with suppress(csv.Error):
                return SheetRows(
                    sheet.title,
                    [
                        next(csv.reader([str(row[0])], delimiter=separator), [""])
                        for row in sheet.rows
                    ],
                )
    return sheet


def decode(data: bytes) -> str:
    """Make text of bytes: Unicode when they are, else the letters of Windows, DOS or old Macintoshes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    sample = bytes(sign for sign in data if sign > 127)[:4096]
    guesses = ("cp1252", "cp850", "mac_roman")
    best = max(guesses, key=lambda code: _french(sample.decode(code, errors="replace")))
    return data.decode(best, errors="replace")


def _french(signs: str) -> int:
    return sum(sign in FRENCH_LETTERS for sign in signs)


def _separator(text: str) -> tuple[str, str]:
    """Find the sign between cells, and the text below a line that names it (`sep=;`)."""
    first, _end, _rest = text[:20].partition("\n")
    named = first.strip().lower()
    if len(named) == 5 and named.startswith("sep=") and named[4] in SEPARATORS:
        return named[4], text[len(first) + 1 :]
    lines = _first_lines(text)
    best, best_score = SEPARATORS[0], (0, 0)
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        # How many lines agree, then on how many cells.
        score = max(((lines_, count) for count, lines_ in counts.items()), default=(0, 0))
        if score > best_score:
            best, best_score = separator, score
    return best, text


def _first_lines(text: str) -> list[str]:
    """Give the first lines without what stands between quotation marks."""
    lines: list[str] = []
    line: list[str] = []
    quoted = False
    for sign in text[:200_000]:
        if sign == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "\r\n":
            if line:
                lines.append("".join(line))
                line = []
            if len(lines) == LINES_TO_SNIFF:
                return lines
        else:
            line.append(sign)
    if line:
        lines.append("".join(line))
    return lines


def _unbalanced(line: int) -> Unreadable:
    return Unreadable(
        _(
            'From line %(line)d on, a quotation mark (") is opened and not closed as it should be. '
            "Correct it, or save the file in the .xlsx format, and send that."
        )
        % {"line": line}
    )
