"""Single points of the engine that no story tells."""

from dataclasses import replace
from datetime import date

import pytest

from certification.rulebooks import packaged_rulebook
from certification.rules import (
    Dossier,
    Filling,
    FrozenClaim,
    FrozenLevel,
    Hours,
    Level,
    Requirement,
    Rulebook,
    SlotName,
    UnusedReason,
    compare,
    evaluate,
    freeze_level,
    what_if,
)

FICC = packaged_rulebook("ficc")
DAY = date(2026, 3, 14)


def hours(ref: str, kind: str, minutes: int, **more) -> Hours:
    return Hours(ref=ref, kind=kind, minutes=minutes, **{"on": DAY, **more})


def small_rulebook(*requirements: Requirement) -> Rulebook:
    return Rulebook(
        code="small", day_minutes=360, levels=(Level(number=1, requirements=requirements),)
    )


def reason(rulebook: Rulebook, *records: Hours) -> UnusedReason | None:
    """Give the reason for the unused minutes of the last record."""
    return evaluate(rulebook, Dossier(records=records)).records[-1].unused_reason


def test_it_tells_which_records_fill_a_requirement():
    dossier = Dossier(records=(hours("a", "theory", 3500), hours("b", "theory", 200)))

    assessment = evaluate(FICC, dossier)

    assert list(assessment.fillings(1, "theory")) == [
        Filling("a", SlotName.OPEN, 3500),
        Filling("b", SlotName.OPEN, 100),
    ]


def test_it_says_that_the_provider_is_not_accredited_even_when_nothing_is_missing():
    full = hours("a", "deepening", 4800, accredited=True)

    assert reason(FICC, full, hours("b", "deepening", 60)) == "provider_not_accredited"
    assert reason(FICC, full, hours("b", "deepening", 60, accredited=True)) == "requirements_full"


def test_it_says_what_would_give_the_minutes_a_place():
    open_to_all = Requirement(code="x", minutes=60, kinds=("k",))
    accredited = Requirement(code="y", minutes=60, kinds=("k",), accredited_only=True)
    elsewhere = Requirement(code="z", minutes=60, off_territory_minutes=60, kinds=("k",))
    accredited_elsewhere = replace(elsewhere, code="w", accredited_only=True)
    long = hours("a", "k", 100)

    assert reason(small_rulebook(open_to_all), long) == "requirements_full"
    assert reason(small_rulebook(open_to_all, accredited), long) == "provider_not_accredited"
    assert reason(small_rulebook(open_to_all, elsewhere), long) == "only_off_territory_missing"
    assert reason(small_rulebook(elsewhere, accredited), long) == "only_off_territory_missing"
    assert reason(small_rulebook(open_to_all, accredited_elsewhere), long) == (
        "provider_not_accredited"
    )


def test_it_gives_no_reason_of_a_frozen_level():
    rulebook = small_rulebook(
        Requirement(code="x", minutes=60, off_territory_minutes=30, kinds=("k",))
    )
    dossier = Dossier(records=(hours("a", "k", 60),), frozen=(FrozenLevel(number=1),))

    assert evaluate(rulebook, dossier).records[0].unused_reason == "requirements_full"


def test_it_tells_what_more_hours_would_change():
    theory = hours("a", "theory", 3600)
    done = (theory, hours("b", "participation_cc", 1800))
    elsewhere = hours("c", "participation_cc", 720, off_territory=True)

    effect = what_if(FICC, Dossier(records=done), [elsewhere])

    assert [(c.level, c.requirement, c.minutes, c.completes) for c in effect.changes] == [
        (1, "participation", 720, True)
    ]
    assert effect.levels_completed == (1,)
    assert effect.after.by_ref()["c"].unused_minutes == 0
    assert what_if(FICC, Dossier(records=done), []).changes == ()


def test_it_compares_two_rulebooks():
    old = small_rulebook(Requirement(code="x", minutes=60, kinds=("k",)))
    new = small_rulebook(
        Requirement(code="x", minutes=40, kinds=("k",)),
        Requirement(code="y", minutes=60, kinds=("k",)),
    )
    dossier = Dossier(records=(hours("a", "k", 50),))

    changes = compare(evaluate(old, dossier), evaluate(new, dossier))

    assert [(c.requirement, c.minutes, c.completes) for c in changes] == [
        ("x", -10, True),
        ("y", 10, False),
    ]
    assert changes[1].before is None


def test_it_keeps_the_numbers_of_the_rulebook_that_a_level_was_attested_by():
    old = small_rulebook(Requirement(code="old", minutes=60, kinds=("k",)))
    new = small_rulebook(Requirement(code="new", minutes=90, kinds=("k",)))
    dossier = Dossier(records=(hours("a", "k", 100),))
    frozen = freeze_level(evaluate(old, dossier), 1)

    assessment = evaluate(new, replace(dossier, frozen=(frozen,)))

    level = assessment.level(1)
    assert (level.complete, level.frozen, level.required, level.missing) == (True, True, 60, 0)
    assert [need.code for need in level.requirements] == ["old"]
    assert level.completed_on == DAY
    assert assessment.records[0].unused_minutes == 40


def test_it_shows_an_attested_level_that_the_rulebook_no_longer_has():
    old = Rulebook(
        code="old",
        day_minutes=360,
        levels=(Level(number=5, requirements=(Requirement(code="x", minutes=9, kinds=("k",)),)),),
    )
    dossier = Dossier(records=(hours("a", "k", 9),))
    frozen = freeze_level(evaluate(old, dossier), 5)

    levels = evaluate(FICC, replace(dossier, frozen=(frozen,))).levels

    assert [level.number for level in levels] == [1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="no level 5"):
        evaluate(FICC, replace(dossier, frozen=(replace(frozen, attested=None),)))


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ([("z", "theory", 10)], "no record"),
        ([("a", "theory", 100), ("a", "theory", 1)], "more minutes"),
        ([("a", "seminars", 10)], "no requirement"),
    ],
)
def test_it_refuses_frozen_claims_that_do_not_fit(claims, message):
    frozen = FrozenLevel(
        number=1,
        claims=tuple(
            FrozenClaim(ref=ref, requirement=code, slot=SlotName.OPEN, minutes=minutes)
            for ref, code, minutes in claims
        ),
    )

    with pytest.raises(ValueError, match=message):
        evaluate(FICC, Dossier(records=(hours("a", "theory", 100),), frozen=(frozen,)))


def test_it_orders_the_claims_of_a_record_by_level():
    record = hours("a", "seminar_cc", 1300)
    claim = FrozenClaim(ref="a", requirement="seminars", slot=SlotName.OPEN, minutes=100)
    dossier = Dossier(records=(record,), frozen=(FrozenLevel(number=3, claims=(claim,)),))

    claims = evaluate(FICC, dossier).records[0].claims

    assert [(c.level, c.minutes) for c in claims] == [(2, 1200), (3, 100)]


def test_it_takes_a_level_without_requirements_as_complete():
    rulebook = Rulebook(code="x", day_minutes=360, levels=(Level(number=1, requirements=()),))

    level = evaluate(rulebook, Dossier()).level(1)

    assert (level.complete, level.completed_on) == (True, None)
