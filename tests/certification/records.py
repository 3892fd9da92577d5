"""Builders of hour records and rulebooks, for tests that begin where hours are known."""

from datetime import date, timedelta

from certification.dossier import assess
from certification.enums import HourSource, HourState, RulebookStatus
from certification.models import FrozenClaim, HourRecord, LevelAward, Rulebook
from certification.services.rulebooks import (
    ensure_followed,
    load_packaged_rulebook,
    publish_rulebook,
)
from curriculum.models import Person
from tests.factories import NOON

FIRST_DAY = date(2024, 1, 1)


def make_ficc() -> Rulebook:
    """The federation's rulebook."""
    return load_packaged_rulebook(name="ficc")


def make_rulebook(levels, *, code="other", version=1, in_force_from=date(2020, 1, 1)) -> Rulebook:
    """A published rulebook of the given levels."""
    draft = Rulebook.objects.create(
        code=code,
        version=version,
        title="Autre référentiel",
        content={"code": code, "title": "", "day_minutes": 360, "levels": levels},
        in_force_from=in_force_from,
    )
    return publish_rulebook(rulebook=draft, by=None, at=NOON)


def make_draft(**values) -> Rulebook:
    """A draft with the federation's levels."""
    content = make_ficc().content
    values = {"code": "draft", "version": 1, "in_force_from": date(2026, 1, 1)} | values
    return Rulebook.objects.create(
        title="Brouillon", content=content, status=RulebookStatus.DRAFT, **values
    )


def make_record(
    person: Person,
    kind: str,
    hours: float,
    *,
    on: date = FIRST_DAY,
    off_territory: bool = False,
    accredited: bool = False,
    state: str = HourState.VALIDATED,
    title: str = "Activité",
    **values,
) -> HourRecord:
    """A declared activity of so many hours; the person follows the federation's rulebook."""
    if not Rulebook.objects.exists():
        make_ficc()
    ensure_followed(person=person, on=on)
    return HourRecord.objects.create(
        person=person,
        source=HourSource.DECLARED,
        state=state,
        kind=kind,
        on=on,
        minutes=round(hours * 60),
        title=title,
        off_territory=off_territory,
        accredited=accredited,
        submitted_at=NOON,
        **({"decided_at": NOON} if state in (HourState.VALIDATED, HourState.REFUSED) else {}),
        **values,
    )


def make_days(
    person: Person, kind: str, days: int, *, hours: float = 6, on: date = FIRST_DAY, **values
) -> list[HourRecord]:
    """Activities of six hours on consecutive days."""
    return [
        make_record(person, kind, hours, on=on + timedelta(days=number), **values)
        for number in range(days)
    ]


def make_award(person: Person, level: int) -> LevelAward:
    """An award of a complete level, resting on the minutes that the engine gives it."""
    progress = assess(person)
    award = LevelAward.objects.create(
        person=person,
        level=level,
        rulebook_id=progress.rulebook_id,
        completed_on=progress.assessment.level(level).completed_on,
        awarded_at=NOON,
    )
    FrozenClaim.objects.bulk_create(
        FrozenClaim(
            award=award,
            record_id=int(record.ref.removeprefix("hours:")),
            requirement=claim.requirement,
            slot=claim.slot,
            minutes=claim.minutes,
        )
        for record in progress.assessment.records
        for claim in record.claims
        if claim.level == level
    )
    return award
