"""What every page has around its content."""

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.views.defaults import bad_request, server_error

from curriculum.models import InstitutionManager
from tests.factories import NOON, make_institution

pytestmark = pytest.mark.django_db


def test_it_names_the_language_and_offers_to_skip_the_header(client):
    html = client.get("/").content.decode()

    assert '<html lang="fr" dir="ltr">' in html
    assert 'href="#main"' in html
    assert 'id="main"' in html


def test_it_offers_a_visitor_to_sign_in(client):
    html = client.get("/").content.decode()

    assert 'href="/comptes/login/"' in html
    assert f'href="{reverse("certification:verify")}"' in html
    assert "/comptes/logout/" not in html
    assert "csrfmiddlewaretoken" not in html


def test_it_shows_each_role_its_own_links(client, amina, bruno, session, denis, erwan):
    shown = {}
    for name, user in {
        "amina": amina.user,
        "bruno": bruno.user,
        "denis": denis,
        "erwan": erwan,
    }.items():
        client.force_login(user)
        shown[name] = client.get("/").content.decode().split("<main")[0]

    assert reverse("certification:progress") in shown["amina"]
    assert reverse("certification:declare") in shown["amina"]
    assert reverse("certification:progress") not in shown["denis"] + shown["erwan"]
    assert reverse("curriculum:my_sessions") in shown["bruno"]
    assert reverse("curriculum:my_sessions") not in shown["amina"] + shown["erwan"]
    assert "/admin/" in shown["denis"]
    assert "/admin/" not in shown["amina"] + shown["bruno"] + shown["erwan"]
    assert all("/comptes/logout/" in html for html in shown.values())


def test_it_escapes_the_name_of_the_account(client, erwan):
    erwan.first_name = "<script>"
    erwan.save()
    client.force_login(erwan)

    assert "<script> Hamon" not in client.get("/").content.decode()


def test_it_says_in_french_that_a_page_is_not_there(client):
    answer = client.get("/nulle-part/")

    assert answer.status_code == 404
    assert "site-header" in answer.content.decode()


def test_it_says_that_a_form_has_expired():
    answer = Client(enforce_csrf_checks=True).post("/comptes/login/", {})

    assert answer.status_code == 403
    assert "site-header" in answer.content.decode()


def test_it_shows_a_fault_without_needing_anything(rf):
    assert b"site-header" in server_error(rf.get("/")).content
    assert b"site-header" in bad_request(rf.get("/"), Exception()).content


@pytest.mark.parametrize("template", ["403.html", "404.html", "429.html"])
def test_it_has_a_page_for_every_refusal(template, rf):
    html = render_to_string(template, request=rf.get("/"))

    assert html.count("<h1") == 1


def test_it_writes_text_mails_without_escaping():
    text = render_to_string("email/base.txt", {"name": "Aïcha D’Hondt & O'Neill"})

    assert "Aïcha D’Hondt & O'Neill" in text
    assert text.strip().endswith("https://jalons.test")


def test_it_writes_the_html_mail_in_the_language_of_the_site():
    html = render_to_string("email/base.html", {"name": "<b>"})

    assert '<html lang="fr">' in html
    assert "&lt;b&gt;" in html


def test_it_asks_the_database_little_for_the_header(denis, django_assert_max_num_queries, rf):
    request = rf.get("/")
    request.user = denis
    template = engines["django"].from_string("{% load navigation %}{% site_header %}")

    # Account, groups and rights, hours, sessions led, institutions managed.
    with django_assert_max_num_queries(6):
        template.render({}, request)


def test_it_shows_managers_their_institutions_once_and_their_exports(
    client, amina, claire, institution, essonne
):
    institutions, exports = reverse("curriculum:my_institutions"), reverse("curriculum:my_exports")

    def header(user):
        client.force_login(user)
        return client.get("/").content.decode().split("<main")[0]

    one = header(claire.user)
    InstitutionManager.objects.create(
        user=claire.user, institution=make_institution(essonne), appointed_at=NOON
    )
    several, none = header(claire.user), header(amina.user)

    own = f'href="{reverse("curriculum:institution", args=[institution.code])}"'
    assert (one.count(own), one.count(institutions), one.count(exports)) == (1, 0, 1)
    assert (several.count(own), several.count(institutions), several.count(exports)) == (0, 1, 1)
    assert (none.count(institutions), none.count(exports)) == (1, 0)
