"""Pages of a list that may be very long: each begins after the last row of the one before.

No page counts or skips rows, so the thousandth costs what the first does.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from certification.models import HourRecord
from certification.models.hour_queries import HourRecordQuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Keyset:
    """The order of a list: a moment, then the id, the oldest or the newest first."""

    moment: str
    newest_first: bool = False

    def cursor(self, record: HourRecord) -> str:
        """Name the place of a record in the list."""
        microseconds = (getattr(record, self.moment) - EPOCH) // timedelta(microseconds=1)
        return f"{microseconds}-{record.pk}"

    def past(self, records: HourRecordQuerySet, cursor: str, *, up: bool = False):
        """Keep what follows the cursor in the list, or with `up` what precedes it."""
        moment, pk = _parse(cursor)
        return records.past(self.moment, moment, pk, backwards=self.newest_first != up)

    def page(self, records: HourRecordQuerySet, query: QueryDict, size: int) -> "Page":
        """Cut the page that `?after=` or `?before=` asks for; a cursor that is none begins anew.

        `records` are in the list's order.
        """
        if "before" in query and _parse(query["before"]):
            found = list(self.past(records, query["before"], up=True).reverse()[: size + 1])
            rows = found[:size][::-1]
            return self._page(rows, has_previous=len(found) > size, has_next=bool(rows))
        has_previous = "after" in query and _parse(query["after"]) is not None
        if has_previous:
            records = self.past(records, query["after"])
        found = list(records[: size + 1])
        return self._page(found[:size], has_previous=has_previous, has_next=len(found) > size)

    def _page(self, rows: list[HourRecord], *, has_previous: bool, has_next: bool) -> "Page":
        return Page(
            rows=rows,
            before=self.cursor(rows[0]) if rows and has_previous else None,
            after=self.cursor(rows[-1]) if rows and has_next else None,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursors of their neighbours (None where there are none)."""

    rows: list[HourRecord]
    before: str | None
    after: str | None


def _parse(cursor: str) -> tuple[datetime, int] | None:
    microseconds, _dash, pk = cursor.partition("-")
    if not (microseconds.isascii() and microseconds.isdecimal() and len(microseconds) <= 17):
        return None
    if not (pk.isascii() and pk.isdecimal() and len(pk) <= 18):
        return None
    return EPOCH + timedelta(microseconds=int(microseconds)), int(pk)
