"""What the engine answers: minutes, dates and codes. The words are found elsewhere.

Named tuples rather than dataclasses: one is made for every record of every trainee, and a
frozen dataclass takes six times as long to make.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .requirements import SlotName
from .rulebook import Rulebook


class UnusedReason(StrEnum):
    """Why minutes of a record count nowhere yet."""

    KIND_NOT_IN_RULEBOOK = "kind_not_in_rulebook"
    PROVIDER_NOT_ACCREDITED = "provider_not_accredited"
    REQUIREMENTS_FULL = "requirements_full"
    ONLY_OFF_TERRITORY_MISSING = "only_off_territory_missing"


class Claim(NamedTuple):
    """Minutes of one record credited to one slot."""

    level: int
    requirement: str
    slot: SlotName
    minutes: int


class RecordResult(NamedTuple):
    """Where the minutes of one record went, and why the rest counts nowhere yet."""

    ref: str
    claims: tuple[Claim, ...]
    unused_minutes: int
    unused_reason: UnusedReason | None


class Amount(NamedTuple):
    """Minutes asked for and minutes credited."""

    required: int
    credited: int

    @property
    def missing(self) -> int:
        return self.required - self.credited


class RequirementResult(NamedTuple):
    """How far one requirement is; `off_territory` is its off-territory share, if it has one."""

    level: int
    code: str
    title: str
    required: int
    credited: int
    off_territory: Amount | None
    completed_on: date | None

    @property
    def missing(self) -> int:
        return self.required - self.credited

    @property
    def complete(self) -> bool:
        return self.credited == self.required

    @property
    def open(self) -> Amount:
        """The part that any hours of the kind may fill."""
        share = self.off_territory
        if share is None:
            return Amount(self.required, self.credited)
        return Amount(self.required - share.required, self.credited - share.credited)


class LevelResult(NamedTuple):
    """How far one level is. A frozen one is complete by its attestation."""

    number: int
    title: str
    objective: str
    complete: bool
    completed_on: date | None
    frozen: bool
    required: int
    credited: int
    requirements: tuple[RequirementResult, ...]

    @property
    def missing(self) -> int:
        return self.required - self.credited

    def requirement(self, code: str) -> RequirementResult:
        """Find a requirement by its code; `LookupError` when the level has no such one."""
        for found in self.requirements:
            if found.code == code:
                return found
        raise LookupError(code)


class Filling(NamedTuple):
    """Minutes of one record in a requirement, seen from the requirement."""

    ref: str
    slot: SlotName
    minutes: int


class Assessment(NamedTuple):
    """The whole answer about one person. Records stand in the order in which they were given."""

    rulebook: Rulebook
    levels: tuple[LevelResult, ...]
    records: tuple[RecordResult, ...]

    def level(self, number: int) -> LevelResult:
        """Find a level by its number; `LookupError` when there is no such one."""
        for found in self.levels:
            if found.number == number:
                return found
        raise LookupError(number)

    def by_ref(self) -> dict[str, RecordResult]:
        """Give the records by their reference."""
        return {record.ref: record for record in self.records}

    def fillings(self, level: int, requirement: str) -> Iterator[Filling]:
        """Give the minutes that fill one requirement, record by record."""
        for record in self.records:
            for claim in record.claims:
                if claim.level == level and claim.requirement == requirement:
                    yield Filling(record.ref, claim.slot, claim.minutes)
