"""The tree of territories."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.errors import InvalidInput, NotAllowed, StillInUse
from curriculum.french_order import sort_key
from curriculum.models import Territory
from curriculum.services.territories import (
    add_local_territory,
    load_territories,
    remove_local_territory,
    rename_local_territory,
)
from tests.at_once import at_once, refusals
from tests.factories import make_place


@pytest.fixture
def tree(db):
    """The tree as the standard has it."""
    load_territories()


def children_of(code: str) -> list[str]:
    return [child.name for child in Territory.objects.get(iso_code=code).get_children()]


def test_it_nests_as_the_standard_says(tree):
    essonne = Territory.objects.get(iso_code="FR-91")
    liege = Territory.objects.get(iso_code="BE-WLG")

    assert [node.name for node in essonne.get_ancestors()] == ["France", "Île-de-France"]
    assert [node.name for node in liege.get_ancestors()] == ["Belgique", "Région wallonne"]
    assert Territory.find_problems() == ([], [], [], [], [])


def test_it_speaks_french(tree):
    names = dict(Territory.objects.exclude(iso_code=None).values_list("iso_code", "name"))

    assert names["IT"] == "Italie"
    assert names["IT-TO"] == "Turin"
    assert names["BE-VAN"] == "Anvers"
    assert names["CH-BE"] == "Berne"
    assert names["BE-BRU"] == "Région de Bruxelles-Capitale"


def test_it_sorts_accents_like_a_french_dictionary(tree):
    regions = children_of("FR")

    assert regions == sorted(regions, key=sort_key)
    assert regions.index("Île-de-France") < regions.index("La Réunion")
    assert [node.name for node in Territory.get_root_nodes()] == [
        "France",
        "Belgique",
        "Italie",
        "Algérie",
        "Suisse",
    ]


def test_it_knows_the_clock_of_each_place(tree):
    zones = dict(Territory.objects.values_list("iso_code", "time_zone"))

    assert zones["FR-91"] == "Europe/Paris"
    assert zones["FR-974"] == "Indian/Reunion"
    assert zones["DZ-16"] == "Africa/Algiers"


def test_it_may_run_again(tree, denis):
    ile_de_france = Territory.objects.get(iso_code="FR-IDF")
    added = add_local_territory(parent=ile_de_france, name="Plateau", by=denis)
    Territory.objects.filter(iso_code="FR-91").update(name="Esone")
    Territory.objects.get(iso_code="FR-77").delete()
    count = Territory.objects.count()

    listed = load_territories()

    assert Territory.objects.count() == count + 1 == listed + 1
    assert Territory.objects.get(iso_code="FR-91").name == "Essonne"
    assert "Seine-et-Marne" in children_of("FR-IDF")
    assert Territory.objects.get(pk=added.pk).get_parent().iso_code == "FR-IDF"
    assert children_of("FR-IDF") == sorted(children_of("FR-IDF"), key=sort_key)
    assert Territory.find_problems() == ([], [], [], [], [])


def test_it_loads_in_few_queries(db):
    with CaptureQueriesContext(connection) as queries:
        load_territories()

    assert len(queries) < 60


def test_staff_add_a_local_territory_in_its_place(tree, denis):
    essonne = Territory.objects.get(iso_code="FR-91")

    for name in ("Grigny", "Évry", "Étampes", "Corbeil"):
        added = add_local_territory(parent=essonne, name=f"  {name} ", by=denis)

    assert children_of("FR-91") == ["Corbeil", "Étampes", "Évry", "Grigny"]
    assert added.time_zone == "Europe/Paris"
    assert Territory.objects.get(iso_code="FR").contains(added)
    assert Territory.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "ÉVRY"])
def test_it_refuses_a_bad_name(tree, denis, name):
    essonne = Territory.objects.get(iso_code="FR-91")
    add_local_territory(parent=essonne, name="Évry", by=denis)

    with pytest.raises(InvalidInput) as refusal:
        add_local_territory(parent=essonne, name=name, by=denis)

    assert refusal.value.errors["name"]


def test_it_refuses_those_who_are_not_staff(tree, erwan):
    with pytest.raises(NotAllowed):
        add_local_territory(parent=Territory.objects.get(iso_code="FR-91"), name="Évry", by=erwan)


def test_it_renames_and_moves(tree, denis):
    essonne = Territory.objects.get(iso_code="FR-91")
    evry, grigny = (
        add_local_territory(parent=essonne, name=name, by=denis) for name in ("Évry", "Grigny")
    )
    add_local_territory(parent=evry, name="Les Pyramides", by=denis)

    renamed = rename_local_territory(territory=evry, name="Quartiers d’Évry", by=denis)

    assert children_of("FR-91") == ["Grigny", "Quartiers d’Évry"]
    assert renamed.get_children()[0].name == "Les Pyramides"
    rename_local_territory(territory=renamed, name="Cœur d’Essonne", by=denis)
    assert children_of("FR-91") == ["Cœur d’Essonne", "Grigny"]
    assert Territory.find_problems() == ([], [], [], [], [])
    assert Territory.objects.get(pk=grigny.pk).name == "Grigny"


def test_it_keeps_the_standard(tree, denis):
    essonne = Territory.objects.get(iso_code="FR-91")

    with pytest.raises(InvalidInput):
        rename_local_territory(territory=essonne, name="Ma belle Essonne", by=denis)
    with pytest.raises(InvalidInput):
        remove_local_territory(territory=essonne, by=denis)


def test_it_removes_what_nothing_uses(tree, denis):
    essonne = Territory.objects.get(iso_code="FR-91")
    evry = add_local_territory(parent=essonne, name="Évry", by=denis)

    remove_local_territory(territory=evry, by=denis)

    assert children_of("FR-91") == []
    assert Territory.find_problems() == ([], [], [], [], [])


def test_it_keeps_what_is_in_use(tree, denis):
    essonne = Territory.objects.get(iso_code="FR-91")
    evry = add_local_territory(parent=essonne, name="Évry", by=denis)
    make_place(evry)
    grigny = add_local_territory(parent=essonne, name="Grigny", by=denis)
    add_local_territory(parent=grigny, name="La Grande Borne", by=denis)

    with pytest.raises(StillInUse):
        remove_local_territory(territory=evry, by=denis)
    with pytest.raises(StillInUse):
        remove_local_territory(territory=grigny, by=denis)

    assert children_of("FR-91") == ["Évry", "Grigny"]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_may_add_at_once(tree, denis):
    essonne = Territory.objects.get(iso_code="FR-91")
    region = Territory.objects.get(iso_code="FR-IDF")
    names = [("Évry", essonne), ("Bassin sud", region), ("Grigny", essonne), ("Plateau", region)]

    outcomes = at_once(
        [
            lambda name=name, parent=parent: add_local_territory(parent=parent, name=name, by=denis)
            for name, parent in names
        ]
    )

    assert refusals(outcomes) == []
    assert Territory.find_problems() == ([], [], [], [], [])
    assert children_of("FR-91") == ["Évry", "Grigny"]
    assert children_of("FR-IDF") == sorted(children_of("FR-IDF"), key=sort_key)
