"""What trainings count for, and what the rulebook in force asks for, on public pages."""

from django import template
from django.utils import timezone

from certification.dossier import Counted, rules_for_newcomers, what_counts
from certification.rules import Requirement, Rulebook
from curriculum.enums import HourKind

register = template.Library()


@register.simple_tag
def counts_for(slots) -> list[Counted]:
    """List what half-days count for by the rulebook in force, for `counts.html`; one query."""
    slots = list(slots)
    rules = rules_for_newcomers(timezone.localdate()) if slots else None
    return what_counts(slots, rules) if rules else []


@register.filter
def kind_labels(requirement: Requirement) -> list[str]:
    """Name the kinds of hours that a requirement takes; a code that the curriculum lacks stays as it is."""
    names = dict(HourKind.choices)
    return [str(names.get(kind, kind)) for kind in requirement.kinds]


@register.filter
def as_days(minutes: int, rules: Rulebook) -> int | None:
    """Count the days of the rulebook (6 for 36 h); None when they are not whole."""
    days, rest = divmod(minutes, rules.day_minutes)
    return None if rest else days


@register.filter
def total_minutes(rules: Rulebook) -> int:
    """Sum what all levels ask for."""
    return sum(level.minutes for level in rules.levels)


@register.simple_tag
def rod_parts(rules: Rulebook) -> list[dict]:
    """Cut a rod into its levels, each as long as its hours, in hundredths of the whole."""
    whole, done, parts = total_minutes(rules), 0, []
    for level in rules.levels:
        parts.append(
            {
                "number": level.number,
                "start": f"{100 * done / whole:.2f}%",
                "width": f"{100 * level.minutes / whole:.2f}%",
                "middle": f"{100 * (done + level.minutes / 2) / whole:.2f}%",
            }
        )
        done += level.minutes
    return parts
