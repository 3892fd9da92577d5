"""The people of a list are enrolled: each line entirely or not at all, nobody twice."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from curriculum.enums import EnrolmentStatus, LineResult, SessionStatus, UploadState
from curriculum.errors import InvalidInput, NotAllowed, StaleData
from curriculum.models import (
    Enrolment,
    EnrolmentGroup,
    InstitutionManager,
    Membership,
    Person,
    PersonClaim,
    Session,
)
from curriculum.services import roster_writing
from curriculum.services.roster_corrections import answer_candidate, leave_out
from curriculum.services.roster_writing import write_lines, write_part, write_roster
from tests.at_once import at_once, refusals
from tests.factories import LONG_AGO, NOON, TODAY, make_enrolment, make_person, make_session
from tests.rosters import checked, csv_file, enrolled, line, results, states

NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def coming(place):
    """A session of the coming month with five seats."""
    return make_session(place, on=NEXT_MONTH, capacity=5, title="Module de base")


def people(number, first=0):
    return [(f"Nom{n}", "Zoé", f"zoe{n}@example.org", "", "") for n in range(first, first + number)]


def mailed():
    tasks = DBTaskResult.objects.filter(task_path="curriculum.tasks.send_invitations")
    return sorted(task.args_kwargs["kwargs"]["person_id"] for task in tasks)


def test_it_notes_new_people_and_enrols_them(coming, essonne, institution, claire):
    headings = (
        "Nom",
        "Prénom",
        "Civilité",
        "Né(e) le",
        "Courriel",
        "Tél",
        "Fonction",
        "Territoire",
    )
    row = ("Martin", "Zoé", "Mme", "12/03/1985", "Zoe@Example.org", "612345678", "Psy", "Essonne")
    roster = checked(csv_file([row], headings), claire.user, institution, coming)

    enrolled(roster, claire.user)

    zoe = Person.objects.get(family_name="Martin")
    assert (zoe.given_name, zoe.civility, zoe.email) == ("Zoé", "mme", "zoe@example.org")
    assert (zoe.birth_date.isoformat(), zoe.phone) == ("1985-03-12", "06 12 34 56 78")
    assert zoe.memberships.get(institution=institution).function == "Psy"
    assert zoe.home_territories.get().territory == essonne
    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.session, enrolment.status) == (zoe, coming, "enrolled")
    assert (enrolment.institution, enrolment.made_by) == (institution, claire.user)
    only = roster.lines.get()
    assert (only.person, only.enrolment, only.result) == (zoe, enrolment, LineResult.ENROLLED)
    assert roster.state == UploadState.DONE
    assert mailed() == [zoe.pk]


def test_who_finds_no_seat_waits(coming, institution, claire):
    roster = checked(csv_file(people(7)), claire.user, institution, coming)

    enrolled(roster, claire.user)

    assert results(roster) == ["enrolled"] * 5 + ["waiting"] * 2
    assert len(mailed()) == 7


def test_all_or_none_get_in_together(coming, institution, claire):
    make_enrolment(coming, make_person())
    roster = checked(csv_file(people(5)), claire.user, institution, coming, all_or_none=True)

    enrolled(roster, claire.user)

    assert results(roster) == ["waiting"] * 5
    assert EnrolmentGroup.objects.get().all_or_none


def test_a_group_that_never_fits_is_refused_whole(coming, institution, claire):
    roster = checked(csv_file(people(6)), claire.user, institution, coming, all_or_none=True)

    enrolled(roster, claire.user)

    assert results(roster) == ["refused"] * 6
    assert not Person.objects.filter(given_name="Zoé").exists()
    assert "5" in line(roster, 2).reason


def test_the_same_file_again_enrols_nobody_twice(coming, institution, claire):
    rows = [*people(3), ("Petit", "Luc", "", "12/03/1985", "")]
    enrolled(checked(csv_file(rows), claire.user, institution, coming), claire.user)

    again = checked(csv_file(rows), claire.user, institution, coming)
    assert states(again) == ["held"] * 4
    enrolled(again, claire.user)

    assert results(again) == ["kept"] * 4
    assert Enrolment.objects.count() == Person.objects.exclude(user=claire.user).count() == 4
    assert len(mailed()) == 3  # Luc has no address


def test_a_grown_file_adds_only_what_is_new_and_removes_nobody(place, institution, claire):
    session = make_session(place, on=NEXT_MONTH)
    enrolled(checked(csv_file(people(4)), claire.user, institution, session), claire.user)

    grown = checked(csv_file(people(4, first=2)), claire.user, institution, session)
    enrolled(grown, claire.user)

    assert results(grown) == ["kept"] * 2 + ["enrolled"] * 2
    assert session.enrolments.with_seat().count() == 6


def test_only_the_good_lines_are_written_when_asked_so(coming, institution, claire):
    rows = [*people(2), ("Martin", "Zoé", "faux", "", "")]
    roster = checked(csv_file(rows), claire.user, institution, coming)

    with pytest.raises(InvalidInput, match="1"):
        write_roster(roster=roster, only_good=False, by=claire.user, at=NOON)
    enrolled(roster, claire.user, only_good=True)

    assert results(roster) == ["enrolled", "enrolled", "refused"]
    assert "faux" in line(roster, 4).reason


def test_a_list_with_nobody_to_enrol_is_not_written(coming, institution, claire):
    roster = checked(csv_file([("A", "B", "faux", "", "")]), claire.user, institution, coming)

    with pytest.raises(InvalidInput):
        write_roster(roster=roster, only_good=True, by=claire.user, at=NOON)


def test_lines_left_out_or_unanswered_are_not_enrolled(coming, institution, claire):
    twin = make_person("Amina", "Benali", email="amina@example.org")
    Membership.objects.create(person=twin, institution=institution, starts_on=LONG_AGO)
    rows = [*people(2), ("Benali", "Amina", "autre@example.org", "", "")]
    roster = checked(csv_file(rows), claire.user, institution, coming)
    assert states(roster) == ["new", "new", "question"]
    leave_out(line=line(roster, 2), left_out=True, by=claire.user, at=NOON)

    enrolled(roster, claire.user)

    assert results(roster) == ["refused", "enrolled", "refused"]
    assert all(line(roster, row).reason for row in (2, 4))


@pytest.mark.parametrize("same", [True, False])
def test_an_answer_decides_who_is_enrolled_and_is_not_asked_again(
    coming, institution, claire, same
):
    twin = make_person("Amina", "Benali", email="amina@example.org")
    Membership.objects.create(person=twin, institution=institution, starts_on=LONG_AGO)
    data = csv_file([("Benali", "Amina", "autre@example.org", "", "")])
    roster = checked(data, claire.user, institution, coming)

    answer_candidate(line=line(roster, 2), same=same, by=claire.user, at=NOON)
    enrolled(roster, claire.user)
    again = checked(data, claire.user, institution, coming)

    assert (Enrolment.objects.get().person == twin) is same
    assert states(again) == ["held"]


def test_somebody_in_two_sessions_is_one_person_with_one_mail(coming, place, institution, claire):
    make_session(place, on=NEXT_MONTH, title="Autre")
    rows = [(*people(1)[0][:4], ""), (*people(1)[0][:4], "Autre")]
    roster = checked(csv_file(rows), claire.user, institution, coming)

    enrolled(roster, claire.user)

    zoe = Person.objects.get(given_name="Zoé")
    assert zoe.enrolments.count() == 2
    assert mailed() == [zoe.pk]


def test_a_person_known_elsewhere_is_claimed_later(coming, institution, claire):
    known = make_person("Zoé", "Nom0", email="zoe0@example.org")
    roster = checked(csv_file(people(1)), claire.user, institution, coming)

    enrolled(roster, claire.user)

    newcomer = roster.lines.get().person
    assert newcomer != known
    claim = PersonClaim.objects.get()
    assert (claim.newcomer, claim.known, claim.institution) == (newcomer, known, institution)


def test_staff_enrol_people_who_come_by_themselves(coming, denis, claire):
    known = make_person("Zoé", "Nom0", email="zoe0@example.org")
    roster = checked(csv_file(people(2)), denis, None, coming)

    enrolled(roster, denis)

    assert Enrolment.objects.filter(institution=None).count() == 2
    assert line(roster, 2).person == known
    with pytest.raises(NotAllowed):
        checked(csv_file(people(2)), claire.user, None, coming)


def test_what_changed_since_the_check_is_told(coming, place, institution, claire):
    other = make_session(place, on=NEXT_MONTH, title="Autre")
    rows = [*people(3), ("Roy", "Ana", "ana@example.org", "", "Autre")]
    roster = checked(csv_file(rows), claire.user, institution, coming)
    for _number in range(4):
        make_enrolment(coming, make_person())
    Session.objects.filter(pk=other.pk).update(status=SessionStatus.CANCELLED)

    enrolled(roster, claire.user)

    assert results(roster) == ["enrolled", "waiting", "waiting", "refused"]
    assert "Autre" in line(roster, 5).reason
    assert not Person.objects.filter(family_name="Roy").exists()


def test_a_manager_whose_appointment_ended_enrols_nobody(coming, institution, claire):
    roster = checked(csv_file(people(2)), claire.user, institution, coming)
    write_roster(roster=roster, only_good=True, by=claire.user, at=NOON)
    InstitutionManager.objects.update(ended_at=NOON)

    write_lines(roster_id=roster.pk, by=claire.user, at=NOON)

    assert results(roster) == ["refused"] * 2
    assert not Enrolment.objects.exists()


def test_others_may_do_nothing_with_a_list(coming, institution, claire, erwan):
    roster = checked(csv_file(people(2)), claire.user, institution, coming)

    with pytest.raises(NotAllowed):
        write_roster(roster=roster, only_good=True, by=erwan, at=NOON)
    with pytest.raises(NotAllowed):
        leave_out(line=line(roster, 2), left_out=True, by=erwan, at=NOON)


def test_a_list_is_written_once(coming, institution, claire):
    roster = checked(csv_file(people(2)), claire.user, institution, coming)
    enrolled(roster, claire.user)

    with pytest.raises(StaleData):
        write_roster(roster=roster, only_good=True, by=claire.user, at=NOON)
    write_lines(roster_id=roster.pk, by=claire.user, at=NOON)

    assert Enrolment.objects.count() == 2
    assert len(mailed()) == 2


def test_it_goes_on_where_it_stopped(coming, institution, claire, monkeypatch):
    monkeypatch.setattr(roster_writing, "PART", 2)
    roster = checked(csv_file(people(5)), claire.user, institution, coming)
    write_roster(roster=roster, only_good=True, by=claire.user, at=NOON)

    assert write_part(roster_id=roster.pk, by=claire.user, at=NOON)
    roster.refresh_from_db()
    assert (roster.done_count, roster.line_count) == (2, 5)
    assert mailed() == []
    write_lines(roster_id=roster.pk, by=claire.user, at=NOON)

    assert results(roster) == ["enrolled"] * 5
    assert len(set(mailed())) == len(mailed()) == 5


def test_queries_do_not_grow_with_lines(place, institution, claire):
    counts = []
    for number in (3, 300):
        session = make_session(place, on=NEXT_MONTH)
        roster = checked(
            csv_file(people(number, first=1000 * number)), claire.user, institution, session
        )
        with CaptureQueriesContext(connection) as queries:
            enrolled(roster, claire.user)
        counts.append(len(queries))

    assert counts[1] <= counts[0] <= 55


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_managers_with_the_same_file_enrol_nobody_twice(place, institution, claire, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=10)
    rows = [*people(12), ("Petit", "Luc", "", "12/03/1985", "")]
    users = [claire.user, denis]
    rosters = [checked(csv_file(rows), user, institution, session) for user in users]
    for roster, user in zip(rosters, users, strict=True):
        write_roster(roster=roster, only_good=True, by=user, at=NOON)

    outcomes = at_once(
        [
            lambda roster=roster, user=user: write_lines(roster_id=roster.pk, by=user, at=NOON)
            for roster, user in zip(rosters * 2, users * 2, strict=True)
        ]
    )

    assert refusals(outcomes) == []
    assert session.enrolments.active().count() == 13
    assert session.enrolments.with_seat().count() == 10
    assert Person.objects.filter(given_name="Zoé").count() == 12
    assert Person.objects.filter(given_name="Luc").count() == 1
    assert EnrolmentStatus.WAITING in session.enrolments.values_list("status", flat=True)
    assert len(set(mailed())) == len(mailed()) == 12  # Luc has no address
