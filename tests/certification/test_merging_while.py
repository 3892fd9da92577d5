"""Two entries become one while somebody writes about the one that goes: a clear refusal, no error, nothing lost."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from certification.services.merging import merge_people
from curriculum.errors import CurriculumError, NothingThere
from curriculum.models import Enrolment, Person, RosterLine
from curriculum.services.enrolment import enrol
from curriculum.services.groups import enrol_group
from curriculum.services.memberships import join_institution
from curriculum.services.newcomers import join_members
from curriculum.services.roster_parts import RosterPart
from tests.factories import NOON, TODAY, make_person, make_session
from tests.rosters import checked, csv_file

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

SOON = TODAY + timedelta(days=30)


@pytest.fixture
def known():
    return make_person("Inès", "Le Goff")


@pytest.fixture
def gone(denis, known):
    """An entry as somebody read it, before it became one with another."""
    newcomer = make_person("Ines", "Legoff")
    as_read = Person.objects.get(pk=newcomer.pk)
    merge_people(newcomer=newcomer, known=known, by=denis, at=NOON)
    return as_read


def test_who_is_gone_gets_no_place(gone, denis, place, institution):
    session = make_session(place, on=SOON)

    with pytest.raises(NothingThere, match="Ines Legoff"):
        enrol(session=session, person=gone, by=denis, at=NOON)
    with pytest.raises(NothingThere, match="Ines Legoff"):
        enrol_group(
            session=session,
            people=[make_person(), gone],
            institution=institution,
            all_or_none=False,
            by=denis,
            at=NOON,
        )
    assert not session.enrolments.exists()


def test_who_is_gone_begins_nowhere(gone, denis, institution):
    with pytest.raises(NothingThere):
        join_institution(person=gone, institution=institution, since=TODAY, by=denis)
    with pytest.raises(NothingThere):
        join_members(people=[gone], institution=institution, by=denis, at=NOON)


def test_enrolling_the_entry_that_goes_at_the_same_moment(known, denis, place):
    session = make_session(place, on=SOON)
    for number in range(5):
        newcomer = make_person("Ines", f"Legoff{number}")
        start, answers = Barrier(2), []

        def run(action, start=start, answers=answers):
            start.wait()
            try:
                action()
                answers.append("done")
            except CurriculumError as refusal:
                answers.append(type(refusal).__name__)
            finally:
                connection.close()

        actions = [
            lambda person=newcomer: enrol(session=session, person=person, by=denis, at=NOON),
            lambda person=newcomer: merge_people(newcomer=person, known=known, by=denis, at=NOON),
        ]
        threads = [Thread(target=run, args=[action]) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(answers) == 2, "one ended in an error"
        assert "done" in answers
        assert not Person.objects.filter(pk=newcomer.pk, enrolments=None).exists()
    assert Enrolment.objects.active().filter(session=session, person=known).count() <= 1


def test_a_list_follows_who_became_one_with_another(known, denis, institution, place):
    session = make_session(place, on=SOON)
    newcomer = make_person("Ines", "Legoff", email="ines@example.org")
    join_institution(person=newcomer, institution=institution, since=TODAY, by=denis)
    data = csv_file([["Legoff", "Ines", newcomer.email, "", ""]])
    roster = checked(data, institution=institution, session=session, by=denis)
    lines = list(roster.lines.all())
    merge_people(newcomer=newcomer, known=known, by=denis, at=NOON)

    with transaction.atomic():
        RosterPart(roster, denis, NOON).write(lines)

    assert session.enrolments.get().person == known
    assert RosterLine.objects.get(roster=roster).enrolment == session.enrolments.get()
