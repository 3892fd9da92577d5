"""Names sort and are found as French people expect, on every database."""

import pytest

from curriculum.french_order import fold
from curriculum.models import Enrolment, Person
from curriculum.models.collation import FrenchKey
from tests.factories import make_enrolment, make_person

NAMES = [
    "Évrard",
    "Zola",
    "Œuvrard",
    "d’Alembert",
    "Martin",
    "Élan",
    "N'Diaye",
    "Çelik",
    "Saint-Just",
]
SORTED = [
    "Çelik",
    "d’Alembert",
    "Élan",
    "Évrard",
    "Martin",
    "N'Diaye",
    "Œuvrard",
    "Saint-Just",
    "Zola",
]

pytestmark = pytest.mark.both_databases


def test_people_stand_in_french_order(db):
    for name in NAMES:
        make_person("Inès", name)

    assert [person.family_name for person in Person.objects.in_order()] == SORTED


def test_enrolments_stand_in_french_order(session):
    for name in NAMES:
        make_enrolment(session, make_person("Inès", name))

    found = Enrolment.objects.in_name_order()

    assert [enrolment.person.family_name for enrolment in found] == SORTED


def test_the_database_folds_as_python_does(db):
    text = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ àâäçéèêëîïôöùûüÿ Œœ Ææ L’été d'ÂÎ, Saint-Ÿ 100 %"
    person = make_person("Inès", text)

    assert Person.objects.values_list(FrenchKey("family_name"), flat=True).get(
        pk=person.pk
    ) == fold(text)


@pytest.mark.parametrize("words", ["evrard", "ÉVRARD", "evra jo", "José evrard", "jose@", "%"])
def test_people_are_found_with_or_without_accents(db, words):
    person = make_person("José", "Évrard", email="jose@example.org")
    make_person("Zoé", "Martin", email="zoe@example.org")

    found = list(Person.objects.named_like(words))

    assert found == ([] if words == "%" else [person])
