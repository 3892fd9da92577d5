"""How far one person is, record by record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from certification.dossier.facts import AwardFacts, hours_of, read_facts
from certification.dossier.rulebooks import newcomers_rulebook, rules_by_id, rules_of
from certification.models import HourRecord, Rulebook
from certification.rules import (
    Assessment,
    Change,
    Dossier,
    FrozenLevel,
    Hours,
    WhatIf,
    compare,
    evaluate,
    what_if,
)
from certification.rules import Rulebook as Rules
from curriculum.models import Person


@dataclass(frozen=True, slots=True)
class Attested:
    """A level that an attestation states, with the row of the rulebook it was judged by."""

    level: int
    rulebook_id: int
    completed_on: date


@dataclass(frozen=True)
class Progress:
    """How far a person is. Only validated hours count; those that wait are told apart.

    `rulebook_id` is the row that `rules` come from.
    """

    person: Person
    rulebook_id: int
    rules: Rules
    dossier: Dossier
    waiting: tuple[Hours, ...]
    attested: dict[int, Attested]

    @cached_property
    def assessment(self) -> Assessment:
        """What the validated hours give, each explained."""
        return evaluate(self.rules, self.dossier)

    @cached_property
    def after_waiting(self) -> WhatIf:
        """What validating all that waits would change."""
        return self.with_records(self.waiting)

    def with_records(self, additional: Iterable[Hours]) -> WhatIf:
        """Tell what validating these hours too would change; those that count already are ignored."""
        known = {hours.ref for hours in self.dossier.records}
        return what_if(
            self.rules, self.dossier, [hours for hours in additional if hours.ref not in known]
        )

    @property
    def expected_dossier(self) -> Dossier:
        """The facts as they will be once all that waits is validated."""
        return Dossier(records=(*self.dossier.records, *self.waiting), frozen=self.dossier.frozen)

    @property
    def waiting_minutes(self) -> int:
        """Minutes that wait for validation."""
        return sum(hours.minutes for hours in self.waiting)

    @property
    def next_level_to_attest(self) -> int | None:
        """Number of the level that can be attested now: complete, with all lower ones attested."""
        for level in self.assessment.levels:
            if level.number not in self.attested:
                return level.number if level.complete else None
        return None


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """What following another version would change; see `rules.Change`."""

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]


def assess(person: Person, *, on: date | None = None) -> Progress:
    """Tell how far `person` is: one query, and one more for a rulebook that was not read before.

    A person who follows no rulebook yet is judged by the one that a newcomer of the day `on` (default:
    today) begins under. Raises RulebookMissing when none was ever published.
    """
    facts = read_facts(person)
    rulebook_id = facts.rulebook_id or newcomers_rulebook(on or timezone.localdate())[0]
    rules = rules_by_id({rulebook_id, *(award.rulebook_id for award in facts.awards)})
    return Progress(
        person=person,
        rulebook_id=rulebook_id,
        rules=rules[rulebook_id],
        dossier=Dossier(
            records=facts.validated,
            frozen=tuple(_frozen(award, rules[award.rulebook_id]) for award in facts.awards),
        ),
        waiting=facts.waiting,
        attested={
            award.level: Attested(award.level, award.rulebook_id, award.completed_on)
            for award in facts.awards
        },
    )


def effect_of(*, person: Person, records: Iterable[HourRecord]) -> WhatIf:
    """Tell what validating these records of `person` too would change in the levels; as `assess`."""
    return assess(person).with_records([hours_of(record) for record in records])


def effect_of_move(*, person: Person, rulebook: Rulebook) -> MoveEffect:
    """Tell what following `rulebook` would change; attested levels stay as attested. As `assess`."""
    progress = assess(person)
    before = progress.assessment
    after = evaluate(rules_of(rulebook), progress.dossier)
    return MoveEffect(before, after, compare(before, after))


def _frozen(award: AwardFacts, rules: Rules) -> FrozenLevel:
    return FrozenLevel(number=award.level, claims=award.claims, attested=rules.level(award.level))
