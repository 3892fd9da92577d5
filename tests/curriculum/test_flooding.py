"""How much one account or one institution may bring, ask for and send: disks and mailboxes of others are not its own."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from curriculum.attendance.exports import export_parameters
from curriculum.attendance.reading import Filled
from curriculum.attendance.scope import AttendanceScope
from curriculum.errors import InvalidInput, TooOften
from curriculum.models import Export, Person, Roster
from curriculum.ratelimit import allow
from curriculum.services import (
    attendance_returns,
    exports,
    invitations,
    members,
    roster_writing,
    rosters,
)
from curriculum.services.newcomers import Newcomer, make_newcomers
from tests.factories import NOON, TODAY, make_enrolment, make_person, make_session
from tests.rosters import bring, checked, csv_file, enrolled, line, received, states

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def coming(place):
    return make_session(place, on=NEXT_MONTH)


def people(number, first=0):
    return [(f"Nom{n}", "Zoé", f"zoe{n}@example.org", "", "") for n in range(first, first + number)]


def test_so_many_lists_lie_open(coming, institution, claire, denis, monkeypatch):
    monkeypatch.setattr(rosters, "MOST_OPEN", 2)
    first, _second = (bring(csv_file(people(1)), claire.user, institution, coming) for _ in "ab")

    for user in (claire.user, denis):
        with pytest.raises(TooOften):
            bring(csv_file(people(1)), user, institution, coming)
    assert bring(csv_file(people(1)), denis, None, coming), "staff’s own are counted apart"
    rosters.discard_roster(roster=first, by=claire.user)
    assert bring(csv_file(people(1)), claire.user, institution, coming)


def test_managers_bring_so_many_lists_a_day(coming, institution, claire, denis, monkeypatch):
    monkeypatch.setattr(rosters, "MOST_A_DAY", 1)
    roster = checked(csv_file(people(1)), claire.user, institution, coming)
    enrolled(roster, claire.user)

    with pytest.raises(TooOften):
        bring(csv_file(people(1)), claire.user, institution, coming)
    assert bring(csv_file(people(1)), denis, institution, coming)
    assert bring(csv_file(people(1)), claire.user, institution, coming, at=NOON + DAY)


def test_managers_write_to_so_many_people_a_day(coming, institution, claire, denis, monkeypatch):
    monkeypatch.setattr(roster_writing, "MOST_A_DAY", 3)
    enrolled(checked(csv_file(people(2)), claire.user, institution, coming), claire.user)
    second = checked(csv_file(people(2, first=2)), claire.user, institution, coming)

    with pytest.raises(TooOften):
        enrolled(second, claire.user)
    assert coming.enrolments.count() == 2
    enrolled(second, claire.user, at=NOON + DAY)
    assert coming.enrolments.count() == 4
    third = checked(csv_file(people(4, first=4)), denis, institution, coming, at=NOON + DAY)
    enrolled(third, denis, at=NOON + DAY)
    assert coming.enrolments.count() == 8


def test_managers_invite_and_add_so_many_by_hand(institution, claire, denis, monkeypatch):
    monkeypatch.setattr(invitations, "MAILS_OF_AN_INSTITUTION", 2)
    monkeypatch.setattr(members, "NEWCOMERS_A_DAY", 3)

    def add(number, by):
        newcomer = Newcomer(
            given_name="Zoé", family_name=f"Nom{number}", email=f"z{number}@example.org"
        )
        return members.add_member(institution=institution, newcomer=newcomer, by=by, at=NOON)

    def invite(person, by):
        invitations.resend_invitation(person=person, by=by, at=NOON, institution=institution)

    added = [add(number, claire.user) for number in range(3)]
    with pytest.raises(TooOften):
        add(3, claire.user)
    assert add(4, denis)
    invite(added[0], claire.user)
    invite(added[1], claire.user)
    with pytest.raises(TooOften):
        invite(added[2], claire.user)
    invite(added[2], denis)


def test_one_account_asks_for_so_many_workbooks_a_day(
    session, institution, claire, amina, monkeypatch
):
    monkeypatch.setattr(exports, "MOST_A_DAY", 2)
    make_enrolment(session, amina, institution=institution)
    scope = AttendanceScope(institution=institution)

    def ask(at):
        export = exports.ask_export(
            kind="attendance",
            parameters=export_parameters(claire.user, scope),
            name="a.xlsx",
            by=claire.user,
            at=at,
        )
        exports.fail_export(export=export, reason="plein", at=at)

    ask(NOON)
    ask(NOON)
    with pytest.raises(TooOften):
        ask(NOON)
    ask(NOON + DAY)
    assert Export.objects.count() == 3


def test_one_account_brings_so_many_attendance_workbooks_a_day(session, denis, monkeypatch):
    monkeypatch.setattr(attendance_returns, "MOST_A_DAY", 1)

    def bring_one(at=NOON):
        filled = Filled(sheet="Feuille", columns={})
        attendance_returns.bring_attendance(
            file=received(b"x", "a.xlsx"), filled=filled, session=session, by=denis, at=at
        )

    bring_one()
    with pytest.raises(TooOften):
        bring_one()
    bring_one(NOON + DAY)


@pytest.mark.parametrize(
    "name", ["http://casino.example", "www.casino", "Gagnez@casino", "casino.example", "<b>Zoé"]
)
def test_no_name_carries_an_address_into_a_mail(name, coming, institution, claire):
    with pytest.raises(InvalidInput):
        make_newcomers(
            rows=[Newcomer(given_name=name, family_name="Petit")],
            institution=institution,
            by=claire.user,
            at=NOON,
        )
    rows = [(f"{name} Petit", "Luc", "luc@example.org", "", "")]
    roster = checked(csv_file(rows), claire.user, institution, coming)
    assert states(roster) == ["problem"]
    assert line(roster, 2).problems[0][0] == "family_name"
    in_one = [(f"PETIT {name}", "luc@example.org")]
    roster = checked(csv_file(in_one, ("NOM Prénom", "Courriel")), claire.user, institution, coming)
    assert states(roster) == ["problem"]
    assert Person.objects.filter(family_name__contains="Petit").count() == 0


def test_names_of_people_are_names(institution, claire):
    names = ("Jean-Paul", "J.P.", "d’Ormesson", "M. Luc", "O'Neill", "St. Luc")

    made = make_newcomers(
        rows=[Newcomer(given_name=name, family_name="Petit") for name in names],
        institution=institution,
        by=claire.user,
        at=NOON,
    )

    assert [person.given_name for person in made] == list(names)


def test_who_left_is_not_found_by_trying_addresses(client, institution, claire, session):
    gone = make_person("Zoé", "Petit", email="zoe.secret@example.org")
    gone.memberships.create(institution=institution, starts_on=TODAY - DAY, ends_on=TODAY - DAY)
    make_enrolment(session, gone, institution=institution)
    client.force_login(claire.user)
    space = f"/etablissements/{institution.code}"

    def finds(path, words, **more) -> bool:
        answer = client.get(f"{space}/{path}/", {"q": words, **more})
        assert answer.status_code == 200
        return "Zoé" in answer.content.decode()

    assert finds("personnes", "petit", shows="past")
    assert not finds("personnes", "secret", shows="past")
    assert finds("inscriptions", "petit")
    assert not finds("inscriptions", "secret")
    assert Roster.objects.count() == 0


def test_workbooks_that_take_seconds_are_given_so_often(
    client, session, institution, claire, denis
):
    make_enrolment(session, make_person(), institution=institution)
    client.force_login(claire.user)
    address = reverse("curriculum:institution_workbook", args=[institution.code])
    assert client.get(address).status_code == 200

    for _ in range(120):
        assert allow("workbooks", f"account {claire.user.pk}", limit=1000, seconds=3600)

    assert client.get(address).status_code == 429
    client.force_login(denis)
    assert client.get(address).status_code == 200, "others are counted apart"
