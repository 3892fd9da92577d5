from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from certification.enums import HourState
from certification.errors import ReasonMissing
from certification.models import HourRecord
from certification.services.deciding import refuse_hours, undo_decisions, validate_hours
from certification.services.declaring import edit_declaration, submit, take_back
from curriculum.errors import NotAllowed
from curriculum.models import ExternalProvider, HomeTerritory, User
from tests.at_once import at_once
from tests.certification.hours import activity, submitted
from tests.certification.papers import name_in_a_paper
from tests.certification.records import make_ficc, make_record
from tests.factories import NOON, make_person, make_user

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def ficc(db):
    return make_ficc()


@pytest.fixture
def record(amina):
    return submitted(amina)


@pytest.fixture
def doris(denis):
    """A second member of the staff."""
    user = make_user("doris@example.org", first_name="Doris", last_name="Ferry")
    user.groups.set(denis.groups.all())
    return user


def state(record):
    return HourRecord.objects.get(pk=record.pk).state


def messages(outcomes):
    return [outcome.message for outcome in outcomes if not outcome.is_done]


def test_it_lets_hours_count(record, denis):
    [outcome] = validate_hours(ids=[record.pk], by=denis, at=LATER)

    record.refresh_from_db()
    assert outcome.is_done
    assert (record.state, record.decided_by, record.decided_at) == ("validated", denis, LATER)
    line = ModelLogEntry.objects.get(action="certification.validate_hours")
    assert line.data == {"before": {"state": "submitted"}, "after": {"state": "validated"}}


def test_it_refuses_for_a_reason(record, denis):
    refuse_hours(ids=[record.pk], reason=" Illisible ", by=denis, at=LATER)

    record.refresh_from_db()
    assert (record.state, record.decision_reason) == ("refused", "Illisible")
    assert ModelLogEntry.objects.get(action="certification.refuse_hours").data["reason"]


def test_it_asks_for_the_reason(record, denis):
    with pytest.raises(ReasonMissing):
        refuse_hours(ids=[record.pk], reason="  ", by=denis, at=LATER)

    assert state(record) == "submitted"


def test_it_gives_each_record_its_own_outcome(record, amina, bruno, denis, doris):
    decided, taken_back = submitted(bruno), submitted(bruno, on=date(2026, 3, 3))
    validate_hours(ids=[decided.pk], by=doris, at=NOON)
    take_back(record=taken_back, by=bruno.user)

    outcomes = refuse_hours(
        ids=[record.pk, decided.pk, taken_back.pk, 999_999], reason="Non", by=denis, at=LATER
    )

    assert {outcome.record.pk: outcome.is_done for outcome in outcomes} == {
        record.pk: True,
        decided.pk: False,
        taken_back.pk: False,
    }
    assert "Doris Ferry" in messages(outcomes)[0]
    assert [state(record), state(decided), state(taken_back)] == ["refused", "validated", "draft"]


def test_it_lets_nobody_decide_on_their_own_hours(denis):
    own = make_person()
    own.user = denis
    own.save()
    record = submitted(own)

    [validated] = validate_hours(ids=[record.pk], by=denis, at=LATER)
    [undone] = undo_decisions(ids=[record.pk], by=denis, at=LATER)

    assert not validated.is_done
    assert not undone.is_done
    assert state(record) == "submitted"


def test_it_leaves_what_was_corrected_since_staff_looked(record, amina, denis):
    take_back(record=record, by=amina.user)
    edit_declaration(record=record, activity=activity(minutes=600), by=amina.user, at=LATER)
    submit(record=record, by=amina.user, at=LATER)

    [outcome] = validate_hours(ids=[record.pk], by=denis, at=LATER, seen_at=NOON)

    assert not outcome.is_done
    assert state(record) == "submitted"


def test_it_reads_territory_and_accreditation_once_more(amina, liege, essonne, denis):
    school = ExternalProvider.objects.create(name="École")
    record = submitted(amina, provider=school, territory=liege)
    assert (record.off_territory, record.accredited) == (True, False)
    HomeTerritory.objects.filter(person=amina).update(territory=liege)
    ExternalProvider.objects.update(accredited_from=date(2020, 1, 1))

    validate_hours(ids=[record.pk], by=denis, at=LATER)

    record.refresh_from_db()
    assert (record.off_territory, record.accredited) == (False, True)
    assert record.home_territory == liege
    line = ModelLogEntry.objects.get(action="certification.validate_hours")
    assert line.data["before"]["off_territory"] is True


def test_it_undoes_a_decision(record, denis, doris):
    refuse_hours(ids=[record.pk], reason="Illisible", by=denis, at=LATER)

    [outcome] = undo_decisions(ids=[record.pk], by=doris, at=LATER, reason="Lisible en fait")

    record.refresh_from_db()
    assert outcome.is_done
    assert (record.state, record.decided_by, record.decision_reason) == ("submitted", None, "")
    assert record.submitted_at == NOON


def test_it_keeps_a_decision_that_an_attestation_rests_on(record, denis):
    validate_hours(ids=[record.pk], by=denis, at=LATER)
    name_in_a_paper(record)

    [outcome] = undo_decisions(ids=[record.pk], by=denis, at=LATER)

    assert not outcome.is_done
    assert state(record) == "validated"


def test_it_has_nothing_to_undo_while_hours_wait(record, denis):
    [outcome] = undo_decisions(ids=[record.pk], by=denis, at=LATER)

    assert not outcome.is_done


@pytest.mark.parametrize("role", ["amina", "bruno", "claire", "erwan", "farida"])
def test_it_is_for_staff(record, role, request):
    found = request.getfixturevalue(role)
    user = found if isinstance(found, User) else found.user
    for call in (
        lambda: validate_hours(ids=[record.pk], by=user, at=LATER),
        lambda: refuse_hours(ids=[record.pk], reason="Non", by=user, at=LATER),
        lambda: undo_decisions(ids=[record.pk], by=user, at=LATER),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_it_sends_one_mail_a_person_for_a_batch(amina, bruno, denis, mailoutbox, run_tasks):
    mine = [submitted(amina, on=date(2026, 3, day), title=f"Jour {day}") for day in (1, 2)]
    his = submitted(bruno)
    validate_hours(ids=[mine[0].pk, his.pk], by=denis, at=LATER)
    refuse_hours(ids=[mine[1].pk], reason="Page manquante", by=denis, at=LATER)

    run_tasks()

    by_person = sorted((mail.to[0], mail.body) for mail in mailoutbox)
    assert [to for to, _body in by_person] == [amina.email, amina.email, bruno.email]
    assert sum("Page manquante" in body for _to, body in by_person) == 1
    assert sum("Jour 1" in body for _to, body in by_person) == 1


def test_it_tells_by_mail_what_the_record_is_now(record, denis, mailoutbox, run_tasks):
    refuse_hours(ids=[record.pk], reason="Erreur de ligne", by=denis, at=LATER)
    undo_decisions(ids=[record.pk], by=denis, at=LATER)

    run_tasks()

    assert mailoutbox
    assert all("Erreur de ligne" not in mail.body for mail in mailoutbox)


@pytest.mark.both_databases
def test_it_needs_as_many_queries_for_forty_records_as_for_four(denis):
    def queries(number):
        people = [make_person() for _number in range(number)]
        ids = [make_record(person, "theory", 3, state=HourState.SUBMITTED).pk for person in people]
        with CaptureQueriesContext(connection) as captured:
            outcomes = validate_hours(ids=ids, by=denis, at=LATER)
        assert all(outcome.is_done for outcome in outcomes)
        return [query["sql"] for query in captured]

    queries(1)  # permissions and content types are read once
    few, many = queries(4), queries(40)

    assert len(few) == len(many) <= 10


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_two_win_and_tells_the_other(amina, denis, doris):
    records = [submitted(amina, on=date(2026, 3, day)) for day in range(1, 6)]
    ids = [record.pk for record in records]

    won, lost = at_once(
        [
            lambda: validate_hours(ids=ids, by=User.objects.get(pk=denis.pk), at=LATER),
            lambda: refuse_hours(
                ids=ids[::-1], reason="Non", by=User.objects.get(pk=doris.pk), at=LATER
            ),
        ]
    )

    winner = denis
    if not all(outcome.is_done for outcome in won):
        winner, won, lost = doris, lost, won
    assert [outcome.is_done for outcome in [*won, *lost]] == [True] * 5 + [False] * 5
    assert all(str(winner) in message for message in messages(lost))
    assert set(HourRecord.objects.values_list("decided_by", flat=True)) == {winner.pk}
