"""Composes the content of a paper from rows: who, what, which hours, under which rules."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from certification.documents.content import (
    Activity,
    AttestationContent,
    Federation,
    Holder,
    KindHours,
    LevelReached,
    RequirementHours,
    RulebookVersion,
    Scope,
    Signatory,
)
from certification.models import HourRecord, Issuer, Rulebook
from certification.verification import display_code
from curriculum.enums import HourKind
from curriculum.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIdentity:
    """What makes a paper this one: number, code and day; `supersedes` is the number it replaces."""

    kind: str
    number: str
    code: str
    issued_on: date
    supersedes: str = ""


def verification_address(code: str) -> str:
    """Give the whole address that is printed and that the QR code holds."""
    path = reverse("certification:verify_code", args=[display_code(code)])
    return f"{settings.SITE_BASE_URL}{path}"


def compose(
    *,
    paper: PaperIdentity,
    person: Person,
    rulebook: Rulebook,
    minutes: Iterable[tuple[HourRecord, int]],
    level: LevelReached | None = None,
    requirements: tuple[RequirementHours, ...] = (),
    scope: Scope | None = None,
) -> AttestationContent:
    """Put a paper's content together; `minutes` says how much of each record it attests.

    Records come with their provider selected. Texts are in the language that is active.
    """
    lines = sorted(minutes, key=lambda line: (line[0].on, line[0].pk))
    federation = Issuer.facts()
    return AttestationContent(
        kind=paper.kind,
        number=paper.number,
        code=paper.code,
        address=verification_address(paper.code),
        issued_on=paper.issued_on,
        issued_in=federation["place"],
        federation=Federation(
            name=federation["name"],
            short_name=federation["short_name"],
            address=federation["address"],
            email=federation["email"],
        ),
        signatory=Signatory(
            name=federation["signatory_name"], function=federation["signatory_function"]
        ),
        holder=Holder(
            name=person.full_name,
            birth_year=person.birth_date.year if person.birth_date else None,
        ),
        rulebook=RulebookVersion(
            code=rulebook.code, version=rulebook.version, title=rulebook.title
        ),
        level=level,
        scope=scope,
        requirements=requirements,
        hours=_hours_by_kind(lines),
        activities=_activities(lines),
        supersedes=paper.supersedes,
    )


def _hours_by_kind(lines: list[tuple[HourRecord, int]]) -> tuple[KindHours, ...]:
    """Sum up by kind, in the order of the list of kinds."""
    all_minutes: dict[str, int] = defaultdict(int)
    off_territory: dict[str, int] = defaultdict(int)
    for record, minutes in lines:
        all_minutes[record.kind] += minutes
        if record.off_territory:
            off_territory[record.kind] += minutes
    return tuple(
        KindHours(
            kind=kind.value,
            label=str(kind.label),
            minutes=all_minutes[kind],
            off_territory_minutes=off_territory[kind],
        )
        for kind in HourKind
        if kind in all_minutes
    )


def _activities(lines: list[tuple[HourRecord, int]]) -> tuple[Activity, ...]:
    """Make one line of the two half-days of a day when they differ in nothing else."""
    grouped: dict[tuple, int] = defaultdict(int)
    for record, minutes in lines:
        provider = record.provider.name if record.provider else record.provider_name
        key = (record.on, record.title, record.kind, record.off_territory, record.place, provider)
        grouped[key] += minutes
    return tuple(
        Activity(
            on=on,
            title=title,
            kind=str(HourKind(kind).label),
            minutes=minutes,
            off_territory=off_territory,
            place=place,
            provider=provider,
        )
        for (on, title, kind, off_territory, place, provider), minutes in grouped.items()
    )
