"""Minutes as people say them."""

import pytest

from curriculum.templatetags.hours import hours

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (720, f"12{NBSP}h"),
        (150, f"2{NBSP}h{NBSP}30"),
        (125, f"2{NBSP}h{NBSP}05"),
        (45, f"45{NBSP}min"),
        (0, f"0{NBSP}h"),
        (27000, f"450{NBSP}h"),
        (1300 * 60, f"1300{NBSP}h"),
        (13348 * 60 + 30, f"13{NBSP}348{NBSP}h{NBSP}30"),
        (-90, f"\N{MINUS SIGN}1{NBSP}h{NBSP}30"),
        (None, ""),
        ("", ""),
    ],
)
def test_it_writes_minutes_as_people_say_them(minutes, shown):
    assert hours(minutes) == shown
