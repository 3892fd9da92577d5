"""Which territory a line of a list names."""

from collections import defaultdict

from django.utils.translation import gettext as _

from curriculum.french_order import fold
from curriculum.models import Territory


class TerritoryNames:
    """The territories by name; one query, made when the first name is asked for."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Territory]] | None = None
        self._by_path: dict[str, Territory] = {}

    def find(self, text: str) -> tuple[Territory | None, str]:
        """Give the territory, or a sentence that says why it cannot be told."""
        named = self._named(_words(text))
        if len(named) == 1:
            return named[0], ""
        if named:
            return None, _(
                "Several territories are called “%(text)s”. Write one of: %(labels)s."
            ) % {
                "text": text,
                "labels": ", ".join(f"« {self._label(territory)} »" for territory in named[:5]),
            }
        return None, _(
            "There is no territory “%(text)s”. Write its name as in the workbook that we prepare, or leave the cell empty."
        ) % {"text": text}

    def _named(self, words: str) -> list[Territory]:
        if self._by_name is None:
            self._load()
        return self._by_name.get(words, [])

    def _load(self) -> None:
        territories = list(Territory.objects.only("name", "path", "iso_code"))
        self._by_path = {territory.path: territory for territory in territories}
        self._by_name = defaultdict(list)
        for territory in territories:
            for name in {_words(territory.name), _words(self._label(territory))}:
                self._by_name[name].append(territory)
            if territory.iso_code:
                self._by_name[_words(territory.iso_code)].append(territory)

    def _label(self, territory: Territory) -> str:
        """Write a territory with what it lies in, where that tells it from others."""
        parent = self._by_path.get(territory.path[: -Territory.steplen])
        return f"{territory.name} ({parent.name})" if parent else territory.name


def _words(text: str) -> str:
    return " ".join(fold(text).replace("(", " ").replace(")", " ").split())
