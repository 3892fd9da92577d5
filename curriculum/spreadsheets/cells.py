"""Understand cells as people fill them in; what is not understood is told with what to write instead.

Days, durations and names have their own modules; all readers are found here.
"""

import re
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from curriculum.spreadsheets.days import read_day as read_day
from curriculum.spreadsheets.durations import read_minutes as read_minutes
from curriculum.spreadsheets.headings import fold_heading
from curriculum.spreadsheets.names import name_order as name_order
from curriculum.spreadsheets.names import split_name as split_name
from curriculum.spreadsheets.plain import CellProblem as CellProblem
from curriculum.spreadsheets.plain import as_text as as_text
from curriculum.spreadsheets.plain import checked, required, shown
from curriculum.spreadsheets.plain import clean as clean
from curriculum.spreadsheets.plain import column_letters as column_letters
from curriculum.spreadsheets.plain import is_empty as is_empty
from curriculum.spreadsheets.plain import read_text as read_text
from curriculum.spreadsheets.values import Cell

ADDRESS = re.compile(r"<([^<>]+)>")
SIR = ("m", "mr", "mister", "monsieur", "sir", "homme", "h", "masculin", "male")
MADAM = (
    "mme", "madame", "mademoiselle", "mlle", "melle", "mle", "ms", "mrs", "miss", "femme", "f",
    "feminin", "female",
)  # fmt: skip
YES = frozenset(("oui", "o", "yes", "y", "vrai", "true", "v", "1", "x", "ok", "✓", "✔", "☑", "☒"))
NO = frozenset(("non", "n", "no", "faux", "false", "0", "✗", "✘", "☐", "-"))
PHONE = re.compile(r"[0-9+()./ \-]{6,30}(?:\s*(?:poste|ext)\.?\s*\d{1,6})?", re.I)
LONGEST_PHONE = 30


def read_email(cell: Cell) -> str:
    """Give an e-mail address in small letters; raises CellProblem."""
    text = required(cell)
    if found := ADDRESS.search(text):
        text = found.group(1)
    address = text.lower().strip(" ,;.'\"<>").removeprefix("mailto:").strip()
    if address.count("@") > 1:
        raise CellProblem(
            _("There is more than one address in “%(text)s”: keep one.") % {"text": shown(cell)}
        )
    try:
        validate_email(address)
    except ValidationError:
        raise CellProblem(
            _("“%(text)s” is not an e-mail address. Write it as %(example)s.")
            % {"text": shown(cell), "example": "prenom.nom@exemple.fr"}
        ) from None
    return address


def read_civility(cell: Cell) -> Literal["m", "mme", ""]:
    """Give "m", "mme", or "" for an empty cell; raises CellProblem."""
    text = checked(cell)
    if not text:
        return ""
    folded = fold_heading(text).replace(" ", "")
    if folded in SIR:
        return "m"
    if folded in MADAM:
        return "mme"
    raise CellProblem(_("“%(text)s” is not a civility. Write Mme or M.") % {"text": shown(cell)})


def read_yes_no(cell: Cell) -> bool | None:
    """Give yes or no, None for an empty cell; raises CellProblem."""
    if isinstance(cell, bool):
        return cell
    text = checked(cell).lower()
    if not text:
        return None
    if text in YES:
        return True
    if text in NO:
        return False
    raise CellProblem(_("“%(text)s” is neither yes nor no.") % {"text": shown(cell)})


def read_phone(cell: Cell) -> str:
    """Give a telephone number as text, "" for an empty cell; raises CellProblem.

    A number of nine digits gets back the zero that spreadsheet programs take from it.
    """
    text = checked(cell)
    if not text:
        return ""
    digits = re.sub(r"\D", "", text)
    if not PHONE.fullmatch(text) or not 6 <= len(digits) <= 20 or len(text) > LONGEST_PHONE:
        raise CellProblem(
            _("“%(text)s” is not a telephone number. Write one, such as 06 12 34 56 78.")
            % {"text": shown(cell)}
        )
    if not text.startswith(("+", "(")) and not digits.startswith("0"):
        if len(digits) == 9:
            digits = text = "0" + digits
        elif isinstance(cell, (int, float)) and len(digits) > 10:
            return "+" + digits
    if text.isdecimal() and len(text) == 10:
        return " ".join(text[place : place + 2] for place in range(0, 10, 2))
    return text
