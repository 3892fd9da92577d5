"""The marks of one half-day, or of one person, as they are typed in."""

from collections.abc import Iterable, Mapping
from zlib import crc32

from django.utils.translation import gettext as _

from curriculum.attendance_grid import Cell
from curriculum.enums import AttendanceStatus
from curriculum.errors import InvalidInput, StaleData
from curriculum.services.attendance import Mark

NO_MARK = "none"
STATUSES = (*AttendanceStatus.values, NO_MARK)


class MarkRow:
    """One person at one half-day: what is typed in, and what was seen before."""

    def __init__(self, cell: Cell, data: Mapping | None):
        self.cell = cell
        self.key = f"{cell.slot.pk}-{cell.person.pk}"
        self.error = ""
        self.conflict: Cell | None = None
        self.status, self.minutes, self.reason = _shown(cell)
        self.seen = _token(cell.version, self.status, self.minutes, self.reason)
        if data is not None:
            self._read(data)

    def _read(self, data: Mapping) -> None:
        status = data.get(f"status-{self.key}", "")
        self.status = status if status in STATUSES else ""
        self.minutes = data.get(f"minutes-{self.key}", "").strip()
        self.reason = " ".join(data.get(f"reason-{self.key}", "").split())
        self.seen = data.get(f"seen-{self.key}", self.seen)

    @property
    def is_changed(self) -> bool:
        """Tell whether something else was typed in than what was seen."""
        seen = self.seen.partition(".")[2]
        return bool(self.status) and _token("", *self._kept()).partition(".")[2] != seen

    def mark(self) -> Mark | None:
        """Give what the service takes; None, with an error, when it cannot be read."""
        status, minutes, reason = self._kept()
        version = self.seen.partition(".")[0]
        if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) < 5):
            self.error = _("Write the minutes as a whole number.")
            return None
        return Mark(
            slot_id=self.cell.slot.pk,
            person_id=self.cell.person.pk,
            status=None if status == NO_MARK else AttendanceStatus(status),
            minutes=int(minutes) if minutes else None,
            reason=reason,
            version=int(version) if version.isascii() and version.isdigit() else 0,
        )

    def options(self) -> list[tuple[str, str, bool]]:
        """List the states to choose from: value, label, whether chosen."""
        choices = list(AttendanceStatus.choices)
        if self.cell.mark is not None:
            choices.append((NO_MARK, _("Not marked")))
        return [(value, label, value == self.status) for value, label in choices]

    def _kept(self) -> tuple[str, str, str]:
        """Leave out what does not belong to the chosen state."""
        partial = self.status == AttendanceStatus.PARTIAL
        has_reason = self.status not in (AttendanceStatus.PRESENT, NO_MARK)
        return self.status, self.minutes if partial else "", self.reason if has_reason else ""


class MarkingForm:
    """Many rows, read together; only those that were touched are handed to the service."""

    def __init__(self, cells: Iterable[Cell], data: Mapping | None = None):
        self.rows = [MarkRow(cell, data) for cell in cells]
        self.message = ""

    def is_valid(self) -> bool:
        """Tell whether everything typed in can be read."""
        self.marks = [row.mark() for row in self.rows if row.is_changed]
        if any(row.error for row in self.rows):
            self.message = _("Nothing was saved: see what is wrong below.")
        return not self.message

    @property
    def errors(self) -> bool:
        """Tell the page that something is wrong."""
        return bool(self.message)

    def show(self, refusal: Exception) -> None:
        """Put a refusal of the service beside the rows that it is about, keeping what was typed."""
        self.message = str(refusal)
        by_key = {row.key: row for row in self.rows}
        if isinstance(refusal, InvalidInput):
            for key, sentences in refusal.errors.items():
                if key in by_key:
                    by_key[key].error = " ".join(sentences)
        if isinstance(refusal, StaleData):
            for cell in refusal.conflicts:
                row = by_key.get(f"{cell.slot.pk}-{cell.person.pk}")
                if row is not None:
                    row.conflict = cell
                    row.seen = _token(cell.version, *_shown(cell))


def _shown(cell: Cell) -> tuple[str, str, str]:
    mark = cell.mark
    if mark is None:
        return "", "", ""
    minutes = str(mark.minutes) if mark.status == AttendanceStatus.PARTIAL else ""
    return mark.status, minutes, mark.reason


def _token(version: int | str, status: str, minutes: str, reason: str) -> str:
    """Write what somebody saw in a few signs, so that a form of hundreds of people stays small."""
    return f"{version}.{crc32(chr(0).join((status, minutes, reason)).encode()):x}"
