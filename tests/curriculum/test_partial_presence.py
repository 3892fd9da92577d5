"""Late and early: minutes are reckoned in one place."""

from datetime import time

import pytest

from curriculum.errors import InvalidInput
from curriculum.models import SessionSlot
from curriculum.partial_presence import partial_presence, time_after

H = " h"


@pytest.fixture
def slot(session):
    """From 9:30 to 12:30, three hours."""
    return SessionSlot.objects.of_session(session).first()


@pytest.mark.parametrize(
    ("arrived", "left", "minutes", "reason"),
    [
        (time(9, 45), None, 165, f"Arrivée à 9{H} 45"),
        (None, time(12, 0), 150, f"Départ à 12{H}"),
        (time(10, 0), time(12, 0), 120, f"Arrivée à 10{H}, départ à 12{H}"),
        (time(12, 29), None, 1, f"Arrivée à 12{H} 29"),
    ],
)
def test_it_takes_off_what_was_missed(slot, arrived, left, minutes, reason):
    found = partial_presence(slot, arrived_at=arrived, left_at=left)

    assert (found.minutes, found.reason) == (minutes, reason)


def test_it_keeps_what_was_noted(slot):
    found = partial_presence(slot, arrived_at=time(10, 0), note="train en panne")

    assert found.reason == f"Arrivée à 10{H}, train en panne"


@pytest.mark.parametrize(
    ("arrived", "left", "words"),
    [
        (time(9, 0), None, "9"),
        (None, time(13, 0), "12"),
        (time(12, 0), time(10, 0), "précède"),
        (time(9, 30), None, "Présent"),
        (None, None, "Présent"),
        (time(12, 30), None, "précède"),
    ],
)
def test_it_refuses_times_that_say_something_else(slot, arrived, left, words):
    with pytest.raises(InvalidInput, match=words):
        partial_presence(slot, arrived_at=arrived, left_at=left)


def test_it_leaves_nothing_below_zero_when_breaks_do_not_count(slot):
    slot.minutes = 120  # of the three hours, one is a break

    assert partial_presence(slot, arrived_at=time(10, 0)).minutes == 90
    with pytest.raises(InvalidInput, match="Absent"):
        partial_presence(slot, arrived_at=time(11, 30))


def test_it_says_what_time_so_many_minutes_late_is(slot):
    assert time_after(slot, 45) == time(10, 15)
