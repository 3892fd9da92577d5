"""Nobody gets into somebody else's account, nor becomes somebody else."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from curriculum.models import Person, User
from tests.factories import make_person

pytestmark = pytest.mark.django_db

INTRUDER, OWNER = "le-mot-de-l-intrus-9", "la-phrase-du-titulaire-8"
ADDRESS = "ines@example.org"


def sign_up(client, password: str, email: str = ADDRESS):
    return client.post(
        "/comptes/signup/",
        {
            "email": email,
            "first_name": "Inès",
            "last_name": "Le Goff",
            "password1": password,
            "password2": password,
        },
        follow=True,
    )


def sign_in(client, password: str):
    return client.post("/comptes/login/", {"login": ADDRESS, "password": password}, follow=True)


def come_in_by_code(client, mailoutbox):
    mailoutbox.clear()
    client.post("/comptes/login/code/", {"email": ADDRESS})
    return client.post("/comptes/login/code/confirm/", {"code": code_in(mailoutbox[0])})


def code_in(mail) -> str:
    return re.search(r"^([0-9A-Z-]{6,})$", mail.body, re.MULTILINE)[1]


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_an_account_opened_with_somebody_elses_address_sees_nothing_of_them(client):
    person = make_person("Inès", "Le Goff", email=ADDRESS)

    sign_up(client, INTRUDER)
    sign_in(client, INTRUDER)

    assert signed_in(client) is None
    person.refresh_from_db()
    assert person.user is None


def test_a_password_chosen_by_an_intruder_ends_when_the_owner_comes_in_by_code(client, mailoutbox):
    sign_up(client, INTRUDER)
    owner = Client()

    come_in_by_code(owner, mailoutbox)

    assert signed_in(owner)
    assert not User.objects.get(email=ADDRESS).has_usable_password()
    late = Client()
    sign_in(late, INTRUDER)
    assert signed_in(late) is None
    client.get("/comptes/confirm-email/")
    assert signed_in(client) is None
    assert ModelLogEntry.objects.filter(action="curriculum.forget_password").count() == 1


def test_coming_in_by_code_finds_the_person_too(client, mailoutbox):
    person = make_person("Inès", "Le Goff", email=ADDRESS)
    sign_up(client, OWNER)

    come_in_by_code(Client(), mailoutbox)

    person.refresh_from_db()
    assert person.user.email == ADDRESS


def test_the_password_stays_when_the_code_of_the_sign_up_is_typed(client, mailoutbox):
    sign_up(client, OWNER)
    client.post("/comptes/confirm-email/", {"code": code_in(mailoutbox[0])})

    user = User.objects.get(email=ADDRESS)
    assert signed_in(client) == str(user.pk)
    assert user.check_password(OWNER)
    assert Person.objects.get(user=user).email == ADDRESS


def test_the_password_stays_when_a_second_address_is_proved(client, mailoutbox):
    sign_up(client, OWNER)
    client.post("/comptes/confirm-email/", {"code": code_in(mailoutbox[0])})
    owner = Client()
    come_in_by_code(owner, mailoutbox)
    cache.clear()
    mailoutbox.clear()

    owner.post("/comptes/email/", {"email": "autre@example.org", "action_add": ""})
    owner.post("/comptes/confirm-email/", {"code": code_in(mailoutbox[0])})

    assert EmailAddress.objects.get(email="autre@example.org").verified
    assert User.objects.get(email=ADDRESS).check_password(OWNER)


@pytest.mark.parametrize("address", ["/_util/login/", "/admin/login/"])
def test_no_other_login_form_lets_an_unproved_address_in(client, erwan, address):
    EmailAddress.objects.filter(user=erwan).update(verified=False)

    answer = client.post(address, {"username": erwan.email, "password": "a-long-passphrase"})

    assert answer.url.startswith("/comptes/login/")
    assert signed_in(client) is None


def test_the_admin_refuses_those_it_is_not_for_instead_of_sending_them_round(client, amina):
    client.force_login(amina.user)

    answer = client.get("/admin/", follow=True)

    assert answer.status_code == 403


def test_mails_lead_to_this_site_whatever_host_was_asked_for(client, erwan, mailoutbox):
    for address in (erwan.email, "nobody@example.org"):
        client.post(
            "/comptes/password/reset/", {"email": address}, headers={"host": "evil.example"}
        )

    reset, unknown = mailoutbox
    assert "https://jalons.test/comptes/password/reset/key/" in reset.body
    assert "https://jalons.test/comptes/signup/" in unknown.body
    assert "evil.example" not in reset.body + unknown.body


def test_sign_up_says_the_same_whether_the_address_is_known_or_not(client, erwan):
    known = sign_up(client, OWNER, email=erwan.email)
    cache.clear()
    unknown = sign_up(Client(), OWNER, email="nobody@example.org")

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content.decode().count(erwan.email) == unknown.content.decode().count(
        "nobody@example.org"
    )


def test_a_session_gets_a_new_name_when_somebody_signs_in(client, erwan):
    planted = client.session
    planted["planted"] = "by somebody else"
    planted.save()

    client.post("/comptes/login/", {"login": erwan.email, "password": "a-long-passphrase"})

    assert signed_in(client)
    assert client.session.session_key != planted.session_key


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_this_site_only(client, erwan, target):
    answer = client.post(
        "/comptes/login/",
        {"login": erwan.email, "password": "a-long-passphrase", "next": target},
    )

    assert answer.url == reverse("start")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_staff_forms_lead_back_to_this_site_only(client, denis, amina, target):
    client.force_login(denis)
    address = reverse("curriculum_admin:unlink_account", args=[amina.code])

    answer = client.post(f"{address}?next={target}", {"next": target})

    assert answer.url == reverse("curriculum_admin:person", args=[amina.code])


def test_only_administrators_change_accounts_even_with_the_permission(client, denis, erwan):
    denis.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "add_user"]))
    client.force_login(denis)

    client.post(
        reverse("wagtailusers_users:edit", args=[erwan.pk]),
        {
            "email": erwan.email,
            "first_name": "E",
            "last_name": "H",
            "is_active": "on",
            "is_superuser": "on",
        },
    )

    erwan.refresh_from_db()
    assert not erwan.is_superuser


def test_the_journal_of_everything_is_for_administrators(client, denis, farida):
    for user, answer in ((denis, 302), (farida, 302)):
        client.force_login(user)
        assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == answer
    client.force_login(User.objects.create_superuser("ines@example.org"))
    assert client.get(reverse("wagtailadmin_reports:site_history")).status_code == 200
