"""Compare headings: as a whole, then word by word, then with a slip of the pen."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

EXACT, WORDS, SLIP = 100, 50, 30
SIMILAR = 0.83
SHORTEST_WITH_SLIP = 6

SMALL_WORDS = frozenset(
    [
        "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "ou",
        "par", "pour", "s", "sa", "ses", "son", "the", "un", "une", "vos", "votre",
    ]
)  # fmt: skip
"""Words that tell nothing in a heading."""
NEUTRAL_WORDS = frozenset(
    [
        "aaaa", "actuel", "actuell", "agent", "apprenant", "beneficiair", "candidat", "choisi",
        "collaborateur", "dd", "e", "ex", "exempl", "facultatif", "format", "jj", "learner", "mm",
        "obligatoir", "participant", "person", "personn", "pro", "professional", "professionnel",
        "professionnell", "salari", "souhait", "stagiair", "train", "yyyy",
    ]
)  # fmt: skip
"""Words that may stand beside a synonym without changing what the column is; without endings."""


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """Take accents, case, punctuation and doubled spaces away: “Né(e) le” becomes “ne e le”."""
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@lru_cache(maxsize=16_384)
def likeness(heading: str, names: tuple[str, ...]) -> int:
    """Tell how well a folded heading says one of these names: 0 for not at all."""
    if not heading:
        return 0
    squeezed = heading.replace(" ", "")
    words = _telling(heading)
    best = 0
    for name in map(fold_heading, names):
        if heading == name or squeezed == name.replace(" ", ""):
            return EXACT
        wanted = _telling(name)
        if not wanted:
            continue
        if words == wanted:
            best = max(best, EXACT - 10)
        elif wanted < words:
            beside = words - wanted - NEUTRAL_WORDS
            if not beside or len(wanted) > len(beside):
                best = max(best, WORDS + 5 * len(wanted) - len(beside))
        elif len(squeezed) >= SHORTEST_WITH_SLIP:
            alike = SequenceMatcher(None, squeezed, name.replace(" ", ""), autojunk=False)
            if alike.quick_ratio() >= SIMILAR and alike.ratio() >= SIMILAR:
                best = max(best, SLIP)
    return best


def _telling(folded: str) -> frozenset[str]:
    """Give the words that tell something, without their usual endings."""
    return frozenset(
        (word.rstrip("sx").rstrip("e") or word) if len(word) > 3 else word
        for word in folded.split()
        if word not in SMALL_WORDS
    )
