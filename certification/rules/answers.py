"""Results as plain data, for JSON, and a level as an attestation freezes it."""

from typing import Any

from .facts import FrozenClaim, FrozenLevel
from .results import Amount, Assessment, LevelResult, RecordResult, RequirementResult
from .rulebook import Rulebook

Data = dict[str, Any]


def assessment_data(assessment: Assessment) -> Data:
    """Give the answer in the assessment format."""
    return {
        "rulebook": assessment.rulebook.code,
        "levels": [_level_data(level) for level in assessment.levels],
        "records": [_record_data(record) for record in assessment.records],
    }


def freeze_level(assessment: Assessment, number: int) -> FrozenLevel:
    """Make the frozen level that an attestation of level `number` rests on, as assessed."""
    return FrozenLevel(
        number=number,
        claims=tuple(
            FrozenClaim(
                ref=record.ref,
                requirement=claim.requirement,
                slot=claim.slot,
                minutes=claim.minutes,
            )
            for record in assessment.records
            for claim in record.claims
            if claim.level == number
        ),
        attested=assessment.rulebook.level(number),
    )


def rulebook_data(rulebook: Rulebook) -> Data:
    """Give a rulebook as a case writes it inline; `parse_rulebook` reads it again."""
    data: Data = {
        "code": rulebook.code,
        "title": rulebook.title,
        "day_minutes": rulebook.day_minutes,
        "levels": [
            {
                "number": level.number,
                "title": level.title,
                "objective": level.objective,
                "requirements": [
                    {
                        "code": requirement.code,
                        "title": requirement.title,
                        "minutes": requirement.minutes,
                        "off_territory_minutes": requirement.off_territory_minutes,
                        "kinds": list(requirement.kinds),
                        "accredited_only": requirement.accredited_only,
                    }
                    for requirement in level.requirements
                ],
            }
            for level in rulebook.levels
        ],
    }
    if rulebook.in_force_from:
        data["in_force_from"] = rulebook.in_force_from.isoformat()
    return data


def _level_data(level: LevelResult) -> Data:
    return {
        "number": level.number,
        "complete": level.complete,
        "completed_on": level.completed_on and level.completed_on.isoformat(),
        "frozen": level.frozen,
        **_amount_data(level),
        "requirements": [_requirement_data(requirement) for requirement in level.requirements],
    }


def _requirement_data(requirement: RequirementResult) -> Data:
    data = {"code": requirement.code, **_amount_data(requirement)}
    if requirement.off_territory:
        data["off_territory"] = _amount_data(requirement.off_territory)
    data["completed_on"] = requirement.completed_on and requirement.completed_on.isoformat()
    return data


def _amount_data(amount: Amount | LevelResult | RequirementResult) -> Data:
    return {
        "required": amount.required,
        "credited": amount.credited,
        "missing": amount.missing,
    }


def _record_data(record: RecordResult) -> Data:
    return {
        "id": record.ref,
        "claims": [
            {
                "level": claim.level,
                "requirement": claim.requirement,
                "slot": str(claim.slot),
                "minutes": claim.minutes,
            }
            for claim in record.claims
        ],
        "unused_minutes": record.unused_minutes,
        "unused_reason": record.unused_reason and str(record.unused_reason),
    }
