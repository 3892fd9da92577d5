"""Institutions: staff keep all of them, managers a part of their own."""

import pytest
from wagtail.models import ModelLogEntry

from curriculum.errors import InvalidInput, NotAllowed, StillInUse
from curriculum.models import Institution
from curriculum.services.institutions import (
    create_institution,
    remove_institution,
    update_institution,
)
from tests.factories import make_institution

SIRET = "73282932000074"


@pytest.fixture
def in_france(france, institution):
    """The institution lies in a country that has a code."""
    type(france).objects.filter(pk=france.pk).update(iso_code="FR")
    return Institution.objects.select_related("territory").get(pk=institution.pk)


def test_a_manager_keeps_the_data_and_the_journal_says_so(in_france, claire):
    update_institution(
        institution=in_france,
        by=claire.user,
        registration_number="732 829 320 00074",
        vat_number="44 732 829 320",
        contact_name="Service  formation",
        order_habits="Bon de commande\navant la session",
    )

    kept = Institution.objects.get()
    assert (kept.registration_number, kept.vat_number) == (SIRET, "FR44732829320")
    assert kept.contact_name == "Service formation"
    line = ModelLogEntry.objects.for_instance(kept).latest("timestamp")
    assert line.user == claire.user
    assert line.data["after"]["registration_number"] == SIRET


@pytest.mark.parametrize("name", ["name", "kind", "territory"])
def test_a_manager_does_not_touch_what_stands_on_papers(in_france, claire, liege, name):
    values = {"name": "Autre", "kind": "school", "territory": liege}

    with pytest.raises(NotAllowed):
        update_institution(
            institution=in_france, by=claire.user, city="Évry", **{name: values[name]}
        )

    assert Institution.objects.get().city == ""


def test_others_keep_nothing(in_france, amina, claire, essonne):
    other = make_institution(essonne)

    for institution, by in ((in_france, amina.user), (other, claire.user)):
        with pytest.raises(NotAllowed):
            update_institution(institution=institution, by=by, city="Évry")
    with pytest.raises(NotAllowed):
        create_institution(by=claire.user, name="X", kind="school", territory=essonne)
    with pytest.raises(NotAllowed):
        remove_institution(institution=in_france, by=claire.user)


def test_it_says_all_that_is_wrong_and_writes_nothing(in_france, claire):
    with pytest.raises(InvalidInput) as refusal:
        update_institution(
            institution=in_france,
            by=claire.user,
            city="Évry",
            registration_number="732 829 320 00079",
            vat_number="FR 41 303 265 045",
        )

    assert set(refusal.value.errors) == {"registration_number", "vat_number"}
    assert Institution.objects.get().city == ""


def test_it_refuses_the_vat_number_of_another_company(in_france, denis):
    update_institution(institution=in_france, by=denis, registration_number=SIRET)

    with pytest.raises(InvalidInput) as refusal:
        update_institution(institution=in_france, by=denis, vat_number="FR 40 303 265 045")

    assert set(refusal.value.errors) == {"vat_number"}


def test_it_does_not_look_again_at_a_number_that_was_there(in_france, denis):
    Institution.objects.update(registration_number="ancien 12")
    in_france.refresh_from_db()

    update_institution(
        institution=in_france, by=denis, registration_number="ancien 12", city="Évry"
    )

    assert Institution.objects.get().city == "Évry"


def test_it_checks_the_number_of_a_new_institution(france, essonne, denis):
    type(france).objects.filter(pk=france.pk).update(iso_code="FR")

    with pytest.raises(InvalidInput):
        create_institution(
            by=denis, name="X", kind="school", territory=essonne, registration_number="12"
        )

    assert not Institution.objects.exists()


def test_staff_remove_what_nothing_refers_to(institution, claire, denis, essonne):
    remove_institution(institution=make_institution(essonne), by=denis)

    with pytest.raises(StillInUse):
        remove_institution(institution=institution, by=denis)
