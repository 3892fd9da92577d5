"""Random rulebooks and dossiers, small enough to clash, from a seed that is printed."""

import os
import random
from datetime import date, timedelta

from certification.rules import (
    Dossier,
    FrozenClaim,
    FrozenLevel,
    Hours,
    Level,
    Requirement,
    Rulebook,
    evaluate,
    freeze_level,
)

SEED = int(os.environ.get("RULES_SEED") or random.SystemRandom().randrange(10**6))
FIRST_DAY = date(2026, 1, 1)


def seeded(offset: int = 0) -> random.Random:
    """Give a source of random numbers; `RULES_SEED=… pytest` repeats a run."""
    print(f"RULES_SEED={SEED}")  # noqa: T201
    return random.Random(SEED + offset)


def random_rulebook(rng: random.Random) -> Rulebook:
    """Make levels whose requirements overlap in kinds, so that minutes must be moved."""
    kinds = [f"kind_{letter}" for letter in "abcdef"[: rng.randint(2, 6)]]
    return Rulebook(
        code="random",
        day_minutes=360,
        levels=tuple(
            Level(
                number=number,
                requirements=tuple(
                    _random_requirement(rng, f"r{index}", kinds)
                    for index in range(rng.randint(1, 3))
                ),
            )
            for number in range(1, rng.randint(2, 4))
        ),
    )


def _random_requirement(rng: random.Random, code: str, kinds: list[str]) -> Requirement:
    minutes = rng.randint(1, 12)
    return Requirement(
        code=code,
        minutes=minutes,
        off_territory_minutes=rng.choice([0, 0, rng.randint(0, minutes), minutes]),
        kinds=tuple(rng.sample(kinds, rng.randint(1, min(3, len(kinds))))),
        accredited_only=rng.random() < 0.25,
    )


def random_records(
    rng: random.Random, rulebook: Rulebook, *, most: int, longest: int
) -> tuple[Hours, ...]:
    """Make records of the rulebook's kinds and of one it does not name, on few days."""
    kinds = sorted({k for x in rulebook.levels for r in x.requirements for k in r.kinds})
    kinds = rng.sample(kinds, min(len(kinds), rng.randint(1, 6)))
    return tuple(
        Hours(
            ref=f"h{index}",
            kind=rng.choice([*kinds, *kinds, *kinds, "unknown"]),
            on=FIRST_DAY + timedelta(days=rng.randint(0, most)),
            minutes=rng.randint(1, longest),
            off_territory=rng.random() < 0.4,
            accredited=rng.random() < 0.5,
        )
        for index in range(rng.randint(0, most))
    )


def random_dossier(
    rng: random.Random, rulebook: Rulebook, *, most: int = 10, longest: int = 9
) -> Dossier:
    """Make a dossier; in one of three, levels are frozen, on claims the rules may not choose."""
    records = random_records(rng, rulebook, most=most, longest=longest)
    if rng.random() < 2 / 3:
        return Dossier(records=records)
    if rng.random() < 0.5:
        assessment = evaluate(rulebook, Dossier(records=records))
        number = rng.choice(rulebook.levels).number
        return Dossier(records=records, frozen=(freeze_level(assessment, number),))
    return Dossier(records=records, frozen=(_arbitrary_frozen_level(rng, rulebook, records),))


def _arbitrary_frozen_level(
    rng: random.Random, rulebook: Rulebook, records: tuple[Hours, ...]
) -> FrozenLevel:
    level = rng.choice(rulebook.levels)
    left = {record.ref: record.minutes for record in records}
    claims = []
    for requirement in level.requirements:
        for slot, capacity in requirement.slots():
            for ref in rng.sample(sorted(left), min(2, len(left))):
                minutes = min(rng.randint(0, 9), left[ref], capacity)
                if minutes:
                    left[ref] -= minutes
                    capacity -= minutes
                    claims.append(
                        FrozenClaim(
                            ref=ref, requirement=requirement.code, slot=slot, minutes=minutes
                        )
                    )
    return FrozenLevel(number=level.number, claims=tuple(claims))
