"""How far many people are, from sums of their hours: two statements whatever their number."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import BooleanField, CharField, QuerySet, Sum, Value
from django.utils import timezone

from certification.dossier.rulebooks import newcomers_rulebook, rules_by_id
from certification.enums import HourState
from certification.models import FollowedRulebook, HourRecord, LevelAward
from certification.rules import Rulebook as Rules
from certification.rules import allocate_totals
from curriculum.models import Person

HoursClass = tuple[str, bool, bool]  # kind, off-territory, accredited


class LevelTotal(NamedTuple):
    """How far one level is, in minutes. An attested one stands as it was attested."""

    number: int
    required: int
    credited: int
    attested: bool

    @property
    def complete(self) -> bool:
        """Tell whether nothing is missing."""
        return self.credited == self.required

    @property
    def percent(self) -> int:
        """Whole percents, rounded down: 100 only when nothing is missing."""
        return 100 * self.credited // self.required if self.required else 100


class Totals:
    """How far one person is: the minutes of `Progress`, without dates and records.

    `credited` are minutes by slot of the rulebook; the slots of attested levels take none.
    """

    def __init__(
        self,
        *,
        rulebook_id: int,
        rules: Rules,
        sums: Mapping[HoursClass, int],
        attested: Mapping[int, Rules],
        waiting_minutes: int = 0,
    ) -> None:
        self.rulebook_id = rulebook_id
        self.rules = rules
        self.attested = attested
        self.waiting_minutes = waiting_minutes
        self.plan = rules.plan.without(attested) if attested else rules.plan
        self.credited = allocate_totals(self.plan, sums)

    @cached_property
    def levels(self) -> list[LevelTotal]:
        """The levels of the rulebook, and those attested under another one, by number."""
        credited = dict.fromkeys((level.number for level in self.rules.levels), 0)
        for slot, minutes in zip(self.plan.slots, self.credited, strict=True):
            credited[slot.level] += minutes
        levels = [
            LevelTotal(level.number, level.minutes, credited[level.number], False)
            for level in self.rules.levels
            if level.number not in self.attested
        ]
        for number, rules in self.attested.items():
            minutes = rules.level(number).minutes
            levels.append(LevelTotal(number, minutes, minutes, True))
        return sorted(levels)

    @property
    def level_to_attest(self) -> int | None:
        """Number of the level that can be attested now: complete, with all lower ones attested."""
        for level in self.levels:
            if not level.attested:
                return level.number if level.complete else None
        return None

    @property
    def attested_level(self) -> int:
        """Number of the highest level attested; 0 when there is none."""
        return max(self.attested, default=0)


class TotalsByPerson(dict[int, Totals]):
    """Totals by the id of a person; somebody without hours stands at the beginning."""

    def __init__(self, on: date) -> None:
        super().__init__()
        self.on = on

    def __missing__(self, person_id: int) -> Totals:
        self[person_id] = self.newcomer
        return self.newcomer

    @cached_property
    def newcomer(self) -> Totals:
        """Totals of somebody who begins today; one query."""
        rulebook_id, rules = newcomers_rulebook(self.on)
        return Totals(rulebook_id=rulebook_id, rules=rules, sums={}, attested={})


def assess_many(
    people: QuerySet[Person] | None = None, *, on: date | None = None
) -> TotalsByPerson:
    """Tell how far all people are, or those of `people`: the same minutes as `assess` for each.

    Two queries; one more for rulebooks not read before, and one when somebody follows none yet (they
    are judged as newcomers of the day `on`, by default today).
    """
    totals = TotalsByPerson(on or timezone.localdate())
    sums, waiting = _sums(people)
    followed, awarded = _standings(people, sums)
    known = rules_by_id(
        {*followed.values(), *(pk for levels in awarded.values() for pk in levels.values())}
    )
    for person_id in sums.keys() | waiting.keys() | followed.keys() | awarded.keys():
        rulebook_id = followed.get(person_id) or totals.newcomer.rulebook_id
        totals[person_id] = Totals(
            rulebook_id=rulebook_id,
            rules=known.get(rulebook_id) or totals.newcomer.rules,
            sums=sums.get(person_id, {}),
            attested={n: known[pk] for n, pk in awarded[person_id].items()}
            if person_id in awarded
            else {},
            waiting_minutes=waiting.get(person_id, 0),
        )
    return totals


def _sums(
    people: QuerySet[Person] | None,
) -> tuple[dict[int, dict[HoursClass, int]], dict[int, int]]:
    """Add up validated minutes by person and class, and waiting minutes by person; one query."""
    records = HourRecord.objects.filter(state__in=[HourState.VALIDATED, HourState.SUBMITTED])
    if people is not None:
        records = records.filter(person__in=people.order_by().values("pk"))
    rows = (
        records.order_by()
        .values_list("state", "person_id", "kind", "off_territory", "accredited")
        .annotate(Sum("minutes"))
    )
    sums: dict[int, dict[HoursClass, int]] = defaultdict(dict)
    waiting: dict[int, int] = defaultdict(int)
    for state, person_id, kind, off_territory, accredited, minutes in rows:
        if state == HourState.VALIDATED:
            sums[person_id][kind, off_territory, accredited] = minutes
        else:
            waiting[person_id] += minutes
    return sums, waiting


def _standings(
    people: QuerySet[Person] | None, sums: dict[int, dict[HoursClass, int]]
) -> tuple[dict[int, int], dict[int, dict[int, int]]]:
    """Give the rulebook that each person follows, and by level the one it was attested by; one query.

    The minutes that attested levels rest on are taken out of `sums`.
    """
    awards = LevelAward.objects.in_force()
    follows = FollowedRulebook.objects.all()
    if people is not None:
        chosen = people.order_by().values("pk")
        awards, follows = awards.filter(person__in=chosen), follows.filter(person__in=chosen)
    frozen = (
        awards.order_by()
        .values_list(
            "person_id",
            "rulebook_id",
            "level",
            "claims__record__kind",
            "claims__record__off_territory",
            "claims__record__accredited",
        )
        .annotate(minutes=Sum("claims__minutes"))
    )
    rows = frozen.union(
        follows.values_list(
            "person_id",
            "rulebook_id",
            Value(0),
            Value("", output_field=CharField()),
            Value(False, output_field=BooleanField()),
            Value(False, output_field=BooleanField()),
            Value(0),
        ),
        all=True,
    )
    followed: dict[int, int] = {}
    awarded: dict[int, dict[int, int]] = defaultdict(dict)
    for person_id, rulebook_id, level, kind, off_territory, accredited, minutes in rows:
        if not level:
            followed[person_id] = rulebook_id
            continue
        awarded[person_id][level] = rulebook_id
        if minutes:
            sums[person_id][kind, off_territory, accredited] -= minutes
    return followed, awarded
