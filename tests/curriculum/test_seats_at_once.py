"""Seats when many decide at the same moment, on both databases: nothing sold twice, nobody lost, no error."""

from collections import Counter
from datetime import timedelta

import pytest

from curriculum.enums import EnrolmentStatus, OfferingKind
from curriculum.models import Enrolment
from curriculum.services.departures import withdraw
from curriculum.services.enrolment import enrol, enrol_visitor
from curriculum.services.groups import enrol_group
from curriculum.services.self_enrolment import enrol_myself
from curriculum.services.transfers import transfer
from curriculum.services.waiting_list import accept_offer, give_place, lapse_offers
from tests.at_once import at_once, refusals
from tests.factories import (
    NOON,
    TODAY,
    make_enrolment,
    make_offering,
    make_person,
    make_session,
)

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

NEXT_MONTH = TODAY + timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture
def free(place):
    """A workshop of the coming month, free of charge, with ten seats."""
    offering = make_offering(OfferingKind.WORKSHOP, "Atelier")
    offering.price_cents = 0
    offering.save()
    return make_session(place, offering=offering, on=NEXT_MONTH, capacity=10)


def states(session) -> Counter:
    return Counter(session.enrolments.values_list("status", flat=True))


def fresh(enrolment) -> Enrolment:
    """Give the row as each thread reads it for itself."""
    return Enrolment.objects.get(pk=enrolment.pk)


def waiting_for(session, *people) -> list[Enrolment]:
    """Put people on the list, a minute apart."""
    return [
        make_enrolment(
            session,
            person,
            status=EnrolmentStatus.WAITING,
            enrolled_at=None,
            applied_at=NOON + timedelta(minutes=number),
        )
        for number, person in enumerate(people)
    ]


def test_fifty_people_after_the_last_ten_seats(free):
    people = [make_person("Camille", f"N{number:02}", account=True) for number in range(50)]

    outcomes = at_once(
        [
            lambda person=person: (
                enrol_myself(session=free, person=person, by=person.user, at=NOON).status
            )
            for person in people
        ]
    )

    assert Counter(outcomes) == {"enrolled": 10, "waiting": 40}
    assert states(free) == {"enrolled": 10, "waiting": 40}
    ranks = Enrolment.objects.filter(session=free).with_rank().exclude(rank=None)
    assert sorted(ranks.values_list("rank", flat=True)) == list(range(1, 41))


def test_visitors_staff_and_groups_share_the_same_seats(free, institution, denis):
    free.is_open_to_everyone = True
    free.save()
    visitors, staffed = [make_person() for _ in range(12)], [make_person() for _ in range(6)]
    groups = [[make_person() for _ in range(3)] for _ in range(4)]

    outcomes = at_once(
        [
            *[lambda p=p: enrol_visitor(session=free, person=p, at=NOON) for p in visitors],
            *[
                lambda p=p: enrol(session=free, person=p, by=denis, at=NOON, or_wait=True)
                for p in staffed
            ],
            *[
                lambda g=g: enrol_group(
                    session=free,
                    people=g,
                    institution=institution,
                    all_or_none=True,
                    by=denis,
                    at=NOON,
                )
                for g in groups
            ],
        ]
    )

    assert refusals(outcomes) == []
    found = states(free)
    assert found["enrolled"] <= 10
    assert sum(found.values()) == 30
    for group in free.groups.all():
        assert group.enrolments.values("status").distinct().count() == 1


def test_a_yes_and_the_deadline_meet(place, amina, bruno):
    session = make_session(place, on=NEXT_MONTH, capacity=1)
    late = make_enrolment(
        session, amina, status=EnrolmentStatus.OFFERED, enrolled_at=None, offered_until=NOON + DAY
    )
    [second] = waiting_for(session, bruno)

    yes, lapsed = at_once(
        [
            lambda: accept_offer(enrolment=fresh(late), by=amina.user, at=NOON + DAY / 2),
            lambda: lapse_offers(at=NOON + DAY),
        ]
    )

    first, next_one = fresh(late).status, fresh(second).status
    if lapsed:
        assert (refusals([yes]), first, next_one) == (
            ["EnrolmentNotActive"],
            "waiting",
            "offered",
        )
    else:
        assert (first, next_one) == ("enrolled", "waiting")


def test_two_seats_that_come_free_go_to_two_people(place, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=2)
    taken = [make_enrolment(session, make_person()) for _ in range(2)]
    waiting = waiting_for(session, *[make_person() for _ in range(3)])

    outcomes = at_once(
        [lambda one=one: withdraw(enrolment=fresh(one), by=denis, at=NOON).status for one in taken]
    )

    assert outcomes == ["withdrawn"] * 2
    assert [fresh(one).status for one in waiting] == ["offered", "offered", "waiting"]


def test_one_seat_is_not_withdrawn_twice(place, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=1)
    taken = make_enrolment(session, make_person())
    waiting = waiting_for(session, make_person(), make_person())

    outcomes = at_once([lambda: withdraw(enrolment=fresh(taken), by=denis, at=NOON).status] * 2)

    assert refusals(outcomes) == ["EnrolmentNotActive"]
    assert "withdrawn" in outcomes
    assert [fresh(one).status for one in waiting] == ["offered", "waiting"]


def test_staff_give_the_seat_while_it_is_offered(place, amina, bruno, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=1)
    taken = make_enrolment(session, make_person())
    first, second = waiting_for(session, amina, bruno)

    outcomes = at_once(
        [
            lambda: withdraw(enrolment=fresh(taken), by=denis, at=NOON).status,
            lambda: give_place(enrolment=fresh(second), by=denis, at=NOON, reason="Urgent").status,
        ]
    )

    assert refusals(outcomes) in ([], ["SessionFull"])
    found = states(session)
    assert found["enrolled"] + found["offered"] == 1
    assert found["waiting"] == 1
    assert (outcomes[1] == "enrolled") == (fresh(first).status == "waiting")


def test_transfers_the_other_way_round_do_not_lock_each_other_out(place, amina, bruno, denis):
    offering = make_offering()
    one, other = (make_session(place, offering=offering, on=NEXT_MONTH) for _ in range(2))
    here, there = make_enrolment(one, amina), make_enrolment(other, bruno)

    outcomes = at_once(
        [
            lambda: transfer(enrolment=fresh(here), to=other, by=denis, at=NOON).status,
            lambda: transfer(enrolment=fresh(there), to=one, by=denis, at=NOON).status,
        ]
    )

    assert outcomes == ["enrolled", "enrolled"]
