"""Next year's edition."""

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from curriculum.enums import OfferingKind, SessionStatus
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import Animation, SessionPartner, SessionSlot
from curriculum.services.copying import copy_session
from tests.factories import TODAY, make_enrolment, make_offering, make_session


@pytest.fixture
def edition(place, bruno, amina, institution):
    session = make_session(
        place, days=3, animator=bruno, offering=make_offering(OfferingKind.ACTION_TRAINING)
    )
    session.days.update(theme="Réseau")
    make_enrolment(session, amina)
    SessionPartner.objects.create(session=session, institution=institution)
    return session


def test_it_copies_the_plan_a_year_later_on_the_same_weekdays(edition, denis):
    copy = copy_session(session=edition, by=denis)

    assert copy.status == SessionStatus.DRAFT
    assert copy.copied_from == edition
    assert [(day.on - timedelta(weeks=52), day.theme) for day in copy.days.all()] == [
        (day.on, day.theme) for day in edition.days.all()
    ]
    assert copy.starts_on == edition.starts_on + timedelta(weeks=52)
    old, new = (list(SessionSlot.objects.of_session(s)) for s in (edition, copy))
    assert [(s.half, s.starts_at, s.minutes, s.place, s.kind) for s in new] == [
        (s.half, s.starts_at, s.minutes, s.place, s.kind) for s in old
    ]
    assert not {s.code for s in new} & {s.code for s in old}
    assert Animation.objects.filter(slot__in=new).count() == 6
    assert copy.partners.count() == 1
    assert not copy.enrolments.exists()
    assert ModelLogEntry.objects.filter(
        action="curriculum.copy_session", object_id=str(copy.pk)
    ).exists()


def test_it_begins_on_a_chosen_day(edition, denis):
    copy = copy_session(session=edition, first_day=TODAY, by=denis)

    assert [day.on for day in copy.days.all()] == [TODAY + timedelta(days=n) for n in range(3)]


def test_it_leaves_animators_and_partners_behind_when_asked(edition, denis):
    copy = copy_session(
        session=edition, title="Édition 2", with_animators=False, with_partners=False, by=denis
    )

    assert copy.title == "Édition 2"
    assert not Animation.objects.filter(slot__day__session=copy).exists()
    assert not copy.partners.exists()


def test_it_refuses_dates_beyond_the_calendar(edition, denis):
    with pytest.raises(InvalidInput):
        copy_session(session=edition, shift_weeks=9_999_999, by=denis)


def test_it_is_for_staff(edition, bruno):
    with pytest.raises(NotAllowed):
        copy_session(session=edition, by=bruno.user)
