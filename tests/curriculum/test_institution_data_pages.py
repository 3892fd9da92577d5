"""The space of an institution: the way in, its data, its managers."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from curriculum.links.managers import invitation_token
from curriculum.models import (
    Institution,
    InstitutionManager,
    ManagerInvitation,
    Membership,
    Roster,
    Territory,
)
from curriculum.services.managers import appoint_manager, invite_manager
from curriculum.templatetags.institutions import institution_tabs, institution_trail
from tests.factories import LONG_AGO, NOON, make_institution, make_person, make_user


@pytest.fixture
def manager(client, claire):
    """A browser in which Claire is signed in."""
    client.force_login(claire.user)
    return client


def url(name, *args):
    return reverse(f"curriculum:{name}", args=args)


def sentences(response) -> str:
    """Give the messages shown on the page one lands on."""
    return " ".join(str(message) for message in response.context["messages"])


def invitation_of(institution, by, email="gael@example.org"):
    return invite_manager(institution=institution, email=email, by=by, at=timezone.now())


# the way in


def test_signing_in_leads_to_the_space(client, claire, institution):
    answer = client.post(
        "/comptes/login/",
        {"login": claire.user.email, "password": "a-long-passphrase"},
        follow=True,
    )

    assert answer.redirect_chain[-1][0] == url("institution", institution.code)
    assert "Mon établissement" in answer.content.decode()


def test_who_acts_for_several_chooses(manager, claire, essonne):
    other = make_institution(essonne, "Maison de quartier")
    InstitutionManager.objects.create(user=claire.user, institution=other, appointed_at=NOON)

    answer = manager.get("/mon-espace/", follow=True)

    assert answer.redirect_chain[-1][0] == url("my_institutions")
    assert url("institution", other.code) in answer.content.decode()


def test_nobody_looks_into_the_space_of_another_institution(manager, essonne):
    other = make_institution(essonne)

    assert manager.get(url("institution", other.code)).status_code == 404
    assert manager.post(url("institution_edit", other.code), {"city": "X"}).status_code == 404


# data


def test_a_manager_changes_the_data(manager, institution):
    Territory.objects.filter(depth=1).update(iso_code="FR")

    answer = manager.post(
        url("institution_edit", institution.code),
        {
            "registration_number": "732 829 320 00074",
            "city": "Évry",
            "name": "Pris de force",
            "kind": "school",
            "billing_address": "Service comptable\n1 rue Haute",
        },
        follow=True,
    )

    kept = Institution.objects.get()
    assert kept.registration_number == "73282932000074"
    assert (kept.name, kept.kind) == (institution.name, institution.kind)
    assert "732\xa0829\xa0320\xa000074" in answer.content.decode()


def test_a_wrong_number_is_explained_beside_its_field_and_nothing_is_lost(manager, institution):
    Territory.objects.filter(depth=1).update(iso_code="FR")

    page = manager.post(
        url("institution_edit", institution.code),
        {"registration_number": "732 829 320 00079", "city": "Évry"},
    )

    assert "un chiffre est faux" in page.context["form"].errors["registration_number"][0]
    assert 'value="Évry"' in page.content.decode()
    assert Institution.objects.get().city == ""


# managers


def test_an_invitation_leads_from_the_mail_to_the_space(manager, client, institution, run_tasks):
    manager.post(url("institution_invite_manager", institution.code), {"email": "gael@example.org"})
    run_tasks()
    link = next(line.strip() for line in mail.outbox[0].body.splitlines() if "http" in line)
    client.logout()
    assert "gael@example.org" in client.get(urlsplit(link).path).content.decode()
    gael = make_user("gael@example.org")
    client.force_login(gael)

    answer = client.post(urlsplit(link).path, follow=True)

    assert answer.redirect_chain[-1][0] == url("institution", institution.code)
    assert institution.managers.filter(user=gael, ended_at=None).exists()


def test_who_makes_an_account_on_the_way_comes_back(client, claire, institution, mailoutbox):
    link = url("manager_invitation", invitation_token(invitation_of(institution, claire.user)))
    typed = {
        "first_name": "Gaël",
        "last_name": "Hardy",
        "email": "gael@example.org",
        "password1": "une-longue-phrase-secrete",
        "password2": "une-longue-phrase-secrete",
    }
    client.post(reverse("account_signup"), {**typed, "next": link})
    code = re.search(r"^\s+(\S{6,})\s*$", mailoutbox[0].body, re.MULTILINE)[1]

    answer = client.post("/comptes/confirm-email/", {"code": code})
    assert answer.url == link
    client.post(link)

    assert institution.managers.filter(user__email="gael@example.org").exists()


def test_opening_the_link_appoints_nobody(client, claire, institution):
    token = invitation_token(invitation_of(institution, claire.user))
    gael = make_user("gael@example.org")
    client.force_login(gael)

    page = client.get(url("manager_invitation", token))

    assert page.status_code == 200
    assert not institution.managers.filter(user=gael).exists()


def test_another_account_is_told_whose_invitation_it_is(client, claire, institution, erwan):
    token = invitation_token(invitation_of(institution, claire.user))
    client.force_login(erwan)

    page = client.post(url("manager_invitation", token), follow=True)

    assert "gael@example.org" in sentences(page)
    assert not institution.managers.filter(user=erwan).exists()


@pytest.mark.parametrize("spoil", ["changed", "old", "taken_back"])
def test_a_link_that_does_not_work_is_explained(client, claire, institution, settings, spoil):
    invitation = invitation_of(institution, claire.user)
    token = invitation_token(invitation)
    if spoil == "changed":
        token = token[:-2] + "xx"
    if spoil == "old":
        settings.MANAGER_INVITATION_DAYS = -1
    if spoil == "taken_back":
        ManagerInvitation.objects.update(ended_at=NOON)

    page = client.get(url("manager_invitation", token))

    assert page.status_code == 404
    assert "invitation" in page.content.decode()


def test_an_invitation_is_sent_again_or_taken_back(manager, claire, institution):
    invitation = invitation_of(institution, claire.user)
    address = url("institution_invitation", institution.code, invitation.code)

    again = manager.post(address, {"again": "1"}, follow=True)
    back = manager.post(address, {"take_back": "1"}, follow=True)
    late = manager.post(address, {"again": "1"}, follow=True)

    assert "renvoyée" in sentences(again)
    assert "retirée" in sentences(back)
    assert "déjà reçu" in sentences(late)


def test_the_invitation_of_another_institution_is_not_found(manager, denis, essonne, institution):
    other = make_institution(essonne)
    invitation = invitation_of(other, denis)

    answer = manager.post(
        url("institution_invitation", institution.code, invitation.code), {"take_back": "1"}
    )

    assert answer.status_code == 404


def test_a_manager_goes_when_another_stays(manager, claire, institution, amina, denis):
    own = institution.managers.get()
    alone = manager.post(url("institution_end_manager", institution.code, own.pk), follow=True)
    assert "seul responsable" in sentences(alone)
    appoint_manager(institution=institution, user=amina.user, by=denis, at=NOON)

    answer = manager.post(url("institution_end_manager", institution.code, own.pk), follow=True)

    assert answer.redirect_chain[-1][0] == url("my_institutions")
    assert manager.get(url("institution", institution.code)).status_code == 404


def test_the_first_page_says_what_waits(manager, claire, institution):
    Roster.objects.create(
        institution=institution,
        name="formation-mars.xlsx",
        size=9,
        sha256="0" * 64,
        made_by=claire.user,
        made_at=NOON,
    )
    nobody = make_person("Gaël", "Hardy")
    Membership.objects.create(person=nobody, institution=institution, starts_on=LONG_AGO)

    page = manager.get(url("institution", institution.code)).content.decode()

    assert "formation-mars.xlsx" in page
    assert "1 personne n’a pas d’adresse" in page
    assert "Le numéro d’immatriculation manque" in page


@pytest.mark.parametrize(
    ("here", "lists_address", "tab"),
    [
        ("", "", "Vue d’ensemble"),
        ("personnes/ajouter/", "", "Personnes"),
        ("/listes/ABCDEFGHJKLM/", "listes/", "Listes"),
    ],
)
def test_the_tab_under_which_a_page_stands_is_marked(rf, institution, here, lists_address, tab):
    space = url("institution", institution.code)
    request = rf.get(here if here.startswith("/") else space + here)
    context = {"request": request}
    if lists_address:
        context["lists_address"] = space + lists_address

    shown = institution_tabs(context, institution)
    trail = institution_trail(context, institution, "Ici")

    assert [found.label for found in shown["tabs"] if found.is_current] == [tab]
    assert (tab in [step.label for step in trail["trail"]]) == bool(here)
