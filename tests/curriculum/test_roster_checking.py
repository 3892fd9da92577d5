"""What the lines of a list are found to be before anybody is enrolled."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.enums import EnrolmentStatus, OfferingKind, SessionStatus, UploadState
from curriculum.errors import SessionNotOpen
from curriculum.models import Membership, Person, RosterLine, SessionPartner
from curriculum.services.roster_checking import check_roster
from curriculum.services.rosters import map_columns
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
from tests.rosters import bring, checked, csv_file, line, states, table_of

NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def coming(place):
    """A session of the coming month with five seats."""
    return make_session(place, on=NEXT_MONTH, capacity=5, title="Module de base")


def member(institution, given, family, **more) -> Person:
    person = make_person(given, family, **more)
    Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    return person


def problems(roster, row):
    return dict(line(roster, row).problems)


def test_it_tells_new_people_from_those_of_the_institution(coming, institution, claire):
    amina = member(institution, "Amina", "Benali", email="amina@example.org")
    data = csv_file(
        [
            ("BENALI", "amina", "Amina@Example.org", "", ""),
            ("Martin", "Zoé", "zoe@example.org", "12/03/1985", ""),
        ]
    )

    roster = checked(data, claire.user, institution, coming)

    assert roster.state == UploadState.READY
    assert states(roster) == ["known", "new"]
    assert line(roster, 2).person == amina
    assert line(roster, 3).values == {
        "family_name": "Martin",
        "given_name": "Zoé",
        "email": "zoe@example.org",
        "birth_date": "1985-03-12",
    }
    assert {each.session for each in roster.lines.all()} == {coming}


@pytest.fixture
def of_others(place, essonne):
    """A session of an action-training, for a group of other institutions."""
    offering = make_offering(OfferingKind.ACTION_TRAINING, "Formation-Action Sud")
    session = make_session(place, on=NEXT_MONTH, offering=offering, title="Groupe du Sud")
    SessionPartner.objects.create(session=session, institution=make_institution(essonne))
    return session


@pytest.mark.parametrize("told", ["Groupe du Sud", "code"])
def test_a_manager_enrols_where_the_institution_may(of_others, institution, claire, denis, told):
    text = of_others.code if told == "code" else told
    data = csv_file([("Martin", "Zoé", "zoe@example.org", "", text)])

    refused = checked(data, claire.user, institution)
    taken = checked(data, denis, institution)

    assert states(refused) == ["problem"]
    assert "écrivez à la fédération" in problems(refused, 2)["session"]
    assert states(taken) == ["new"]


def test_no_manager_brings_a_list_for_a_session_of_others(of_others, institution, claire, denis):
    data = csv_file([("Martin", "Zoé", "zoe@example.org", "", "")])

    with pytest.raises(SessionNotOpen, match="écrivez à la fédération"):
        bring(data, claire.user, institution, of_others)
    assert bring(data, denis, institution, of_others).session == of_others


def test_sessions_of_others_are_not_proposed_to_managers(
    coming, of_others, institution, claire, denis
):
    data = csv_file([("Martin", "Zoé", "zoe@example.org", "", "Groupe de Sud")])

    assert "Groupe du Sud" not in problems(checked(data, claire.user, institution), 2)["session"]
    assert "Groupe du Sud" in problems(checked(data, denis, institution), 2)["session"]


def test_it_asks_whether_somebody_of_the_same_name_is_the_same(coming, institution, claire):
    amina = member(institution, "Amina", "Benali", email="amina@example.org")
    Person.objects.filter(pk=amina.pk).update(birth_date=date(1980, 5, 1))

    roster = checked(
        csv_file([("Benali", "Amina", "autre@example.org", "01/05/1980", "")]),
        claire.user,
        institution,
        coming,
    )

    assert states(roster) == ["question"]
    assert (line(roster, 2).person, line(roster, 2).candidate) == (None, amina)


def test_somebody_known_elsewhere_is_new_to_a_manager(coming, institution, claire, denis):
    make_person("Zoé", "Martin", email="zoe@example.org")
    data = csv_file([("Martin", "Zoé", "zoe@example.org", "", "")])

    roster = checked(data, claire.user, institution, coming)

    assert states(roster) == ["new"]
    assert (line(roster, 2).person, line(roster, 2).candidate) == (None, None)
    assert states(checked(data, denis, None, coming)) == ["known"]


def test_it_says_what_is_wrong_with_cells(coming, institution, claire):
    data = csv_file(
        [
            ("Martin", "Zoé", "zoe(at)example.org", "", ""),
            ("Martin", "", "m@example.org", "", ""),
            ("Petit", "Luc", "", "", ""),
            ("Roy", "Ana", "", "31/02/1990", ""),
            ("Roy", "Eva", "", "12/03/1785", ""),
            ("Roy", "Bob", "", "12/03/2025", ""),
        ]
    )

    roster = checked(data, claire.user, institution, coming)

    assert states(roster) == ["problem"] * 6
    assert list(problems(roster, 2)) == ["email"]
    assert list(problems(roster, 3)) == ["given_name"]
    assert "date de naissance" in problems(roster, 4)["email"]
    assert "calendrier" in problems(roster, 5)["birth_date"]
    assert list(problems(roster, 6)) == ["birth_date"]
    assert "âge" in problems(roster, 7)["birth_date"] or "ans" in problems(roster, 7)["birth_date"]


def test_it_finds_the_session_that_a_line_names(place, coming, institution, claire):
    other = make_session(place, on=NEXT_MONTH + timedelta(days=7), title="Module de base")
    seminar = make_session(place, on=NEXT_MONTH, title="Séminaire d’automne")
    rows = [
        ("A", "Un", "1@example.org", "", f"module de base – {NEXT_MONTH:%d/%m/%Y}"),
        ("A", "Deux", "2@example.org", "", f"MODULE DE BASE {other.starts_on.isoformat()}"),
        ("A", "Trois", "3@example.org", "", "seminaire d'automne"),
        ("A", "Quatre", "4@example.org", "", seminar.code.lower()),
        ("A", "Cinq", "5@example.org", "", "Module de base"),
        ("A", "Six", "6@example.org", "", "Séminaire d’autone"),
        ("A", "Sept", "7@example.org", "", ""),
        ("A", "Huit", "8@example.org", "", f"{other.starts_on:%d/%m/%Y}"),
    ]

    roster = checked(csv_file(rows), claire.user, institution, None)

    named = [each.session for each in roster.lines.order_by("row")]
    assert named == [coming, other, seminar, seminar, None, None, None, other]
    assert f"{other.starts_on:%d/%m/%Y}" in problems(roster, 6)["session"]
    assert "Séminaire d’automne" in problems(roster, 7)["session"]
    assert list(problems(roster, 8)) == ["session"]


@pytest.mark.parametrize("status", [SessionStatus.CLOSED, SessionStatus.CANCELLED])
def test_nobody_gets_into_a_session_that_is_not_open(place, institution, claire, status):
    make_session(place, on=NEXT_MONTH, status=status, title="Séminaire")

    roster = checked(
        csv_file([("A", "B", "a@example.org", "", "Séminaire")]), claire.user, institution
    )

    assert "Séminaire" in problems(roster, 2)["session"]


def test_a_manager_comes_too_late_for_a_session_that_is_over(session, institution, claire, denis):
    data = csv_file([("A", "B", "a@example.org", "", session.title)])

    assert states(checked(data, claire.user, institution)) == ["problem"]
    assert states(checked(data, denis, institution)) == ["new"]


def test_an_advanced_module_asks_for_a_sensitisation(place, institution, claire):
    offering = make_offering(OfferingKind.ADVANCED_MODULE, "Module avancé")
    advanced = make_session(place, offering=offering, on=NEXT_MONTH)
    member(institution, "Amina", "Benali", email="amina@example.org")
    data = csv_file(
        [
            ("Benali", "Amina", "amina@example.org", "", ""),
            ("Roy", "Luc", "luc@example.org", "", ""),
        ]
    )

    roster = checked(data, claire.user, institution, advanced)

    assert states(roster) == ["problem"] * 2
    assert "sensibilisation" in problems(roster, 2)["session"]
    assert problems(roster, 2) == problems(roster, 3)


def test_it_finds_who_is_enrolled_already(coming, institution, claire):
    amina = member(institution, "Amina", "Benali", email="amina@example.org")
    make_enrolment(coming, amina, status=EnrolmentStatus.WAITING, enrolled_at=None)

    roster = checked(
        csv_file([("Benali", "Amina", "amina@example.org", "", "")]),
        claire.user,
        institution,
        coming,
    )

    assert states(roster) == ["held"]


def test_the_same_person_twice_counts_once(coming, place, institution, claire):
    other = make_session(place, on=NEXT_MONTH, title="Autre")
    data = csv_file(
        [
            ("Martin", "Zoé", "zoe@example.org", "", ""),
            ("MARTIN", "Zoe", "", "12/03/1985", ""),
            ("Martin", "Zoé", "autre@example.org", "", ""),
            ("Martin", "Zoé", "zoe@example.org", "", "Autre"),
            ("Petit", "Luc", "zoe@example.org", "", ""),
        ]
    )

    roster = checked(data, claire.user, institution, coming)

    assert states(roster) == ["new", "repeated", "new", "new", "problem"]
    assert "2" in line(roster, 3).reason
    assert (line(roster, 5).same_as, line(roster, 5).session) == (2, other)
    assert "Zoé Martin" in problems(roster, 6)["email"]


def test_those_who_find_no_seat_will_wait(coming, institution, claire):
    for _number in range(3):
        make_enrolment(coming, make_person())
    rows = [(f"Nom{n}", "A", f"a{n}@example.org", "", "") for n in range(4)]

    roster = checked(csv_file(rows), claire.user, institution, coming)
    together = checked(csv_file(rows), claire.user, institution, coming, all_or_none=True)

    assert [each.will_wait for each in roster.lines.order_by("row")] == [False, False, True, True]
    assert {each.will_wait for each in together.lines.all()} == {True}


def test_it_finds_territories(coming, essonne, liege, institution, claire):
    headings = ("Nom", "Prénom", "Courriel", "Territoire")
    rows = [
        ("A", "Un", "1@example.org", "essonne"),
        ("A", "Deux", "2@example.org", "Liège (Belgique)"),
        ("A", "Trois", "3@example.org", "Atlantide"),
    ]

    roster = checked(csv_file(rows, headings), claire.user, institution, coming)

    assert states(roster) == ["new", "new", "problem"]
    assert "Atlantide" in problems(roster, 4)["territory"]


def test_a_second_check_changes_nothing(coming, institution, claire):
    roster = checked(
        csv_file([("A", "B", "a@example.org", "", "")]), claire.user, institution, coming
    )
    before = list(RosterLine.objects.values())

    check_roster(roster_id=roster.pk, at=NOON)

    assert list(RosterLine.objects.values()) == before


def test_columns_are_remembered(coming, institution, claire):
    headings = ("Qui", "Petit nom", "Où écrire")
    rows = [("Martin", "Zoé", "zoe@example.org")]
    roster = bring(csv_file(rows, headings), claire.user, institution, coming)
    assert roster.state == UploadState.TO_MAP

    table = table_of(csv_file(rows, headings))
    map_columns(
        roster=roster,
        table=table,
        mapping={0: "family_name", 1: "given_name", 2: "email"},
        by=claire.user,
    )
    check_roster(roster_id=roster.pk, at=NOON)
    roster.refresh_from_db()
    again = checked(csv_file(rows, headings), claire.user, institution, coming)

    assert states(roster) == states(again) == ["new"]


def test_queries_do_not_grow_with_lines(place, institution, claire):
    coming = make_session(place, on=NEXT_MONTH)
    counts = []
    for number in (3, 300):
        rows = [(f"Nom{n}", "A", f"a{n}@example.org", "", "") for n in range(number)]
        roster = bring(csv_file(rows), claire.user, institution, coming)
        with CaptureQueriesContext(connection) as queries:
            check_roster(roster_id=roster.pk, at=NOON)
        counts.append(len(queries))

    assert counts[1] <= counts[0] <= 20
