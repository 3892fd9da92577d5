"""Runs the stories about the rules in `scenarios/`; its README says how to write one."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from certification.rulebooks import packaged_rulebook
from certification.rules import (
    Assessment,
    Dossier,
    Hours,
    Level,
    LevelResult,
    RequirementResult,
    Rulebook,
    evaluate,
    freeze_level,
)

STORIES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))
FIRST_DAY = date(2026, 1, 1)
ENTRY = {"kind", "days", "hours", "hours_in_one_day", "off_territory", "accredited", "on", "name"}
STORY = {"rulebook", "done", "attested_levels", "then_done", "then_required", "expect"}
EXPECT = {"complete_levels", "where", "unused", "completed_on"}


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_it_tells_the_story(file: Path):
    story = tomllib.loads(file.read_text())
    assert set(story) <= STORY
    expected = story.get("expect", {})

    assessment = assessed(story)

    assert stated_levels(assessment) == expected_levels(expected)
    complete = [level.number for level in assessment.levels if level.complete]
    assert complete == expected.get("complete_levels", [])
    assert stated_unused(assessment) == expected.get("unused", {})
    for name, where in expected.get("where", {}).items():
        assert stated_where(assessment, name) == where
    for part, day in expected.get("completed_on", {}).items():
        assert completed_on(assessment, part) == day


def test_it_finds_the_stories():
    assert len(STORIES) >= 19


def assessed(story: dict[str, Any]) -> Assessment:
    rulebook = packaged_rulebook(story.get("rulebook", "ficc"))
    records = tuple(hours(story["done"], rulebook, FIRST_DAY))
    dossier = Dossier(records=records)
    if "attested_levels" not in story:
        return evaluate(rulebook, dossier)
    before = evaluate(rulebook, dossier)
    later = max((record.on for record in records), default=FIRST_DAY) + timedelta(days=1)
    dossier = Dossier(
        records=(*records, *hours(story.get("then_done", []), rulebook, later)),
        frozen=tuple(freeze_level(before, number) for number in story["attested_levels"]),
    )
    return evaluate(changed(rulebook, story.get("then_required", {})), dossier)


def hours(entries: list[dict[str, Any]], rulebook: Rulebook, day: date) -> Iterator[Hours]:
    for position, entry in enumerate(entries):
        assert set(entry) <= ENTRY
        day = entry.get("on", day)
        for minutes in blocks(entry, rulebook.day_minutes):
            yield Hours(
                ref=f"{entry.get('name', position)} / {day}",
                kind=entry["kind"],
                on=day,
                minutes=minutes,
                off_territory=entry.get("off_territory", False),
                accredited=entry.get("accredited", False),
            )
            day += timedelta(days=1)


def blocks(entry: dict[str, Any], day_minutes: int) -> list[int]:
    if "hours_in_one_day" in entry:
        return [entry["hours_in_one_day"] * 60]
    whole, rest = divmod(
        entry.get("days", 0) * day_minutes + entry.get("hours", 0) * 60, day_minutes
    )
    return [day_minutes] * whole + [rest] * bool(rest)


def changed(rulebook: Rulebook, required: dict[str, Any]) -> Rulebook:
    return replace(
        rulebook,
        levels=tuple(
            changed_level(level, required.get(f"level_{level.number}", {}))
            for level in rulebook.levels
        ),
    )


def changed_level(level: Level, required: dict[str, Any]) -> Level:
    requirements = []
    for need in level.requirements:
        if need.code in required:
            asked = required[need.code]
            share = asked.get("off_territory_hours", 0) * 60
            need = replace(need, minutes=asked["hours"] * 60, off_territory_minutes=share)
        requirements.append(need)
    return replace(level, requirements=tuple(requirements))


def in_hours(minutes: int) -> str:
    return f"{minutes / 60:g} h"


def standing(requirement: RequirementResult) -> str:
    text = f"{requirement.credited / 60:g}/{in_hours(requirement.required)}"
    missing = []
    if requirement.off_territory and requirement.off_territory.missing:
        missing.append(f"{in_hours(requirement.off_territory.missing)} off-territory")
    if requirement.open.missing:
        missing.append(in_hours(requirement.open.missing))
    return text + (f", missing {' and '.join(missing)}" if missing else "")


def stated_levels(assessment: Assessment) -> dict[tuple[str, str], str]:
    return {
        (f"level_{level.number}", requirement.code): standing(requirement)
        for level in assessment.levels
        for requirement in level.requirements
        if requirement.credited
    }


def expected_levels(expected: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (level, code): text
        for level, requirements in expected.items()
        if level not in EXPECT
        for code, text in requirements.items()
    }


def stated_unused(assessment: Assessment) -> dict[str, str]:
    unused: Counter[str] = Counter()
    for record in assessment.records:
        if record.unused_minutes:
            unused[str(record.unused_reason)] += record.unused_minutes
    return {reason: in_hours(minutes) for reason, minutes in unused.items()}


def stated_where(assessment: Assessment, name: str) -> str:
    went: Counter[tuple[int, str]] = Counter()
    for record in assessment.records:
        if record.ref.startswith(f"{name} / "):
            for claim in record.claims:
                went[claim.level, claim.requirement] += claim.minutes
    return ", ".join(
        f"{in_hours(minutes)} to level {level} {code}"
        for (level, code), minutes in sorted(went.items())
    )


def completed_on(assessment: Assessment, part: str) -> date | None:
    level, _, code = part.partition(" ")
    found: LevelResult = assessment.level(int(level.removeprefix("level_")))
    return found.requirement(code).completed_on if code else found.completed_on
