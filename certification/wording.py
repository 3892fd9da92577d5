"""How hours are worded, the same on pages, on paper and in workbooks."""

from django.utils.translation import gettext as _

from certification.enums import ClaimSlot, HourState
from certification.models import HourRecord
from certification.rules import Claim, RecordResult, Rulebook, UnusedReason
from curriculum.templatetags.hours import hours


def requirement_title(rulebook: Rulebook, level: int, code: str) -> str:
    """Name a requirement as its rulebook does."""
    found = rulebook.level(level)
    requirement = found.requirement(code) if found else None
    return (requirement.title if requirement else "") or code


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
