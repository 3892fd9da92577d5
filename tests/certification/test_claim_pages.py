"""Who is who, on pages: the question in an invitation, the staff's list, and entries joined by hand."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from curriculum.enums import ClaimState
from curriculum.links.invitations import invitation_token
from curriculum.models import Person, PersonClaim
from tests.certification.issuing import attest_year
from tests.factories import NOON, make_enrolment, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    """Somebody known for years, without an account."""
    return make_person("Inès", "Le Goff", email="ines@example.org")


@pytest.fixture
def newcomer(session, institution):
    """The same, as an institution enrolled her."""
    person = make_person("Ines", "Legoff", email="ines@example.org")
    make_enrolment(session, person, institution=institution)
    return person


@pytest.fixture
def claim(newcomer, known, institution):
    """The question."""
    return PersonClaim.objects.create(
        newcomer=newcomer, known=known, institution=institution, same_address=True, made_at=NOON
    )


def invitation(person) -> str:
    return reverse("curriculum:invitation", args=[invitation_token(person)])


def answer(client, person, same, **extra):
    address = reverse("certification:recognise", args=[invitation_token(person)])
    return client.post(address, {"same": same}, **extra)


# the owner of the mailbox


def test_the_invitation_asks_before_anything_else(client, claim, newcomer):
    shown = client.get(invitation(newcomer)).content.decode()

    assert "Inès Le Goff" in shown
    assert "password1" not in shown


def test_yes_joins_both_and_goes_on_to_the_account(client, claim, newcomer, known):
    shown = answer(client, newcomer, "yes", follow=True).content.decode()

    assert not Person.objects.filter(pk=newcomer.pk).exists()
    assert "password1" in shown
    assert known.enrolments.count() == 1


def test_yes_leads_to_signing_in_who_has_an_account(client, newcomer, institution, amina):
    Person.objects.filter(pk=newcomer.pk).update(email=amina.email)
    PersonClaim.objects.create(
        newcomer=newcomer, known=amina, institution=institution, same_address=True, made_at=NOON
    )
    newcomer.refresh_from_db()

    away = answer(client, newcomer, "yes")

    assert away.url == f"/comptes/login/?next={reverse('curriculum:my_enrolments')}"
    assert amina.enrolments.count() == 1


def test_no_keeps_two_people_and_asks_no_more(client, claim, newcomer):
    shown = answer(client, newcomer, "no", follow=True).content.decode()

    claim.refresh_from_db()
    assert claim.state == ClaimState.ANOTHER
    assert "password1" in shown
    assert Person.objects.filter(pk=newcomer.pk).exists()


def test_what_stands_in_the_way_is_left_to_staff_without_a_word(client, denis, claim, newcomer):
    attest_year(newcomer, by=denis)

    shown = answer(client, newcomer, "yes", follow=True).content.decode()

    claim.refresh_from_db()
    assert (claim.state, claim.same_address) == (ClaimState.PENDING, False)
    assert "attestations ou des niveaux" not in shown
    assert "Nous réunissons le tout à la main" in shown
    assert ModelLogEntry.objects.filter(action="certification.answer_claim").count() == 1


@pytest.mark.parametrize("change", ["address", "not the same"])
def test_nobody_answers_for_a_mailbox_that_is_not_both_peoples(
    client, claim, newcomer, known, change
):
    if change == "address":
        Person.objects.filter(pk=known.pk).update(email="autre@example.org")
    else:
        PersonClaim.objects.update(same_address=False)

    shown = client.get(invitation(newcomer)).content.decode()
    answer(client, newcomer, "yes")

    assert "Inès Le Goff" not in shown
    claim.refresh_from_db()
    assert claim.state == ClaimState.PENDING


def test_only_the_link_of_the_newcomer_answers(client, claim, known):
    answer(client, known, "yes")
    assert answer(client, make_person(), "yes").status_code == 404
    assert client.get(reverse("certification:recognise", args=["x"])).status_code == 405

    claim.refresh_from_db()
    assert claim.state == ClaimState.PENDING


# staff


def test_staff_see_who_is_to_be_recognised(client, denis, claim):
    client.force_login(denis)

    listed = client.get(reverse("certification_admin:claims")).content.decode()
    home = client.get("/admin/").content.decode()

    for page in (listed, home):
        assert reverse("certification_admin:claim", args=[claim.pk]) in page
        assert "LEGOFF Ines" in page


def test_the_page_of_either_person_asks_too(client, denis, claim, newcomer, known):
    client.force_login(denis)

    for person in (newcomer, known):
        page = client.get(reverse("curriculum_admin:person", args=[person.code]))
        assert reverse("certification_admin:claim", args=[claim.pk]) in page.content.decode()


def test_staff_compare_and_decide_that_it_is_the_same(client, denis, claim, newcomer, known):
    client.force_login(denis)
    address = reverse("certification_admin:claim", args=[claim.pk])

    shown = client.get(address).content.decode()
    client.post(address, {"answer": "same", "reason": "Demandé par téléphone"})

    assert "1 inscription" in shown
    assert "diffère" in shown
    assert not Person.objects.filter(pk=newcomer.pk).exists()
    assert client.get(address).status_code == 404
    line = ModelLogEntry.objects.get(action="certification.answer_claim")
    assert line.data["reason"] == "Demandé par téléphone"


def test_days_are_written_as_french_does(client, denis, known, newcomer):
    Person.objects.filter(pk=known.pk).update(birth_date=date(1974, 9, 1))
    client.force_login(denis)

    page = client.get(
        reverse("certification_admin:join_people", args=[known.code, newcomer.code])
    ).content.decode()

    assert "1er septembre 1974" in page


def test_two_entries_are_compared_in_few_queries(
    client, denis, claim, newcomer, known, django_assert_max_num_queries
):
    client.force_login(denis)
    pages = [
        reverse("certification_admin:claim", args=[claim.pk]),
        reverse("certification_admin:join_people", args=[known.code, newcomer.code]),
    ]

    for page in pages:
        with django_assert_max_num_queries(25):
            client.get(page)


def test_staff_decide_that_they_are_two(client, denis, claim, newcomer):
    client.force_login(denis)

    client.post(reverse("certification_admin:claim", args=[claim.pk]), {"answer": "another"})

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == (ClaimState.ANOTHER, denis)


def test_a_refusal_is_shown_on_the_form(client, denis, claim, newcomer):
    attest_year(newcomer, by=denis)
    client.force_login(denis)

    shown = client.post(reverse("certification_admin:claim", args=[claim.pk]), {"answer": "same"})

    assert "réunissez les deux fiches dans l’autre sens" in shown.content.decode()
    assert Person.objects.filter(pk=newcomer.pk).exists()


def test_a_double_is_found_and_joined(client, denis, known, newcomer):
    client.force_login(denis)
    find = reverse("certification_admin:find_double", args=[known.code])
    join = reverse("certification_admin:join_people", args=[known.code, newcomer.code])

    assert join in client.get(find).content.decode()
    assert join in client.get(find, {"q": "legoff"}).content.decode()
    assert join not in client.get(find, {"q": "personne de ce nom"}).content.decode()
    client.post(join, {})
    assert Person.objects.filter(pk=newcomer.pk).exists()
    client.post(join, {"is_sure": "on"})

    assert not Person.objects.filter(pk=newcomer.pk).exists()
    told = client.get(reverse("curriculum_admin:person", args=[known.code])).content.decode()
    assert "Réunie avec une autre fiche" in told
    assert "1 inscription" in told


@pytest.mark.parametrize("who", ["erwan", "claire", "farida"])
def test_nobody_else_learns_of_any_of_it(client, request, claim, who):
    someone = request.getfixturevalue(who)
    client.force_login(getattr(someone, "user", None) or someone)

    for address in (
        reverse("certification_admin:claims"),
        reverse("certification_admin:claim", args=[claim.pk]),
        reverse("certification_admin:join_people", args=[claim.known.code, claim.newcomer.code]),
    ):
        assert client.get(address).status_code in (302, 403)
