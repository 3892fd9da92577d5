"""Several people enrolled in a session together."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from curriculum.eligibility import unsensitised
from curriculum.enums import EnrolmentStatus, LineResult, OfferingKind, SessionStatus
from curriculum.errors import (
    NotAllowed,
    PrerequisiteMissing,
    SessionFull,
    SessionNotOpen,
)
from curriculum.models import (
    Attendance,
    Enrolment,
    EnrolmentGroup,
    InstitutionManager,
    Membership,
    Roster,
    RosterLine,
    SessionSlot,
)
from curriculum.services.enrolment import enrol
from curriculum.services.groups import enrol_group
from curriculum.services.sensitisation import waive_sensitisation
from tests.at_once import at_once, refusals
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

NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def coming(place):
    """A session of the coming month with three seats."""
    return make_session(place, on=NEXT_MONTH, capacity=3)


@pytest.fixture
def advanced(place):
    """An advanced module of the coming month."""
    offering = make_offering(OfferingKind.ADVANCED_MODULE, "Module avancé")
    return make_session(place, offering=offering, on=NEXT_MONTH)


def team(institution, number):
    """People who work in the institution."""
    people = [make_person() for _number in range(number)]
    for person in people:
        Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    return people


def together(session, people, by, institution=None, all_or_none=False, **more):
    return enrol_group(
        session=session,
        people=people,
        institution=institution,
        all_or_none=all_or_none,
        by=by,
        at=NOON,
        **more,
    )


def states(enrolments):
    return [str(enrolment.status) for enrolment in enrolments]


def test_the_first_get_seats_and_the_others_wait_in_order(coming, institution, denis):
    people = team(institution, 5)

    made = together(coming, people, denis, institution)

    assert [enrolment.person for enrolment in made] == people
    assert states(made) == ["enrolled"] * 3 + ["waiting"] * 2
    assert list(coming.enrolments.waiting_in_order()) == made[3:]
    group = EnrolmentGroup.objects.get()
    assert (group.institution, group.all_or_none, group.made_by) == (institution, False, denis)
    assert {enrolment.group for enrolment in made} == {group}
    assert ModelLogEntry.objects.filter(action="curriculum.enrol", user=denis).count() == 5


def test_all_or_none_get_seats_together_or_wait_together(coming, institution, denis):
    make_enrolment(coming, make_person())

    waiting = together(coming, team(institution, 3), denis, institution, all_or_none=True)

    assert states(waiting) == ["waiting"] * 3


def test_all_or_none_get_in_when_they_fit(coming, institution, denis):
    made = together(coming, team(institution, 3), denis, institution, all_or_none=True)

    assert states(made) == ["enrolled"] * 3


def test_a_group_that_never_fits_is_told_so(coming, institution, denis):
    with pytest.raises(SessionFull, match="4"):
        together(coming, team(institution, 4), denis, institution, all_or_none=True)

    assert not Enrolment.objects.exists()


def test_without_a_limit_everybody_gets_in(place, institution, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=None)

    made = together(session, team(institution, 4), denis, institution, all_or_none=True)

    assert states(made) == ["enrolled"] * 4


def test_those_who_wait_already_come_first(coming, institution, denis):
    make_enrolment(coming, make_person(), status=EnrolmentStatus.WAITING, enrolled_at=None)

    made = together(coming, team(institution, 1), denis, institution)

    assert states(made) == ["waiting"]


def test_those_who_have_a_place_are_left_as_they_are(coming, institution, denis):
    people = team(institution, 2)
    held = make_enrolment(coming, people[0])

    made = together(coming, [*people, people[1]], denis, institution)
    again = together(coming, people, denis, institution)

    assert [enrolment.person for enrolment in made] == [people[1]]
    assert again == []
    held.refresh_from_db()
    assert (held.institution, held.group) == (None, None)
    assert EnrolmentGroup.objects.count() == 1


def test_each_line_of_a_list_is_told_what_became_of_it(coming, institution, denis):
    people = team(institution, 5)
    make_enrolment(coming, people[0])
    roster = Roster.objects.create(institution=institution, made_by=denis, made_at=NOON, size=0)
    lines = {
        person.pk: RosterLine.objects.create(roster=roster, row=number, person=person)
        for number, person in enumerate(people, 2)
    }

    made = together(coming, people, denis, institution, lines=lines)

    lines = list(RosterLine.objects.order_by("row"))
    assert [line.result for line in lines] == [
        LineResult.KEPT,
        LineResult.ENROLLED,
        LineResult.ENROLLED,
        LineResult.WAITING,
        LineResult.WAITING,
    ]
    assert [line.enrolment for line in lines] == [None, *made]


def test_a_manager_enrols_those_who_work_there(coming, institution, claire):
    made = together(coming, team(institution, 2), claire.user, institution)

    assert states(made) == ["enrolled"] * 2
    assert {enrolment.institution for enrolment in made} == {institution}


def test_a_manager_enrols_nobody_else(coming, essonne, institution, claire, amina, erwan):
    elsewhere = make_institution(essonne)
    gone = make_person()
    Membership.objects.create(
        person=gone, institution=institution, starts_on=LONG_AGO, ends_on=TODAY - timedelta(days=1)
    )
    people = team(institution, 1)

    for user, pays, who in (
        (claire.user, institution, [amina]),
        (claire.user, institution, [*people, gone]),
        (claire.user, elsewhere, team(elsewhere, 1)),
        (claire.user, None, people),
        (amina.user, institution, people),
        (erwan, institution, people),
    ):
        with pytest.raises(NotAllowed):
            together(coming, who, user, pays)
    InstitutionManager.objects.update(ended_at=NOON)
    with pytest.raises(NotAllowed):
        together(coming, people, claire.user, institution)

    assert not Enrolment.objects.exists()


def test_a_manager_comes_too_late_when_the_session_is_over(session, institution, claire, denis):
    people = team(institution, 1)

    with pytest.raises(SessionNotOpen):
        together(session, people, claire.user, institution)

    assert states(together(session, people, denis, institution)) == ["enrolled"]


@pytest.mark.parametrize("status", [SessionStatus.DRAFT, SessionStatus.CANCELLED])
def test_it_asks_for_an_open_session(place, institution, denis, status):
    session = make_session(place, on=NEXT_MONTH, status=status)

    with pytest.raises(SessionNotOpen):
        together(session, team(institution, 1), denis, institution)


def test_a_missing_sensitisation_enrols_nobody(advanced, institution, denis):
    excused, missing = team(institution, 2)
    waive_sensitisation(person=excused, reason="Formée en 2009.", by=denis, at=NOON)

    with pytest.raises(PrerequisiteMissing, match=missing.full_name):
        together(advanced, [excused, missing], denis, institution)

    assert not Enrolment.objects.exists()
    assert states(together(advanced, [excused], denis, institution)) == ["enrolled"]


def test_it_tells_who_has_no_sensitisation(place, session, institution, denis):
    attended, excused, missing = people = team(institution, 3)
    waive_sensitisation(person=excused, reason="Formée en 2009.", by=denis, at=NOON)
    Attendance.objects.create(
        slot=SessionSlot.objects.of_session(session).first(),
        person=attended,
        role="participant",
        status="present",
        minutes=180,
        marked_at=NOON,
    )
    session.status = SessionStatus.CLOSED
    session.save()

    assert unsensitised(people) == {missing.pk}
    assert unsensitised([]) == set()


def test_who_has_no_account_is_invited_by_the_same_mail(coming, institution, denis, run_tasks):
    newcomer = make_person(email="nouvelle@example.org")
    known = make_person("Omar", "Said", account=True)

    together(coming, [newcomer, known], denis, institution)
    run_tasks()

    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert bodies.keys() == {"nouvelle@example.org", known.email}
    assert "/invitation/" in bodies["nouvelle@example.org"]
    assert "/invitation/" not in bodies[known.email]


def test_each_person_is_told_by_mail(coming, institution, denis, run_tasks):
    people = [make_person(email=f"p{number}@example.org") for number in range(4)]

    together(coming, people, denis, institution)
    run_tasks()

    assert sorted(message.to[0] for message in mail.outbox) == [person.email for person in people]
    assert sum("liste d’attente" in message.subject for message in mail.outbox) == 1


def test_the_caller_may_write_instead(coming, institution, denis, run_tasks):
    together(coming, [make_person(email="p@example.org")], denis, institution, tell=False)

    assert run_tasks() == []


def test_queries_do_not_grow_with_people(place, institution, denis):
    counts = []
    for number in (2, 30):
        session = make_session(place, on=NEXT_MONTH)
        people = team(institution, number)
        with CaptureQueriesContext(connection) as queries:
            together(session, people, denis, institution)
        counts.append(len(queries))

    assert counts[1] <= counts[0] <= 12


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_groups_who_come_at_once_only_as_many_get_in_as_fit(place, institution, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=10)
    groups = [team(institution, 5) for _number in range(10)]

    outcomes = at_once(
        [
            lambda number=number, people=people: together(
                session, people, denis, institution, all_or_none=number % 2 == 0
            )
            for number, people in enumerate(groups)
        ]
    )

    assert refusals(outcomes) == []
    assert session.enrolments.with_seat().count() == 10
    assert session.enrolments.waiting_in_order().count() == 40
    assert {group.enrolments.with_seat().count() for group in session.groups.all()} == {0, 5}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_group_and_single_people_share_the_last_seats(place, institution, denis):
    session = make_session(place, on=NEXT_MONTH, capacity=4)
    group, single = team(institution, 4), [make_person() for _number in range(4)]

    outcomes = at_once(
        [
            lambda: together(session, group, denis, institution, all_or_none=True),
            *(
                lambda one=one: enrol(session=session, person=one, by=denis, at=NOON, or_wait=True)
                for one in single
            ),
        ]
    )

    assert refusals(outcomes) == []
    seated = session.enrolments.with_seat()
    in_group = seated.filter(person__in=group).count()
    assert in_group in (0, 4)
    assert seated.count() <= 4
    assert session.enrolments.active().count() == 8
