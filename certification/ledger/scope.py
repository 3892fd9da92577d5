"""The ledger of hours: which part of it is meant, how long it is, and what it adds up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from certification.enums import HourSource, HourState
from certification.models import HourRecord
from certification.models.hour_queries import HourRecordQuerySet
from curriculum.enums import HourKind
from curriculum.errors import NothingThere
from curriculum.models import Person

AT_A_TIME = 1000
"""Rows that are fetched together."""
WORDS = ("named", "kind", "state", "source")
COLUMNS = (
    *("person", "person__family_name", "person__given_name", "person__birth_date"),
    *("on", "title", "kind", "minutes", "place", "territory__name", "home_territory__name"),
    *("off_territory", "provider__name", "provider_name", "accredited", "source", "state"),
    *("session__title", "import_line__hour_import__name", "import_line__hour_import__sheet"),
    *("import_line__row", "submitted_at", "decided_at", "decided_by__first_name"),
    *("decided_by__last_name", "decision_reason", "code"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerScope:
    """A part of the ledger: a period (both days included), a person, people of a name, a kind, a state, a source."""

    person: Person | None = None
    named: str = ""
    kind: str = ""
    state: str = ""
    source: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @classmethod
    def read(cls, parameters: dict[str, str]) -> "LedgerScope":
        """Find again what `parameters()` wrote down; raises NothingThere."""
        person = None
        if code := parameters.get("person"):
            person = Person.objects.filter(code=code).first()
            if person is None:
                raise NothingThere(_("What this workbook was about is no longer there."))
        days = {
            name: date.fromisoformat(parameters[name])
            for name in ("from_on", "until_on")
            if parameters.get(name)
        }
        words = {name: parameters.get(name, "") for name in WORDS}
        return cls(person=person, **words, **days)

    def parameters(self) -> dict[str, str]:
        """Write it down, as JSON or an address has it."""
        found = {name: getattr(self, name) for name in WORDS}
        found["person"] = self.person.code if self.person else ""
        for name in ("from_on", "until_on"):
            day = getattr(self, name)
            found[name] = day.isoformat() if day else ""
        return {name: value for name, value in found.items() if value}

    def records(self) -> HourRecordQuerySet:
        """Give the records; drafts are their author's alone."""
        conditions: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("person", "kind", "state", "source")
            if getattr(self, name)
        }
        if self.named:
            conditions["person__in"] = Person.objects.named_like(self.named)
        if self.from_on:
            conditions["on__gte"] = self.from_on
        if self.until_on:
            conditions["on__lte"] = self.until_on
        return HourRecord.objects.sent().filter(**conditions)

    def people(self) -> QuerySet[Person]:
        """Give those of the name that was asked for who have a line in this part, as lists sort them."""
        if not self.named:
            return Person.objects.none()
        mine = self.records().filter(person=OuterRef("pk"))
        return Person.objects.named_like(self.named).filter(Exists(mine)).in_order()

    @property
    def file_name(self) -> str:
        """Name a file about it, without an ending."""
        parts = [_("ledger of hours")]
        if self.person:
            parts.append(self.person.full_name)
        if self.named:
            parts.append(self.named)
        labels = (
            (HourKind, self.kind),
            (HourState, self.state),
            (HourSource, self.source),
        )
        parts += [str(choices(value).label) for choices, value in labels if value]
        parts += [day.isoformat() for day in (self.from_on, self.until_on) if day]
        return " ".join(parts)


def ledger_rows(scope: LedgerScope) -> Iterator[tuple]:
    """Give the records of a part as rows of `COLUMNS`, in order of people and days; one query."""
    records = scope.records().order_by(
        "person__family_name", "person__given_name", "person", "on", "pk"
    )
    return records.values_list(*COLUMNS).iterator(AT_A_TIME)


def sums_by_state(scope: LedgerScope) -> list[tuple[str, int]]:
    """Add the minutes of each state up; one query."""
    sums = scope.records().order_by().values_list("state").annotate(minutes=Sum("minutes"))
    found = dict(sums)
    return [(str(HourState(state).label), found[state]) for state in HourState if state in found]
