"""Somebody came who is not enrolled: found as far as an animator may see, or noted as a new person."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import AttendanceStatus, EnrolmentStatus, OfferingKind
from curriculum.errors import InvalidInput, NotAllowed, PrerequisiteMissing
from curriculum.models import Attendance, Membership, Person, SessionPartner, SessionSlot
from curriculum.services.walk_ins import admit_newcomer, tell_of_walk_in
from curriculum.walk_in_people import people_who_may_have_come
from tests.factories import (
    LONG_AGO,
    NOON,
    TODAY,
    make_enrolment,
    make_institution,
    make_offering,
    make_person,
    make_session,
)


@pytest.fixture
def slot(session, amina):
    make_enrolment(session, amina)
    return SessionSlot.objects.of_session(session).select_related("day__session").first()


@pytest.fixture
def address(slot):
    return reverse("curriculum:admit", args=[slot.code])


@pytest.fixture
def animator(client, bruno):
    client.force_login(bruno.user)
    return client


def works_in(institution, given, family, **extra):
    person = make_person(given, family)
    values = {"starts_on": LONG_AGO} | extra
    Membership.objects.create(person=person, institution=institution, **values)
    return person


# Whom an animator may find


def test_it_finds_by_name_people_of_the_session_s_institutions_alone(session, institution, essonne):
    SessionPartner.objects.create(session=session, institution=institution)
    hugo = works_in(institution, "Hugo", "Lemaître")
    works_in(make_institution(essonne), "Hugo", "Lemaire")
    works_in(institution, "Hugo", "Lemaigre", ends_on=date(2020, 1, 1))
    make_person("Hugo", "Lemoine")

    assert people_who_may_have_come(session, "hugo lem", on=TODAY) == [hugo]
    assert people_who_may_have_come(session, "lemaitre", on=TODAY) == [hugo]


def test_it_finds_those_of_whoever_pays_and_those_who_were_enrolled_before(
    session, amina, institution
):
    make_enrolment(session, amina, institution=institution)
    hugo = works_in(institution, "Hugo", "Lemaître")
    gone = make_person("Hugo", "Lemoine")
    make_enrolment(session, gone, status=EnrolmentStatus.WITHDRAWN, ended_at=NOON)

    assert people_who_may_have_come(session, "hugo", on=TODAY) == [hugo, gone]


def test_it_finds_anybody_by_the_whole_address_and_nobody_by_a_part(session):
    hugo = make_person("Hugo", "Lemaître", email="hugo@example.org")

    assert people_who_may_have_come(session, "Hugo@Example.org ", on=TODAY) == [hugo]
    for part in ("hugo@example", "@example.org", "hugo@", "hug", "example.org", "", "h"):
        assert people_who_may_have_come(session, part, on=TODAY) == []


def test_it_finds_nobody_who_has_a_place(session, amina, slot):
    assert people_who_may_have_come(session, "amina.benali@example.org", on=TODAY) == []


def test_it_lists_no_more_than_a_few(session, institution):
    SessionPartner.objects.create(session=session, institution=institution)
    for number in range(12):
        works_in(institution, "Hugo", f"Nom{number:02}")

    assert len(people_who_may_have_come(session, "hugo", on=TODAY)) == 8


# Newcomers


def test_it_notes_a_newcomer_gives_a_seat_and_marks_present(slot, bruno):
    enrolment = admit_newcomer(
        slot=slot,
        given_name="Hugo",
        family_name="Lemaître",
        email="Hugo@Example.org",
        by=bruno.user,
        at=timezone.now(),
    )

    person = Person.objects.get(family_name="Lemaître")
    assert (person.email, person.user) == ("hugo@example.org", None)
    assert (enrolment.person, enrolment.institution) == (person, None)
    assert Attendance.objects.get(person=person).status == AttendanceStatus.PRESENT


@pytest.mark.parametrize(
    "details", [{"email": "HUGO@example.org"}, {"birth_date": date(1980, 5, 1)}]
)
def test_it_makes_no_double_of_who_is_known(slot, bruno, details):
    hugo = make_person("Hugo", "Lemaître", email="hugo@example.org")
    Person.objects.filter(pk=hugo.pk).update(birth_date=date(1980, 5, 1))
    names = {"given_name": "hugo", "family_name": "LEMAITRE"}

    enrolment = admit_newcomer(slot=slot, **names, **details, by=bruno.user, at=timezone.now())

    assert enrolment.person == hugo


@pytest.mark.parametrize("details", [{}, {"birth_date": date(1981, 1, 1)}, {"email": "x@y.org"}])
def test_it_takes_nobody_for_another_on_the_names_alone(slot, bruno, details):
    hugo = make_person("Hugo", "Lemaître", email="hugo@example.org")
    Person.objects.filter(pk=hugo.pk).update(birth_date=date(1980, 5, 1))
    names = {"given_name": "Hugo", "family_name": "Lemaître"}

    enrolment = admit_newcomer(slot=slot, **names, **details, by=bruno.user, at=timezone.now())

    assert enrolment.person != hugo


def test_it_notes_nobody_whom_it_cannot_admit(place, bruno):
    offering = make_offering(OfferingKind.ADVANCED_MODULE, "Module avancé")
    session = make_session(place, offering=offering, animator=bruno)
    slot = SessionSlot.objects.of_session(session).first()
    names = {"given_name": "Hugo", "family_name": "Lemaître"}
    now = timezone.now()

    with pytest.raises(PrerequisiteMissing):
        admit_newcomer(slot=slot, **names, by=bruno.user, at=now)
    with pytest.raises(InvalidInput):
        admit_newcomer(slot=slot, **names, birth_date=now.date(), by=bruno.user, at=now)

    assert not Person.objects.filter(family_name="Lemaître").exists()


def test_it_lets_nobody_else_admit(slot, amina):
    names = {"given_name": "Hugo", "family_name": "Lemaître"}
    with pytest.raises(NotAllowed):
        admit_newcomer(slot=slot, **names, by=amina.user, at=timezone.now())
    with pytest.raises(NotAllowed):
        tell_of_walk_in(slot=slot, who="Hugo", why="complet", by=amina.user, at=timezone.now())


# The page


def test_it_finds_somebody_and_admits_with_one_more_tap(animator, address, slot):
    hugo = make_person("Hugo", "Lemaître", email="hugo@example.org")

    found = animator.post(address, {"find": "1", "q": "hugo@example.org"})
    done = animator.post(address, {"q": "hugo@example.org", "person": hugo.code})

    assert "LEMAÎTRE Hugo" in found.content.decode()
    assert done.url == reverse("curriculum:mark", args=[slot.code])
    assert Attendance.objects.get(person=hugo).status == AttendanceStatus.PRESENT


@pytest.mark.parametrize("q", ["", "hu", "personne@example.org", "amina.benali@example.org"])
def test_it_admits_nobody_who_was_not_found(animator, address, q):
    hugo = make_person("Hugo", "Lemaître", email="hugo@example.org")

    response = animator.post(address, {"q": q, "person": hugo.code})

    assert response.status_code == 200
    assert response.context["find"].errors
    assert not Attendance.objects.exists()


def test_it_asks_once_for_what_tells_people_apart(animator, address):
    names = {"new": "1", "given_name": "Hugo", "family_name": "Lemaître"}

    asked = animator.post(address, names)
    done = animator.post(address, names | {"is_bare": "on"})

    assert "Demandez l’adresse" in asked.content.decode()
    assert done.status_code == 302
    assert Person.objects.filter(family_name="Lemaître").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"given_name": ""}, {"email": "x"}, {"birth_date": "hier"}, {"birth_date": "2999-01-01"}],
)
def test_it_says_what_is_wrong_with_a_newcomer(animator, address, wrong):
    data = {"new": "1", "given_name": "Hugo", "family_name": "Lemaître", "email": "h@example.org"}

    response = animator.post(address, data | wrong)

    assert list(response.context["newcomer"].errors) == list(wrong)
    assert not Person.objects.filter(family_name="Lemaître").exists()


def test_it_tells_staff_of_who_could_not_be_admitted(animator, session, slot, address):
    session.capacity = 1
    session.save()
    data = {"new": "1", "given_name": "Hugo", "family_name": "Lemaître", "email": "h@example.org"}

    refused = animator.post(address, data)
    told = animator.post(address, {"tell": "1", **refused.context["refused"]})

    assert "complète" in refused.context["refused"]["why"]
    assert "0 place" in refused.content.decode()
    assert told.status_code == 302
    slot.refresh_from_db()
    assert "Hugo Lemaître h@example.org" in slot.note
    assert not Person.objects.filter(family_name="Lemaître").exists()


def test_it_admits_nobody_before_the_day(animator, place, bruno):
    session = make_session(place, animator=bruno, on=timezone.localdate() + timedelta(days=3))
    hugo = make_person("Hugo", "Lemaître", email="hugo@example.org")
    slot = SessionSlot.objects.of_session(session).first()
    address = reverse("curriculum:admit", args=[slot.code])

    response = animator.post(address, {"q": "hugo@example.org", "person": hugo.code})

    assert response.context["refused"]["why"]
    assert not session.enrolments.exists()


def test_it_stops_an_animator_who_tries_many_addresses_and_nobody_else(animator, address, denis):
    staff = Client()
    staff.force_login(denis)

    codes = [
        animator.post(address, {"find": "1", "q": f"somebody{n}@example.org"}).status_code
        for n in range(61)
    ]

    assert codes == [200] * 60 + [429]
    assert animator.get(address).status_code == 200
    assert staff.post(address, {"find": "1", "q": "somebody@example.org"}).status_code == 200
