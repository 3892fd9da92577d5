"""What the tables know about one person, as facts for the engine, read in one statement."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value

from certification.enums import HourState
from certification.models import FollowedRulebook, HourRecord, LevelAward
from certification.rules import FrozenClaim, Hours, SlotName
from curriculum.models import Person

RECORD, AWARD, FOLLOWED = range(3)


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """A level attested to the person, with the minutes that it rests on."""

    level: int
    rulebook_id: int
    completed_on: date
    claims: tuple[FrozenClaim, ...]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """All that one statement says about a person; `rulebook_id` is None for a newcomer."""

    rulebook_id: int | None
    validated: tuple[Hours, ...]
    waiting: tuple[Hours, ...]
    awards: tuple[AwardFacts, ...]


def hours_of(record: HourRecord) -> Hours:
    """Tell the engine about one row; no query."""
    return Hours(
        ref=record.ref,
        kind=record.kind,
        on=record.on,
        minutes=record.minutes,
        off_territory=record.off_territory,
        accredited=record.accredited,
    )


def read_facts(person: Person) -> PersonFacts:
    """Read a person's hours that count or wait, awards in force and rulebook; one query."""
    validated, waiting = [], []
    claims: dict[int, list[FrozenClaim]] = {}
    awards: dict[int, tuple[int, date]] = {}
    rulebook_id = None
    for tag, ref, minutes, level, rulebook, code, mark, on, off, accredited in _rows(person):
        if tag == RECORD:
            hours = Hours(
                ref=f"hours:{ref}",
                kind=code,
                on=on,
                minutes=minutes,
                off_territory=off,
                accredited=accredited,
            )
            (validated if mark == HourState.VALIDATED else waiting).append(hours)
        elif tag == AWARD:
            awards[level] = (rulebook, on)
            mine = claims.setdefault(level, [])
            if ref:
                slot = SlotName(mark)
                mine.append(
                    FrozenClaim(ref=f"hours:{ref}", requirement=code, slot=slot, minutes=minutes)
                )
        else:
            rulebook_id = rulebook
    return PersonFacts(
        rulebook_id=rulebook_id,
        validated=tuple(validated),
        waiting=tuple(waiting),
        awards=tuple(
            AwardFacts(level, rulebook, on, tuple(claims[level]))
            for level, (rulebook, on) in sorted(awards.items())
        ),
    )


def _rows(person: Person) -> QuerySet:
    """Join three questions into one statement; their columns have the same types in the same order."""
    records = HourRecord.objects.filter(
        person=person, state__in=[HourState.VALIDATED, HourState.SUBMITTED]
    )
    awards = LevelAward.objects.in_force().filter(person=person)
    followed = FollowedRulebook.objects.filter(person=person)
    return _columns(
        records,
        RECORD,
        ref="pk",
        minutes="minutes",
        code="kind",
        mark="state",
        on="on",
        off_territory="off_territory",
        accredited="accredited",
    ).union(
        _columns(
            awards,
            AWARD,
            ref="claims__record_id",
            minutes="claims__minutes",
            level="level",
            rulebook="rulebook_id",
            code="claims__requirement",
            mark="claims__slot",
            on="completed_on",
        ),
        _columns(followed, FOLLOWED, rulebook="rulebook_id", on="began_on"),
        all=True,
    )


EMPTY_COLUMNS = {
    "ref": Value(0),
    "minutes": Value(0),
    "level": Value(0),
    "rulebook": Value(0),
    "code": Value("", output_field=CharField()),
    "mark": Value("", output_field=CharField()),
    "on": Value(None, output_field=DateField()),
    "off_territory": Value(False, output_field=BooleanField()),
    "accredited": Value(False, output_field=BooleanField()),
}


def _columns(rows: QuerySet, tag: int, **fields: str) -> QuerySet:
    return rows.order_by().values_list(
        Value(tag),
        *(F(fields[name]) if name in fields else empty for name, empty in EMPTY_COLUMNS.items()),
    )
