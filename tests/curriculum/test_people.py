"""People, and the history of where they work."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.errors import InvalidInput, NotAllowed, TerritoryHistoryConflict
from curriculum.models import HomeTerritory, Person
from curriculum.services.people import (
    correct_home_territory,
    create_person,
    remove_home_territory,
    set_home_territory,
    update_person,
)
from tests.factories import TODAY


def home_of(person, on=TODAY):
    entry = HomeTerritory.objects.on(on).filter(person=person).first()
    return entry and entry.territory


def test_it_adds_a_person(denis):
    person = create_person(
        by=denis, given_name="  Inès ", family_name="Le  Goff", email="Ines@Example.org"
    )

    assert str(person) == "Inès Le Goff"
    assert person.email == "ines@example.org"
    assert ModelLogEntry.objects.for_instance(person).get().action == "curriculum.create_person"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"given_name": "", "family_name": "Le Goff"}, "given_name"),
        ({"given_name": "Inès", "family_name": "   "}, "family_name"),
        ({"given_name": "Inès", "family_name": "Le Goff", "email": "ines"}, "email"),
        ({"given_name": "Inès", "family_name": "Le Goff", "field": "sport"}, "field"),
        (
            {
                "given_name": "Inès",
                "family_name": "Le Goff",
                "birth_date": timezone.localdate() + timedelta(days=1),
            },
            "birth_date",
        ),
    ],
)
def test_it_says_which_detail_is_wrong(denis, details, field):
    with pytest.raises(InvalidInput) as refusal:
        create_person(by=denis, **details)

    assert list(refusal.value.errors) == [field]
    assert not Person.objects.exists()


def test_it_journals_what_changed_and_nothing_else(denis, amina):
    update_person(person=amina, by=denis, given_name="Amina", profession="Éducatrice")
    update_person(person=amina, by=denis, given_name="Amina", profession="Éducatrice")

    line = ModelLogEntry.objects.for_instance(amina).get()
    assert line.data == {"before": {"profession": ""}, "after": {"profession": "Éducatrice"}}
    assert line.user == denis


def test_it_leaves_the_person_as_it_was_when_refused(denis, amina):
    with pytest.raises(InvalidInput):
        update_person(person=amina, by=denis, family_name="")

    assert amina.family_name == "Benali"


def test_only_staff_keep_people(amina, essonne):
    with pytest.raises(NotAllowed):
        create_person(by=amina.user, given_name="Inès", family_name="Le Goff")
    with pytest.raises(NotAllowed):
        update_person(person=amina, by=amina.user, family_name="Autre")
    with pytest.raises(NotAllowed):
        set_home_territory(person=amina, territory=essonne, since=TODAY, by=amina.user)


def test_a_move_begins_an_entry_and_the_past_stays(denis, amina, essonne, liege):
    set_home_territory(person=amina, territory=liege, since=TODAY, by=denis)

    assert home_of(amina) == liege
    assert home_of(amina, TODAY - timedelta(days=1)) == essonne


def test_it_may_be_said_that_no_territory_is_known(denis, amina):
    set_home_territory(person=amina, territory=None, since=TODAY, by=denis)

    assert home_of(amina) is None


def test_it_refuses_two_territories_from_the_same_day(denis, amina, essonne, liege):
    set_home_territory(person=amina, territory=liege, since=TODAY, by=denis)

    with pytest.raises(TerritoryHistoryConflict):
        set_home_territory(person=amina, territory=essonne, since=TODAY, by=denis)

    assert home_of(amina) == liege


def test_it_corrects_an_entry(denis, amina, liege):
    entry = amina.home_territories.get()

    correct_home_territory(entry=entry, territory=liege, since=date(2020, 1, 1), by=denis)

    assert home_of(amina) == liege
    assert home_of(amina, date(2019, 12, 31)) is None
    line = ModelLogEntry.objects.for_instance(amina).get()
    assert line.data["before"] == {"since": "2015-01-01", "territory": "Essonne"}


def test_it_refuses_to_correct_onto_the_day_of_another(denis, amina, liege):
    entry = amina.home_territories.get()
    set_home_territory(person=amina, territory=liege, since=TODAY, by=denis)

    with pytest.raises(TerritoryHistoryConflict):
        correct_home_territory(entry=entry, territory=liege, since=TODAY, by=denis)


def test_removing_an_entry_lets_the_one_before_last(denis, amina, essonne, liege):
    entry = set_home_territory(person=amina, territory=liege, since=TODAY, by=denis)

    remove_home_territory(entry=entry, by=denis)

    assert home_of(amina) == essonne
