"""A rulebook parsed from plain data; an unknown key is an error that gives its path."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .plain import DataError, Fields, Problem, below, text
from .plan import Plan
from .requirements import Level, Requirement

MOST_MINUTES = 10_000_000
MINUTES_IN_A_DAY = 1440


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """The levels of one version of the rules. Not slotted: it keeps its compiled plan."""

    code: str
    title: str = ""
    in_force_from: date | None = None
    day_minutes: int
    levels: tuple[Level, ...]

    @cached_property
    def plan(self) -> Plan:
        """The rulebook made ready for allocation; built once, at its first use."""
        return Plan(self.levels)

    def level(self, number: int) -> Level | None:
        """Find a level by its number; None when there is no such one."""
        return next((found for found in self.levels if found.number == number), None)


def parse_rulebook(data: object, path: str = "") -> Rulebook:
    """Read a rulebook from plain data; raise `DataError` with the path of what is wrong."""
    fields = Fields(
        data,
        path,
        required=("code", "day_minutes", "levels"),
        optional=("title", "in_force_from"),
    )
    return Rulebook(
        code=fields.text("code"),
        title=fields.text("title", default="", may_be_empty=True),
        in_force_from=fields.day("in_force_from") if "in_force_from" in fields.data else None,
        day_minutes=fields.whole("day_minutes", least=1, most=MINUTES_IN_A_DAY),
        levels=_levels(fields),
    )


def _levels(fields: Fields) -> tuple[Level, ...]:
    levels: list[Level] = []
    for path, value in fields.items("levels"):
        level = _level(value, path)
        if any(known.number == level.number for known in levels):
            raise DataError(below(path, "number"), Problem.DUPLICATE, value=level.number)
        # Level 1 is served before level 2: the order of the list is the order of service.
        if levels and level.number < levels[-1].number:
            raise DataError(below(path, "number"), Problem.NOT_ASCENDING, value=level.number)
        levels.append(level)
    return tuple(levels)


def _level(value: object, path: str) -> Level:
    fields = Fields(
        value, path, required=("number", "requirements"), optional=("title", "objective")
    )
    requirements: list[Requirement] = []
    for inner, data in fields.items("requirements"):
        requirement = _requirement(data, inner)
        if any(known.code == requirement.code for known in requirements):
            raise DataError(below(inner, "code"), Problem.DUPLICATE, value=requirement.code)
        requirements.append(requirement)
    return Level(
        number=fields.whole("number", least=1, most=1000),
        title=fields.text("title", default="", may_be_empty=True),
        objective=fields.text("objective", default="", may_be_empty=True),
        requirements=tuple(requirements),
    )


def _requirement(value: object, path: str) -> Requirement:
    fields = Fields(
        value,
        path,
        required=("code", "minutes", "kinds"),
        optional=("title", "off_territory_minutes", "accredited_only"),
    )
    minutes = fields.whole("minutes", least=1, most=MOST_MINUTES)
    off_territory = fields.whole("off_territory_minutes", least=0, most=MOST_MINUTES, default=0)
    if off_territory > minutes:
        raise fields.refuse(
            "off_territory_minutes",
            Problem.MORE_THAN_REQUIREMENT,
            value=off_territory,
            most=minutes,
        )
    kinds: list[str] = []
    for inner, data in fields.items("kinds"):
        kind = text(data, inner)
        if kind in kinds:
            raise DataError(inner, Problem.DUPLICATE, value=kind)
        kinds.append(kind)
    return Requirement(
        code=fields.text("code"),
        title=fields.text("title", default="", may_be_empty=True),
        minutes=minutes,
        off_territory_minutes=off_territory,
        kinds=tuple(kinds),
        accredited_only=fields.flag("accredited_only"),
    )
