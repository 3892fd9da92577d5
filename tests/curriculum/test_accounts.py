"""Accounts and the people behind them."""

import re
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection

from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import Person, User
from curriculum.services.accounts import invite_person, link_person, unlink_account
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


def test_an_invitation_leads_to_a_password_and_in(client, denis, run_tasks):
    person = make_person("Inès", "Le Goff", email="ines@example.org")

    invite_person(person=person, by=denis)
    run_tasks()

    assert mail.outbox[0].to == ["ines@example.org"]
    assert EmailAddress.objects.get(email="ines@example.org").verified
    link = re.search(r"https://jalons\.test(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    password = {"password1": "une phrase bien longue", "password2": "une phrase bien longue"}
    client.post(form.request["PATH_INFO"], password)
    assert client.login(email="ines@example.org", password="une phrase bien longue")
    # The address works once.
    assert b"password1" not in client.get(link, follow=True).content


def test_an_invitation_may_be_sent_again(denis, run_tasks):
    person = make_person(email="ines@example.org")

    first = invite_person(person=person, by=denis)
    again = invite_person(person=person, by=denis)
    run_tasks()

    assert first == again
    assert len(mail.outbox) == 2
    assert User.objects.filter(email="ines@example.org").count() == 1


def test_a_password_set_by_somebody_who_never_proved_the_address_goes(denis):
    intruder = make_user("ines@example.org")
    EmailAddress.objects.filter(user=intruder).update(verified=False)
    person = make_person(email="ines@example.org")

    user = invite_person(person=person, by=denis)

    assert user == intruder
    assert not User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parametrize("rights", ["administrator", "staff", "accountant"])
def test_it_leaves_an_account_with_rights_to_its_owner(denis, farida, rights):
    owner = {
        "administrator": lambda: User.objects.create_superuser("ines@example.org"),
        "staff": lambda: make_user("ines@example.org", is_staff=True),
        "accountant": lambda: farida,
    }[rights]()
    owner.set_password("a-long-passphrase")
    owner.save()
    EmailAddress.objects.filter(user=owner).update(verified=False)
    person = make_person(email=owner.email)

    with pytest.raises(InvalidInput):
        invite_person(person=person, by=denis)

    owner.refresh_from_db()
    person.refresh_from_db()
    assert owner.check_password("a-long-passphrase")
    assert person.user is None
    assert not EmailAddress.objects.filter(user=owner, verified=True).exists()


def test_it_invites_somebody_of_the_team_who_proved_the_address(denis, farida):
    person = make_person(email=farida.email)

    assert invite_person(person=person, by=denis) == farida


def test_it_asks_for_an_address_first(denis):
    with pytest.raises(InvalidInput) as refusal:
        invite_person(person=make_person(), by=denis)

    assert "email" in refusal.value.errors


def test_it_refuses_the_address_of_somebody_else(denis, amina):
    twin = make_person(email=amina.email)

    with pytest.raises(InvalidInput):
        invite_person(person=twin, by=denis)


def test_it_takes_the_account_that_proved_the_address_as_its_second_one(denis):
    user = make_user("ines@example.org")
    EmailAddress.objects.create(user=user, email="ines.perso@example.org", verified=True)
    person = make_person(email="ines.perso@example.org")

    assert invite_person(person=person, by=denis) == user


def test_it_refuses_a_blocked_account(denis, amina):
    User.objects.filter(pk=amina.user_id).update(is_active=False)

    with pytest.raises(InvalidInput):
        invite_person(person=amina, by=denis)


def test_only_staff_invite(amina):
    with pytest.raises(NotAllowed):
        invite_person(person=amina, by=amina.user)


def test_an_account_is_detached(denis, amina):
    unlink_account(person=amina, by=denis)

    amina.refresh_from_db()
    assert amina.user is None
    assert User.objects.filter(email="amina.benali@example.org").exists()
    with pytest.raises(InvalidInput):
        unlink_account(person=amina, by=denis)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_people_of_one_address_invited_at_once_get_one_account(denis):
    people = [make_person(name, "Le Goff", email="accueil@example.org") for name in ("Inès", "Léo")]
    start, answers = Barrier(2), []

    def invite(person):
        start.wait()
        try:
            invite_person(person=person, by=denis)
            answers.append("invited")
        except InvalidInput as refusal:
            answers.append(list(refusal.errors))
        finally:
            connection.close()

    threads = [Thread(target=invite, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers, key=str) == [["email"], "invited"]
    assert User.objects.filter(email="accueil@example.org").count() == 1
