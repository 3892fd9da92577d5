"""Sort names as a French dictionary does, whatever the database: É with E, Œ with OE."""

import unicodedata


def sort_key(name: str) -> tuple[str, str]:
    """Give what to sort by: the letters without accents or case, then the name itself."""
    return fold(name), name


def fold(text: str) -> str:
    """Take away accents, case and the difference between kinds of apostrophes and hyphens."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'")
    letters = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold()
