"""French typesetting, so that texts can be written with plain spaces."""

import re

NBSP = "\u00a0"
NARROW = "\u202f"

_BEFORE = re.compile(r" ([:;?!»%€])")
_AFTER = re.compile(r"« ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_UNIT = re.compile(
    r"\b(\d+) (?=(?:h|heures?|jours?|mois|ans|semaines?|personnes|places|situations|pays|champs|niveaux)\b)"
)
_HOUR = re.compile(r"\bh (\d\d)\b")
_SHORT = re.compile(r"\b(page|niveau|p\.|n°) (?=\d)")


def typeset(text: str) -> str:
    """Join lines, and keep together what must not be parted at the end of one."""
    text = re.sub(r"[ \n]+", " ", text).strip()
    text = _BEFORE.sub(rf"{NBSP}\1", text)
    text = _AFTER.sub(f"«{NBSP}", text)
    text = _THOUSANDS.sub(NARROW, text)
    text = _UNIT.sub(rf"\1{NBSP}", text)
    text = _HOUR.sub(rf"h{NBSP}\1", text)
    return _SHORT.sub(rf"\1{NBSP}", text)
