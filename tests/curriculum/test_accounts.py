"""Accounts and the people behind them."""

import re

import pytest
from django.core import mail

from curriculum.errors import InvalidInput
from curriculum.models import Person, User
from curriculum.services.accounts import link_person, unlink_account
from tests.factories import make_person, make_user


def test_an_account_finds_its_person_by_address(db):
    person = make_person("Inès", "Le Goff", email="ines@example.org")
    user = make_user("ines@example.org")

    found = link_person(user=user, email="INES@example.org")

    assert found == person
    assert found.user == user


def test_a_shared_mailbox_names_nobody(db):
    make_person(email="accueil@example.org")
    make_person(email="accueil@example.org")
    user = make_user("accueil@example.org", first_name="Inès", last_name="Le Goff")

    assert link_person(user=user, email=user.email) is None
    assert Person.objects.count() == 2


def test_a_person_who_has_an_account_keeps_it(amina):
    other = make_user("other@example.org", first_name="A.", last_name="B.")

    assert link_person(user=other, email=amina.email) is None
    amina.refresh_from_db()
    assert amina.user.email == amina.email


def test_an_account_keeps_its_person(amina):
    other = make_person(email="amina.other@example.org")

    assert link_person(user=amina.user, email=other.email) == amina
    other.refresh_from_db()
    assert other.user is None


def test_a_newcomer_becomes_a_person_under_the_names_given(db):
    user = make_user("ines@example.org", first_name="Inès", last_name="Le Goff")

    person = link_person(user=user, email=user.email)

    assert str(person) == "Inès Le Goff"
    assert person.email == "ines@example.org"


def test_without_names_nobody_is_made_up(db):
    assert link_person(user=make_user("ines@example.org"), email="ines@example.org") is None
    assert not Person.objects.exists()


def test_signing_up_finds_the_person_once_the_address_is_proved(client, db):
    person = make_person("Inès", "Le Goff", email="ines@example.org")

    client.post(
        "/comptes/signup/",
        {
            "email": "ines@example.org",
            "first_name": "Inès",
            "last_name": "Le Goff",
            "password1": "une phrase bien longue",
            "password2": "une phrase bien longue",
        },
    )
    person.refresh_from_db()
    assert person.user is None
    code = re.search(r"^\s*([0-9A-Z]{3,}-?[0-9A-Z]{3,})\s*$", mail.outbox[0].body, re.M)[1]
    client.post("/comptes/confirm-email/", {"code": code})

    person.refresh_from_db()
    assert person.user.email == "ines@example.org"
    assert Person.objects.count() == 1


def test_an_account_is_detached(denis, amina):
    unlink_account(person=amina, by=denis)

    amina.refresh_from_db()
    assert amina.user is None
    assert User.objects.filter(email="amina.benali@example.org").exists()
    with pytest.raises(InvalidInput):
        unlink_account(person=amina, by=denis)
