"""The engine agrees with an independent exact solver, slot by slot."""

import pytest

from certification.rulebooks import packaged_rulebook
from certification.rules import Assessment, Dossier, Rulebook, allocate_totals, evaluate
from tests.certification.rules.random_cases import random_dossier, random_rulebook, seeded
from tests.certification.rules.reference import Place, Programme


def credited(levels) -> dict[Place, int]:
    amounts = {}
    for level in levels:
        for requirement in level.requirements:
            if level.frozen:
                continue
            share = requirement.off_territory
            place = (level.number, requirement.code)
            amounts[Place(*place, "off_territory")] = share.credited if share else 0
            amounts[Place(*place, "open")] = requirement.open.credited
    return amounts


def sums(dossier: Dossier) -> dict[tuple[str, bool, bool], int]:
    """Add up the minutes that rest in no frozen level, as a query would."""
    held = {}
    for level in dossier.frozen:
        for claim in level.claims:
            held[claim.ref] = held.get(claim.ref, 0) + claim.minutes
    totals = {}
    for record in dossier.records:
        key = (record.kind, record.off_territory, record.accredited)
        totals[key] = totals.get(key, 0) + record.minutes - held.get(record.ref, 0)
    return totals


def claimed(assessment: Assessment) -> dict[tuple[str, Place], int]:
    frozen = {level.number for level in assessment.levels if level.frozen}
    return {
        (record.ref, Place(claim.level, claim.requirement, claim.slot)): claim.minutes
        for record in assessment.records
        for claim in record.claims
        if claim.level not in frozen
    }


def check_amounts(rulebook: Rulebook, dossier: Dossier) -> None:
    expected = Programme(rulebook, dossier).amounts()

    by_record = evaluate(rulebook, dossier)
    plan = rulebook.plan.without(level.number for level in dossier.frozen)
    by_sums = allocate_totals(plan, sums(dossier))

    assert credited(by_record.levels) == expected, (rulebook, dossier)
    places = [Place(slot.level, slot.requirement, slot.name) for slot in plan.slots]
    assert by_sums == [expected.get(place, 0) for place in places], (rulebook, dossier)


def test_it_agrees_on_the_packaged_rulebook():
    rng = seeded()
    rulebook = packaged_rulebook("ficc")

    for _ in range(350):
        dossier = random_dossier(rng, rulebook, most=14, longest=1440)
        check_amounts(rulebook, dossier)


def test_it_agrees_on_random_rulebooks():
    rng = seeded(1)

    for _ in range(350):
        rulebook = random_rulebook(rng)
        check_amounts(rulebook, random_dossier(rng, rulebook))


@pytest.mark.parametrize("offset", [2, 3])
def test_it_chooses_records_by_the_rule_for_ties(offset):
    rng = seeded(offset)

    for _ in range(60):
        rulebook = random_rulebook(rng)
        dossier = random_dossier(rng, rulebook, most=6)

        assessment = evaluate(rulebook, dossier)

        assert claimed(assessment) == Programme(rulebook, dossier).claims(), (rulebook, dossier)
