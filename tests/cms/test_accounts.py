"""Getting in: sign-up, codes, passwords, addresses, as a person goes through them."""

import re

import pytest
from allauth.account.models import EmailAddress

from curriculum.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-passphrase"  # what the cast sign in with


def code_in(mail) -> str:
    return re.search(r"^([0-9A-Z-]{6,})$", mail.body, re.MULTILINE)[1]


def test_it_makes_an_account_once_the_code_is_typed(client, mailoutbox):
    answer = client.post(
        "/comptes/signup/",
        {
            "email": "gilda@example.org",
            "first_name": "Gilda",
            "last_name": "Iacono",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
        follow=True,
    )
    assert answer.request["PATH_INFO"] == "/comptes/confirm-email/"
    client.post("/comptes/confirm-email/", {"code": code_in(mailoutbox[0])})

    assert EmailAddress.objects.get(email="gilda@example.org").verified
    assert int(client.session["_auth_user_id"]) == User.objects.get(email="gilda@example.org").pk


def test_it_signs_in_with_a_password(client, erwan):
    client.post("/comptes/login/", {"login": erwan.email, "password": PASSWORD})

    assert int(client.session["_auth_user_id"]) == erwan.pk


def test_it_says_what_is_wrong_beside_the_form(client, erwan):
    html = client.post("/comptes/login/", {"login": erwan.email, "password": "faux"})

    assert "error-summary" in html.content.decode()


def test_it_signs_in_with_a_code(client, erwan, mailoutbox):
    client.post("/comptes/login/code/", {"email": erwan.email})
    client.post("/comptes/login/code/confirm/", {"code": code_in(mailoutbox[0])})

    assert int(client.session["_auth_user_id"]) == erwan.pk


def test_it_writes_the_code_as_text_first_and_in_html_too(client, erwan, mailoutbox):
    client.post("/comptes/login/code/", {"email": erwan.email})

    html, kind = mailoutbox[0].alternatives[0]
    assert kind == "text/html"
    assert code_in(mailoutbox[0]) in html


def test_it_sets_a_new_password_by_a_link(client, erwan, mailoutbox):
    client.post("/comptes/password/reset/", {"email": erwan.email})
    address = re.search(r"https?://\S+", mailoutbox[0].body)[0]
    form = client.get(address, follow=True)
    client.post(
        form.request["PATH_INFO"],
        {"password1": "une-autre-phrase-8", "password2": "une-autre-phrase-8"},
    )

    erwan.refresh_from_db()
    assert erwan.check_password("une-autre-phrase-8")


def test_it_tells_an_unknown_address_by_mail_only(client, mailoutbox):
    answer = client.post("/comptes/password/reset/", {"email": "nobody@example.org"}, follow=True)

    assert answer.status_code == 200
    assert mailoutbox[0].to == ["nobody@example.org"]


def test_it_adds_confirms_and_removes_an_address(client, erwan, mailoutbox):
    client.force_login(erwan)
    client.post("/comptes/email/", {"email": "travail@example.org", "action_add": ""})
    client.post("/comptes/confirm-email/", {"code": code_in(mailoutbox[0])})
    page = client.get("/comptes/email/").content.decode()
    assert page.count('name="action_primary"') == 1
    client.post("/comptes/email/", {"email": "travail@example.org", "action_remove": ""})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == [erwan.email]


@pytest.mark.parametrize(
    "address",
    [
        "/comptes/email/",
        "/comptes/password/change/",
        "/comptes/logout/",
        "/comptes/reauthenticate/",
        "/comptes/inactive/",
    ],
)
def test_it_shows_every_account_page_in_the_site_style(client, erwan, address):
    client.post("/comptes/login/", {"login": erwan.email, "password": PASSWORD})
    answer = client.get(address, follow=True)

    assert answer.status_code == 200
    assert "site-header" in answer.content.decode()
    assert answer.content.decode().count("<h1") == 1
