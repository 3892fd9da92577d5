"""The packaged rulebook, and rulebooks read from plain data."""

from datetime import date

import pytest

from certification.rulebooks import describe, packaged_names, packaged_rulebook
from certification.rules import DataError, Problem, parse_rulebook, rulebook_data
from curriculum.enums import HourKind


def test_the_packaged_rulebook_asks_for_450_hours():
    rulebook = packaged_rulebook("ficc")

    assert [level.minutes / 60 for level in rulebook.levels] == [96, 140, 124, 90]
    assert (rulebook.day_minutes, rulebook.in_force_from) == (360, date(2016, 1, 1))
    assert all(level.title and level.objective for level in rulebook.levels)
    assert all(need.title for level in rulebook.levels for need in level.requirements)


def test_the_packaged_rulebook_names_every_kind_of_hours_and_no_other():
    rulebook = packaged_rulebook("ficc")

    named = {k for level in rulebook.levels for need in level.requirements for k in need.kinds}

    assert named == set(HourKind.values)


@pytest.mark.parametrize("name", ["nope", "", "../data/rulebook-ficc", "ficc\0"])
def test_it_knows_no_other_rulebook(name):
    assert packaged_names() == ["ficc"]
    with pytest.raises(LookupError):
        packaged_rulebook(name)


def test_it_writes_a_rulebook_as_data_and_reads_it_again():
    rulebook = packaged_rulebook("ficc")

    assert parse_rulebook(rulebook_data(rulebook)) == rulebook


def test_it_leaves_out_what_may_be_left_out():
    data = {
        "code": "own",
        "day_minutes": 420,
        "levels": [{"number": 1, "requirements": [{"code": "x", "minutes": 1, "kinds": ["k"]}]}],
    }

    need = parse_rulebook(data).levels[0].requirements[0]

    assert (need.title, need.off_territory_minutes, need.accredited_only) == ("", 0, False)


def test_it_says_the_path_of_an_unknown_key():
    data = rulebook_data(packaged_rulebook("ficc"))
    data["levels"][2]["requirements"][0]["hours"] = 80

    with pytest.raises(DataError) as refusal:
        parse_rulebook(data)

    assert refusal.value.path == "levels[2].requirements[0].hours"
    assert refusal.value.problem == Problem.UNKNOWN_KEY


@pytest.mark.parametrize("problem", Problem)
def test_it_has_words_for_every_problem(problem):
    details = {"value": "x" * 100, "least": 1, "most": 2}

    sentence = describe(DataError("a", problem, **details))

    assert sentence
    assert len(sentence) < 160
