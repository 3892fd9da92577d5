"""How long somebody was there who came late or left early: the one place where this is reckoned."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from curriculum.errors import InvalidInput
from curriculum.french_days import spell_clock
from curriculum.models import SessionSlot


@dataclass(frozen=True, slots=True)
class PartialPresence:
    """Minutes that count, and the words that say why."""

    minutes: int
    reason: str


def partial_presence(
    slot: SessionSlot,
    *,
    arrived_at: time | None = None,
    left_at: time | None = None,
    note: str = "",
) -> PartialPresence:
    """Take what was missed at the beginning and at the end from the minutes of a half-day that count.

    Breaks are not taken apart: who misses a quarter of an hour misses fifteen minutes. `note` is what
    somebody added. Raises InvalidInput when a time lies outside the half-day, or nothing is left.
    """
    _check_inside(slot, arrived_at, left_at)
    missed, said = 0, []
    if arrived_at is not None:
        missed += _minutes_between(slot.starts_at, arrived_at)
        said.append(_("arrived at %(time)s") % {"time": spell_clock(arrived_at)})
    if left_at is not None:
        missed += _minutes_between(left_at, slot.ends_at)
        said.append(_("left at %(time)s") % {"time": spell_clock(left_at)})
    if missed == 0:
        raise InvalidInput(_("Nothing was missed at these times: choose “Present”."))
    if missed >= slot.minutes:
        raise InvalidInput(_("Nothing of the half-day is left at these times: choose “Absent”."))
    # Ordinary spaces, as in what is typed: a form must give back the same words.
    reason = " ".join(", ".join([*said, *([note] if note else [])]).split())
    return PartialPresence(slot.minutes - missed, reason[:1].upper() + reason[1:])


def time_after(slot: SessionSlot, minutes: int) -> time:
    """Say what time it is so many minutes after the beginning of a half-day."""
    return (datetime.combine(date.min, slot.starts_at) + timedelta(minutes=minutes)).time()


def _check_inside(slot: SessionSlot, arrived_at: time | None, left_at: time | None) -> None:
    first, last = arrived_at or slot.starts_at, left_at or slot.ends_at
    if not slot.starts_at <= first <= slot.ends_at or not slot.starts_at <= last <= slot.ends_at:
        raise InvalidInput(
            _("The half-day lasts from %(from)s to %(to)s: give a time in between.")
            % {"from": spell_clock(slot.starts_at), "to": spell_clock(slot.ends_at)}
        )
    if last <= first:
        raise InvalidInput(_("The person left before arriving: look at the two times."))


def _minutes_between(first: time, last: time) -> int:
    start, end = (datetime.combine(date.min, moment) for moment in (first, last))
    return int((end - start).total_seconds() // 60)
