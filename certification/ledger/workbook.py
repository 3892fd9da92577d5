"""The ledger of hours as a workbook: a line for each record, and what they add up to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from certification.enums import HourSource, HourState
from certification.hour_columns import activity_columns, activity_values
from certification.ledger.scope import LedgerScope, ledger_rows
from certification.provenance import imported_from
from curriculum.enums import HourKind
from curriculum.french_order import fold
from curriculum.spreadsheets.writing import (
    DATE,
    DURATION,
    NUMBER,
    Column,
    Sheet,
    Value,
    write_workbook,
)

SUMMED = (HourState.VALIDATED, HourState.SUBMITTED, HourState.REFUSED, HourState.WITHDRAWN)


def write_ledger(
    scope: LedgerScope,
    file: IO[bytes],
    *,
    watch: Callable[[Iterable[tuple]], Iterable[tuple]] = iter,
) -> None:
    """Write a part of the ledger into `file`, as .xlsx; one query, and no more memory for more lines.

    The rows go through `watch`.
    """
    sums = _Sums()
    rows = _rows(sums.counting(watch(ledger_rows(scope))))
    write_workbook([_sheet(rows), sums.by_person(), sums.by_kind()], file)


def _sheet(rows: Iterator[list[Value]]) -> Sheet:
    return Sheet(
        title=_("Hours"),
        columns=[
            Column(heading=_("Family name"), width=18),
            Column(heading=_("Given name"), width=16),
            Column(heading=_("Date of birth"), width=12, format=DATE),
            *activity_columns(),
            Column(heading=_("Territory"), width=20),
            Column(heading=_("Professional territory"), width=20),
            Column(heading=_("Off-territory"), width=10),
            Column(heading=_("Training body"), width=24),
            Column(heading=_("Accredited body"), width=10),
            Column(heading=_("Source"), width=24),
            Column(heading=_("Where it comes from"), width=36),
            Column(heading=_("State"), width=20),
            Column(heading=_("Sent on"), width=12, format=DATE),
            Column(heading=_("Decided on"), width=12, format=DATE),
            Column(heading=_("Decided by"), width=20),
            Column(heading=_("Reason"), width=30),
            Column(heading=_("Reference"), width=16),
        ],
        rows=rows,
        fixed_columns=2,
    )


def _rows(rows: Iterable[tuple]) -> Iterator[list[Value]]:
    kinds = {kind.value: str(kind.label) for kind in HourKind}
    states = {state.value: str(state.label) for state in HourState}
    sources = {source.value: str(source.label) for source in HourSource}
    yes_no = {True: _("yes"), False: _("no")}
    day = timezone.localdate
    for row in rows:
        _person, family_name, given_name, birth_date, on, title, kind, minutes, place = row[:9]
        there, home, is_off, body, typed_body, is_accredited, source, state = row[9:17]
        session, import_name, sheet, import_row, sent, decided, first, last, reason, code = row[17:]
        origin = session or ""
        if import_name:
            origin = imported_from(import_name, sheet, import_row)
        yield [
            *(family_name, given_name, birth_date),
            *activity_values(on, title, kinds[kind], minutes, place),
            *(
                there,
                home,
                yes_no[is_off],
                body or typed_body,
                yes_no[is_accredited],
                sources[source],
                origin,
            ),
            *(states[state], sent and day(sent), decided and day(decided)),
            *(f"{first or ''} {last or ''}".strip(), reason, code),
        ]


@dataclass(slots=True)
class _Sum:
    """Minutes of one person and kind, by state."""

    family_name: str
    given_name: str
    kind: str
    records: int = 0
    minutes: dict[str, int] = field(default_factory=dict)
    off_territory: int = 0


class _Sums:
    """Adds records up while they go by."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], _Sum] = {}

    def counting(self, rows: Iterable[tuple]) -> Iterator[tuple]:
        """Hand on the rows, adding them up."""
        found = self._found
        for row in rows:
            person, family_name, given_name, kind, minutes = (*row[:3], *row[6:8])
            one = found.get((person, kind))
            if one is None:
                one = found[person, kind] = _Sum(family_name, given_name, kind)
            one.records += 1
            state = row[16]
            one.minutes[state] = one.minutes.get(state, 0) + minutes
            if row[11] and state == HourState.VALIDATED:
                one.off_territory += minutes
            yield row

    def by_person(self) -> Sheet:
        """Give the sheet with a line for each person and kind."""

        def rows() -> Iterator[list[Value]]:
            kinds = {kind.value: str(kind.label) for kind in HourKind}
            for _key, one in sorted(
                self._found.items(),
                key=lambda item: (*(fold(item[1].family_name), fold(item[1].given_name), item[0]),),
            ):
                yield [one.family_name, one.given_name, kinds[one.kind], *_sums_of([one])]

        return Sheet(
            title=_("Totals by person"),
            columns=[
                Column(heading=_("Family name"), width=18),
                Column(heading=_("Given name"), width=16),
                Column(heading=_("Kind of hours"), width=36),
                *_sum_columns(),
            ],
            rows=rows(),
            fixed_columns=2,
        )

    def by_kind(self) -> Sheet:
        """Give the sheet with a line for each kind."""

        def rows() -> Iterator[list[Value]]:
            for kind in HourKind:
                sums = [one for one in self._found.values() if one.kind == kind]
                if sums:
                    yield [str(kind.label), *_sums_of(sums)]
            yield [_("All kinds"), *_sums_of(list(self._found.values()))]

        return Sheet(
            title=_("Totals by kind"),
            columns=[Column(heading=_("Kind of hours"), width=40), *_sum_columns()],
            rows=rows(),
            fixed_columns=1,
        )


def _sum_columns() -> list[Column]:
    return [
        Column(heading=_("Records"), width=10, format=NUMBER),
        *(Column(heading=str(state.label), width=14, format=DURATION) for state in SUMMED),
        Column(heading=_("Validated off-territory"), width=14, format=DURATION),
    ]


def _sums_of(sums: list[_Sum]) -> list[Value]:
    return [
        sum(one.records for one in sums),
        *(timedelta(minutes=sum(one.minutes.get(state, 0) for one in sums)) for state in SUMMED),
        timedelta(minutes=sum(one.off_territory for one in sums)),
    ]
