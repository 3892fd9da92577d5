"""How progress is worded: every sentence about levels, requirements and records is made here."""

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from certification.dossier import Opportunity
from certification.provenance import provenance
from certification.rules import Change, RequirementResult, Rulebook
from certification.wording import (
    claim_sentence,
    requirement_title,
    state_sentence,
    territory_sentence,
    unused_sentence,
)
from curriculum.enums import AttendanceRole
from curriculum.french_days import spell_day
from curriculum.templatetags.hours import hours

register = template.Library()

register.simple_tag(requirement_title)
register.simple_tag(claim_sentence)
register.filter(unused_sentence)
register.filter(state_sentence)
register.filter(territory_sentence)
register.filter(provenance)

LEVEL_TONES = {"attested": "accent", "to_attest": "success", "complete": "success"}


@register.filter
def missing_sentence(result: RequirementResult) -> str:
    """Say what one requirement still lacks; nothing when it is complete."""
    if not result.missing:
        return ""
    off_missing = result.off_territory.missing if result.off_territory else 0
    open_missing = result.open.missing
    if off_missing and open_missing:
        return _("Missing: %(off)s off-territory, and %(open)s on any territory.") % {
            "off": hours(off_missing),
            "open": hours(open_missing),
        }
    if off_missing:
        return _("Missing: %(off)s off-territory.") % {"off": hours(off_missing)}
    if result.off_territory:
        return _("Missing: %(open)s, on any territory.") % {"open": hours(open_missing)}
    return _("Missing: %(open)s.") % {"open": hours(open_missing)}


@register.filter
def level_tone(state: str) -> str:
    """Give the colour of a level's state."""
    return LEVEL_TONES.get(state, "")


@register.simple_tag
def change_sentence(change: Change, rulebook: Rulebook) -> str:
    """Say what more hours would bring to one requirement."""
    words = {
        "time": hours(change.minutes),
        "level": change.level,
        "requirement": requirement_title(rulebook, change.level, change.requirement),
        "off": hours(_off_gain(change)),
    }
    if words["off"] == words["time"]:
        sentence = _("%(time)s in level %(level)s, off-territory: %(requirement)s")
    elif _off_gain(change):
        sentence = _("%(time)s in level %(level)s, %(off)s of it off-territory: %(requirement)s")
    else:
        sentence = _("%(time)s in level %(level)s: %(requirement)s")
    if change.completes:
        return sentence % words + " " + _("(then complete)")
    return sentence % words


def _off_gain(change: Change) -> int:
    sides = [
        side.off_territory.credited if side and side.off_territory else 0
        for side in (change.after, change.before)
    ]
    return sides[0] - sides[1]


@register.simple_tag
def levels_completed_sentence(numbers: tuple[int, ...]) -> str:
    """Say which levels more hours would complete; nothing when there is none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return _("Level %(number)s would be complete.") % {"number": numbers[0]}
    listed = get_text_list([str(number) for number in numbers], _("and"))
    return _("Levels %(numbers)s would be complete.") % {"numbers": listed}


@register.filter
def opportunity_sentence(opportunity: Opportunity) -> str:
    """Say when a session is, where, and in which role it would count."""
    words = {
        "day": spell_day(opportunity.first_on, "j F Y"),
        "territory": opportunity.session.territory,
    }
    if opportunity.is_off_territory:
        sentence = _("From %(day)s, %(territory)s, off-territory")
    else:
        sentence = _("From %(day)s, %(territory)s")
    if opportunity.role == AttendanceRole.CO_ANIMATOR:
        return sentence % words + ". " + _("As co-animator, to be agreed with the federation.")
    return sentence % words + "."


@register.filter
def side_hours(result: RequirementResult | None) -> str:
    """Write how far a requirement is in one of two versions; a dash where the version lacks it."""
    if result is None:
        return "–"
    words = {"done": hours(result.credited), "all": hours(result.required)}
    return _("%(done)s of %(all)s") % words
