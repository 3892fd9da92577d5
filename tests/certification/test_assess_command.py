"""`manage.py assess`: answers to cases, and one line for each kind of bad input."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
EXAMPLES = json.loads((Path(__file__).parent / "data" / "assessment-examples.json").read_text())
DAY = {"id": "a", "kind": "theory", "date": "2026-02-20", "minutes": 360}
NEED = {"code": "x", "minutes": 60, "kinds": ["theory"]}
HUGE = 10**40


@pytest.fixture
def assess(tmp_path) -> Callable[[Any], Any]:
    """Run the command on data or on the text of a file; give its answer."""

    def run(given: Any) -> Any:
        file = tmp_path / "cases.json"
        content = given if isinstance(given, str | bytes) else json.dumps(given)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = StringIO()
        call_command("assess", str(file), stdout=out)
        return json.loads(out.getvalue())

    return run


def run_as_program(given: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"}
    return subprocess.run(
        [sys.executable, "manage.py", "assess", *arguments],
        cwd=ROOT,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def case(*records: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"rulebook": "ficc", "records": list(records), **more}


def day(**changes: Any) -> dict[str, Any]:
    return case({**DAY, **changes})


def frozen(*levels: Any) -> dict[str, Any]:
    return case(DAY, {**DAY, "id": "b", "kind": "participation_cc"}, frozen=list(levels))


def claim(**changes: Any) -> dict[str, Any]:
    plain = {"record": "a", "requirement": "theory", "slot": "open", "minutes": 60}
    return frozen({"level": 1, "claims": [{**plain, **changes}]})


def inline(*levels: Any, **changes: Any) -> dict[str, Any]:
    rulebook = {
        "code": "own",
        "title": "Own",
        "day_minutes": 360,
        "levels": list(levels),
        **changes,
    }
    return {"rulebook": rulebook, "records": [DAY]}


def requirement(**changes: Any) -> dict[str, Any]:
    return inline({"number": 1, "requirements": [{**NEED, **changes}]})


def without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}


@pytest.mark.parametrize("example", EXAMPLES["answered"], ids=lambda example: example["name"])
def test_it_answers_the_worked_examples(assess, example):
    answer = assess(example["case"])

    open_levels = [level for level in answer["levels"] if not level["frozen"]]
    assert {
        f"{level['number']}/{need['code']}": credited_by_slot(need)
        for level in open_levels
        for need in level["requirements"]
    } == example["credited_minutes_by_slot"]
    complete = [level["number"] for level in answer["levels"] if level["complete"]]
    assert complete == example["complete_levels"]


def credited_by_slot(need: dict[str, Any]) -> dict[str, int]:
    if "off_territory" not in need:
        return {"open": need["credited"]}
    share = need["off_territory"]["credited"]
    return {"off_territory": share, "open": need["credited"] - share}


def test_it_writes_the_whole_answer(assess):
    records = [
        {**DAY, "kind": "participation_cc"},
        {**DAY, "id": "b", "kind": "pedagogy", "minutes": 1000, "date": "2026-03-01"},
        {**DAY, "id": "c", "kind": "gardening"},
    ]

    answer = assess(case(*records))

    assert set(answer) == {"rulebook", "levels", "records"}
    assert answer["rulebook"] == "ficc"
    assert answer["levels"][0] == {
        "number": 1,
        "complete": False,
        "completed_on": None,
        "frozen": False,
        "required": 5760,
        "credited": 360,
        "missing": 5400,
        "requirements": [
            {
                "code": "theory",
                "required": 3600,
                "credited": 0,
                "missing": 3600,
                "completed_on": None,
            },
            {
                "code": "participation",
                "required": 2160,
                "credited": 360,
                "missing": 1800,
                "off_territory": {"required": 720, "credited": 0, "missing": 720},
                "completed_on": None,
            },
        ],
    }
    assert answer["levels"][3]["requirements"][1]["completed_on"] == "2026-03-01"
    assert answer["records"] == [
        {
            "id": "a",
            "claims": [
                {"level": 1, "requirement": "participation", "slot": "open", "minutes": 360}
            ],
            "unused_minutes": 0,
            "unused_reason": None,
        },
        {
            "id": "b",
            "claims": [{"level": 4, "requirement": "pedagogy", "slot": "open", "minutes": 900}],
            "unused_minutes": 100,
            "unused_reason": "requirements_full",
        },
        {
            "id": "c",
            "claims": [],
            "unused_minutes": 360,
            "unused_reason": "kind_not_in_rulebook",
        },
    ]


def test_it_shows_a_frozen_level_as_attested(assess):
    level = assess(claim())["levels"][0]

    assert (level["frozen"], level["complete"], level["completed_on"]) == (True, True, "2026-02-20")
    assert (level["required"], level["credited"]) == (5760, 60)


def test_it_answers_a_list_in_its_order(assess):
    answers = assess([day(minutes=60), requirement(), case()])

    assert [answer["rulebook"] for answer in answers] == ["ficc", "own", "ficc"]
    assert [len(answer["records"]) for answer in answers] == [1, 1, 0]
    assert assess([]) == []


def test_it_takes_a_rulebook_that_is_given_inline(assess):
    answer = assess(requirement(off_territory_minutes=60))

    need = answer["levels"][0]["requirements"][0]
    assert need["off_territory"] == {"required": 60, "credited": 0, "missing": 60}
    assert answer["records"][0]["unused_reason"] == "only_off_territory_missing"


REFUSED = [
    *((example["case"], example["path"]) for example in EXAMPLES["refused"]),
    # The case.
    (None, ""),
    (3, ""),
    ("ficc", ""),
    (without(case(), "records"), "records"),
    (without(case(), "rulebook"), "rulebook"),
    (case(records=None), "records"),
    (case(records={}), "records"),
    (case(frozen=None), "frozen"),
    (case(person="Amina"), "person"),
    (case([]), "records[0]"),
    (case(DAY, "a"), "records[1]"),
    # A record.
    (day(id=1), "records[0].id"),
    (day(id=["a"]), "records[0].id"),
    (day(id=""), "records[0].id"),
    (day(kind=None), "records[0].kind"),
    (day(kind={}), "records[0].kind"),
    (day(date="20260220"), "records[0].date"),
    (day(date="2026-W08-5"), "records[0].date"),
    (day(date="2026-02-20T10:00"), "records[0].date"),
    (day(date=20260220), "records[0].date"),
    (day(date=None), "records[0].date"),
    (day(minutes="60"), "records[0].minutes"),
    (day(minutes=60.0), "records[0].minutes"),
    (day(minutes=-1), "records[0].minutes"),
    (day(minutes=1441), "records[0].minutes"),
    (day(minutes=HUGE), "records[0].minutes"),
    (day(minutes=float("nan")), "records[0].minutes"),
    (day(minutes=float("inf")), "records[0].minutes"),
    (day(off_territory=1), "records[0].off_territory"),
    (day(off_territory=None), "records[0].off_territory"),
    (day(accredited="yes"), "records[0].accredited"),
    (case(without(DAY, "minutes")), "records[0].minutes"),
    # Frozen levels.
    (frozen(1), "frozen[0]"),
    (frozen({"level": 1}), "frozen[0].claims"),
    (frozen({"level": True, "claims": []}), "frozen[0].level"),
    (frozen({"level": "1", "claims": []}), "frozen[0].level"),
    (frozen({"level": HUGE, "claims": []}), "frozen[0].level"),
    (frozen({"level": 2, "claims": []}, {"level": 2, "claims": []}), "frozen[1].level"),
    (frozen({"level": 2, "claims": [None]}), "frozen[0].claims[0]"),
    (claim(record="z"), "frozen[0].claims[0].record"),
    (claim(record=[]), "frozen[0].claims[0].record"),
    (claim(requirement="seminars"), "frozen[0].claims[0].requirement"),
    (claim(slot="both"), "frozen[0].claims[0].slot"),
    (claim(slot="off_territory"), "frozen[0].claims[0].slot"),
    (claim(minutes=0), "frozen[0].claims[0].minutes"),
    (claim(minutes=1.5), "frozen[0].claims[0].minutes"),
    (claim(on="2026-01-01"), "frozen[0].claims[0].on"),
    # A rulebook.
    (case(rulebook=None), "rulebook"),
    (case(rulebook=["ficc"]), "rulebook"),
    (case(rulebook="../data/rulebook-ficc"), "rulebook"),
    (case(rulebook="FICC"), "rulebook"),
    (inline(code=3), "rulebook.code"),
    (inline(day_minutes=0), "rulebook.day_minutes"),
    (inline(levels={}), "rulebook.levels"),
    (inline(author="me"), "rulebook.author"),
    (inline(3), "rulebook.levels[0]"),
    (inline({"number": 0, "requirements": []}), "rulebook.levels[0].number"),
    (inline({"number": 1, "requirements": 1}), "rulebook.levels[0].requirements"),
    (
        inline({"number": 1, "requirements": []}, {"number": 1, "requirements": []}),
        "rulebook.levels[1].number",
    ),
    (
        inline({"number": 2, "requirements": []}, {"number": 1, "requirements": []}),
        "rulebook.levels[1].number",
    ),
    (
        inline({"number": 1, "requirements": [NEED, NEED]}),
        "rulebook.levels[0].requirements[1].code",
    ),
    (requirement(minutes=0), "rulebook.levels[0].requirements[0].minutes"),
    (requirement(minutes=HUGE), "rulebook.levels[0].requirements[0].minutes"),
    (
        requirement(off_territory_minutes=-1),
        "rulebook.levels[0].requirements[0].off_territory_minutes",
    ),
    (
        requirement(off_territory_minutes=61),
        "rulebook.levels[0].requirements[0].off_territory_minutes",
    ),
    (requirement(kinds="theory"), "rulebook.levels[0].requirements[0].kinds"),
    (requirement(kinds=["theory", 1]), "rulebook.levels[0].requirements[0].kinds[1]"),
    (requirement(kinds=["theory", "theory"]), "rulebook.levels[0].requirements[0].kinds[1]"),
    (requirement(accredited_only=0), "rulebook.levels[0].requirements[0].accredited_only"),
    (requirement(hours=1), "rulebook.levels[0].requirements[0].hours"),
]


@pytest.mark.parametrize(("given", "path"), REFUSED)
def test_it_refuses_and_says_where(assess, given, path):
    given = [case(), given]

    with pytest.raises(CommandError) as refusal:
        assess(given)

    message = str(refusal.value)
    expected = f"cases[1].{path}" if path else "cases[1]"
    assert message.startswith(f"{expected}: ")
    assert len(message) > len(expected) + 5
    assert "\n" not in message
    assert refusal.value.returncode == 2


def test_it_refuses_claims_that_exceed_a_record_together(assess):
    claims = [
        {"record": "a", "requirement": "theory", "slot": "open", "minutes": 200},
        {"record": "a", "requirement": "theory", "slot": "open", "minutes": 161},
    ]
    given = frozen({"level": 1, "claims": claims[:1]}, {"level": 2, "claims": claims[1:]})

    with pytest.raises(
        CommandError, match=r"^cases\[0\]\.frozen\[1\]\.claims\[0\]\.minutes: .*160"
    ):
        assess(given)


def test_it_refuses_claims_that_exceed_a_slot_together(assess):
    days = [{**DAY, "id": str(number)} for number in range(3)]
    claims = [
        {
            "record": day["id"],
            "requirement": "participation",
            "slot": "off_territory",
            "minutes": 360,
        }
        for day in days
    ]

    with pytest.raises(CommandError, match=r"^cases\[0\]\.frozen\[0\]\.claims\[2\]\.minutes: "):
        assess(case(*days, frozen=[{"level": 1, "claims": claims}]))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        '{"rulebook": "ficc", "records": []} []',
        "[" * 100_000,
        '{"rulebook": "ficc", "records": ' + "9" * 5000 + "}",
        b"\xff\xfe{}",
        b'{"rulebook": "f\xe9"}',
    ],
)
def test_it_refuses_what_is_not_json(assess, content):
    with pytest.raises(CommandError, match=r"^cases: \S") as refusal:
        assess(content)

    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


def test_it_refuses_a_key_given_twice(assess):
    content = json.dumps(day()).replace('"minutes"', '"minutes": 60, "minutes"')

    with pytest.raises(CommandError, match=r"^cases\[0\]\.records\[0\]\.minutes: "):
        assess(content)


def test_it_refuses_a_key_that_would_break_the_line(assess):
    with pytest.raises(CommandError) as refusal:
        assess(case(**{"a\nb\u2028é": 1}))

    assert len(str(refusal.value).splitlines()) == 1


def test_it_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.json") as refusal:
        call_command("assess", str(tmp_path / "missing.json"))

    assert refusal.value.returncode == 2


def test_it_runs_without_a_database_from_standard_input():
    result = run_as_program(json.dumps([day()]))

    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)[0]["records"][0]["unused_minutes"] == 0


def test_it_ends_with_status_2_and_one_line_on_bad_input():
    result = run_as_program(json.dumps(day(minutes=60.5)), "-")

    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "cases[0].records[0].minutes: " in result.stderr
