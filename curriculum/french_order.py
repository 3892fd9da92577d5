"""Sort names as a French dictionary does, whatever the database: É with E, Œ with OE."""

import unicodedata

FOLDED_LETTERS = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’'-"
PLAIN_LETTERS = "aaaaaaceeeeiiiinooooouuuuyy   "
"""Sign by sign what stands for what; œ and æ, which become two letters, are apart."""

_TABLE = str.maketrans(FOLDED_LETTERS, PLAIN_LETTERS) | {ord("œ"): "oe", ord("æ"): "ae"}


def sort_key(name: str) -> tuple[str, str]:
    """Give what to sort by: the letters without accents or case, then the name itself."""
    return fold(name), name


def fold(text: str) -> str:
    """Take away accents and case; an apostrophe or a hyphen counts as a space."""
    return unicodedata.normalize("NFC", text).lower().translate(_TABLE)


def names_key(family_name: str, given_name: str) -> str:
    """Give what to compare two people's names by: « Jean-Marie » is « jean marie » and « JEANMARIE »."""
    return fold(f"{family_name}|{given_name}").replace(" ", "")
