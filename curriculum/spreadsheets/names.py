"""Tell the family name from the given name when both are in one cell: by a comma, or by capitals."""

import re
from typing import Literal

from django.utils.translation import gettext as _

from curriculum.spreadsheets.headings import fold_heading
from curriculum.spreadsheets.plain import CellProblem, clean

Order = Literal["family_first", "given_first", ""]

TITLE = re.compile(
    r"^(?:m|mr|mme|mlle|melle|madame|monsieur|mademoiselle|ms|mrs|dr|pr)\.?\s+", re.I
)
PARTICLES = frozenset(
    [
        "af", "al", "ben", "bent", "da", "dal", "das", "de", "dei", "del", "della", "der", "den",
        "di", "do", "dos", "du", "d'", "d’", "el", "la", "las", "le", "les", "lo", "los", "ould",
        "saint", "sainte", "st", "ste", "ten", "ter", "van", "vom", "von", "zu",
    ]
)  # fmt: skip
OTHER_NAME = re.compile(r"\b(?:née?|épouse|ép|épse|veuve|vve|dite?|alias)\b|[()/]", re.I)
LONGEST = 200


def split_name(text: str, *, order: Order = "") -> tuple[str, str]:
    """Give (given name, family name); raises CellProblem when nothing tells which is which.

    “BENALI Amina”, “Amina BENALI”, “de la TOUR Jean-Marc”, “Nguyen, Thi Mai”. `order`, which the heading
    may tell (`name_order`), decides for two words that look alike.
    """
    text = TITLE.sub("", clean(text)).strip(" ,;")
    if not text:
        raise CellProblem(_("Fill this in."))
    if len(text) > LONGEST or OTHER_NAME.search(text):
        raise _unclear(text)
    if "," in text:
        family, _comma, given = (part.strip() for part in text.partition(","))
        if not family or not given or "," in given:
            raise _unclear(text)
        return given, family
    words = text.split()
    if len(words) == 1:
        raise CellProblem(
            _("“%(text)s” is one name only: write the family name and the given name.")
            % {"text": text}
        )
    marks = [_kind(word) for word in words]
    if "capitals" in marks and "plain" in marks:
        return _by_capitals(text, words, marks)
    if order and len(words) == 2:
        return (words[1], words[0]) if order == "family_first" else (words[0], words[1])
    raise _unclear(text)


def name_order(heading: str) -> Order:
    """Tell from a heading which name comes first: “NOM Prénom”, “First name and surname”."""
    words = fold_heading(heading).split()
    given = [n for n, word in enumerate(words) if word in ("prenom", "prenoms", "first", "given")]
    family = [
        n for n, word in enumerate(words) if word in ("nom", "noms", "surname", "last", "family")
    ]
    if not given or not family:
        return ""
    return "family_first" if family[0] < given[0] else "given_first"


def _by_capitals(text: str, words: list[str], marks: list[str]) -> tuple[str, str]:
    """Take the words in capitals, at one end, for the family name, with the particles before them."""
    first, last = marks.index("capitals"), len(marks) - 1 - marks[::-1].index("capitals")
    while first and marks[first - 1] == "particle":
        first -= 1
    inside = marks[first : last + 1]
    given = words[:first] + words[last + 1 :]
    if "plain" in inside or not given or (first and last + 1 < len(words)):
        raise _unclear(text)
    return " ".join(given), " ".join(words[first : last + 1])


def _kind(word: str) -> str:
    letters = [sign for sign in word if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    if word.lower() in PARTICLES and not word.istitle():
        return "particle" if word.islower() else "capitals"
    if len(letters) > 1 and (
        capitals == len(letters) or (capitals > 2 and capitals * 3 >= len(letters) * 2)
    ):
        return "capitals"
    if word.lower() in PARTICLES:
        return "particle"
    return "plain"


def _unclear(text: str) -> CellProblem:
    return CellProblem(
        _(
            "Nothing tells the family name from the given name in “%(text)s”. Write the family name in "
            "capitals (BENALI Amina), or use two columns."
        )
        % {"text": text[:60]}
    )
