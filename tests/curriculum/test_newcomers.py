"""People whom nobody knew yet, noted together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from curriculum.enums import ClaimState
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import HomeTerritory, Membership, Person, PersonClaim, User
from curriculum.services.newcomers import Newcomer, join_members, make_newcomers
from tests.factories import LONG_AGO, NOON, TODAY, make_enrolment, make_institution, make_person

pytestmark = pytest.mark.django_db


def row(number: int = 1, **extra) -> Newcomer:
    values = {
        "given_name": f"Prénom{number}",
        "family_name": "Nom",
        "email": f"P{number}@example.org",
    }
    return Newcomer(**(values | extra))


def test_a_manager_notes_people_of_the_institution(claire, institution, essonne):
    rows = [row(1, function="Infirmière", territory=essonne), row(2)]

    first, second = make_newcomers(rows=rows, institution=institution, by=claire.user, at=NOON)

    assert (first.full_name, first.email, first.user) == ("Prénom1 Nom", "p1@example.org", None)
    membership = Membership.objects.get(person=first)
    assert (membership.institution, membership.function) == (institution, "Infirmière")
    assert (membership.starts_on, membership.ends_on) == (TODAY, None)
    assert HomeTerritory.objects.get().since == TODAY
    assert Membership.objects.get(person=second).function == ""
    lines = ModelLogEntry.objects.filter(action="curriculum.create_person", user=claire.user)
    assert lines.count() == 2
    assert lines.get(object_id=first.pk).data["after"]["territory"] == "Essonne"
    assert User.objects.count() == 1


def test_who_may_be_known_elsewhere_is_asked_later(claire, institution):
    known = make_person("Prénom1", "Nom", email="p1@example.org")
    gone = make_person()
    gone_id = gone.pk
    gone.delete()
    rows = [
        row(1, elsewhere_id=known.pk, same_address=True),
        row(2, elsewhere_id=gone_id),
        row(3),
    ]

    newcomer, *_others = make_newcomers(rows=rows, institution=institution, by=claire.user, at=NOON)

    claim = PersonClaim.objects.get()
    assert (claim.newcomer, claim.known, claim.institution) == (newcomer, known, institution)
    assert (claim.state, claim.same_address) == (ClaimState.PENDING, True)


def test_staff_note_people_without_an_institution(denis):
    (person,) = make_newcomers(rows=[row()], institution=None, by=denis, at=NOON)

    assert not person.memberships.exists()


def test_a_manager_notes_nobody_elsewhere(claire, essonne, erwan, institution):
    elsewhere = make_institution(essonne)

    for by, where in ((claire.user, elsewhere), (claire.user, None), (erwan, institution)):
        with pytest.raises(NotAllowed):
            make_newcomers(rows=[row()], institution=where, by=by, at=NOON)
    assert not Person.objects.filter(family_name="Nom").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"given_name": "  "}, "given_name"),
        ({"family_name": "x" * 101}, "family_name"),
        ({"phone": "0" * 31}, "phone"),
        ({"birth_date": TODAY}, "birth_date"),
    ],
)
def test_it_refuses_what_cannot_be(denis, wrong, field):
    with pytest.raises(InvalidInput) as refused:
        make_newcomers(rows=[row(1), row(2, **wrong)], institution=None, by=denis, at=NOON)

    assert field in refused.value.errors
    assert not Person.objects.exists()


@pytest.mark.both_databases
def test_a_thousand_take_as_many_statements_as_ten(claire, institution, essonne):
    def statements(count):
        rows = [row(number, territory=essonne) for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            make_newcomers(rows=rows, institution=institution, by=claire.user, at=NOON)
        return len(queries)

    statements(1)

    assert statements(1000) == statements(10) <= 10


def test_known_people_join_once(claire, institution, session):
    here, gone, coming, new = (make_person() for _number in range(4))
    make_enrolment(session, new, institution=institution)
    Membership.objects.create(person=here, institution=institution, starts_on=LONG_AGO)
    Membership.objects.create(
        person=gone, institution=institution, starts_on=LONG_AGO, ends_on=TODAY - timedelta(days=1)
    )
    later = TODAY + timedelta(days=10)
    Membership.objects.create(person=coming, institution=institution, starts_on=later)

    made = join_members(
        people=[here, gone, coming, new],
        institution=institution,
        by=claire.user,
        at=NOON,
        functions={new.pk: "Éducatrice"},
    )

    assert [membership.person for membership in made] == [gone, coming, new]
    assert [membership.ends_on for membership in made] == [None, later - timedelta(days=1), None]
    assert made[2].function == "Éducatrice"
    assert (
        ModelLogEntry.objects.filter(action="curriculum.join_institution", user=claire.user).count()
        == 3
    )
    assert join_members(people=[new], institution=institution, by=claire.user, at=NOON) == []


def test_a_manager_takes_in_nobody_whom_the_institution_does_not_know(claire, denis, institution):
    outsider = make_person()

    with pytest.raises(NotAllowed):
        join_members(people=[outsider], institution=institution, by=claire.user, at=NOON)

    assert join_members(people=[outsider], institution=institution, by=denis, at=NOON)


def test_only_those_who_act_for_the_institution_say_who_joins(erwan, institution):
    with pytest.raises(NotAllowed):
        join_members(people=[make_person()], institution=institution, by=erwan, at=NOON)
