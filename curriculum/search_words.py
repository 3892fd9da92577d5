"""What to look for, and where it stands in a text: French words without accents, case and usual endings.

All databases get the same words, so that all of them find the same. The endings are those of J. Savoy's
minimal French stemmer (“A stemming procedure and stopword list for general French corpora”, 1999), short words
treated like long ones.
"""

import re

from curriculum.french_order import fold

SMALLEST_STEM = 3
EXCERPT_LENGTH = 220
WORD = re.compile(r"\w+")

SMALL_WORDS = frozenset(
    [
        "a",
        "ai",
        "au",
        "aux",
        "avec",
        "c",
        "ce",
        "ces",
        "cet",
        "cette",
        "comme",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "elles",
        "en",
        "est",
        "et",
        "eux",
        "il",
        "ils",
        "j",
        "je",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lui",
        "m",
        "ma",
        "mais",
        "me",
        "mes",
        "moi",
        "mon",
        "n",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "sur",
        "t",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
    ]
)
"""Words that tell nothing apart, without accents."""


def stem(word: str) -> str:
    """Take case, accents and the usual ending away: “Cliniques” and “clinique” become the same."""
    word = fold(word)
    if len(word) > 5 and word.endswith("aux") and not word.endswith("eaux"):
        return word[:-2] + "l"
    for ending in ("x", "s", "r", "e", "e"):  # of the last two, one is an é
        if word.endswith(ending) and len(word) > SMALLEST_STEM:
            word = word[:-1]
    return word[:-1] if len(word) > SMALLEST_STEM and word[-1] == word[-2] else word


def stems(text: str) -> list[str]:
    """Give the words of a text as the index holds them, in their order."""
    return [stem(word) for word in WORD.findall(fold(text))]


def wanted_stems(query: str) -> list[str]:
    """Give what to look for, each once; small words count only when there is nothing else."""
    words = WORD.findall(fold(query))
    telling = [word for word in words if word not in SMALL_WORDS] or words
    return list(dict.fromkeys(map(stem, telling)))


def marked(text: str, wanted: list[str]) -> list[tuple[str, bool]]:
    """Cut a text in pieces, and tell which of them are words that were looked for."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in WORD.finditer(text):
        if stem(match.group()) in wanted:
            pieces += [(text[end : match.start()], False), (match.group(), True)]
            end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def excerpt(text: str, wanted: list[str]) -> str:
    """Give the part of a text around the first word that was looked for, cut between words."""
    text = " ".join(text.split())
    first = next((m.start() for m in WORD.finditer(text) if stem(m.group()) in wanted), 0)
    start = max(0, first - EXCERPT_LENGTH // 3)
    end = start + EXCERPT_LENGTH
    part = text[start:end]
    if start:
        part = "… " + part.partition(" ")[2]
    if end < len(text):
        part = part.rpartition(" ")[0].rstrip(",;:") + " …"
    return part
