"""How far people are, from rows: the worked examples, what waits, what is frozen, and how many queries."""

import random
from datetime import date, timedelta

import pytest

from certification.dossier import assess, assess_many, effect_of, effect_of_move
from certification.enums import HourState
from certification.errors import RulebookMissing
from certification.models import HourRecord, LevelAward
from certification.rules import UnusedReason
from certification.services.rulebooks import ensure_followed
from curriculum.enums import HourKind
from curriculum.models import Person
from tests.certification.records import (
    make_award,
    make_days,
    make_ficc,
    make_record,
    make_rulebook,
)
from tests.factories import NOON, TODAY, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HOUR = 60


def hours_of(person, level, requirement):
    """Credited hours and, if there is such a share, off-territory hours of one requirement."""
    result = assess(person).assessment.level(level).requirement(requirement)
    if result.off_territory is None:
        return result.credited / HOUR
    return result.credited / HOUR, result.off_territory.credited / HOUR


# The worked examples


def test_six_days_at_home_leave_twelve_hours_off_territory_missing(amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6)

    assert hours_of(amina, 1, "theory") == 60
    assert hours_of(amina, 1, "participation") == (24, 0)
    assert hours_of(amina, 2, "participation") == (12, 0)
    assert not assess(amina).assessment.level(1).complete


def test_four_days_at_home_and_three_elsewhere_complete_level_one(amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 4)
    make_days(amina, "participation_coc", 3, off_territory=True)

    progress = assess(amina)

    assert progress.assessment.level(1).complete
    assert progress.next_level_to_attest == 1
    assert hours_of(amina, 2, "participation") == (6, 6)


def test_co_animation_of_the_coc_serves_level_three_only(amina):
    make_days(amina, "co_animation_coc", 2)
    make_days(amina, "co_animation_coc", 2, off_territory=True)

    assert hours_of(amina, 2, "co_animation") == (0, 0)
    assert hours_of(amina, 3, "co_animation") == (24, 12)


def test_co_animation_at_home_fills_two_open_slots(amina):
    make_days(amina, "co_animation_cc", 4)

    assert hours_of(amina, 2, "co_animation") == (12, 0)
    assert hours_of(amina, 3, "co_animation") == (12, 0)


def test_seminars_and_congresses_fill_both_levels(amina):
    make_days(amina, "seminar_cc", 4, hours=5)
    make_days(amina, "congress", 4, hours=5, on=date(2025, 1, 1))

    assert (hours_of(amina, 2, "seminars"), hours_of(amina, 3, "seminars")) == (20, 20)


def test_seminars_beyond_twenty_hours_go_on_to_level_three(amina):
    make_days(amina, "seminar_cc", 4, hours=6.5)

    assert (hours_of(amina, 2, "seminars"), hours_of(amina, 3, "seminars")) == (20, 6)


def test_deepening_at_a_body_that_is_not_accredited_counts_nowhere(amina):
    make_days(amina, "deepening", 10, hours=8)

    progress = assess(amina)

    assert hours_of(amina, 3, "deepening") == 0
    reasons = {record.unused_reason for record in progress.assessment.records}
    assert reasons == {UnusedReason.PROVIDER_NOT_ACCREDITED}


def test_one_day_is_split_between_two_levels(amina):
    make_days(amina, "theory", 8, hours=7.25)
    last = make_record(amina, "theory", 7, on=date(2025, 1, 1))

    claims = assess(amina).assessment.by_ref()[last.ref].claims

    assert [(claim.level, claim.minutes) for claim in claims] == [(1, 120), (2, 300)]


def test_an_attested_level_stays_when_the_rules_change(amina):
    levels = [
        {
            "number": 1,
            "requirements": [
                {
                    "code": "participation",
                    "minutes": 2400,
                    "off_territory_minutes": 2400,
                    "kinds": ["participation_cc"],
                }
            ],
        }
    ]
    forty = make_rulebook(levels, version=1)
    levels[0]["requirements"][0] |= {"minutes": 3000}
    fifty = make_rulebook(levels, version=2)
    make_days(amina, "participation_cc", 8, hours=5, off_territory=True)
    follow(amina, forty)
    make_award(amina, 1)

    follow(amina, fifty)

    level = assess(amina).assessment.level(1)
    assert (level.complete, level.frozen, level.required, level.credited) == (
        True,
        True,
        2400,
        2400,
    )
    (total,) = assess_many()[amina.pk].levels
    assert (total.required, total.credited, total.attested) == (2400, 2400, True)


# What counts, what waits, what is frozen


def test_a_newcomer_is_judged_by_the_rulebook_of_the_day(amina):
    ficc = make_ficc()

    progress = assess(amina, on=TODAY)

    assert progress.rulebook_id == ficc.pk
    assert [level.credited for level in progress.assessment.levels] == [0, 0, 0, 0]
    assert progress.next_level_to_attest is None


def test_it_says_when_there_is_no_rulebook(amina):
    with pytest.raises(RulebookMissing):
        assess(amina)


@pytest.mark.parametrize("state", sorted(set(HourState.values) - {HourState.VALIDATED}))
def test_only_validated_hours_count(amina, state):
    reason = {"decision_reason": "Illisible"} if state == HourState.REFUSED else {}
    make_record(amina, "theory", 6, state=state, **reason)

    progress = assess(amina)

    assert progress.assessment.level(1).credited == 0
    assert progress.waiting_minutes == (6 * HOUR if state == HourState.SUBMITTED else 0)
    assert assess_many()[amina.pk].waiting_minutes == progress.waiting_minutes


def test_hours_of_others_do_not_count(amina, bruno):
    make_days(bruno, "theory", 3)
    make_ficc()

    assert assess(amina).assessment.records == ()


def test_waiting_hours_say_what_they_would_bring(amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 4)
    make_days(amina, "participation_cc", 2, off_territory=True, state=HourState.SUBMITTED)

    would = assess(amina).after_waiting

    assert would.levels_completed == (1,)
    (change,) = would.changes
    assert (change.level, change.requirement, change.minutes) == (1, "participation", 12 * HOUR)


def test_it_tells_what_validating_some_records_would_change(amina):
    make_days(amina, "theory", 9)
    first, second = make_days(amina, "theory", 2, state=HourState.SUBMITTED, on=TODAY)

    assert [c.level for c in effect_of(person=amina, records=[first]).changes] == [1]
    both = effect_of(person=amina, records=HourRecord.objects.filter(pk__in=[first.pk, second.pk]))
    assert [(c.level, c.minutes) for c in both.changes] == [(1, 360), (2, 360)]
    assert effect_of(person=amina, records=[]).changes == ()


def test_records_that_count_already_change_nothing(amina):
    records = make_days(amina, "theory", 2)

    assert effect_of(person=amina, records=records).changes == ()


def test_frozen_minutes_stay_in_the_level_they_were_attested_for(amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6, off_territory=True, on=date(2025, 1, 1))
    award = make_award(amina, 1)
    make_days(amina, "participation_cc", 3, on=date(2023, 1, 1))

    progress = assess(amina)

    level = progress.assessment.level(1)
    assert (level.frozen, level.completed_on) == (True, award.completed_on)
    assert progress.attested[1].completed_on == date(2025, 1, 6)
    assert hours_of(amina, 2, "participation") == (18, 0)


def test_a_withdrawn_award_frees_its_minutes(amina):
    make_days(amina, "theory", 10)
    make_days(amina, "participation_cc", 6, off_territory=True)
    make_award(amina, 1)
    LevelAward.objects.update(withdrawn_at=NOON, withdrawal_reason="Erreur")

    progress = assess(amina)

    assert progress.attested == {}
    assert not progress.assessment.level(1).frozen
    assert progress.next_level_to_attest == 1
    assert assess_many()[amina.pk].level_to_attest == 1


def test_a_level_waits_until_the_lower_ones_are_attested(amina):
    make_days(amina, "personal_work", 10, hours=7.5)
    make_days(amina, "pedagogy", 3, hours=5)

    progress = assess(amina)

    assert progress.assessment.level(4).complete
    assert progress.next_level_to_attest is None
    assert assess_many()[amina.pk].level_to_attest is None


def test_moving_somebody_is_shown_before_it_is_done(amina):
    make_days(amina, "theory", 10)
    easier = make_rulebook(
        [{"number": 1, "requirements": [{"code": "theory", "minutes": 3000, "kinds": ["theory"]}]}]
    )

    effect = effect_of_move(person=amina, rulebook=easier)

    changes = {(c.level, c.requirement): c for c in effect.changes}
    assert changes[1, "theory"].minutes == -600
    assert changes[1, "participation"].after is None
    assert changes[4, "pedagogy"].before.required == 900
    assert effect.after.level(1).complete
    assert assess(amina).assessment.level(1).credited == 3600


# The same numbers for one and for many, and what they cost


def test_one_and_many_agree_on_random_dossiers():
    dice = random.Random(20261120)
    people = [make_person() for _ in range(12)]
    for number, person in enumerate(people):
        _fill_at_random(person, dice, records=dice.choice([0, 5, 40, 90]), generous=number % 3 == 0)

    totals = assess_many()

    attested = 0
    for person in people:
        _assert_same(assess(person), totals[person.pk])
        attested += len(totals[person.pk].attested)
    assert attested


def _fill_at_random(person, dice, *, records, generous):
    ensure_followed(person=person, on=make_ficc().in_force_from)
    if generous:
        make_days(person, "theory", 11)
        make_days(person, "participation_cc", 9, off_territory=True)
    HourRecord.objects.bulk_create(
        HourRecord(
            person=person,
            source="declared",
            state=dice.choice(["validated"] * 4 + ["submitted", "draft"]),
            kind=dice.choice(HourKind.values),
            on=date(2024, 1, 1) + timedelta(days=dice.randrange(700)),
            minutes=dice.choice([45, 90, 180, 360, 420]),
            title="Activité",
            off_territory=dice.random() < 0.3,
            accredited=dice.random() < 0.5,
            decided_at=NOON,
        )
        for _ in range(records)
    )
    while (level := assess(person).next_level_to_attest) and generous:
        make_award(person, level)


def _assert_same(progress, totals):
    one, many = progress.assessment, totals
    assert [(x.number, x.required, x.credited, x.complete, x.frozen) for x in one.levels] == [
        (x.number, x.required, x.credited, x.complete, x.attested) for x in many.levels
    ]
    slots = {}
    for record in one.records:
        for claim in record.claims:
            if claim.level not in progress.attested:
                place = claim.level, claim.requirement, claim.slot
                slots[place] = slots.get(place, 0) + claim.minutes
    of_many = {slot[:3]: n for slot, n in zip(many.plan.slots, many.credited, strict=True) if n}
    assert slots == of_many
    assert progress.waiting_minutes == many.waiting_minutes
    assert progress.next_level_to_attest == many.level_to_attest


def test_somebody_without_hours_stands_at_the_beginning(amina):
    make_ficc()

    totals = assess_many()[amina.pk]

    assert [(level.credited, level.percent) for level in totals.levels] == [(0, 0)] * 4


def test_it_assesses_only_the_people_asked_for(amina, bruno):
    make_days(amina, "theory", 1)
    make_days(bruno, "theory", 1)

    assert set(assess_many(Person.objects.filter(pk=bruno.pk))) == {bruno.pk}


def test_one_person_costs_one_query(amina, django_assert_num_queries):
    make_days(amina, "theory", 11)
    make_days(amina, "participation_cc", 9, off_territory=True)
    make_award(amina, 1)
    assess(amina)  # The rulebook is read once per process.

    with django_assert_num_queries(1):
        assert assess(amina).assessment.level(1).frozen


def test_a_thousand_people_cost_as_many_queries_as_ten(django_assert_num_queries):
    ficc = make_ficc()
    assess_many()[0]  # The rulebook is read once per process.

    for wanted in (10, 1000):
        _people_with_hours(wanted - Person.objects.count(), ficc)
        with django_assert_num_queries(2):
            assert len(assess_many()) == wanted


def _people_with_hours(number, rulebook):
    from certification.models import FollowedRulebook

    people = Person.objects.bulk_create(
        Person(given_name="Camille", family_name=f"Personne{n}") for n in range(number)
    )
    FollowedRulebook.objects.bulk_create(
        FollowedRulebook(person=person, rulebook=rulebook, began_on=TODAY) for person in people
    )
    HourRecord.objects.bulk_create(
        HourRecord(
            person=person,
            source="declared",
            state="validated",
            kind="theory",
            on=TODAY,
            minutes=360,
            title="Activité",
            decided_at=NOON,
        )
        for person in people
    )


def follow(person, rulebook):
    followed = ensure_followed(person=person, on=TODAY)
    followed.rulebook = rulebook
    followed.save()
