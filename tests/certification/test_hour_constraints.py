"""What the database itself refuses in the ledger of hours, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from certification.models import HourRecord
from certification.services.crediting import credit_session
from tests.certification.hours import close, mark
from tests.certification.records import make_ficc
from tests.factories import NOON

pytestmark = pytest.mark.both_databases


def write(person, **changes):
    values = {
        "person": person,
        "source": "declared",
        "state": "submitted",
        "kind": "theory",
        "on": date(2026, 3, 3),
        "minutes": 60,
        "title": "Activité",
    }
    with transaction.atomic():
        return HourRecord.objects.create(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"minutes": 0}, "hours_minutes_are_of_a_day"),
        ({"minutes": 1441}, "hours_minutes_are_of_a_day"),
        ({"state": "lost"}, "hours_state_is_known"),
        ({"kind": "magic"}, "hours_kind_is_known"),
        ({"source": "attendance"}, "hours_say_where_they_come_from"),
        ({"state": "validated"}, "hours_decision_is_dated"),
        ({"state": "refused", "decided_at": NOON}, "hours_refusal_has_a_reason"),
    ],
)
def test_it_refuses(amina, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        write(amina, **changes)

    assert not HourRecord.objects.exists()


def test_it_refuses_an_overruling_without_a_reason(amina, denis):
    with pytest.raises(IntegrityError, match="hours_overruling_has_a_reason"):
        write(amina, off_territory_overruled_by=denis)


def test_it_refuses_two_records_of_one_attendance(amina, denis, session):
    make_ficc()
    attendance = mark(session, amina)[0]
    credit_session(session=close(session), by=denis, at=NOON)

    with pytest.raises(IntegrityError):
        write(amina, source="attendance", attendance=attendance, session=session)
