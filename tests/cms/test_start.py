"""Signing in leads each person to what they came for."""

import pytest


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("denis", "/admin/"),
        ("bruno", "/mes-sessions/"),
        ("amina", "/mes-heures/"),
        ("erwan", "/"),
    ],
)
def test_it_leads_each_to_their_own_page(client, request, session, who, address):
    figure = request.getfixturevalue(who)
    user = getattr(figure, "user", figure)

    answer = client.post(
        "/comptes/login/", {"login": user.email, "password": "a-long-passphrase"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == address


def test_it_asks_strangers_to_sign_in(client):
    answer = client.get("/mon-espace/")

    assert answer.url.startswith("/comptes/login/")
