"""The marks of one half-day, or of one person, as they are typed in."""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from zlib import crc32

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.attendance_grid import Cell
from curriculum.enums import AttendanceStatus
from curriculum.errors import InvalidInput, StaleData
from curriculum.french_days import spell_clock
from curriculum.partial_presence import partial_presence, time_after
from curriculum.services.attendance import Mark
from curriculum.typed_numbers import whole_number

NO_MARK = "none"
STATUSES = (*AttendanceStatus.values, NO_MARK)
LATE = (15, 30, 45)
"""Minutes late that take one tap."""
TIME = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?")


class MarkRow:
    """One person at one half-day: what is typed in, and what was seen before."""

    def __init__(self, cell: Cell, data: Mapping | None):
        self.cell = cell
        self.key = f"{cell.slot.pk}-{cell.person.pk}"
        self.error = ""
        self.conflict: Cell | None = None
        self.status, self.minutes, self.reason = _shown(cell)
        self.late = self.arrived = self.left = ""
        self.seen = _token(cell.version, self.status, self.minutes, self.reason)
        if data is not None:
            self._read(data)

    def _read(self, data: Mapping) -> None:
        status = data.get(f"status-{self.key}", "")
        self.status = status if status in STATUSES else ""
        self.minutes = data.get(f"minutes-{self.key}", "").strip()
        self.reason = " ".join(data.get(f"reason-{self.key}", "").split())
        self.seen = data.get(f"seen-{self.key}", self.seen)
        self.late = data.get(f"late-{self.key}", "")
        self.arrived = data.get(f"arrived-{self.key}", "").strip()
        self.left = data.get(f"left-{self.key}", "").strip()
        if self.status == AttendanceStatus.PARTIAL and (self.late or self.arrived or self.left):
            try:
                self._reckon()
            except InvalidInput as refusal:
                self.error = str(refusal)

    def _reckon(self) -> None:
        """Turn « so many minutes late » and the times of coming and going into minutes and a reason."""
        if (self.late and self.arrived) or self.minutes not in ("", _shown(self.cell)[1]):
            raise InvalidInput(
                _(
                    "Say it in one way only: minutes late, the time of arrival, or the minutes present."
                )
            )
        arrived = _read_time(self.arrived)
        if self.late.isascii() and self.late.isdigit() and len(self.late) < 4:
            arrived = time_after(self.cell.slot, int(self.late))
        note = "" if self.reason == _shown(self.cell)[2] else self.reason
        found = partial_presence(
            self.cell.slot, arrived_at=arrived, left_at=_read_time(self.left), note=note
        )
        self.minutes, self.reason = str(found.minutes), found.reason
        self.late = self.arrived = self.left = ""

    @property
    def is_changed(self) -> bool:
        """Tell whether something else was typed in than what was seen."""
        seen = self.seen.partition(".")[2]
        return bool(self.status) and _token("", *self._kept()).partition(".")[2] != seen

    def mark(self) -> Mark | None:
        """Give what the service takes; None, with an error, when it cannot be read."""
        if self.error:
            return None
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
            version=whole_number(version) or 0,
        )

    @property
    def late_choices(self) -> list[tuple[str, str, bool]]:
        """List the minutes late that take one tap and leave something of the half-day."""
        return [
            (str(late), _("%(minutes)d min") % {"minutes": late}, str(late) == self.late)
            for late in LATE
            if late < self.cell.slot.minutes
        ]

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


def mark_state(cell: Cell) -> dict[str, str]:
    """Say what the mark is, who made it and when, as the page of the phone shows it."""
    status, minutes, reason = _shown(cell)
    mark = cell.mark
    return {
        "seen": _token(cell.version, status, minutes, reason),
        "status": status,
        "minutes": minutes,
        "reason": reason,
        "label": mark_label(cell),
        "by": str(mark.marked_by or "") if mark else "",
        "at": spell_clock(localtime(mark.marked_at).time()) if mark else "",
    }


def mark_label(cell: Cell) -> str:
    """Say a mark in words: « Présent en partie, 90 min, Train »."""
    status, minutes, reason = _shown(cell)
    if cell.mark is None:
        return _("Not marked")
    length = _("%(minutes)d min") % {"minutes": int(minutes)} if minutes else ""
    words = [str(AttendanceStatus(status).label), length, reason]
    return ", ".join(word for word in words if word)


def _read_time(text: str) -> time | None:
    """Read « 09:45 », « 9 h 45 » or « 9h »; nothing is None. Raises InvalidInput."""
    if not text:
        return None
    found = TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise InvalidInput(_("Write a time as hours and minutes, 9:45 for instance."))
    return time(hour, minute)


def _shown(cell: Cell) -> tuple[str, str, str]:
    mark = cell.mark
    if mark is None:
        return "", "", ""
    minutes = str(mark.minutes) if mark.status == AttendanceStatus.PARTIAL else ""
    return mark.status, minutes, mark.reason


def _token(version: int | str, status: str, minutes: str, reason: str) -> str:
    """Write what somebody saw in a few signs, so that a form of hundreds of people stays small."""
    return f"{version}.{crc32(chr(0).join((status, minutes, reason)).encode()):x}"


class HalfDayNoteForm(forms.Form):
    """What those who lead want the federation's staff to know about a half-day."""

    note = forms.CharField(
        label=gettext_lazy("For the federation’s staff"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "What happened, who came without being enrolled, what is to be settled."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, slot) -> "HalfDayNoteForm":
        """Show the note as it is."""
        return cls(initial={"note": slot.note, "seen": slot.note})
