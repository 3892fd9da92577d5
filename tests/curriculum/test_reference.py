"""Institutions, places, external providers and offerings."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from curriculum.errors import InvalidInput, NotAllowed, StillInUse
from curriculum.models import Institution, Offering, Place
from curriculum.services import institutions, reference
from tests.at_once import at_once
from tests.factories import make_place, make_session


def test_it_adds_changes_and_removes_an_institution(denis, essonne):
    institution = institutions.create_institution(
        by=denis, name="  Collège   d’Étampes ", kind="school", territory=essonne
    )
    institutions.update_institution(institution=institution, by=denis, city="Étampes")
    institutions.remove_institution(institution=institution, by=denis)

    assert not Institution.objects.exists()
    lines = {line.action: line for line in ModelLogEntry.objects.all()}
    assert lines["curriculum.create_institution"].data["after"]["name"] == "Collège d’Étampes"
    assert lines["curriculum.update_institution"].data["after"] == {"city": "Étampes"}
    assert lines["curriculum.remove_institution"].user == denis


def test_it_says_which_value_is_wrong(denis, essonne):
    with pytest.raises(InvalidInput) as refusal:
        institutions.create_institution(by=denis, name="", kind="school", territory=essonne)

    assert list(refusal.value.errors) == ["name"]


def test_it_keeps_a_place_in_use(denis, essonne):
    place = make_place(essonne)
    make_session(place)

    with pytest.raises(StillInUse):
        reference.remove_place(place=place, by=denis)

    assert Place.objects.exists()


def test_an_accreditation_ends_after_it_begins(denis):
    provider = reference.create_provider(
        by=denis, name="Institut de Namur", accredited_from=date(2020, 1, 1)
    )

    with pytest.raises(InvalidInput):
        reference.update_provider(provider=provider, by=denis, accredited_until=date(2019, 1, 1))

    provider.refresh_from_db()
    assert provider.is_accredited(on=date(2026, 1, 1))
    reference.remove_provider(provider=provider, by=denis)


def test_an_action_training_has_no_seat_limit(denis):
    details = {"code": "fa", "kind": "action_training", "title": "Formation-action"}

    with pytest.raises(InvalidInput):
        reference.create_offering(by=denis, **details, capacity=12)

    offering = reference.create_offering(by=denis, **details)
    reference.update_offering(offering=offering, by=denis, price_cents=0)
    reference.remove_offering(offering=offering, by=denis)
    assert not Offering.objects.exists()


def test_a_place_is_added_and_moved(denis, essonne, liege):
    place = reference.create_place(by=denis, name="Salle", city="Évry", territory=essonne)

    reference.update_place(place=place, by=denis, territory=liege)

    assert Place.objects.get().territory == liege


@pytest.mark.parametrize("kind", ["place", "provider", "offering"])
def test_others_change_nothing(erwan, kind):
    with pytest.raises(NotAllowed):
        getattr(reference, f"create_{kind}")(by=erwan)
    with pytest.raises(NotAllowed):
        getattr(reference, f"update_{kind}")(by=erwan, **{kind: None})
    with pytest.raises(NotAllowed):
        getattr(reference, f"remove_{kind}")(by=erwan, **{kind: None})


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_identical_codes_at_once_one_is_refused(denis):
    kept = {"by": denis, "code": "atelier-paris", "kind": "workshop"}

    outcomes = at_once(
        [
            lambda title=title: reference.create_offering(title=title, **kept)
            for title in ("Atelier", "Autre atelier")
        ]
    )

    [refusal] = [outcome for outcome in outcomes if isinstance(outcome, InvalidInput)]
    assert list(refusal.errors) == ["code"]
    assert Offering.objects.count() == 1


def test_a_value_taken_since_it_was_checked_is_refused(denis, monkeypatch):
    check = Offering.full_clean

    def clean_while_another_saves(offering):
        check(offering)
        monkeypatch.setattr(Offering, "full_clean", check)
        reference.create_offering(by=denis, code="atelier-paris", kind="workshop", title="Premier")

    monkeypatch.setattr(Offering, "full_clean", clean_while_another_saves)

    with pytest.raises(InvalidInput) as refusal:
        reference.create_offering(by=denis, code="atelier-paris", kind="workshop", title="Second")

    assert list(refusal.value.errors) == ["code"]
