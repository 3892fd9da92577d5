from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connections
from wagtail.models import ModelLogEntry

from certification.enums import HourState
from certification.errors import CertificationError, RecordNotEditable
from certification.models import Evidence, FollowedRulebook, HourRecord
from certification.services.deciding import refuse_hours, validate_hours
from certification.services.declaring import (
    declare,
    delete_draft,
    edit_declaration,
    submit,
    take_back,
    withdraw,
)
from certification.services.evidence import attach_evidence
from curriculum.enums import HourKind
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import ExternalProvider
from tests.certification.hours import activity, submitted, upload
from tests.certification.records import make_ficc
from tests.factories import NOON, TODAY, make_person


@pytest.fixture(autouse=True)
def ficc(db):
    return make_ficc()


def draft(person, **changes):
    return declare(person=person, activity=activity(**changes), by=person.user, at=NOON)


def journal_of(record):
    return [
        line.action.removeprefix("certification.")
        for line in ModelLogEntry.objects.for_instance(record).order_by("pk")
    ]


def test_it_writes_a_draft(amina):
    record = draft(amina)

    assert (record.state, record.person, record.minutes) == (HourState.DRAFT, amina, 360)
    assert record.submitted_at is None
    assert journal_of(record) == ["declare"]


def test_it_decides_off_territory_and_accreditation_of_the_day(amina, liege):
    school = ExternalProvider.objects.create(
        name="École", accredited_from=date(2026, 1, 1), accredited_until=date(2026, 5, 4)
    )

    then = draft(amina, provider=school, territory=liege, on=date(2026, 5, 4))
    later = draft(amina, provider=school, territory=liege, on=date(2026, 5, 5))

    assert (then.off_territory, then.accredited) == (True, True)
    assert (later.off_territory, later.accredited) == (True, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": date(1989, 12, 31)}, "on"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"title": "  "}, "title"),
        ({"provider_name": " "}, "provider_name"),
        ({"kind": HourKind.PARTICIPATION_CC}, "territory"),
    ],
)
def test_it_says_which_field_is_wrong(amina, changes, field):
    with pytest.raises(InvalidInput) as refusal:
        draft(amina, **changes)

    assert list(refusal.value.errors) == [field]


def test_it_takes_today_and_a_whole_day(amina):
    assert draft(amina, on=TODAY, minutes=1440).pk


def test_it_refuses_more_than_a_day_in_a_day(amina):
    submitted(amina, minutes=1000)

    with pytest.raises(InvalidInput) as refusal:
        draft(amina, minutes=441)

    assert "minutes" in refusal.value.errors
    assert draft(amina, minutes=440).pk


def test_it_refuses_to_declare_for_somebody_else(amina, bruno):
    with pytest.raises(NotAllowed):
        declare(person=amina, activity=activity(), by=bruno.user, at=NOON)


def test_it_lets_staff_declare_for_somebody_without_an_account(denis):
    record = declare(person=make_person(), activity=activity(), by=denis, at=NOON)

    assert record.created_by == denis


def test_it_corrects_a_draft_and_says_what_changed(amina):
    record = draft(amina)

    record = edit_declaration(record=record, activity=activity(minutes=180), by=amina.user, at=NOON)

    assert record.minutes == 180
    line = ModelLogEntry.objects.get(action="certification.edit_declaration")
    assert line.data == {"before": {"minutes": 360}, "after": {"minutes": 180}}


def test_it_submits_with_evidence_only(amina):
    record = draft(amina)
    with pytest.raises(InvalidInput):
        submit(record=record, by=amina.user, at=NOON)
    attach_evidence(record=record, upload=upload(), by=amina.user, at=NOON)

    record = submit(record=record, by=amina.user, at=NOON)

    assert (record.state, record.submitted_at) == (HourState.SUBMITTED, NOON)
    assert FollowedRulebook.objects.get(person=amina).began_on == TODAY
    assert journal_of(record) == ["declare", "attach_evidence", "submit"]


def test_it_takes_back_what_waits_and_submits_it_again(amina):
    record = submitted(amina)

    record = take_back(record=record, by=amina.user)

    assert (record.state, record.submitted_at) == (HourState.DRAFT, None)
    later = NOON + timedelta(hours=1)
    assert submit(record=record, by=amina.user, at=later).submitted_at == later


def test_it_corrects_and_submits_a_refused_one_again(amina, denis):
    record = submitted(amina)
    refuse_hours(ids=[record.pk], reason="Illisible", by=denis, at=NOON)

    edit_declaration(record=record, activity=activity(minutes=300), by=amina.user, at=NOON)
    record = submit(record=record, by=amina.user, at=NOON)

    assert (record.state, record.minutes) == (HourState.SUBMITTED, 300)
    assert (record.decided_by, record.decided_at, record.decision_reason) == (None, None, "")


def test_it_withdraws_what_waits(amina):
    record = withdraw(record=submitted(amina), by=amina.user)

    assert record.state == HourState.WITHDRAWN


def test_it_deletes_a_draft_with_its_files(amina, django_capture_on_commit_callbacks):
    record = draft(amina)
    evidence = attach_evidence(record=record, upload=upload(), by=amina.user, at=NOON)
    storage, name = evidence.file.storage, evidence.file.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(record=record, by=amina.user)

    assert not HourRecord.objects.exists()
    assert not Evidence.objects.exists()
    assert not storage.exists(name)
    assert ModelLogEntry.objects.filter(action="certification.delete_draft").exists()


@pytest.mark.parametrize("state", ["submitted", "validated", "withdrawn"])
def test_it_keeps_what_is_no_longer_the_trainees(amina, denis, state):
    record = submitted(amina)
    if state == "validated":
        validate_hours(ids=[record.pk], by=denis, at=NOON)
    if state == "withdrawn":
        withdraw(record=record, by=amina.user)

    with pytest.raises(RecordNotEditable):
        edit_declaration(record=record, activity=activity(), by=amina.user, at=NOON)
    with pytest.raises(RecordNotEditable):
        submit(record=record, by=amina.user, at=NOON)
    with pytest.raises(RecordNotEditable):
        delete_draft(record=record, by=amina.user)


def test_it_does_not_take_back_what_is_decided(amina, denis):
    record = submitted(amina)
    validate_hours(ids=[record.pk], by=denis, at=NOON)

    with pytest.raises(RecordNotEditable, match=r"validated|validées"):
        take_back(record=record, by=amina.user)


@pytest.mark.parametrize("move", [take_back, withdraw, delete_draft])
def test_it_refuses_a_stranger(amina, erwan, move):
    with pytest.raises(NotAllowed):
        move(record=submitted(amina), by=erwan)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_keeps_the_limit_of_a_day_when_two_are_submitted_at_once(amina):
    records = [draft(amina, minutes=900, title=title) for title in ("Une", "Autre")]
    for record in records:
        attach_evidence(record=record, upload=upload(), by=amina.user, at=NOON)
    refusals = []

    def work(record):
        try:
            submit(record=record, by=amina.user, at=NOON)
        except (CertificationError, InvalidInput) as refusal:
            refusals.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=[record]) for record in records]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refusals) == 1
    assert HourRecord.objects.filter(state=HourState.SUBMITTED).count() == 1
