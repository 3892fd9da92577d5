"""Find the headings of a table and what its columns mean, whatever their order, case, accents or synonyms.

A heading is compared with the label and the synonyms of each field: first as a whole, then word by word,
then with a slip of the pen. A column has one meaning at most, a meaning one column at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from curriculum.spreadsheets.headings import Vocabulary, fold_heading
from curriculum.spreadsheets.plain import clean, column_letters, is_empty
from curriculum.spreadsheets.values import Cell, SheetRows, Unreadable

ROWS_LOOKED_AT = 30
"""Above the headings there may be a title, a logo, an address: not a page of them."""
CELLS_LOOKED_AT = 30_000
"""In all sheets together: fifty with twenty columns, and no more than a second."""
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Field:
    """Something that a table may tell: `label` is for people, `synonyms` are headings that mean it."""

    code: str
    label: Any
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass
class Table:
    """A sheet as a table: headings, what they mean, and the rows below that are not empty.

    `mapping` has the code of a field by the number of its column, from 0. `rows` are pairs: the number of
    the row as spreadsheet programs show it, and as many cells as there are headings. Without a row of
    headings, `heading_row` is 0 and the headings are empty.
    """

    sheet: str
    heading_row: int
    headings: list[str]
    mapping: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)

    def column_of(self, code: str) -> int | None:
        """Give the number of the column that has this meaning."""
        return next((number for number, found in self.mapping.items() if found == code), None)

    def missing(self, fields: Sequence[Field]) -> list[Field]:
        """Give the fields that are required and that no column has."""
        found = set(self.mapping.values())
        return [wanted for wanted in fields if wanted.required and wanted.code not in found]

    def shown_heading(self, number: int) -> str:
        """Name a column for people: its heading, or its letters."""
        return self.headings[number] or _("Column %(letters)s") % {
            "letters": column_letters(number)
        }


def find_table(sheets: Sequence[SheetRows], fields: Sequence[Field]) -> Table:
    """Give the table whose headings say most: of all sheets, among their first rows.

    When no heading means anything, the first row that may be headings is taken: let people choose. Raises Unreadable when there is not even that.
    """
    vocabulary = _vocabulary(fields)
    best: tuple | None = None
    looked_at = 0
    for order, sheet in enumerate(sheets):
        for number, row in enumerate(sheet.rows[:ROWS_LOOKED_AT], start=1):
            looked_at += len(row)
            if looked_at > CELLS_LOOKED_AT:
                break
            _mapping, score = _match(row, vocabulary)
            rank = (len(sheet.rows) > number, score, -order, -number)
            if score and (best is None or rank > best[0]):
                best = (rank, sheet, number)
    if best:
        return table_at([best[1]], best[1].title, best[2], fields)
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:ROWS_LOOKED_AT], start=1):
            texts = [cell for cell in row if not is_empty(cell)]
            if len(texts) > 1 and all(isinstance(cell, str) for cell in texts):
                return table_at([sheet], sheet.title, number, fields)
    raise Unreadable(
        _(
            "No row of headings was found: the table needs one, with a name above each column, such "
            "as %(examples)s."
        )
        % {"examples": ", ".join(str(wanted.label) for wanted in list(fields)[:3])}
    )


def table_at(
    sheets: Sequence[SheetRows], sheet: str, heading_row: int, fields: Sequence[Field] = ()
) -> Table:
    """Give the table that somebody chose; with `fields`, its columns by meaning. Raises Unreadable."""
    found = next((rows for rows in sheets if rows.title == sheet), None)
    if found is None:
        raise Unreadable(_("There is no sheet “%(sheet)s” in this file.") % {"sheet": sheet})
    if not 0 <= heading_row <= len(found.rows):
        raise Unreadable(
            _("The sheet “%(sheet)s” ends at row %(last)d.")
            % {"sheet": sheet, "last": len(found.rows)}
        )
    headings = found.rows[heading_row - 1] if heading_row else []
    return _table(found, heading_row, match_columns(headings, fields))


def match_columns(headings: Sequence[Cell], fields: Sequence[Field]) -> dict[int, str]:
    """Tell which heading means which field, slips of the pen included."""
    return _match(headings, _vocabulary(fields), with_slips=True)[0]


def _vocabulary(fields: Sequence[Field]) -> Vocabulary:
    return Vocabulary(
        (wanted.code, name) for wanted in fields for name in (str(wanted.label), *wanted.synonyms)
    )


def _match(
    headings: Sequence[Cell], vocabulary: Vocabulary, *, with_slips: bool = False
) -> tuple[dict[int, str], int]:
    """Give the columns by meaning, and how much they say together."""
    found = []
    for number, heading in enumerate(headings):
        if isinstance(heading, str) and 0 < len(heading) <= LONGEST_HEADING:
            scores = vocabulary.scores(heading)
            if with_slips and not scores:
                scores = vocabulary.slips(heading)
            found += [(-score, number, code) for code, score in scores.items()]
    mapping: dict[int, str] = {}
    total = 0
    for score, number, code in sorted(found, key=lambda one: one[:2]):
        if number not in mapping and code not in mapping.values():
            mapping[number] = code
            total -= score
    return dict(sorted(mapping.items())), total


def _table(sheet: SheetRows, heading_row: int, mapping: dict[int, str]) -> Table:
    width = len(sheet.rows[0]) if sheet.rows else 0
    cells = sheet.rows[heading_row - 1] if heading_row else [""] * width
    headings = [clean(str(cell))[:LONGEST_HEADING] for cell in cells]
    printed = [fold_heading(heading) for heading in headings]
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows[heading_row:], start=heading_row + 1)
        if not all(map(is_empty, row)) and not _is_again(row, printed, headings)
    ]
    return Table(sheet.title, heading_row, headings, mapping, rows)


def _is_again(row: list[Cell], printed: list[str], headings: list[str]) -> bool:
    """Tell whether a row is the headings once more, as on the next sheet of paper."""
    first = next(number for number, cell in enumerate(row) if not is_empty(cell))
    if not printed[first] or str(row[first]).strip() != headings[first]:
        return False
    return [fold_heading(str(cell)) for cell in row] == printed
