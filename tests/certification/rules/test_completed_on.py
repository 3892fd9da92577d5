"""The day on which a requirement, a slot or a level became complete, against brute force."""

from datetime import date

from certification.rulebooks import packaged_rulebook
from certification.rules import Assessment, Dossier, FrozenLevel, Rulebook, evaluate
from tests.certification.rules.random_cases import random_dossier, random_rulebook, seeded
from tests.certification.rules.reference import Programme


def complete_parts(rulebook: Rulebook, dossier: Dossier) -> set:
    """Give the complete levels and requirements, found by the independent solver."""
    amounts = Programme(rulebook, dossier).amounts()
    frozen = {level.number for level in dossier.frozen}
    parts = set()
    for level in rulebook.levels:
        if level.number in frozen:
            continue
        done = [
            need.code
            for need in level.requirements
            if need.minutes
            == sum(
                minutes
                for place, minutes in amounts.items()
                if place[:2] == (level.number, need.code)
            )
        ]
        parts |= {(level.number, code) for code in done}
        if len(done) == len(level.requirements):
            parts.add((level.number, None))
    return parts


def up_to(dossier: Dossier, day: date) -> Dossier:
    """Give the dossier as of that day; what later records gave to frozen levels goes with them."""
    records = tuple(record for record in dossier.records if record.on <= day)
    refs = {record.ref for record in records}
    frozen = tuple(
        FrozenLevel(number=level.number, claims=tuple(c for c in level.claims if c.ref in refs))
        for level in dossier.frozen
    )
    return Dossier(records=records, frozen=frozen)


def first_days(rulebook: Rulebook, dossier: Dossier) -> dict:
    found = {}
    for day in sorted({record.on for record in dossier.records}):
        for part in complete_parts(rulebook, up_to(dossier, day)):
            found.setdefault(part, day)
    return found


def stated_days(assessment: Assessment) -> dict:
    stated = {}
    for level in assessment.levels:
        if not level.frozen:
            stated[level.number, None] = level.completed_on
            for requirement in level.requirements:
                stated[level.number, requirement.code] = requirement.completed_on
    return {part: day for part, day in stated.items() if day}


def test_it_dates_random_rulebooks_as_brute_force_does():
    rng = seeded(10)

    for _ in range(60):
        rulebook = random_rulebook(rng)
        dossier = random_dossier(rng, rulebook, most=12)

        assessment = evaluate(rulebook, dossier)

        assert stated_days(assessment) == first_days(rulebook, dossier), (rulebook, dossier)


def test_it_dates_the_packaged_rulebook_as_brute_force_does():
    rng = seeded(11)
    rulebook = packaged_rulebook("ficc")

    for _ in range(15):
        dossier = random_dossier(rng, rulebook, most=30, longest=1440)

        assessment = evaluate(rulebook, dossier)

        assert stated_days(assessment) == first_days(rulebook, dossier), (rulebook, dossier)
