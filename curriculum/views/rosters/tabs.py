"""The lines of a list by what they come to, or by what became of them: each kind has its tab."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curriculum.enums import LineResult, LineState


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, as `components/tabs.html` shows it."""

    label: str
    address: str
    is_current: bool
    number: int


def state_tabs(path: str, counts: Mapping[str, int], waits: int, wanted: str) -> list[Tab]:
    """Give the tabs of a list that is checked; kinds without a line have none."""
    order = (
        LineState.PROBLEM,
        LineState.QUESTION,
        LineState.NEW,
        LineState.KNOWN,
        LineState.HELD,
        LineState.REPEATED,
        LineState.LEFT_OUT,
    )
    kinds = [(str(state), str(state.label), counts[state]) for state in order]
    kinds.insert(4, ("waits", _("On the waiting list"), waits))
    return _tabs(path, "state", kinds, sum(counts.values()), wanted)


def result_tabs(path: str, counts: Mapping[str, int], no_mail: int, wanted: str) -> list[Tab]:
    """Give the tabs of a list that is done."""
    kinds = [(str(result), str(result.label), counts[result]) for result in LineResult]
    kinds.append(("no_mail", _("Without a mail"), no_mail))
    return _tabs(path, "result", kinds, sum(counts.values()), wanted)


def _tabs(path: str, name: str, kinds, total: int, wanted: str) -> list[Tab]:
    tabs = [Tab(_("All lines"), path, not wanted, total)]
    for value, label, number in kinds:
        if number or value == wanted:
            tabs.append(Tab(label, f"{path}?{name}={value}", value == wanted, number))
    return tabs
