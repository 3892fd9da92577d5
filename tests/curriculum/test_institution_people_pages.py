"""The people of an institution, as its managers see them, and what they never see."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from certification.enums import HourState
from curriculum.enums import HourKind
from curriculum.models import Membership, Person
from tests.certification.records import make_record
from tests.factories import LONG_AGO, make_enrolment, make_institution, make_person, make_session


@pytest.fixture
def manager(client, claire):
    """A browser in which Claire is signed in."""
    client.force_login(claire.user)
    return client


@pytest.fixture
def membership(amina, institution):
    """Amina works in Claire's institution."""
    Person.objects.filter(pk=amina.pk).update(birth_date=date(1987, 6, 5), phone="0611223344")
    return Membership.objects.create(
        person=amina, institution=institution, starts_on=LONG_AGO, function="Éducatrice"
    )


def url(name, *args):
    return reverse(f"curriculum:{name}", args=args)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_it_lists_who_works_there_and_who_did(manager, institution, membership, essonne):
    gone = make_person("Gaël", "Hardy", email="gael@example.org")
    Membership.objects.create(
        person=gone, institution=institution, starts_on=LONG_AGO, ends_on=date(2020, 1, 1)
    )
    address = url("institution_people", institution.code)

    now, before = text(manager.get(address)), text(manager.get(address, {"shows": "past"}))

    assert "BENALI Amina" in now
    assert "HARDY" not in now
    assert "HARDY Gaël" in before
    assert "gael@example.org" not in before, "who left has an address of their own again"
    assert "BENALI" not in text(manager.get(address, {"q": "hardy"}))
    assert "BENALI" not in text(manager.get(address, {"shows": "without-address"}))


def test_a_page_shows_what_the_institution_pays_for_and_nothing_else(
    manager, institution, membership, amina, session, place
):
    own = make_session(place, title="Payée par elle-même")
    make_enrolment(session, amina, institution=institution)
    make_enrolment(own, amina)
    make_record(amina, HourKind.THEORY, 6, state=HourState.VALIDATED, title="Colloque déclaré")

    page = text(manager.get(url("institution_person", institution.code, amina.code)))

    assert session.title in page
    assert amina.email in page
    for secret in ("Payée par elle-même", "Colloque", "1987", "juin", "0611223344"):
        assert secret not in page


def test_an_address_is_not_shown_once_somebody_left(manager, institution, membership, amina):
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.update(ends_on=yesterday)

    page = text(manager.get(url("institution_person", institution.code, amina.code)))

    assert amina.email not in page


@pytest.mark.parametrize(
    "name",
    ["institution_person", "institution_function", "institution_leave", "institution_address"],
)
def test_there_are_no_outsiders(manager, institution, bruno, essonne, name):
    Membership.objects.create(
        person=bruno, institution=make_institution(essonne), starts_on=LONG_AGO
    )

    address = url(name, institution.code, bruno.code)
    assert manager.get(address).status_code == 404
    assert manager.post(address, {"function": "x", "on": "2026-01-01"}).status_code == 404


def test_a_manager_adds_somebody_and_answers_the_question(manager, institution, session, essonne):
    known = make_person("Gaël", "Hardy", email="ancien@example.org")
    make_enrolment(session, known, institution=institution)
    typed = {
        "given_name": "Gaël",
        "family_name": "Hardy",
        "email": "gael@example.org",
        "territory": essonne.pk,
    }
    address = url("institution_add_person", institution.code)

    asked = manager.post(address, typed)
    assert "est-ce la même" in text(asked)
    manager.post(address, {**typed, "answer": "same"})

    assert known.memberships.get().institution == institution
    assert Person.objects.filter(family_name="Hardy").count() == 1


def test_nothing_is_lost_of_a_form_that_is_refused(manager, institution, essonne):
    page = manager.post(
        url("institution_add_person", institution.code),
        {"given_name": "Gaël", "email": "non", "function": "Infirmier", "territory": essonne.pk},
    )

    assert set(page.context["form"].errors) == {"family_name", "email"}
    assert 'value="Infirmier"' in text(page)


def test_a_function_and_a_departure_are_noted(manager, institution, membership, amina):
    today = timezone.localdate()
    manager.post(url("institution_function", institution.code, amina.code), {"function": "Cheffe"})
    answer = manager.post(
        url("institution_leave", institution.code, amina.code), {"on": today.isoformat()}
    )

    membership.refresh_from_db()
    assert answer.url == url("institution_person", institution.code, amina.code)
    assert (membership.function, membership.ends_on) == ("Cheffe", today)


def test_an_invitation_is_sent_again(manager, institution, essonne, run_tasks):
    person = make_person("Gaël", "Hardy", email="gael@example.org")
    Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)

    manager.post(url("institution_invite_person", institution.code, person.code))
    run_tasks()

    assert mail.outbox[0].to == ["gael@example.org"]
    assert "/invitation/" in mail.outbox[0].body


def test_a_departure_before_the_arrival_is_refused_on_the_page(
    manager, institution, membership, amina
):
    page = manager.post(
        url("institution_leave", institution.code, amina.code), {"on": "2001-01-01"}
    )

    assert page.context["form"].errors
    membership.refresh_from_db()
    assert membership.ends_on is None


def test_a_person_leaves_by_herself_and_the_past_stays(
    client, claire, institution, membership, amina, session
):
    paid = make_enrolment(session, amina, institution=institution)
    client.force_login(amina.user)
    assert "Éducatrice" in text(client.get(url("my_institutions")))
    yesterday = timezone.localdate() - timedelta(days=1)

    client.post(url("leave_my_institution", institution.code), {"on": yesterday.isoformat()})

    assert Membership.objects.get().ends_on == yesterday
    assert client.get(url("leave_my_institution", institution.code)).status_code == 404
    client.force_login(claire.user)
    seen = text(client.get(url("institution_enrolments", institution.code)))
    assert paid.code in seen


def test_nobody_leaves_an_institution_of_others(client, bruno, institution, membership):
    client.force_login(bruno.user)

    assert client.post(url("leave_my_institution", institution.code)).status_code == 404
