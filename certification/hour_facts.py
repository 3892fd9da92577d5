"""What the calendar says of hours: where their person worked on the day, who accredited the body.

These facts are read again until hours are decided, because people's histories are often completed late.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from datetime import date

from certification.enums import HourSource
from certification.models import HourRecord
from curriculum.enums import HourKind
from curriculum.models import HomeTerritory, Territory

CHECKED_FACTS = ("home_territory", "off_territory", "accredited")

EARLIEST = date(1990, 1, 1)
"""Decision: no activity before this day is recorded; the method itself dates from 1996."""

DAY_MINUTES = 24 * 60

TERRITORIAL_KINDS = (
    HourKind.PARTICIPATION_CC,
    HourKind.PARTICIPATION_COC,
    HourKind.CO_ANIMATION_CC,
    HourKind.CO_ANIMATION_COC,
)
"""What is done on a territory, so that being off-territory matters."""


class Homes:
    """The professional territories of some people, read in two queries whatever their number."""

    def __init__(self, person_ids: Collection[int]):
        self._by_person: dict[int, list[tuple[date, int | None]]] = {}
        rows = HomeTerritory.objects.filter(person__in=set(person_ids)).order_by("since")
        for person, since, territory in rows.values_list("person", "since", "territory"):
            self._by_person.setdefault(person, []).append((since, territory))
        known = {home for history in self._by_person.values() for _since, home in history}
        self._territories = Territory.objects.in_bulk(known - {None})

    def on(self, person_id: int, day: date) -> Territory | None:
        """Give where the person worked on that day, or None when that is not known."""
        history = self._by_person.get(person_id, [])
        place = bisect_right(history, day, key=lambda row: row[0])
        return self._territories.get(history[place - 1][1]) if place else None


def refresh_facts(records: Iterable[HourRecord], homes: Homes | None = None) -> list[HourRecord]:
    """Set `CHECKED_FACTS` of `records` in memory from what is known today; return those that changed.

    Reads `territory` and `provider` of each record; two queries for the homes unless they are given.
    """
    records = list(records)
    homes = homes or Homes({record.person_id for record in records})
    return [record for record in records if _refresh(record, homes)]


def save_facts(records: Iterable[HourRecord]) -> None:
    """Write the facts of records that `refresh_facts` changed: one UPDATE for each different answer.

    There are few answers, and Django's `bulk_update` takes ten times as long.
    """
    groups: dict[tuple, list[int]] = {}
    for record in records:
        facts = (record.home_territory_id, record.off_territory, record.accredited)
        groups.setdefault(facts, []).append(record.pk)
    for (home, off_territory, accredited), ids in groups.items():
        HourRecord.objects.filter(pk__in=ids).update(
            home_territory=home, off_territory=off_territory, accredited=accredited
        )


def _refresh(record: HourRecord, homes: Homes) -> bool:
    before = (record.home_territory_id, record.off_territory, record.accredited)
    record.home_territory = homes.on(record.person_id, record.on)
    if record.off_territory_overruled_by_id is None:
        record.off_territory = is_off_territory(record.territory, record.home_territory)
    if record.source == HourSource.ATTENDANCE:
        record.accredited = True  # Decision: who accredits others is accredited.
    elif record.provider is not None:
        record.accredited = record.provider.is_accredited(on=record.on)
    return before != (record.home_territory_id, record.off_territory, record.accredited)


def is_off_territory(there: Territory | None, home: Territory | None) -> bool:
    """Tell whether `there` lies outside `home`; what is not known is not off-territory."""
    return there is not None and home is not None and not there.overlaps(home)
