"""Closing a session and crediting its hours are one act."""

import pytest
from django.urls import reverse
from django.utils import timezone

from certification.enums import HourState
from certification.models import HourRecord
from certification.services.rulebooks import load_packaged_rulebook
from curriculum.enums import AnimationRole, HourKind, SessionStatus
from curriculum.models import Animation, SessionSlot
from curriculum.services.attendance import mark_attendance
from curriculum.services.half_days import HalfDayChanges, edit_half_days
from tests.factories import make_enrolment


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


@pytest.fixture
def close(session):
    return reverse("certification_admin:close_session", args=[session.code])


@pytest.fixture
def reopen(session):
    return reverse("certification_admin:reopen_session", args=[session.code])


@pytest.fixture
def marked(session, amina, denis):
    make_enrolment(session, amina)
    slots = list(SessionSlot.objects.of_session(session))
    mark_attendance(session=session, marks=[], others_present_at=slots, by=denis, at=timezone.now())
    return slots


def test_it_says_what_is_missing_and_closes_nothing(staff, session, close, amina):
    make_enrolment(session, amina)

    page = staff.get(close)
    response = staff.post(close, follow=True)

    session.refresh_from_db()
    assert [people for _slot, people in page.context["gaps"]] == [[amina], [amina]]
    assert session.status == SessionStatus.OPEN
    assert "Amina Benali" in response.content.decode()


def test_it_says_what_will_be_credited(staff, close, session, marked, bruno, denis):
    slot = marked[0]
    Animation.objects.filter(slot=slot, person=bruno).update(role=AnimationRole.CO_ANIMATOR)
    changes = HalfDayChanges(co_animation_kind=HourKind.CO_ANIMATION_CC)
    edit_half_days(session=session, slots=[slot], changes=changes, by=denis, at=timezone.now())
    mark_attendance(
        session=session, marks=[], others_present_at=[slot], by=denis, at=timezone.now()
    )

    page = staff.get(close)

    assert [(c["people"], c["minutes"]) for c in page.context["credits"]] == [(1, 180), (1, 360)]
    assert page.context["people"] == 2


def test_it_closes_and_credits_then_undoes_both(staff, session, close, reopen, marked):
    load_packaged_rulebook(name="ficc")
    staff.post(close)
    session.refresh_from_db()
    closed, waiting = session.status, HourRecord.objects.waiting().count()

    page = staff.get(reopen)
    staff.post(reopen, {"reason": "Erreur de pointage"})

    session.refresh_from_db()
    assert (closed, waiting) == (SessionStatus.CLOSED, 2)
    assert [number for _label, number in page.context["states"]] == [2]
    assert session.status == SessionStatus.OPEN
    assert {record.state for record in HourRecord.objects.all()} == {HourState.WITHDRAWN}


def test_it_is_for_staff(client, session, close, reopen, bruno, farida):
    for user in (bruno.user, farida):
        client.force_login(user)
        for address in (close, reopen):
            assert client.get(address).status_code in (302, 403)
            assert client.post(address).status_code in (302, 403)
    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN
