"""A case in plain data (JSON) read into facts, with every check that input needs."""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from .facts import Dossier, FrozenClaim, FrozenLevel, Hours
from .plain import DataError, Fields, Problem, below
from .requirements import Level, SlotName
from .rulebook import MINUTES_IN_A_DAY, Rulebook, parse_rulebook


class Case(NamedTuple):
    """A rulebook and the dossier to judge by it."""

    rulebook: Rulebook
    dossier: Dossier


def parse_case(data: object, path: str, *, named_rulebook: Callable[[str], Rulebook]) -> Case:
    """Read a case; raise `DataError` with the path of the first thing that is wrong.

    `named_rulebook` finds a rulebook by its name and raises `LookupError` for an unknown one.
    """
    fields = Fields(data, path, required=("rulebook", "records"), optional=("frozen",))
    rulebook = _rulebook(fields, named_rulebook)
    records = _records(fields)
    return Case(rulebook, Dossier(records=records, frozen=_frozen(fields, rulebook, records)))


def _rulebook(fields: Fields, named_rulebook: Callable[[str], Rulebook]) -> Rulebook:
    value: Any = fields.data["rulebook"]
    path = below(fields.path, "rulebook")
    if isinstance(value, dict):
        return parse_rulebook(value, path)
    if not isinstance(value, str):
        raise DataError(path, Problem.NOT_A_RULEBOOK, value=value)
    try:
        return named_rulebook(value)
    except LookupError:
        raise DataError(path, Problem.UNKNOWN_RULEBOOK, value=value) from None


def _records(fields: Fields) -> tuple[Hours, ...]:
    records = []
    seen = set()
    for path, value in fields.items("records"):
        record = _record(value, path)
        if record.ref in seen:
            raise DataError(below(path, "id"), Problem.DUPLICATE, value=record.ref)
        seen.add(record.ref)
        records.append(record)
    return tuple(records)


def _record(value: object, path: str) -> Hours:
    fields = Fields(
        value,
        path,
        required=("id", "kind", "date", "minutes"),
        optional=("off_territory", "accredited"),
    )
    return Hours(
        ref=fields.text("id"),
        kind=fields.text("kind"),
        on=fields.day("date"),
        minutes=fields.whole("minutes", least=1, most=MINUTES_IN_A_DAY),
        off_territory=fields.flag("off_territory"),
        accredited=fields.flag("accredited"),
    )


def _frozen(
    fields: Fields, rulebook: Rulebook, records: tuple[Hours, ...]
) -> tuple[FrozenLevel, ...]:
    minutes = {record.ref: record.minutes for record in records}
    claimed: Counter[str] = Counter()
    frozen: list[FrozenLevel] = []
    for path, value in fields.items("frozen"):
        inner = Fields(value, path, required=("level", "claims"))
        number = inner.data["level"]
        if type(number) is not int:
            raise inner.refuse("level", Problem.NOT_WHOLE, value=number)
        level = rulebook.level(number)
        if level is None:
            raise inner.refuse("level", Problem.UNKNOWN_LEVEL, value=number)
        if any(known.number == number for known in frozen):
            raise inner.refuse("level", Problem.DUPLICATE, value=number)
        claims = _claims(inner, level, minutes, claimed)
        frozen.append(FrozenLevel(number=number, claims=claims))
    return tuple(frozen)


def _claims(
    fields: Fields, level: Level, minutes: dict[str, int], claimed: Counter[str]
) -> tuple[FrozenClaim, ...]:
    """Read the claims of one frozen level, adding up what they take from each record.

    Whether a record suits the requirement by today's rules is not asked: it did when the
    level was attested.
    """
    filled: Counter[tuple[str, SlotName]] = Counter()
    claims = []
    for path, value in fields.items("claims"):
        claim, inner = _claim(value, path, level, minutes)
        free = minutes[claim.ref] - claimed[claim.ref]
        if claim.minutes > free:
            raise inner.refuse("minutes", Problem.MORE_THAN_RECORD, value=claim.minutes, most=free)
        claimed[claim.ref] += claim.minutes
        place = (claim.requirement, claim.slot)
        room = level.requirement(claim.requirement).capacity(claim.slot) - filled[place]
        if claim.minutes > room:
            raise inner.refuse("minutes", Problem.MORE_THAN_SLOT, value=claim.minutes, most=room)
        filled[place] += claim.minutes
        claims.append(claim)
    return tuple(claims)


def _claim(
    value: object, path: str, level: Level, minutes: dict[str, int]
) -> tuple[FrozenClaim, Fields]:
    fields = Fields(value, path, required=("record", "requirement", "slot", "minutes"))
    ref = fields.text("record")
    if ref not in minutes:
        raise fields.refuse("record", Problem.UNKNOWN_RECORD, value=ref)
    code = fields.text("requirement")
    requirement = level.requirement(code)
    if requirement is None:
        raise fields.refuse("requirement", Problem.UNKNOWN_REQUIREMENT, value=code)
    name = fields.text("slot")
    if name not in set(SlotName):
        raise fields.refuse("slot", Problem.UNKNOWN_SLOT, value=name)
    slot = SlotName(name)
    if not requirement.capacity(slot):
        raise fields.refuse("slot", Problem.NO_SUCH_SLOT, value=name)
    claimed = fields.whole("minutes", least=1, most=MINUTES_IN_A_DAY)
    return FrozenClaim(ref=ref, requirement=code, slot=slot, minutes=claimed), fields
