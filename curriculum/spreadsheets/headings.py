"""Compare headings: as a whole, then word by word, then with a slip of the pen."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
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


class Vocabulary:
    """The names that fields go by, arranged so that a heading is looked up and not compared with each."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs: the code of a field, and a name of it."""
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for code, name in names:
            folded = fold_heading(name)
            self._whole[folded.replace(" ", "")].append(code)
            words = _telling(folded)
            for word in words:
                self._by_word[word].append((code, words))

    def scores(self, heading: str) -> dict[str, int]:
        """Tell how well a heading says each field; those that it does not say are not there."""
        folded = fold_heading(heading)
        found = dict.fromkeys(self._whole.get(folded.replace(" ", ""), ()), EXACT)
        words = _telling(folded)
        for word in words:
            for code, wanted in self._by_word.get(word, ()):
                score = _shared(words, wanted)
                if score > found.get(code, 0):
                    found[code] = score
        return found

    def slips(self, heading: str) -> dict[str, int]:
        """Do the same for a heading that was mistyped: “Prenon”."""
        squeezed = fold_heading(heading).replace(" ", "")
        found: dict[str, int] = {}
        if len(squeezed) < SHORTEST_WITH_SLIP:
            return found
        for name, codes in self._whole.items():
            alike = SequenceMatcher(None, squeezed, name, autojunk=False)
            if min(alike.real_quick_ratio(), alike.quick_ratio()) >= SIMILAR <= alike.ratio():
                found |= dict.fromkeys(codes, SLIP)
        return found


def _shared(words: frozenset[str], wanted: frozenset[str]) -> int:
    """Compare telling words: the same in another order, or all that are wanted and some more."""
    if words == wanted:
        return EXACT - 10
    if not wanted < words:
        return 0
    beside = words - wanted - NEUTRAL_WORDS
    return WORDS + 5 * len(wanted) - len(beside) if len(wanted) > len(beside) else 0


def _telling(folded: str) -> frozenset[str]:
    """Give the words that tell something, without their usual endings."""
    return frozenset(
        (word.rstrip("sx").rstrip("e") or word) if len(word) > 3 else word
        for word in folded.split()
        if word not in SMALL_WORDS
    )
