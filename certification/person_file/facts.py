"""Everything about one person, gathered for the statement of hours on paper and as a workbook.

About a dozen queries, however much there is.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from certification.dossier import Progress, assess
from certification.enums import HourSource, HourState
from certification.errors import RulebookMissing
from certification.models import Attestation, FollowedRulebook, HourRecord
from certification.rules import LevelResult, RecordResult
from certification.wording import claim_sentence, state_sentence, unused_sentence
from curriculum.models import Attendance, Enrolment, HomeTerritory, Membership, Person


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A record of hours, and where its minutes count; `result` is None while it is not validated."""

    record: HourRecord
    result: RecordResult | None
    sentences: tuple[str, ...]

    @property
    def counted(self) -> int:
        """Minutes that count in some level."""
        return sum(claim.minutes for claim in self.result.claims) if self.result else 0

    @property
    def uncounted(self) -> int:
        """Validated minutes that count nowhere yet."""
        return self.result.unused_minutes if self.result else 0


@dataclass
class PersonFile:
    """What the federation knows of a person; drafts are for their author alone."""

    person: Person
    on: date
    with_drafts: bool = False
    progress: Progress | None = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.progress = assess(self.person, on=self.on)
        except RulebookMissing:
            self.progress = None

    @cached_property
    def followed(self) -> FollowedRulebook | None:
        """The rulebook that the person follows, once they have begun."""
        found = FollowedRulebook.objects.filter(person=self.person)
        return found.select_related("rulebook").first()

    @cached_property
    def levels(self) -> tuple[LevelResult, ...]:
        """The levels, and how far each is."""
        return self.progress.assessment.levels if self.progress else ()

    @cached_property
    def homes(self) -> list[HomeTerritory]:
        """Where the person worked, the latest first."""
        return list(self.person.home_territories.select_related("territory").order_by("-since"))

    @cached_property
    def memberships(self) -> list[Membership]:
        """For whom the person works and worked."""
        return list(self.person.memberships.select_related("institution").order_by("-starts_on"))

    @cached_property
    def enrolments(self) -> list[Enrolment]:
        """Every seat asked for, the latest session first."""
        return list(Enrolment.objects.of(self.person).newest_first())

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Every half-day that was marked, the latest first."""
        return list(
            Attendance.objects.filter(person=self.person)
            .select_related("slot__day__session", "slot__place", "slot__territory")
            .order_by("-slot__day__on", "-slot__starts_at")
        )

    @cached_property
    def entries(self) -> list[RecordEntry]:
        """Every record of hours, the latest first, with where it counts in words."""
        hidden = [] if self.with_drafts else [HourState.DRAFT]
        results = self.progress.assessment.by_ref() if self.progress else {}
        records = (
            HourRecord.objects.filter(person=self.person)
            .exclude(state__in=hidden)
            .select_related(
                *("territory", "home_territory", "session", "provider", "decided_by"),
                "import_line__hour_import",
            )
            .prefetch_related("evidence")
            .order_by("-on", "-pk")
        )
        return [self._entry(record, results.get(record.ref)) for record in records]

    @property
    def declared(self) -> list[RecordEntry]:
        """Those that the person declared."""
        return [entry for entry in self.entries if entry.record.source == HourSource.DECLARED]

    @cached_property
    def attestations(self) -> list[Attestation]:
        """Every paper, the latest first."""
        return list(Attestation.objects.filter(person=self.person).defer("content").newest_first())

    def _entry(self, record: HourRecord, result: RecordResult | None) -> RecordEntry:
        if result is None or self.progress is None:
            return RecordEntry(record, None, (state_sentence(record),))
        sentences = [claim_sentence(claim, self.progress.rules) for claim in result.claims]
        if result.unused_minutes:
            sentences.append(unused_sentence(result))
        return RecordEntry(record, result, tuple(sentences))
