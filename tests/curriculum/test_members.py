"""The people of an institution, as its managers keep them."""

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from curriculum.errors import InvalidInput, MaybeKnown, NotAllowed
from curriculum.models import Attendance, Membership, Person, PersonClaim, SessionSlot
from curriculum.services.members import add_member, note_address
from curriculum.services.memberships import leave_institution, name_function
from curriculum.services.newcomers import Newcomer
from tests.at_once import at_once, refusals
from tests.factories import LONG_AGO, NOON, TODAY, make_enrolment, make_institution, make_person

YESTERDAY = TODAY - timedelta(days=1)


def newcomer(**details) -> Newcomer:
    return Newcomer(**{"given_name": "Gaël", "family_name": "Hardy", **details})


def works(person, institution, **values) -> Membership:
    return Membership.objects.create(
        person=person, institution=institution, **{"starts_on": LONG_AGO, **values}
    )


def add(institution, claire, is_same=None, **details) -> Person:
    return add_member(
        institution=institution,
        newcomer=newcomer(**details),
        by=claire.user,
        at=NOON,
        is_same=is_same,
    )


def test_a_manager_adds_somebody_new(institution, claire, essonne):
    person = add(
        institution, claire, email="gael@example.org", function="Infirmier", territory=essonne
    )

    membership = person.memberships.get()
    assert (membership.institution, membership.function) == (institution, "Infirmier")
    assert person.home_territories.get().territory == essonne
    assert ModelLogEntry.objects.for_instance(person).get().user == claire.user


def test_who_works_there_already_is_not_added_twice(institution, claire):
    works(make_person("Gaël", "Hardy", email="gael@example.org"), institution)

    with pytest.raises(InvalidInput, match="Gaël Hardy"):
        add(institution, claire, email="gael@example.org")

    assert Person.objects.filter(family_name="Hardy").count() == 1


def test_who_left_and_is_added_again_is_told(institution, claire, session, run_tasks, mailoutbox):
    """Their new address is seen from then on: they are to know, and may leave."""
    known = make_person("Gaël", "Hardy", account=True)
    works(known, institution, ends_on=YESTERDAY)
    make_enrolment(session, known, institution=institution)

    assert add(institution, claire, is_same=True) == known
    run_tasks()

    (mail,) = mailoutbox
    assert mail.to == [known.user.email]
    assert str(institution) in mail.subject
    assert "/mes-etablissements/" in mail.body


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_add_somebody_at_once_one_does(institution, claire):
    outcomes = at_once([lambda: add(institution, claire, email="gael@example.org")] * 4)

    assert refusals(outcomes) == ["InvalidInput"] * 3
    assert Person.objects.filter(family_name="Hardy").count() == 1


def test_who_was_enrolled_by_it_becomes_one_of_its_people(institution, claire, session):
    known = make_person("Gaël", "Hardy", email="gael@example.org")
    make_enrolment(session, known, institution=institution)

    assert add(institution, claire, email="gael@example.org") == known
    assert known.memberships.get().institution == institution


def test_it_asks_about_somebody_of_the_same_name(institution, claire, session):
    known = make_person("Gaël", "Hardy", email="ancien@example.org")
    make_enrolment(session, known, institution=institution)

    with pytest.raises(MaybeKnown) as question:
        add(institution, claire, email="gael@example.org")
    assert question.value.candidate == known
    assert Person.objects.filter(family_name="Hardy").count() == 1

    assert add(institution, claire, email="gael@example.org", is_same=False) != known
    assert add(institution, claire, email="", is_same=True) == known


def test_a_manager_learns_nothing_about_outsiders(institution, claire, essonne):
    outsider = make_person("Gaël", "Hardy", email="gael@example.org")
    works(outsider, make_institution(essonne))

    added = add(institution, claire, email="gael@example.org")

    assert added != outsider
    claim = PersonClaim.objects.get()
    assert (claim.newcomer, claim.known, claim.same_address) == (added, outsider, True)


def test_others_add_nobody(institution, amina, claire, essonne):
    for where, by in ((institution, amina), (make_institution(essonne), claire)):
        with pytest.raises(NotAllowed):
            add_member(institution=where, newcomer=newcomer(), by=by.user, at=NOON)


# an address that is missing


def test_a_manager_notes_the_address_of_a_newcomer(institution, claire):
    person = add(institution, claire)

    note_address(person=person, institution=institution, email=" Gael@Example.org", by=claire.user)

    person.refresh_from_db()
    assert person.email == "gael@example.org"
    with pytest.raises(InvalidInput):
        note_address(person=person, institution=institution, email="x@example.org", by=claire.user)


@pytest.mark.parametrize(
    "what", ["elsewhere", "own enrolment", "attendance", "animation", "outsider"]
)
def test_an_address_would_open_no_account_with_a_history(
    institution, claire, essonne, session, what, denis
):
    person = make_person("Gaël", "Hardy")
    if what != "outsider":
        works(person, institution)
    if what == "elsewhere":
        works(person, make_institution(essonne), ends_on=YESTERDAY)
    if what == "own enrolment":
        make_enrolment(session, person)
    if what == "attendance":
        make_enrolment(session, person, institution=institution)
        slot = SessionSlot.objects.of_session(session).first()
        Attendance.objects.create(
            slot=slot,
            person=person,
            role="participant",
            status="present",
            minutes=180,
            marked_at=NOON,
        )
    if what == "animation":
        SessionSlot.objects.of_session(session).first().animations.create(
            person=person, role="animator"
        )

    with pytest.raises(InvalidInput):
        note_address(person=person, institution=institution, email="claire@x.org", by=claire.user)

    person.refresh_from_db()
    assert person.email == ""
    note_address(person=person, institution=institution, email="gael@example.org", by=denis)


# function and departure


def test_a_manager_names_the_function(institution, claire, amina):
    membership = works(amina, institution)

    name_function(membership=membership, function=" Cheffe  de service ", by=claire.user)

    assert Membership.objects.get().function == "Cheffe de service"
    with pytest.raises(InvalidInput):
        name_function(membership=membership, function="x" * 121, by=claire.user)
    with pytest.raises(NotAllowed):
        name_function(membership=membership, function="Directrice", by=amina.user)


@pytest.mark.parametrize("who", ["claire", "amina"])
def test_a_manager_or_the_person_notes_the_departure(institution, request, claire, amina, who):
    membership = works(amina, institution)
    by = request.getfixturevalue(who).user

    leave_institution(membership=membership, on=YESTERDAY, by=by)

    assert Membership.objects.get().ends_on == YESTERDAY
    assert ModelLogEntry.objects.for_instance(amina).latest("timestamp").user == by


def test_nobody_else_notes_a_departure(institution, amina, bruno, essonne, claire):
    there = works(amina, make_institution(essonne))

    for by in (bruno.user, claire.user):
        with pytest.raises(NotAllowed):
            leave_institution(membership=there, on=TODAY, by=by)
