"""What the words of other people's workbooks probably mean; no database."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from curriculum.enums import HourKind
from curriculum.french_order import fold

LEAVE_OUT = "-"
"""Stands for a kind whose lines are no hours of ours."""

FEDERATION = "federation"
"""Stands for a training body that is the federation itself."""

COC = re.compile(r"\bc ?o ?c\b|concertations? cliniques?")
CC = re.compile(r"\bc ?c\b|cliniques? de (la )?concertation")
CO_ANIMATION = re.compile(r"\bco ?ani\w*|\bco ?ani?m?\b")

KIND_PATTERNS: list[tuple[re.Pattern, HourKind]] = [
    (re.compile(pattern), kind)
    for pattern, kind in [
        (r"pedagog", HourKind.PEDAGOGY),
        (r"travail personnel|memoire|publication|article", HourKind.PERSONAL_WORK),
        (r"transmission", HourKind.TRANSMISSION_WORKSHOP),
        (r"perfectionnement", HourKind.FURTHER_TRAINING),
        (r"approfondissement|mediation|counsel|contextuel", HourKind.DEEPENING),
        (r"congres", HourKind.CONGRESS),
        (r"colloque|journees? d etudes?", HourKind.COLLOQUIUM),
    ]
]
THEORY = re.compile(r"theori|\bcours\b|formation (nationale|de base)|module|enseignement|\bfn\b")
SEMINAR = re.compile(r"seminaire|\bsem\b")


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """Give what two spellings of a word have in common: no case, accents, signs or double spaces.

    Remembered: the dry run asks it of every word of every line, and most words come again.
    """
    return " ".join(re.findall(r"\w+", fold(word)))


def guess_kind(word: str) -> str:
    """Guess the kind of hours that a word stands for; nothing when that is not clear."""
    key = key_of(word)
    for kind in HourKind:
        if key in (key_of(str(kind.label)), key_of(kind.value)):
            return kind
    is_coc, is_cc = bool(COC.search(key)), bool(CC.search(key))
    if CO_ANIMATION.search(key):
        if is_coc == is_cc:
            return ""  # of which of the two?
        return HourKind.CO_ANIMATION_COC if is_coc else HourKind.CO_ANIMATION_CC
    for pattern, kind in KIND_PATTERNS:
        if pattern.search(key):
            return kind
    if SEMINAR.search(key):
        return HourKind.SEMINAR_CC if is_cc or "specifique" in key else HourKind.SEMINAR
    if THEORY.search(key):
        return HourKind.THEORY
    if is_coc != is_cc:
        return HourKind.PARTICIPATION_COC if is_coc else HourKind.PARTICIPATION_CC
    return ""


class Names:
    """Things that have names, found by what people write of them."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Take pairs (name, value); a name of two different things is nobody's."""
        self._values: dict[str, str] = {}
        for name, value in named:
            key = key_of(name)
            if key:
                self._values[key] = value if self._values.get(key, value) == value else ""

    def exactly(self, word: str) -> str:
        """Give what is called so, or nothing."""
        return self._values.get(key_of(word), "")

    def within(self, word: str) -> str:
        """Give the one thing of which the name, whole, is a part of the word; or nothing.

        Parts between commas, brackets and dashes come first, then the longest name among the words.
        """
        if found := self.exactly(word):
            return found
        parts = {self.exactly(part) for part in re.split(r"[,;:/()–—]| - ", word)} - {""}
        if parts:
            return parts.pop() if len(parts) == 1 else ""
        text = f" {key_of(word)} "
        inside = {key: value for key, value in self._values.items() if value and f" {key} " in text}
        if inside:
            longest = max(map(len, inside))
            return _only({value for key, value in inside.items() if len(key) == longest})
        # “Étampes” is a part of “Bassin d’Étampes”.
        return _only({value for key, value in self._values.items() if text in f" {key} "})


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def merge(older: Iterable[Mapping[str, Mapping[str, str]]]) -> dict[str, dict[str, str]]:
    """Put what words meant in several workbooks together; the first one that says it is right."""
    merged: dict[str, dict[str, str]] = {}
    for meanings in older:
        for what, words in meanings.items():
            for key, value in words.items():
                merged.setdefault(what, {}).setdefault(key, value)
    return merged
