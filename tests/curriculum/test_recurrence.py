"""Series of dates, from a pattern or from a pasted list."""

from datetime import date

import pytest

from curriculum.recurrence import monthly_by_day, monthly_by_weekday, read_dates, weekly


def test_it_repeats_every_other_week():
    assert weekly(date(2027, 1, 12), 3, every=2) == [
        date(2027, 1, 12),
        date(2027, 1, 26),
        date(2027, 2, 9),
    ]


def test_it_repeats_the_second_tuesday_of_each_month():
    assert monthly_by_weekday(date(2026, 11, 10), 3) == [
        date(2026, 11, 10),
        date(2026, 12, 8),
        date(2027, 1, 12),
    ]


def test_it_takes_the_last_weekday_where_there_is_no_fifth():
    assert monthly_by_weekday(date(2027, 3, 31), 3) == [
        date(2027, 3, 31),
        date(2027, 4, 28),
        date(2027, 5, 26),
    ]


def test_it_takes_the_last_day_of_a_short_month():
    assert monthly_by_day(date(2026, 12, 31), 3) == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2026",
        "31.12.26",
        "31-12-2026",
        "2026-12-31",
        "31 décembre 2026",
        "jeudi 31 décembre 2026",
        "jeu. 31 déc. 26",
        "– 31 / 12 / 2026",
        "31\u00a0décembre\u00a02026",
    ],
)
def test_it_reads_a_date_as_people_write_it(text):
    found = read_dates(text)

    assert (found.dates, found.errors) == ([date(2026, 12, 31)], [])


def test_it_reads_a_pasted_list_in_any_order():
    found = read_dates("1er février 2027\n\n12 janvier 2027 ; 2027-01-13, 14/01/2027")

    assert found.dates == [
        date(2027, 1, 12),
        date(2027, 1, 13),
        date(2027, 1, 14),
        date(2027, 2, 1),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("bientôt", "unreadable"),
        ("12 jui 2027", "unreadable"),
        ("31/02/2027", "impossible"),
        ("lundi 12 janvier 2027", "weekday"),
        ("12/01/0207", "year"),
        ("٣/٣/٢٠٢٧ٱ", "unreadable"),
    ],
)
def test_it_says_what_is_wrong_with_a_line(text, code):
    found = read_dates(f"12/01/2027\n{text}")

    assert [(error.line, error.text, error.code) for error in found.errors] == [(2, text, code)]


def test_it_tells_a_date_given_twice():
    assert [error.code for error in read_dates("12/01/2027\n2027-01-12").errors] == ["twice"]
