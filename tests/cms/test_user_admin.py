"""Accounts in the admin: an e-mail address, no password that somebody else knows."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from curriculum.models import User

pytestmark = pytest.mark.django_db

ADD, EDIT = "wagtailusers_users:add", "wagtailusers_users:edit"


@pytest.fixture
def administrator(client):
    """Sign an administrator in."""
    user = User.objects.create_superuser("admin@jalons.test", "secret")
    client.force_login(user)
    return user


def form(**values) -> dict[str, str]:
    """Fill in the form of an account."""
    return {
        "email": "nora@jalons.test",
        "first_name": "Nora",
        "last_name": "Lemaire",
        "is_active": "on",
        **values,
    }


def test_it_makes_an_account_that_opens_by_a_code(client, administrator):
    client.post(reverse(ADD), form(email="Nora@Jalons.test"))
    client.logout()

    client.post(reverse("account_request_login_code"), {"email": "nora@jalons.test"})
    code = re.search(r"^([0-9A-Z-]{6,})$", mail.outbox[-1].body, flags=re.MULTILINE)[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})

    nora = User.objects.get(email="nora@jalons.test")
    assert not nora.has_usable_password()
    assert client.session["_auth_user_id"] == str(nora.pk)


def test_it_asks_nobody_to_type_a_password_for_somebody_else(client, administrator):
    page = client.get(reverse(ADD)).content.decode()

    assert 'name="email"' in page
    assert "password" not in page


@pytest.mark.parametrize("address", ["ADMIN@jalons.test", "second@jalons.test"])
def test_it_refuses_an_address_that_is_somebody_elses(client, administrator, address):
    EmailAddress.objects.create(user=administrator, email="second@jalons.test")

    answer = client.post(reverse(ADD), form(email=address))

    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert User.objects.count() == 1


def test_it_forgets_the_old_address_when_it_changes(client, administrator):
    client.post(reverse(ADD), form())
    nora = User.objects.get(email="nora@jalons.test")

    client.post(reverse(EDIT, args=[nora.pk]), form(email="nora.lemaire@jalons.test"))

    (address,) = EmailAddress.objects.filter(user=nora)
    assert address.email == "nora.lemaire@jalons.test"
    assert address.verified
    assert address.primary


def test_it_leaves_addresses_alone_when_only_the_name_changes(client, administrator):
    client.post(reverse(ADD), form())
    nora = User.objects.get(email="nora@jalons.test")
    EmailAddress.objects.create(user=nora, email="home@jalons.test")

    client.post(reverse(EDIT, args=[nora.pk]), form(first_name="Norah"))

    assert EmailAddress.objects.filter(user=nora).count() == 2
    nora.refresh_from_db()
    assert nora.first_name == "Norah"


def test_it_lists_and_finds_accounts(client, administrator):
    page = client.get(reverse("wagtailusers_users:index"), {"q": "admin"}).content.decode()

    assert "admin@jalons.test" in page
