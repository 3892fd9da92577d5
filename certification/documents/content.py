"""What a paper says, as plain frozen values: written into the database as JSON, and read back years later.

The paper and the verification page are both drawn from this and from nothing else. It holds the year of birth
and not the day: a stranger who holds the code sees every fact, and the year tells two bearers of one name apart.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from certification.enums import AttestationKind

SCHEMA = 1
"""Grows when a field changes its meaning; `from_data` goes on reading the older ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Federation:
    """Who issues, as it was called on that day."""

    name: str
    short_name: str
    address: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs for the federation."""

    name: str
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """To whom the paper is given."""

    name: str
    birth_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookVersion:
    """The criteria that the paper refers to."""

    code: str
    version: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReached:
    """The level that a level attestation is about."""

    number: int
    title: str
    objective: str
    completed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a partial attestation is about: one activity by its session, or a period."""

    from_on: date
    until_on: date
    session: str = ""
    title: str = ""

    @property
    def is_session(self) -> bool:
        """Tell whether it is about one activity."""
        return bool(self.session)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindHours:
    """Minutes of one kind, and how many of them off-territory."""

    kind: str
    label: str
    minutes: int
    off_territory_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementHours:
    """Minutes that a requirement asks for, and how many of them off-territory; all are there."""

    code: str
    title: str
    minutes: int
    off_territory_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One line of the list: what was done on one day, in the minutes that this paper attests."""

    on: date
    title: str
    kind: str
    minutes: int
    off_territory: bool
    place: str
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestationContent:
    """Every fact of one paper; minutes are whole, days are of the place."""

    kind: str
    number: str
    code: str
    address: str
    issued_on: date
    issued_in: str
    federation: Federation
    signatory: Signatory
    holder: Holder
    rulebook: RulebookVersion
    hours: tuple[KindHours, ...]
    activities: tuple[Activity, ...]
    level: LevelReached | None = None
    scope: Scope | None = None
    requirements: tuple[RequirementHours, ...] = ()
    supersedes: str = ""
    schema: int = SCHEMA

    @property
    def is_level(self) -> bool:
        """Tell whether it attests a whole level."""
        return self.kind == AttestationKind.LEVEL

    @property
    def minutes(self) -> int:
        """All the minutes attested."""
        return sum(line.minutes for line in self.hours)

    @property
    def off_territory_minutes(self) -> int:
        """The part of them that was done off-territory."""
        return sum(line.off_territory_minutes for line in self.hours)

    @property
    def first_on(self) -> date:
        """Day of the first activity."""
        return self.activities[0].on

    @property
    def last_on(self) -> date:
        """Day of the last activity."""
        return self.activities[-1].on

    @property
    def places(self) -> tuple[str, ...]:
        """Where the activities were, each place once, in order of time."""
        return tuple(dict.fromkeys(line.place for line in self.activities if line.place))

    def to_data(self) -> dict[str, Any]:
        """Give everything in JSON's types."""
        return _plain(asdict(self))

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Read what `to_data` once wrote; ValueError when it is of an unknown schema."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"A paper's content of schema {data.get('schema')!r} is not known.")
        return cls(
            **{
                **_days(data),
                "federation": Federation(**data["federation"]),
                "signatory": Signatory(**data["signatory"]),
                "holder": Holder(**data["holder"]),
                "rulebook": RulebookVersion(**data["rulebook"]),
                "level": LevelReached(**_days(data["level"])) if data["level"] else None,
                "scope": Scope(**_days(data["scope"])) if data["scope"] else None,
                "hours": tuple(KindHours(**line) for line in data["hours"]),
                "requirements": tuple(RequirementHours(**line) for line in data["requirements"]),
                "activities": tuple(Activity(**_days(line)) for line in data["activities"]),
            }
        )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _days(data: dict[str, Any]) -> dict[str, Any]:
    """Turn the days of one object back into dates: they are named `on` or `…_on`."""
    return {
        key: date.fromisoformat(value) if key == "on" or key.endswith("_on") else value
        for key, value in data.items()
    }
