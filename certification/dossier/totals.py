"""How far many people are, from sums of their hours: two statements whatever their number."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import ExpressionWrapper, F, Field, QuerySet, Sum, Value
from django.utils import timezone

from certification.dossier.rulebooks import newcomers_rulebook, rules_by_id
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
        self.sums = sums
        self.attested = attested
        self.waiting_minutes = waiting_minutes
        self.plan = rules.plan.without(attested) if attested else rules.plan
        self.credited = allocate_totals(self.plan, sums)

    def with_more(self, additional: Mapping[HoursClass, int]) -> "Totals":
        """Give the totals as they would be with more validated minutes of some classes."""
        sums = dict(self.sums)
        for hours_class, minutes in additional.items():
            sums[hours_class] = sums.get(hours_class, 0) + minutes
        return Totals(
            rulebook_id=self.rulebook_id,
            rules=self.rules,
            sums=sums,
            attested=self.attested,
            waiting_minutes=self.waiting_minutes,
        )

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
    chosen = {} if people is None else {"person__in": people.order_by().values("pk")}
    sums = _sums(chosen)
    standings = _standings(chosen, sums)
    known = rules_by_id(standings.rulebook_ids())
    for person_id in sums.keys() | standings.people():
        rulebook_id = standings.followed.get(person_id) or totals.newcomer.rulebook_id
        awarded = standings.awarded.get(person_id)
        totals[person_id] = Totals(
            rulebook_id=rulebook_id,
            rules=known.get(rulebook_id) or totals.newcomer.rules,
            sums=sums.get(person_id, {}),
            attested={number: known[pk] for number, pk in awarded.items()} if awarded else {},
            waiting_minutes=standings.waiting.get(person_id, 0),
        )
    return totals


# Fields without a type of their own: values come as the database driver gives them, which spares a
# conversion of each of tens of thousands. 0 and 1 stand for False and True, and are equal to them.
RAW = Field()
OFF_TERRITORY = ExpressionWrapper(F("off_territory"), output_field=RAW)
ACCREDITED = ExpressionWrapper(F("accredited"), output_field=RAW)


def _sums(chosen: dict[str, QuerySet]) -> dict[int, dict[HoursClass, int]]:
    """Add up validated minutes by person and class of hours; one query, served by one index."""
    rows = (
        HourRecord.objects.validated()
        .filter(**chosen)
        .order_by()
        .values_list("person_id", "kind", OFF_TERRITORY, ACCREDITED)
        .annotate(Sum("minutes", output_field=RAW))
    )
    sums: dict[int, dict[HoursClass, int]] = defaultdict(dict)
    for person_id, kind, off_territory, accredited, minutes in rows.iterator(chunk_size=5000):
        sums[person_id][kind, off_territory, accredited] = minutes
    return sums


@dataclass(slots=True)
class Standings:
    """By person: the rulebook followed, those that levels were attested by, minutes that wait."""

    followed: dict[int, int]
    awarded: dict[int, dict[int, int]]
    waiting: dict[int, int]

    def people(self) -> set[int]:
        """Everybody that something is known of."""
        return self.followed.keys() | self.awarded.keys() | self.waiting.keys()

    def rulebook_ids(self) -> set[int]:
        """All the rulebooks that somebody follows or was judged by."""
        attested_by = (pk for levels in self.awarded.values() for pk in levels.values())
        return {*self.followed.values(), *attested_by}


FOLLOWED, WAITING, AWARD = (Value(tag, output_field=RAW) for tag in range(3))
NO_NUMBER = Value(0, output_field=RAW)
NO_CLASS = tuple(Value(empty, output_field=RAW) for empty in ("", False, False))


def _standings(chosen: dict[str, QuerySet], sums: dict[int, dict[HoursClass, int]]) -> Standings:
    """Read all but the sums in one query, and take the minutes of attested levels out of `sums`."""
    follows = (
        FollowedRulebook.objects.filter(**chosen)
        .order_by()
        .values_list(FOLLOWED, "person_id", "rulebook_id", NO_NUMBER, *NO_CLASS, NO_NUMBER)
    )
    waiting = (
        HourRecord.objects.waiting()
        .filter(**chosen)
        .order_by()
        .values_list(WAITING, "person_id", NO_NUMBER, NO_NUMBER, *NO_CLASS)
        .annotate(Sum("minutes", output_field=RAW))
    )
    frozen = (
        LevelAward.objects.in_force()
        .filter(**chosen)
        .order_by()
        .values_list(
            AWARD,
            "person_id",
            "rulebook_id",
            "level",
            "claims__record__kind",
            "claims__record__off_territory",
            "claims__record__accredited",
        )
        .annotate(Sum("claims__minutes"))
    )
    found = Standings({}, defaultdict(dict), {})
    for tag, person_id, rulebook_id, level, *hours_class, minutes in follows.union(
        waiting, frozen, all=True
    ):
        if tag == FOLLOWED.value:
            found.followed[person_id] = rulebook_id
        elif tag == WAITING.value:
            found.waiting[person_id] = minutes
        else:
            found.awarded[person_id][level] = rulebook_id
            if minutes:
                sums[person_id][tuple(hours_class)] -= minutes
    return found
