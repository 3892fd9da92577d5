"""What the engine is told about one person: validated hours, and levels already attested."""

from dataclasses import dataclass
from datetime import date

from .requirements import Level, SlotName


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Validated minutes of one kind, done by one person on one day.

    `ref` leads back to the row they come from, and is unique in a dossier.
    """

    ref: str
    kind: str
    on: date
    minutes: int
    off_territory: bool = False
    accredited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenClaim:
    """Minutes of one record on which an attested level rests."""

    ref: str
    requirement: str
    slot: SlotName
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenLevel:
    """A level as it was attested: its claims use up their minutes, nothing else goes to it.

    `attested` is the level as the rulebook of that day had it. Left out, the level of the
    rulebook in use stands for it; give it whenever the person may have changed rulebook.
    """

    number: int
    claims: tuple[FrozenClaim, ...] = ()
    attested: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All the facts about one person."""

    records: tuple[Hours, ...] = ()
    frozen: tuple[FrozenLevel, ...] = ()
