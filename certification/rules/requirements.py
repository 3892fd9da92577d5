"""What a level asks for: its requirements, and the slots that hours fill in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class SlotName(StrEnum):
    """The two parts of a requirement: one for off-territory hours only, one for any."""

    OFF_TERRITORY = "off_territory"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """So many minutes of certain kinds, a share of them off-territory."""

    code: str
    title: str = ""
    minutes: int
    off_territory_minutes: int = 0
    kinds: tuple[str, ...]
    accredited_only: bool = False

    def accepts(self, kind: str, accredited: bool) -> bool:
        """Tell whether hours of `kind` suit this requirement, wherever they were done."""
        return kind in self.kinds and (accredited or not self.accredited_only)

    def capacity(self, slot: SlotName) -> int:
        """Give the minutes that `slot` holds."""
        if slot == SlotName.OFF_TERRITORY:
            return self.off_territory_minutes
        return self.minutes - self.off_territory_minutes

    def slots(self) -> Iterator[tuple[SlotName, int]]:
        """Give the slots with their minutes, in the order in which they are filled."""
        if self.off_territory_minutes:
            yield SlotName.OFF_TERRITORY, self.off_territory_minutes
        yield SlotName.OPEN, self.minutes - self.off_territory_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One of the levels, with its requirements in the order in which they are filled."""

    number: int
    title: str = ""
    objective: str = ""
    requirements: tuple[Requirement, ...]

    @property
    def minutes(self) -> int:
        return sum(requirement.minutes for requirement in self.requirements)

    def requirement(self, code: str) -> Requirement | None:
        """Find a requirement by its code; None when the level has no such one."""
        return next((found for found in self.requirements if found.code == code), None)
