"""What holds for every rulebook and every dossier."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certification.rules import (
    Assessment,
    Dossier,
    Hours,
    Level,
    Requirement,
    Rulebook,
    evaluate,
    freeze_level,
)

KINDS = ["a", "b", "c", "d"]

# A busy machine is no reason to fail.
calmly = settings(suppress_health_check=[HealthCheck.too_slow])

minutes = st.integers(1, 12)
requirements = st.builds(
    lambda minutes, share, kinds, accredited_only: {
        "minutes": minutes,
        "off_territory_minutes": min(share, minutes),
        "kinds": tuple(kinds),
        "accredited_only": accredited_only,
    },
    minutes,
    st.sampled_from([0, 0, 3, 12]),
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True),
    st.sampled_from([False, False, True]),
)
rulebooks = st.lists(st.lists(requirements, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda levels: Rulebook(
        code="any",
        day_minutes=6,
        levels=tuple(
            Level(
                number=number,
                requirements=tuple(
                    Requirement(code=f"r{index}", **values) for index, values in enumerate(level)
                ),
            )
            for number, level in enumerate(levels, start=1)
        ),
    )
)
records = st.lists(
    st.builds(
        Hours,
        ref=st.just(""),
        kind=st.sampled_from([*KINDS, "unknown"]),
        on=st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        minutes=minutes,
        off_territory=st.booleans(),
        accredited=st.booleans(),
    ),
    max_size=10,
).map(lambda found: tuple(replace(hours, ref=f"h{i}") for i, hours in enumerate(found)))


@st.composite
def situations(draw) -> tuple[Rulebook, Dossier]:
    """Give a rulebook and a dossier in which a level may be frozen, as some hours gave it."""
    rulebook, done = draw(rulebooks), draw(records)
    if not draw(st.booleans()):
        return rulebook, Dossier(records=done)
    attested = evaluate(rulebook, Dossier(records=done[: draw(st.integers(0, len(done)))]))
    level = freeze_level(attested, draw(st.sampled_from(rulebook.levels)).number)
    return rulebook, Dossier(records=done, frozen=(level,))


def amounts(assessment: Assessment) -> dict:
    return {
        (level.number, need.code): (need.off_territory, need.open)
        for level in assessment.levels
        for need in level.requirements
    }


@calmly
@given(situations())
def test_no_minute_counts_twice(situation):
    rulebook, dossier = situation

    results = evaluate(rulebook, dossier).records

    for record, result in zip(dossier.records, results, strict=True):
        assert result.ref == record.ref
        assert all(claim.minutes > 0 for claim in result.claims)
        assert (
            sum(claim.minutes for claim in result.claims) + result.unused_minutes == record.minutes
        )
        assert (result.unused_reason is None) == (result.unused_minutes == 0)


@calmly
@given(situations())
def test_no_requirement_is_over_filled_and_claims_add_up(situation):
    rulebook, dossier = situation

    assessment = evaluate(rulebook, dossier)

    claimed = Counter()
    for record in assessment.records:
        for claim in record.claims:
            claimed[claim.level, claim.requirement, claim.slot] += claim.minutes
    for (level, code), (share, open_part) in amounts(assessment).items():
        assert open_part.credited == claimed[level, code, "open"] <= open_part.required
        if share:
            assert share.credited == claimed[level, code, "off_territory"] <= share.required


@calmly
@given(situations())
def test_hours_fill_only_what_they_suit(situation):
    rulebook, dossier = situation

    assessment = evaluate(rulebook, dossier)

    for record, result in zip(dossier.records, assessment.records, strict=True):
        for claim in result.claims:
            need = rulebook.level(claim.level).requirement(claim.requirement)
            assert record.kind in need.kinds
            assert record.accredited or not need.accredited_only
            assert record.off_territory or claim.slot == "open"


@calmly
@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_input_is_irrelevant(situation, rng):
    rulebook, dossier = situation
    shuffled = list(dossier.records)
    rng.shuffle(shuffled)

    first = evaluate(rulebook, dossier)
    second = evaluate(rulebook, replace(dossier, records=tuple(shuffled)))

    assert second.levels == first.levels
    assert second.by_ref() == first.by_ref()
    assert [result.ref for result in second.records] == [record.ref for record in shuffled]


@calmly
@given(situations(), st.integers(0, 9))
def test_one_more_record_lowers_no_slot(situation, chosen):
    rulebook, dossier = situation
    frozen = {claim.ref for level in dossier.frozen for claim in level.claims}
    spare = [record for record in dossier.records if record.ref not in frozen]
    if not spare:
        return
    taken = spare[chosen % len(spare)]
    fewer = tuple(record for record in dossier.records if record is not taken)

    before = amounts(evaluate(rulebook, replace(dossier, records=fewer)))
    after = amounts(evaluate(rulebook, dossier))

    for place, (share, open_part) in after.items():
        assert open_part.credited >= before[place][1].credited
        assert not share or share.credited >= before[place][0].credited


@calmly
@given(situations(), st.integers(0, 9), st.integers(1, 11))
def test_splitting_a_record_changes_no_total(situation, chosen, part):
    rulebook, dossier = situation
    frozen = {claim.ref for level in dossier.frozen for claim in level.claims}
    long = [r for r in dossier.records if r.minutes > 1 and r.ref not in frozen]
    if not long:
        return
    whole = long[chosen % len(long)]
    part = min(part, whole.minutes - 1)
    halves = (
        replace(whole, ref="first half", minutes=part),
        replace(whole, ref="second half", minutes=whole.minutes - part),
    )
    others = tuple(record for record in dossier.records if record is not whole)

    before = evaluate(rulebook, dossier)
    after = evaluate(rulebook, replace(dossier, records=others + halves))

    assert after.levels == before.levels


@calmly
@given(situations())
def test_freezing_what_is_complete_changes_no_amount(situation):
    rulebook, dossier = situation
    if dossier.frozen:
        return
    before = evaluate(rulebook, dossier)
    complete = [level.number for level in before.levels if level.complete]

    frozen = tuple(freeze_level(before, number) for number in complete)
    after = evaluate(rulebook, replace(dossier, frozen=frozen))

    assert amounts(after) == amounts(before)
    for number in complete:
        assert after.level(number).completed_on is not None
