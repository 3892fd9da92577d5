"""Workbooks for lists of people: the one that is prepared for an institution, and the lines that were refused."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Institution, Membership, Territory
from curriculum.rosters.fields import EXAMPLE_EMAIL, EXAMPLE_NAME, ROSTER_FIELDS
from curriculum.spreadsheets.columns import Field, Table
from curriculum.spreadsheets.headings import fold_heading
from curriculum.spreadsheets.plain import as_text
from curriculum.spreadsheets.values import Cell
from curriculum.spreadsheets.writing import (
    CLOCK,
    DATE,
    DURATION,
    Column,
    Sheet,
    TextSheet,
    Value,
    write_workbook,
)

ROWS_WITH_LISTS = 2000
"""More can be pasted below; they have no lists to choose from."""
MOST_FUNCTIONS = 200
EXAMPLE_BIRTH = date(1985, 3, 12)
CIVILITIES = ("Mme", "M.")
USUAL_FUNCTIONS = (
    gettext_lazy("Social worker"),
    gettext_lazy("Educator"),
    gettext_lazy("Psychologist"),
    gettext_lazy("Doctor"),
    gettext_lazy("Nurse"),
    gettext_lazy("Teacher"),
    gettext_lazy("Cultural mediator"),
    gettext_lazy("Probation counsellor"),
    gettext_lazy("Head of a team"),
    gettext_lazy("Director"),
)
"""Of the five fields; proposed while an institution has told none of its own."""
LONGEST_COLUMN = 44


def write_roster_template(
    file: IO[bytes], *, institution: Institution | None, sessions: Sequence[str], session: str = ""
) -> None:
    """Write the workbook to fill in: how to, then a table with lists to choose from and an example.

    `sessions` are those that people may be enrolled in, as the list reads them again; `session` is the one
    that the list is made for, if it is for one.
    """
    example = {
        "civility": CIVILITIES[0],
        "family_name": EXAMPLE_NAME,
        "given_name": "Camille",
        "birth_date": EXAMPLE_BIRTH,
        "email": EXAMPLE_EMAIL,
        "phone": "06 12 34 56 78",
        "profession": "Assistante sociale",
        "function": "Référente familles",
        "territory": institution.territory.name if institution else "",
        "session": session or (sessions[0] if sessions else ""),
    }
    columns = _columns(institution, sessions)
    write_workbook(
        [
            TextSheet(
                title=_("How to fill it in"),
                heading=_("List of people to enrol"),
                lines=_instructions(institution, session),
            ),
            Sheet(
                title=_("People"),
                columns=list(columns.values()),
                rows=[[example[code] for code in columns]],
                fixed_columns=3,
                protect_headings=True,
                body_rows=ROWS_WITH_LISTS,
            ),
        ],
        file,
    )


def write_refused_lines(
    file: IO[bytes],
    *,
    table: Table,
    reasons: Mapping[int, str],
    corrected: Mapping[int, Mapping[str, Cell]] | None = None,
    fields: Sequence[Field] = ROSTER_FIELDS,
) -> None:
    """Write the rows of a table that were refused: why, the columns of the person's own, where they were.

    `reasons` are by the number of the row; `corrected` has what was mended meanwhile, by row and by the field
    of the table's mapping; `fields` are what its columns may hold. The workbook can be mended and brought
    back as it is.
    """
    why, sheet, row = _added_headings()
    kept = own_columns(table.headings)
    rows = [
        (number, _mended(cells, table.mapping, (corrected or {}).get(number, {})))
        for number, cells in table.rows
        if number in reasons
    ]
    labels = {field.code: str(field.label) for field in fields}
    columns = [Column(heading=why, width=LONGEST_COLUMN)]
    for number in kept:
        heading = table.headings[number] or labels.get(table.mapping.get(number, ""), "")
        columns.append(_own_column(heading, [cells[number] for _number, cells in rows]))
    columns += [Column(heading=sheet), Column(heading=row, width=10, format="0")]
    write_workbook(
        [
            Sheet(
                title=_("Refused lines"),
                columns=columns,
                rows=(
                    [reasons[number], *(_value(cells[n]) for n in kept), table.sheet, number]
                    for number, cells in rows
                ),
                fixed_columns=1,
            )
        ],
        file,
    )


def own_columns(headings: Sequence[str]) -> list[int]:
    """Give the numbers of the columns that are not those with which refused lines are handed out."""
    added = {fold_heading(heading) for heading in _added_headings()}
    return [number for number, heading in enumerate(headings) if fold_heading(heading) not in added]


def _added_headings() -> tuple[str, str, str]:
    return _("Reason for refusal"), _("Sheet of origin"), _("Row of origin")


def _columns(institution: Institution | None, sessions: Sequence[str]) -> dict[str, Column]:
    """Give the columns of the template by field: they are called as the fields are."""
    label = {field.code: str(field.label) for field in ROSTER_FIELDS}
    return {
        "civility": Column(heading=label["civility"], width=10, choices=CIVILITIES),
        "family_name": Column(heading=label["family_name"], width=22),
        "given_name": Column(heading=label["given_name"], width=18),
        "birth_date": Column(
            heading=label["birth_date"],
            width=14,
            format=DATE,
            note=_("Day, month, year: 12/03/1985. It tells people of the same name apart."),
        ),
        "email": Column(
            heading=label["email"],
            width=30,
            note=_("The person’s own: the invitation and the joining instructions go there."),
        ),
        "phone": Column(heading=label["phone"], width=16),
        "profession": Column(heading=label["profession"], width=22),
        "function": Column(
            heading=label["function"],
            width=24,
            choices=_functions(institution),
            takes_others=True,
            note=_("Choose, or write another."),
        ),
        "territory": Column(
            heading=label["territory"],
            width=22,
            choices=_territories(),
            note=_("Where the person works. Empty: that of the institution."),
        ),
        "session": Column(
            heading=label["session"],
            width=44,
            choices=sessions,
            note=_("Choose from the list. Empty: the one chosen on the site."),
        ),
    }


def _instructions(institution: Institution | None, session: str) -> list[str]:
    lines = [
        _("Prepared for %(institution)s.") % {"institution": institution} if institution else "",
        _("This list is for the session %(session)s.") % {"session": session} if session else "",
        _("Write one person a line on the sheet “People”, and bring the file back to the site."),
        _("Nobody is enrolled before you have seen and confirmed every line."),
        "",
        _(
            "Needed: the family name, the given name, and the e-mail address or the date of birth. Both are "
            "better: they tell who is known already."
        ),
        _("Somebody comes to two sessions: write two lines."),
        _(
            "The line of the example is ignored when it comes back as it is; you may write over it or delete it."
        ),
        _(
            "The headings are protected. You may add columns of your own to the right: they are ignored."
        ),
        _(
            "The same list may be brought again, or a longer one: who is enrolled already stays so, once, and "
            "nobody is removed."
        ),
    ]
    return [line for number, line in enumerate(lines) if line or number > 1]


def _functions(institution: Institution | None) -> list[str]:
    """Give the functions that an institution uses, in the order of the alphabet; the usual ones at first."""
    if institution is None:
        return []
    named = Membership.objects.filter(institution=institution).exclude(function="")
    found = named.order_by("function").values_list("function", flat=True).distinct()
    return list(found[:MOST_FUNCTIONS]) or [str(function) for function in USUAL_FUNCTIONS]


def _territories() -> list[str]:
    """Give all territories, those of the same name with what they lie in."""
    found = list(Territory.objects.only("name", "path"))
    names = Counter(territory.name for territory in found)
    by_path = {territory.path: territory.name for territory in found}
    return [
        f"{territory.name} ({by_path[territory.path[: -Territory.steplen]]})"
        if names[territory.name] > 1 and len(territory.path) > Territory.steplen
        else territory.name
        for territory in found
    ]


def _mended(
    cells: Sequence[Cell], mapping: Mapping[int, str], corrected: Mapping[str, Cell]
) -> list[Cell]:
    return [corrected.get(mapping.get(number, ""), cell) for number, cell in enumerate(cells)]


def _own_column(heading: str, cells: Iterable[Cell]) -> Column:
    """Show a column as what stands in it asks for."""
    kinds = {type(cell) for cell in cells}
    if kinds & {date, datetime}:
        shown = DATE
    elif timedelta in kinds:
        shown = DURATION
    else:
        shown = CLOCK if time in kinds else ""
    longest = max((len(as_text(cell)) for cell in cells), default=0)
    return Column(heading=heading, width=min(max(longest + 2, 10), LONGEST_COLUMN), format=shown)


def _value(cell: Cell) -> Value:
    return as_text(cell) if isinstance(cell, bool) else cell
