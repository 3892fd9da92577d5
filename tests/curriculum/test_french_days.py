"""French says « 1er janvier » and « 2 janvier »."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation

from curriculum.french_days import spell_day


def rendered(text, **context):
    return engines["django"].from_string(text).render(context)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2027, 1, 1), "1er janvier 2027"), (date(2027, 1, 21), "21 janvier 2027")],
)
def test_it_spells_a_day(day, expected):
    assert spell_day(day) == expected
    assert rendered('{{ day|date:"j F Y" }}', day=day) == expected
    assert rendered("{{ day|date }}", day=day) == expected


def test_it_looks_at_the_local_day():
    moment = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)

    assert rendered('{{ day|date:"l j F" }}', day=moment) == "lundi 1er février"


@pytest.mark.parametrize("wanted", ["d/m/Y", "Y-m-d", "c"])
def test_it_leaves_other_formats_alone(wanted):
    assert "er" not in rendered("{{ day|date:wanted }}", day=date(2027, 2, 1), wanted=wanted)


def test_it_writes_nothing_for_nothing():
    assert rendered('{{ day|date:"j F Y" }}', day=None) == ""


def test_it_leaves_other_languages_alone():
    with translation.override("en"):
        assert spell_day(date(2027, 1, 1), "j F Y") == "1 January 2027"
