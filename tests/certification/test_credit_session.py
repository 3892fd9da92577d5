from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certification.enums import HourState
from certification.errors import RestsOnAttestation, SessionNotClosed
from certification.models import FollowedRulebook, HourRecord
from certification.services.crediting import credit_session, uncredit_session
from certification.services.deciding import validate_hours
from curriculum.enums import AttendanceRole, AttendanceStatus, HourKind
from curriculum.errors import NotAllowed
from curriculum.models import HomeTerritory, Session, SessionSlot
from tests.certification.hours import close, mark
from tests.certification.papers import name_in_a_paper
from tests.certification.records import make_ficc
from tests.factories import NOON, make_enrolment, make_person, make_session


@pytest.fixture(autouse=True)
def ficc(db):
    return make_ficc()


def credit(session, denis):
    return credit_session(session=close(session), by=denis, at=NOON)


def test_it_gives_each_half_day_to_those_present(session, amina, denis):
    mark(session, amina)

    done = credit(session, denis)

    records = HourRecord.objects.filter(person=amina).in_order()
    assert done.created == 2
    assert [(r.kind, r.minutes, r.state) for r in records] == [("theory", 180, "submitted")] * 2
    assert {(r.title, r.place, r.accredited) for r in records} == {
        ("Session d’essai", "Maison des associations, Essonne", True)
    }


def test_it_gives_minutes_of_a_partial_presence_and_nothing_to_the_absent(session, amina, denis):
    mark(session, amina, status=AttendanceStatus.PARTIAL, minutes=95, reason="Train")
    mark(session, make_person(), status=AttendanceStatus.ABSENT, minutes=0)
    mark(session, make_person(), status=AttendanceStatus.EXCUSED, minutes=0)

    credit(session, denis)

    assert list(HourRecord.objects.values_list("person", "minutes")) == [(amina.pk, 95)] * 2


def test_it_gives_co_animators_the_kind_of_their_half_day(place, amina, bruno, denis):
    clinical = make_session(
        place, kind=HourKind.PARTICIPATION_CC, co_animation_kind=HourKind.CO_ANIMATION_CC
    )
    mark(clinical, amina)
    mark(clinical, bruno, role=AttendanceRole.CO_ANIMATOR)

    credit(clinical, denis)

    assert set(HourRecord.objects.values_list("person", "kind")) == {
        (amina.pk, "participation_cc"),
        (bruno.pk, "co_animation_cc"),
    }


def test_it_gives_co_animators_nothing_where_co_animation_earns_nothing(session, bruno, denis):
    mark(session, bruno, role=AttendanceRole.CO_ANIMATOR)

    assert credit(session, denis).created == 0


def test_it_compares_with_the_territory_of_the_day(liege, place, amina, denis):
    moved_on = date(2026, 6, 1)
    HomeTerritory.objects.create(person=amina, territory=liege, since=moved_on)
    for day in (moved_on - timedelta(days=1), moved_on):
        session = make_session(place, on=day)
        mark(session, amina)
        credit(session, denis)

    assert dict(HourRecord.objects.values_list("on", "off_territory")) == {
        moved_on - timedelta(days=1): False,
        moved_on: True,
    }


def test_it_takes_a_territory_inside_another_for_the_same(france, place, denis):
    session = make_session(place)
    mark(session, make_person(home=france))

    credit(session, denis)

    assert not HourRecord.objects.filter(off_territory=True).exists()


def test_it_flags_hours_of_somebody_whose_territory_is_not_known(session, denis):
    mark(session, make_person())

    credit(session, denis)

    record = HourRecord.objects.first()
    assert record.home_is_unknown
    assert not record.off_territory


def test_it_changes_nothing_when_called_again(session, amina, denis):
    mark(session, amina)
    credit(session, denis)
    before = list(HourRecord.objects.values())

    done = credit_session(session=session, by=denis, at=NOON + timedelta(days=1))

    assert (done.created, done.renewed) == (0, 0)
    assert list(HourRecord.objects.values()) == before


def test_it_refreshes_the_same_record_after_a_correction(session, amina, denis):
    morning, afternoon = mark(session, amina)
    credit(session, denis)
    validate_hours(ids=HourRecord.objects.values_list("pk", flat=True), by=denis, at=NOON)
    before = {record.attendance_id: record.pk for record in HourRecord.objects.all()}
    uncredit_session(session=session, by=denis)
    morning.status, morning.minutes, morning.reason = "partial", 60, "Parti plus tôt"
    morning.save()
    afternoon.status, afternoon.minutes = "absent", 0
    afternoon.save()

    done = credit_session(session=session, by=denis, at=NOON)

    assert (done.created, done.renewed) == (0, 1)
    records = {record.attendance_id: record for record in HourRecord.objects.all()}
    assert {key: record.pk for key, record in records.items()} == before
    assert (records[morning.pk].state, records[morning.pk].minutes) == (HourState.SUBMITTED, 60)
    assert records[morning.pk].decided_at is None
    assert records[afternoon.pk].state == HourState.WITHDRAWN


def test_it_writes_each_record_in_the_journal(session, amina, denis):
    mark(session, amina)

    credit(session, denis)

    lines = ModelLogEntry.objects.filter(action="certification.credit_session")
    assert {line.object_id for line in lines} == {
        str(pk) for pk in HourRecord.objects.values_list("pk", flat=True)
    }
    assert lines[0].user == denis


def test_it_lets_newcomers_begin_on_their_first_day(session, amina, denis):
    mark(session, amina)

    credit(session, denis)

    assert FollowedRulebook.objects.get(person=amina).began_on == session.starts_on


def test_it_refuses_a_session_that_is_not_closed(session, denis):
    with pytest.raises(SessionNotClosed):
        credit_session(session=session, by=denis, at=NOON)


def test_it_refuses_a_stranger(session, erwan):
    with pytest.raises(NotAllowed):
        credit_session(session=close(session), by=erwan, at=NOON)


@pytest.mark.both_databases
def test_it_needs_as_many_queries_for_thirty_newcomers_as_for_three(place, essonne, denis):
    def queries(number):
        session = make_session(place)
        for _number in range(number):
            mark(session, make_person(home=essonne))
        close(session)
        with CaptureQueriesContext(connection) as captured:
            credit_session(session=session, by=denis, at=NOON)
        # SQLite takes 999 values in a statement, so it needs one INSERT for some tens of rows.
        return [q for q in captured if not q["sql"].startswith("INSERT")]

    queries(1)  # permissions and content types are read once

    assert len(queries(30)) == len(queries(3))
    assert FollowedRulebook.objects.count() == 34


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_it_credits_once_when_two_close_at_the_same_time(session, amina, denis):
    mark(session, amina)
    close(session)
    failures = []

    def work():
        try:
            credit_session(session=Session.objects.get(pk=session.pk), by=denis, at=NOON)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert HourRecord.objects.count() == 2
    assert ModelLogEntry.objects.filter(action="certification.credit_session").count() == 2


def test_it_withdraws_hours_when_the_session_is_reopened(
    session, amina, denis, mailoutbox, run_tasks
):
    mark(session, amina)
    credit(session, denis)
    validate_hours(ids=HourRecord.objects.values_list("pk", flat=True), by=denis, at=NOON)
    run_tasks()
    mailoutbox.clear()

    assert uncredit_session(session=session, by=denis) == 2

    run_tasks()
    assert set(HourRecord.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert [mail.to for mail in mailoutbox] == [[amina.email]]


def test_it_keeps_hours_that_an_attestation_names(session, amina, denis):
    mark(session, amina)
    credit(session, denis)
    ids = list(HourRecord.objects.values_list("pk", flat=True))
    validate_hours(ids=ids, by=denis, at=NOON)
    name_in_a_paper(HourRecord.objects.get(pk=ids[0]))

    with pytest.raises(RestsOnAttestation, match="Amina Benali"):
        uncredit_session(session=session, by=denis)

    assert set(HourRecord.objects.values_list("state", flat=True)) == {"validated"}


def test_it_withdraws_them_once_the_attestation_is_revoked(session, amina, denis):
    mark(session, amina)
    credit(session, denis)
    ids = list(HourRecord.objects.values_list("pk", flat=True))
    validate_hours(ids=ids, by=denis, at=NOON)
    name_in_a_paper(HourRecord.objects.get(pk=ids[0]), state="revoked")

    assert uncredit_session(session=session, by=denis) == 2


def test_a_mark_that_gave_hours_stays_and_the_others_are_saved(
    client, session, amina, bruno, denis
):
    gaelle = make_person("Gaëlle", "Huet")
    for person in (amina, gaelle):
        make_enrolment(session, person)
    slot = SessionSlot.objects.of_session(session).first()
    mark(session, amina)
    credit(session, denis)
    uncredit_session(session=session, by=denis)
    Session.objects.filter(pk=session.pk).update(status="open")
    mark(session, gaelle)
    client.force_login(bruno.user)
    rows = client.get(reverse("curriculum:marks_state", args=[slot.code])).json()["rows"]
    sent = {"account": bruno.user.pk}
    for key, row in rows.items():
        sent |= {f"seen-{key}": row["seen"], f"status-{key}": "none"}

    response = client.post(reverse("curriculum:save_marks", args=[slot.code]), sent)

    answers = response.json()["rows"]
    assert response.status_code == 400
    assert "des heures ont" in answers[f"{slot.pk}-{amina.pk}"]["error"].lower()
    assert answers[f"{slot.pk}-{gaelle.pk}"]["result"] == "saved"
    assert list(slot.attendances.values_list("person", flat=True)) == [amina.pk]
