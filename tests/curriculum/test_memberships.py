"""Who works in which institution, from when to when."""

from datetime import date, timedelta

import pytest
from wagtail.models import ModelLogEntry

from curriculum.errors import InvalidInput, MembershipOverlap, NotAllowed
from curriculum.models import Membership
from curriculum.services.memberships import (
    correct_membership,
    join_institution,
    leave_institution,
    remove_membership,
)
from tests.factories import TODAY

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def membership(amina, institution, denis):
    """Amina works there since 2020."""
    return join_institution(
        person=amina,
        institution=institution,
        since=date(2020, 1, 1),
        function="Éducatrice",
        by=denis,
    )


def test_a_person_joins_and_leaves(membership, institution, denis):
    leave_institution(membership=membership, on=YESTERDAY, by=denis)

    assert not institution.memberships.current(on=TODAY).exists()
    assert institution.memberships.current(on=YESTERDAY).get() == membership
    lines = ModelLogEntry.objects.for_instance(membership.person)
    assert {line.action for line in lines} == {
        "curriculum.join_institution",
        "curriculum.leave_institution",
    }


def test_a_person_comes_back(membership, amina, institution, denis):
    leave_institution(membership=membership, on=YESTERDAY, by=denis)

    join_institution(person=amina, institution=institution, since=TODAY, by=denis)

    assert Membership.objects.filter(person=amina).count() == 2


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2019, 1, 1), None),
        (date(2019, 1, 1), date(2020, 1, 1)),
        (date(2021, 1, 1), date(2021, 2, 1)),
        (TODAY, None),
    ],
)
def test_it_refuses_to_be_twice_in_one_place(membership, amina, institution, denis, since, until):
    with pytest.raises(MembershipOverlap):
        join_institution(person=amina, institution=institution, since=since, until=until, by=denis)


def test_it_refuses_to_end_before_it_begins(membership, denis):
    with pytest.raises(InvalidInput):
        leave_institution(membership=membership, on=date(2019, 12, 31), by=denis)


def test_it_refuses_to_leave_twice(membership, denis):
    leave_institution(membership=membership, on=YESTERDAY, by=denis)

    with pytest.raises(InvalidInput):
        leave_institution(membership=membership, on=TODAY, by=denis)


def test_it_corrects_dates(membership, denis, institution):
    correct_membership(
        membership=membership, since=date(2021, 1, 1), until=None, function="Cheffe", by=denis
    )

    assert Membership.objects.get().starts_on == date(2021, 1, 1)
    line = ModelLogEntry.objects.for_instance(membership.person).latest("timestamp")
    assert line.data["after"]["workplace"] == institution.name


def test_it_removes_what_never_was(membership, denis):
    remove_membership(membership=membership, by=denis)

    assert not Membership.objects.exists()


def test_strangers_keep_no_memberships(membership, erwan):
    with pytest.raises(NotAllowed):
        leave_institution(membership=membership, on=TODAY, by=erwan)
