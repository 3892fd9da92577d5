"""Published rulebooks, parsed once per process: their text never changes."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from certification.errors import RulebookMissing
from certification.models import Rulebook
from certification.rules import Rulebook as Rules
from certification.rules import parse_rulebook

_parsed: dict[int, Rules] = {}


def rules_of(rulebook: Rulebook) -> Rules:
    """Give the engine's rulebook of a row; no query. A draft may still change and is not kept."""
    if not rulebook.is_published:
        return parse_rulebook(rulebook.content)
    if rulebook.pk not in _parsed:
        _parsed[rulebook.pk] = parse_rulebook(rulebook.content)
    return _parsed[rulebook.pk]


def rules_by_id(ids: Iterable[int]) -> dict[int, Rules]:
    """Give rulebooks by the id of their row; one query when some were not read before."""
    wanted = set(ids)
    unread = wanted - _parsed.keys()
    found = (
        {row.pk: rules_of(row) for row in Rulebook.objects.filter(pk__in=unread)} if unread else {}
    )
    return {pk: found[pk] if pk in found else _parsed[pk] for pk in wanted}


def newcomers_rulebook(on: date) -> tuple[int, Rules]:
    """Give the rulebook under which one begins on that day, and its id; one query.

    Raises RulebookMissing when none was ever published.
    """
    rulebook = Rulebook.objects.for_newcomer(on=on)
    if rulebook is None:
        raise RulebookMissing(_("No rulebook has been published yet."))
    return rulebook.pk, rules_of(rulebook)


def rules_for_newcomers(on: date) -> Rules | None:
    """Give the rules under which one begins on that day; None when none was ever published. One query."""
    rulebook = Rulebook.objects.for_newcomer(on=on)
    return None if rulebook is None else rules_of(rulebook)


def forget_rules(rulebook: Rulebook) -> None:
    """Read a rulebook anew: a publication that was rolled back may have left another text here."""
    _parsed.pop(rulebook.pk, None)
