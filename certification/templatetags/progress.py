"""How progress is worded: every sentence about levels, requirements and records is made here."""

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from certification.dossier import Opportunity
from certification.enums import ClaimSlot, HourState
from certification.models import HourRecord
from certification.rules import (
    Change,
    Claim,
    RecordResult,
    RequirementResult,
    Rulebook,
    UnusedReason,
)
from curriculum.enums import AttendanceRole
from curriculum.french_days import spell_day
from curriculum.templatetags.hours import hours

register = template.Library()

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
def requirement_title(rulebook: Rulebook, level: int, code: str) -> str:
    """Name a requirement as its rulebook does."""
    found = rulebook.level(level)
    requirement = found.requirement(code) if found else None
    return (requirement.title if requirement else "") or code


@register.simple_tag
def claim_sentence(claim: Claim, rulebook: Rulebook) -> str:
    """Say where some minutes of a record count."""
    words = {
        "time": hours(claim.minutes),
        "level": claim.level,
        "requirement": requirement_title(rulebook, claim.level, claim.requirement),
    }
    if claim.slot == ClaimSlot.OFF_TERRITORY:
        return _("%(time)s in level %(level)s, off-territory share: %(requirement)s") % words
    return _("%(time)s in level %(level)s: %(requirement)s") % words


@register.filter
def unused_sentence(result: RecordResult) -> str:
    """Say how many minutes of a record count nowhere, and why."""
    time = {"time": hours(result.unused_minutes)}
    match result.unused_reason:
        case UnusedReason.KIND_NOT_IN_RULEBOOK:
            return (
                _("%(time)s count nowhere: the rulebook does not ask for hours of this kind.")
                % time
            )
        case UnusedReason.PROVIDER_NOT_ACCREDITED:
            return (
                _(
                    "%(time)s count nowhere: the federation had not accredited the training body, "
                    "as the rulebook asks."
                )
                % time
            )
        case UnusedReason.ONLY_OFF_TERRITORY_MISSING:
            return (
                _("%(time)s count nowhere yet: only off-territory hours are missing for this kind.")
                % time
            )
        case UnusedReason.REQUIREMENTS_FULL:
            return (
                _("%(time)s count nowhere: every requirement that takes this kind is complete.")
                % time
            )
    return ""


@register.filter
def state_sentence(record: HourRecord) -> str:
    """Say why a record that is not validated does not count."""
    match record.state:
        case HourState.SUBMITTED:
            return _("Waiting for validation: not counted yet.")
        case HourState.REFUSED:
            return _("Refused: %(reason)s") % {"reason": record.decision_reason}
        case HourState.DRAFT:
            return _("Draft: not sent to the federation yet.")
    return ""


@register.filter
def territory_sentence(record: HourRecord) -> str:
    """Explain why a record is off-territory or not."""
    words = {
        "place": record.territory,
        "home": record.home_territory,
        "reason": record.off_territory_reason,
    }
    if record.off_territory_overruled_by_id:
        if record.off_territory:
            return _("Off-territory by decision of the federation: %(reason)s") % words
        return _("Not off-territory by decision of the federation: %(reason)s") % words
    if record.territory is None:
        return _("The territory of the activity is not known.")
    if record.home_territory is None:
        return _("%(place)s. The professional territory of that day is not known.") % words
    if record.territory_id == record.home_territory_id:
        return _("%(place)s, the professional territory of that day.") % words
    if record.home_territory.contains(record.territory):
        return _("%(place)s, inside the professional territory of that day (%(home)s).") % words
    if record.territory.contains(record.home_territory):
        return _("%(place)s, around the professional territory of that day (%(home)s).") % words
    return _("%(place)s. Professional territory that day: %(home)s.") % words


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
