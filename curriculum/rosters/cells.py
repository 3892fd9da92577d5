"""What a row of a list says, cell by cell, and what is wrong with it by itself."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from curriculum.plain_words import holds_an_address
from curriculum.spreadsheets.cells import (
    CellProblem,
    as_text,
    is_empty,
    name_order,
    read_civility,
    read_day,
    read_email,
    read_phone,
    read_text,
    split_name,
)
from curriculum.spreadsheets.values import Cell

YOUNGEST, OLDEST = 14, 100
LONGEST_KEPT = 300

Values = dict[str, str]
Problems = list[list[str]]


def missing_columns(found: Collection[str]) -> list[str]:
    """Say what the columns that were understood do not tell, and must; empty when they suffice."""
    missing = []
    if "full_name" not in found and not {"given_name", "family_name"} <= set(found):
        missing.append(_("the names: one column for each, or one for both"))
    if not {"email", "birth_date"} & set(found):
        missing.append(_("the e-mail address or the date of birth"))
    return missing


def read_line(
    cells: Mapping[str, Cell], *, on: date, name_heading: str = ""
) -> tuple[Values, Problems]:
    """Give the values of a row as text, days as ISO, and its problems: `[[field, sentence], …]`.

    What cannot be understood stays as it was written, so that it can be mended.
    """
    values: Values = {}
    problems: Problems = []
    for field, cell in cells.items():
        if is_empty(cell):
            continue
        try:
            values[field] = READERS[field](cell, on)
        except CellProblem as problem:
            values[field] = as_text(cell)[:LONGEST_KEPT]
            problems.append([field, str(problem)])
    if "full_name" in values and not values.get("given_name"):
        _split(values, problems, name_heading)
    _ask_for_names(values, problems)
    if not values.get("email") and not values.get("birth_date"):
        problems.append(
            ["email", _("Give the e-mail address or the date of birth: either tells people apart.")]
        )
    return {field: value for field, value in values.items() if value}, problems


def _split(values: Values, problems: Problems, heading: str) -> None:
    """Take both names from one cell."""
    text = values["full_name"]
    if values.get("family_name"):
        text = f"{values['family_name'].upper()} {text}"
    try:
        if holds_an_address(text):
            raise CellProblem(_("“%(text)s” is not a name.") % {"text": text})
        values["given_name"], values["family_name"] = split_name(text, order=name_order(heading))
    except CellProblem as problem:
        problems.append(["full_name", str(problem)])
    else:
        del values["full_name"]


def _ask_for_names(values: Values, problems: Problems) -> None:
    if "full_name" in values and not values.get("given_name"):
        return  # told already
    values.pop("full_name", None)
    for field, sentence in (
        ("given_name", _("Write the given name.")),
        ("family_name", _("Write the family name.")),
    ):
        if not values.get(field) and all(problem[0] != field for problem in problems):
            problems.append([field, sentence])


def _name(cell: Cell, on: date) -> str:
    text = read_text(cell, 100)
    if text and (holds_an_address(text) or not any(sign.isalpha() for sign in text)):
        raise CellProblem(_("“%(text)s” is not a name.") % {"text": text})
    return text


def _birth_date(cell: Cell, on: date) -> str:
    day = read_day(cell, latest=on)
    age = on.year - day.year - ((on.month, on.day) < (day.month, day.day))
    if not YOUNGEST <= age <= OLDEST:
        raise CellProblem(
            _("Born on %(day)s, the person would be %(age)d years old: check the date.")
            % {"day": f"{day:%d/%m/%Y}", "age": age}
        )
    return day.isoformat()


def _text(most: int) -> Callable[[Cell, date], str]:
    return lambda cell, on: read_text(cell, most)


READERS: dict[str, Callable[[Any, date], str]] = {
    "full_name": _text(200),
    "given_name": _name,
    "family_name": _name,
    "civility": lambda cell, on: read_civility(cell),
    "birth_date": _birth_date,
    "email": lambda cell, on: read_email(cell),
    "phone": lambda cell, on: read_phone(cell),
    "profession": _text(120),
    "function": _text(120),
    "territory": _text(160),
    "session": _text(250),
    "session_date": lambda cell, on: read_day(cell).isoformat(),
}
"""How the cells of each column are understood."""
