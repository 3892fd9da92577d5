"""What browsers are told to refuse."""

import pytest

from curriculum.models import User

pytestmark = pytest.mark.django_db


def policy(answer) -> dict[str, str]:
    """Read the content security policy of an answer."""
    parts = answer["Content-Security-Policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


@pytest.fixture
def administrator(client):
    """Sign somebody in who may see the whole admin."""
    user = User.objects.create_superuser("admin@jalons.test", "secret")
    client.force_login(user)
    return user


@pytest.mark.parametrize("address", ["/", "/comptes/login/", "/nowhere/"])
def test_it_allows_nothing_inline_outside_the_admin(client, address):
    found = policy(client.get(address))

    assert found["default-src"] == "'none'"
    assert found["frame-ancestors"] == "'none'"
    assert "unsafe" not in " ".join(found.values())


def test_it_relaxes_the_policy_in_the_admin_only(client, administrator):
    found = policy(client.get("/admin/"))

    assert found["script-src"] == "'self' 'unsafe-inline'"
    assert found["style-src"] == "'self' 'unsafe-inline'"
    assert found["default-src"] == "'none'"
    assert "'unsafe-inline'" not in policy(client.get("/"))["script-src"]


def test_it_sends_the_other_headers_too(client):
    answer = client.get("/comptes/login/")

    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_it_shows_the_admin_no_login_form_of_its_own(client):
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/comptes/login/")
    assert client.get("/admin/login/?next=/admin/").url == "/comptes/login/?next=/admin/"
    assert client.get("/admin/password_reset/").status_code == 404
