"""What would be recorded of a line, once its words are understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from certification.enums import HourSource, HourState
from certification.models import HourImport, HourImportLine, HourRecord
from certification.past_hours.lines import days_between, share
from certification.past_hours.meanings import Meanings
from curriculum.models import ExternalProvider, Territory, User


@dataclass(frozen=True, slots=True, kw_only=True)
class PastHours:
    """The hours that a line tells of, day by day. `off_territory` is None where the calendar decides."""

    kind: str
    days: tuple[tuple[date, int], ...]
    title: str
    place: str
    territory: Territory | None
    provider: ExternalProvider | None
    provider_name: str
    accredited_from_start: bool
    off_territory: bool | None

    @property
    def minutes(self) -> int:
        """All the days together."""
        return sum(minutes for _day, minutes in self.days)

    def accredited(self, on: date) -> bool:
        """Tell whether the body was accredited on that day; the federation always is."""
        if self.provider is not None:
            return self.provider.is_accredited(on=on)
        return self.accredited_from_start


def understand(line: HourImportLine, meanings: Meanings) -> PastHours:
    """Tell what the hours of a line without problems are, whose kind was said."""
    values = line.values
    days = days_between(values["on"], values.get("until", ""))
    provider, off = meanings.provider(values), values.get("off_territory")
    return PastHours(
        kind=meanings.kind(values) or "",
        days=tuple(share(int(values["minutes"]), days)),
        # Many workbooks name the kind only.
        title=(values.get("title") or values["kind"])[:200],
        place=values.get("place", ""),
        territory=meanings.territory(values),
        provider=provider,
        provider_name="" if provider else values.get("provider", ""),
        accredited_from_start=meanings.is_federation(values),
        off_territory=None if off is None else off == "yes",
    )


def records_of(
    line: HourImportLine, hours: PastHours, hour_import: HourImport, *, by: User, at: datetime
) -> Iterator[HourRecord]:
    """Make the records of a line, not saved yet; its person is read for their account.

    Validated at once where the import says so, except the hours of whoever imports: nobody decides on
    their own.
    """
    state = HourState(hour_import.record_state)
    if line.person.user_id == by.pk:
        state = HourState.SUBMITTED
    is_decided = state == HourState.VALIDATED
    reason = _("Noted in the file “%(name)s”, row %(row)d.") % {
        "name": hour_import.name[:200],
        "row": line.row,
    }
    for day, minutes in hours.days:
        record = HourRecord(
            person=line.person,
            source=HourSource.IMPORTED,
            import_line=line,
            state=state,
            kind=hours.kind,
            on=day,
            minutes=minutes,
            title=hours.title,
            place=hours.place,
            territory=hours.territory,
            provider=hours.provider,
            provider_name=hours.provider_name,
            accredited=hours.accredited(day),
            created_by=by,
            submitted_at=at,
            decided_by=by if is_decided else None,
            decided_at=at if is_decided else None,
        )
        if hours.off_territory is not None:
            record.off_territory = hours.off_territory
            record.off_territory_overruled_by = by
            record.off_territory_reason = reason
        yield record
