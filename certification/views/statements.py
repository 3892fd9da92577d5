"""What a progress page shows, gathered for its templates; the same for the trainee and for staff."""

from dataclasses import dataclass
from functools import wraps

from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property

from certification.dossier import Attested, Progress, assess, opportunities
from certification.enums import AttestationKind, HourState
from certification.errors import RulebookMissing
from certification.forms.progress import RecordFilterForm, Whereabouts
from certification.models import Attestation, FollowedRulebook, HourRecord, Rulebook
from certification.rules import LevelResult, RecordResult, RequirementResult
from curriculum.models import Person

RECORDS_A_PAGE = 25


def needs_rulebook(view):
    """Say plainly, instead of failing, that no rulebook was published yet."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except RulebookMissing as missing:
            context = {"message": str(missing)}
            return render(request, "certification/progress/no_rulebook.html", context, status=503)

    return wrapped


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement, and what waiting hours would add to its two parts."""

    result: RequirementResult
    waiting: int
    off_waiting: int


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level with its requirements, and the paper that attests it."""

    result: LevelResult
    requirements: list[RequirementLine]
    attested: Attested | None
    paper: Attestation | None
    is_next_to_attest: bool

    @property
    def state(self) -> str:
        """Name where the level stands; templates find the words."""
        if self.attested:
            return "attested"
        if self.is_next_to_attest:
            return "to_attest"
        if self.result.complete:
            return "complete"
        return "begun" if self.result.credited else "empty"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record and where it counts; `result` is None while it is not validated."""

    record: HourRecord
    result: RecordResult | None

    def counts_in(self, level: int) -> bool:
        """Tell whether minutes of the record count in that level."""
        return self.result is not None and any(claim.level == level for claim in self.result.claims)

    def is_at(self, where: str) -> bool:
        """Tell whether a choice of the filter keeps this record."""
        if where.isdecimal():
            return self.counts_in(int(where))
        states = {
            Whereabouts.WAITING: HourState.SUBMITTED,
            Whereabouts.REFUSED: HourState.REFUSED,
            Whereabouts.DRAFT: HourState.DRAFT,
        }
        if where in states:
            return self.record.state == states[where]
        return where == "" or (self.result is not None and self.result.unused_minutes > 0)


class Statement:
    """All that a progress page says about one person; drafts are only for their author, on the screen."""

    def __init__(self, person: Person, *, for_staff: bool, with_drafts: bool = False) -> None:
        self.person = person
        self.for_staff = for_staff
        self.with_drafts = with_drafts
        self.today = timezone.localdate()
        self.progress: Progress = assess(person, on=self.today)

    @cached_property
    def followed(self) -> FollowedRulebook | None:
        """The rulebook that the person follows, once they have begun."""
        return (
            FollowedRulebook.objects.filter(person=self.person).select_related("rulebook").first()
        )

    @cached_property
    def rulebook(self) -> Rulebook:
        """The version that the page judges by."""
        if self.followed:
            return self.followed.rulebook
        return Rulebook.objects.get(pk=self.progress.rulebook_id)

    @property
    def credited(self) -> int:
        """Minutes that count in all levels."""
        return sum(level.credited for level in self.progress.assessment.levels)

    @property
    def required(self) -> int:
        """Minutes that all levels ask for."""
        return sum(level.required for level in self.progress.assessment.levels)

    @property
    def waiting_in_vain(self) -> int:
        """Waiting minutes that would count nowhere once validated."""
        brought = sum(change.minutes for change in self.progress.after_waiting.changes)
        return self.progress.waiting_minutes - brought

    @cached_property
    def levels(self) -> list[LevelLine]:
        """The levels, with what waits laid over what counts."""
        papers = {
            paper.level: paper
            for paper in Attestation.objects.valid()
            .filter(person=self.person, kind=AttestationKind.LEVEL)
            .defer("content")
        }
        after = {level.number: level for level in self.progress.after_waiting.after.levels}
        return [
            LevelLine(
                result=level,
                requirements=[
                    _requirement_line(
                        requirement, after[level.number].requirement(requirement.code)
                    )
                    for requirement in level.requirements
                ],
                attested=self.progress.attested.get(level.number),
                paper=papers.get(level.number),
                is_next_to_attest=self.progress.next_level_to_attest == level.number,
            )
            for level in self.progress.assessment.levels
        ]

    @cached_property
    def opportunities(self):
        """Coming sessions that would bring what is missing."""
        return opportunities(self.progress, on=self.today)

    @cached_property
    def records(self) -> list[RecordLine]:
        """Every record, the newest first; one query."""
        hidden = [HourState.WITHDRAWN, *([] if self.with_drafts else [HourState.DRAFT])]
        results = self.progress.assessment.by_ref()
        rows = (
            HourRecord.objects.filter(person=self.person)
            .exclude(state__in=hidden)
            .select_related("territory", "home_territory", "session", "provider")
            .order_by("-on", "-pk")
        )
        return [RecordLine(record, results.get(record.ref)) for record in rows]

    def filter_form(self, data) -> RecordFilterForm:
        """Make the form that chooses among the records."""
        levels = [(level.number, level.title) for level in self.progress.assessment.levels]
        return RecordFilterForm(data, levels=levels, with_drafts=self.with_drafts)

    def page(self, form: RecordFilterForm, number: str | None) -> Page:
        """Give one page of the records chosen in `form`; a wrong choice chooses nothing."""
        form.is_valid()
        where = form.cleaned_data.get("where", "")
        kind = form.cleaned_data.get("kind", "")
        chosen = [
            line
            for line in self.records
            if line.is_at(where) and (not kind or line.record.kind == kind)
        ]
        return Paginator(chosen, RECORDS_A_PAGE).get_page(number)


def _requirement_line(now: RequirementResult, later: RequirementResult) -> RequirementLine:
    off_now = now.off_territory.credited if now.off_territory else 0
    off_later = later.off_territory.credited if later.off_territory else 0
    return RequirementLine(
        result=now,
        waiting=later.open.credited - now.open.credited,
        off_waiting=off_later - off_now,
    )
