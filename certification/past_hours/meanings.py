"""What the words of a workbook stand for: asked once each, kept, and proposed for the next one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from certification.hour_facts import TERRITORIAL_KINDS
from certification.models import HourImport, HourImportLine, Issuer
from certification.past_hours.words import FEDERATION, LEAVE_OUT, Names, guess_kind, key_of, merge
from curriculum.enums import HourKind, UploadState
from curriculum.models import ExternalProvider, Place, Territory
from curriculum.typed_numbers import row_ids

KIND, TERRITORY, PROVIDER = "kind", "territory", "provider"

SUBJECTS = {
    KIND: _("Kinds of activity"),
    TERRITORY: _("Places and territories"),
    PROVIDER: _("Training bodies"),
}
EARLIER = 50
"""Imports whose meanings are looked at, the latest first."""

KINDS = frozenset({LEAVE_OUT, *HourKind.values})

NOT_KNOWN = ""
"""Somebody said that none of ours is meant."""


def where(values: dict[str, str]) -> str:
    """Give the word of a line for its territory: the place stands for it where none is named."""
    return values.get("territory") or values.get("place", "")


@dataclass(slots=True)
class Word:
    """A word of the workbook: how many lines use it, what it stands for, and whether that must be said."""

    subject: str
    key: str
    text: str
    lines: int = 0
    is_needed: bool = False
    meaning: str | None = None
    guess: str = field(default="")

    @property
    def is_open(self) -> bool:
        """Tell whether the import waits for an answer."""
        return self.is_needed and self.meaning is None


class Meanings:
    """The meanings of one import; what is not there any more counts as not said."""

    def __init__(self, hour_import: HourImport) -> None:
        self.said = hour_import.meanings

    def of(self, subject: str, word: str) -> str | None:
        """Give what a word stands for; None when nobody said."""
        return self.said.get(subject, {}).get(key_of(word))

    def kind(self, values: dict[str, str]) -> str | None:
        """Give the kind of a line, `LEAVE_OUT`, or None when nobody said."""
        meaning = self.of(KIND, values.get("kind", ""))
        return meaning if meaning in KINDS else None

    def territory(self, values: dict[str, str]) -> Territory | None:
        """Give the territory of a line, when it is known."""
        return self._territories.get(self.of(TERRITORY, where(values)) or "")

    def home(self, values: dict[str, str]) -> Territory | None:
        """Give the territory where a line's person worked, when it says so."""
        return self._territories.get(self.of(TERRITORY, values.get("home", "")) or "")

    def provider(self, values: dict[str, str]) -> ExternalProvider | None:
        """Give the listed training body of a line."""
        return self._providers.get(self.of(PROVIDER, values.get("provider", "")) or "")

    def is_federation(self, values: dict[str, str]) -> bool:
        """Tell whether the training body of a line is the federation itself."""
        return self.of(PROVIDER, values.get("provider", "")) == FEDERATION

    @cached_property
    def _territories(self) -> dict[str, Territory]:
        return _by_id(Territory, self.said.get(TERRITORY, {}).values())

    @cached_property
    def _providers(self) -> dict[str, ExternalProvider]:
        return _by_id(ExternalProvider, self.said.get(PROVIDER, {}).values())


def _by_id(model, ids: Iterable[str]) -> dict:
    return {str(pk): found for pk, found in model.objects.in_bulk(set(row_ids(ids))).items()}


def words_of(hour_import: HourImport, lines: Iterable[HourImportLine]) -> list[Word]:
    """List the words of the lines, those used most first, with the meanings they have."""
    meanings = Meanings(hour_import)
    found: dict[tuple[str, str], Word] = {}
    for line in lines:
        kind = meanings.kind(line.values)
        for subject, text, is_needed in _words(line, kind):
            key = key_of(text)
            if not key:
                continue
            word = found.get((subject, key))
            if word is None:
                word = found[subject, key] = Word(subject, key, text)
                word.meaning = hour_import.meanings.get(subject, {}).get(key)
            word.lines += 1
            word.is_needed |= is_needed
    return sorted(found.values(), key=lambda word: (-word.lines, word.key))


def _words(line: HourImportLine, kind: str | None) -> Iterator[tuple[str, str, bool]]:
    """Give the words of a line by subject, and whether levels may depend on them."""
    values, is_territorial = line.values, kind in TERRITORIAL_KINDS
    is_computed = is_territorial and not values.get("off_territory")
    yield KIND, values.get("kind", ""), True
    yield TERRITORY, where(values), is_computed
    yield TERRITORY, values.get("home", ""), is_computed and line.person_id is None
    yield PROVIDER, values.get("provider", ""), kind == HourKind.DEEPENING


class Guesses:
    """What words probably stand for, from how our own things are called; four queries."""

    def __init__(self) -> None:
        territories = list(Territory.objects.values_list("pk", "name", "iso_code"))
        self._territories = Names((name, str(pk)) for pk, name, _code in territories)
        places = Place.objects.values_list("name", "city", "territory")
        self._places = Names(
            (name, str(territory)) for *names, territory in places for name in names
        )
        self._numbers = {
            code[3:]: str(pk) for pk, _name, code in territories if code and code[:3] == "FR-"
        }
        providers = ExternalProvider.objects.values_list("name", "pk")
        facts = Issuer.facts()
        self._providers = Names(
            [
                *((name, str(pk)) for name, pk in providers),
                (facts["name"], FEDERATION),
                (facts["short_name"], FEDERATION),
            ]
        )

    def certain(self, subject: str, word: str) -> str:
        """Give what is called exactly so."""
        match subject:
            case "kind":
                exact = {key_of(str(kind.label)): kind.value for kind in HourKind}
                return exact.get(key_of(word), "")
            case "territory":
                return self._territories.exactly(word)
        return self._providers.exactly(word)

    def probable(self, subject: str, word: str) -> str:
        """Give what is probably meant; somebody confirms it."""
        match subject:
            case "kind":
                return guess_kind(word)
            case "territory":
                return (
                    self._territories.within(word)
                    or self._places.within(word)
                    or self._numbers.get(word.strip(), "")
                )
        return self._providers.within(word)


def earlier_meanings(*, besides: HourImport) -> dict[str, dict[str, str]]:
    """Give what words meant in the latest imports that were written, whoever made them; one query."""
    written = HourImport.objects.filter(state__in=[UploadState.WRITING, UploadState.DONE])
    latest = written.exclude(pk=besides.pk).order_by("-made_at", "-pk")
    return merge(latest.values_list("meanings", flat=True)[:EARLIER])


def propose(hour_import: HourImport, lines: Iterable[HourImportLine]) -> dict[str, dict[str, str]]:
    """Give the meanings to begin with: those of earlier imports, and what is called exactly as ours."""
    earlier, guesses = earlier_meanings(besides=hour_import), Guesses()
    proposed: dict[str, dict[str, str]] = {}
    for word in words_of(hour_import, lines):
        meaning = earlier.get(word.subject, {}).get(word.key)
        if meaning is None:
            meaning = guesses.certain(word.subject, word.text) or None
        if meaning is not None:
            proposed.setdefault(word.subject, {})[word.key] = meaning
    return proposed
