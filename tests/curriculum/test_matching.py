"""Who of those that a list names is known already."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.french_order import names_key
from curriculum.matching import Match, Wanted, match_people
from curriculum.models import Membership, Person
from curriculum.models.collation import NamesKey
from tests.factories import LONG_AGO, TODAY, make_enrolment, make_institution, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BORN = date(1980, 5, 17)
ANOTHER_DAY = date(1991, 1, 2)


@pytest.fixture
def known(institution):
    """Make somebody who works in the institution."""

    def make(given="Inès", family="Le Goff", *, birth_date=None, **extra):
        person = make_person(given, family, **extra)
        Person.objects.filter(pk=person.pk).update(birth_date=birth_date)
        Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
        return person

    return make


def match(institution, *args, **extra) -> Match:
    """Look for one person."""
    return match_people([Wanted(*args, **extra)], institution=institution, on=TODAY)[0]


def test_the_same_address_and_names_are_the_same_person(institution, known):
    ines = known(email="ines@example.org")

    assert match(institution, "INES", "LE-GOFF", "Ines@Example.org") == Match(person_id=ines.pk)


def test_the_address_of_the_account_counts_too(institution, known):
    ines = known(account=True)
    Person.objects.filter(pk=ines.pk).update(email="")

    assert match(institution, "Inès", "Le Goff", ines.user.email).person_id == ines.pk


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("jean marie", "d'angelo"),
        ("JEAN-MARIE", "D’ANGELO"),
        ("Jean\u00a0 Marie", "Dangelo"),
        ("D’Angelo", "Jean-Marie"),
    ],
)
def test_names_are_the_same_however_they_are_written(institution, known, given, family):
    jean = known("Jean-Marie", "D’Angelo", email="jm@example.org")

    assert match(institution, given, family, "jm@example.org").person_id == jean.pk


def test_the_same_names_and_date_of_birth_are_asked_about(institution, known):
    ines = known(birth_date=BORN, email="ines@example.org")

    found = match(institution, "Ines", "Le Goff", "autre@example.org", BORN)

    assert found == Match(candidate_id=ines.pk)


def test_the_same_names_are_asked_about_when_a_date_of_birth_is_missing(institution, known):
    ines = known(birth_date=BORN)

    assert match(institution, "Inès", "Le Goff") == Match(candidate_id=ines.pk)
    assert match(institution, "Le Goff", "Inès", "", BORN) == Match(candidate_id=ines.pk)


def test_twins_are_two_people(institution, known):
    known(birth_date=BORN)

    assert match(institution, "Inès", "Le Goff", "", ANOTHER_DAY) == Match()


def test_another_date_of_birth_at_the_same_address_is_asked_about(institution, known):
    ines = known(birth_date=BORN, email="ines@example.org")

    found = match(institution, "Inès", "Le Goff", "ines@example.org", ANOTHER_DAY)

    assert found == Match(candidate_id=ines.pk)


def test_the_address_with_other_names_is_asked_about(institution, known):
    ines = known(email="ines@example.org")

    assert match(institution, "Inès", "Durand", "ines@example.org") == Match(candidate_id=ines.pk)


def test_a_shared_mailbox_tells_people_apart_by_their_names(institution, known):
    ines = known(email="contact@example.org")
    known("Jean", "Roux", email="contact@example.org")

    assert match(institution, "Inès", "Le Goff", "contact@example.org").person_id == ines.pk
    assert match(institution, "Luc", "Petit", "contact@example.org") == Match()


def test_a_mailbox_that_a_list_gives_to_several_people_says_nothing_alone(institution, known):
    ines = known(email="contact@example.org")
    wanted = [
        Wanted("Luc", "Petit", "contact@example.org"),
        Wanted("Inès", "Le Goff", "Contact@example.org"),
    ]

    found = match_people(wanted, institution=institution, on=TODAY)

    assert found == [Match(), Match(person_id=ines.pk)]


def test_the_one_born_on_that_day_is_meant_of_two_at_one_address(institution, known):
    known(email="contact@example.org")
    second = known(email="contact@example.org", birth_date=BORN)

    found = match(institution, "Inès", "Le Goff", "contact@example.org", BORN)

    assert found == Match(person_id=second.pk)


def test_two_of_the_same_names_and_address_are_asked_about(institution, known):
    first = known(email="contact@example.org")
    known(email="contact@example.org")

    found = match(institution, "Inès", "Le Goff", "contact@example.org")

    assert found == Match(candidate_id=first.pk)


def test_an_institution_recognises_nobody_who_is_not_of_it(institution):
    stranger = make_person("Inès", "Le Goff", email="ines@example.org")

    found = match(institution, "Inès", "Le Goff", "ines@example.org")

    assert found == Match(elsewhere_id=stranger.pk, same_address=True)


def test_elsewhere_without_the_address_is_for_staff_to_decide(institution):
    stranger = make_person("Inès", "Le Goff", email="ines@example.org")

    found = match(institution, "Inès", "Le Goff", "i.legoff@hopital.example")

    assert found == Match(elsewhere_id=stranger.pk, same_address=False)


def test_somebody_inside_may_be_asked_about_beside_somebody_elsewhere(institution, known):
    stranger = make_person("Inès", "Le Goff", email="ines@example.org")
    ines = known()

    found = match(institution, "Inès", "Le Goff", "ines@example.org")

    assert found == Match(candidate_id=ines.pk, elsewhere_id=stranger.pk, same_address=True)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (LONG_AGO, TODAY - timedelta(days=1)),
        (TODAY + timedelta(days=1), None),
    ],
)
def test_those_who_left_or_are_to_come_are_elsewhere(institution, starts_on, ends_on):
    ines = make_person("Inès", "Le Goff", email="ines@example.org")
    Membership.objects.create(
        person=ines, institution=institution, starts_on=starts_on, ends_on=ends_on
    )

    assert match(institution, "Inès", "Le Goff", "ines@example.org").elsewhere_id == ines.pk


def test_those_whom_it_enrolled_are_its_own(institution, session):
    ines = make_person("Inès", "Le Goff", email="ines@example.org")
    make_enrolment(session, ines, institution=institution)

    assert match(institution, "Inès", "Le Goff", "ines@example.org").person_id == ines.pk


def test_those_whom_another_institution_enrolled_are_not(institution, essonne, session):
    ines = make_person("Inès", "Le Goff", email="ines@example.org")
    make_enrolment(session, ines, institution=make_institution(essonne))

    assert match(institution, "Inès", "Le Goff", "ines@example.org").person_id is None


def test_staff_know_everybody(db):
    stranger = make_person("Inès", "Le Goff", email="ines@example.org")

    assert match(None, "Inès", "Le Goff", "ines@example.org") == Match(person_id=stranger.pk)


def test_it_asks_the_same_questions_for_ten_and_for_a_thousand(institution, known):
    for number in range(10):
        known(f"Prénom{number}", "Nom", email=f"p{number}@example.org")
    wanted = [Wanted(f"Prénom{number}", "Nom", f"p{number}@example.org") for number in range(500)]

    with CaptureQueriesContext(connection) as few:
        match_people(wanted[:10], institution=institution, on=TODAY)
    with CaptureQueriesContext(connection) as many:
        found = match_people(wanted, institution=institution, on=TODAY)

    assert len(few) == len(many) == 2
    assert sum(match.person_id is not None for match in found) == 10


def test_nobody_wanted_is_nobody_found(institution):
    assert match_people([], institution=institution, on=TODAY) == []


def test_the_database_finds_people_by_the_index_on_their_names(institution):
    people = Person.objects.alias(key=NamesKey("family_name", "given_name"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")

    plan = people.filter(key__in=["legoff|ines", "x|y"]).order_by().explain()

    assert "person_by_names" in plan


letters = st.text("aàéÉœŒçÇ-’' zZ", min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=letters, family=letters)
def test_both_databases_compare_names_as_we_do(given, family):
    person = Person.objects.create(given_name=given, family_name=family)

    key = Person.objects.annotate(key=NamesKey("family_name", "given_name")).get(pk=person.pk).key

    assert key == names_key(family, given)


some = st.sampled_from
people = st.builds(
    Wanted,
    given_name=some(["Inès", "INES", "Jean"]),
    family_name=some(["Le Goff", "le-goff", "Roux"]),
    email=some(["", "a@example.org", "A@example.org", "b@example.org"]),
    birth_date=some([None, BORN, ANOTHER_DAY]),
)


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(inside=st.lists(people, max_size=4), outside=st.lists(people, max_size=4), wanted=people)
def test_whatever_is_known_these_hold(institution, inside, outside, wanted):
    Membership.objects.all().delete()
    Person.objects.all().delete()
    own = {_save(one).pk: one for one in inside}
    others = {_save(one).pk: one for one in outside}
    for pk in own:
        Membership.objects.create(person_id=pk, institution=institution, starts_on=LONG_AGO)

    found = match_people([wanted], institution=institution, on=TODAY)[0]

    assert found.person_id is None or found.person_id in own
    assert found.candidate_id is None or found.candidate_id in own
    assert found.elsewhere_id is None or found.elsewhere_id in others
    assert not (found.person_id and (found.candidate_id or found.elsewhere_id))
    if found.person_id:
        assert own[found.person_id].email.lower() == wanted.email.lower() != ""
    if found.same_address:
        assert others[found.elsewhere_id].email.lower() == wanted.email.lower() != ""
    # A stranger changes nothing about what the institution is told.
    Person.objects.filter(pk__in=others).delete()
    alone = match_people([wanted], institution=institution, on=TODAY)[0]
    assert (alone.person_id, alone.candidate_id) == (found.person_id, found.candidate_id)


def _save(one: Wanted) -> Person:
    return Person.objects.create(
        given_name=one.given_name,
        family_name=one.family_name,
        email=one.email.lower(),
        birth_date=one.birth_date,
    )
