"""What staff are told about a plan that is unusual; nothing here stops anybody."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.enums import OfferingKind, SessionStatus
from curriculum.french_days import spell_day
from curriculum.models import Animation, Offering, Session, SessionSlot


def warnings_of(session: Session, slots: Sequence[SessionSlot]) -> list[str]:
    """List what is unusual about a session; one query, `slots` have their days and animations read."""
    if session.status == SessionStatus.CANCELLED:
        return []
    dates = sorted({slot.day.on for slot in slots})
    return [
        *length_warnings(session.offering, dates),
        *_odd_minutes(slots),
        *_nobody_leads(slots),
        *_double_bookings(session, slots),
    ]


def length_warnings(offering: Offering, dates) -> list[str]:
    """Say when an offering of this kind does not usually last as many days."""
    if offering.usual_days is None or not dates:
        return []
    fewest, most = offering.usual_days
    if offering.kind != OfferingKind.ACTION_TRAINING:
        if fewest <= len(dates) <= most:
            return []
        return [_length(offering, len(dates), fewest, most)]
    by_year = Counter(on.year for on in dates)
    return [
        _("In %(year)d: %(sentence)s")
        % {"year": year, "sentence": _length(offering, number, fewest, most)}
        for year, number in sorted(by_year.items())
        if not fewest <= number <= most
    ]


def _length(offering: Offering, days: int, fewest: int, most: int) -> str:
    planned = ngettext("%(count)d day is planned", "%(count)d days are planned", days) % {
        "count": days
    }
    usual = (
        ngettext("%(count)d day is usual", "%(count)d days are usual", most) % {"count": most}
        if fewest == most
        else _("%(fewest)d to %(most)d days are usual") % {"fewest": fewest, "most": most}
    )
    return _("%(planned)s; for this kind (%(kind)s), %(usual)s.") % {
        "planned": planned,
        "kind": offering.get_kind_display().lower(),
        "usual": usual,
    }


def _odd_minutes(slots: Sequence[SessionSlot]) -> list[str]:
    odd = [slot for slot in slots if _span(slot) != slot.minutes]
    if not odd:
        return []
    first = odd[0]
    return [
        ngettext(
            "%(count)d half-day counts another time than from its beginning to its end: %(day)s, "
            "%(minutes)d minutes for %(span)d.",
            "%(count)d half-days count another time than from their beginning to their end; the first: "
            "%(day)s, %(minutes)d minutes for %(span)d.",
            len(odd),
        )
        % {
            "count": len(odd),
            "day": spell_day(first.day.on),
            "minutes": first.minutes,
            "span": _span(first),
        }
    ]


def _span(slot: SessionSlot) -> int:
    """Minutes by the clock."""
    hours = slot.ends_at.hour - slot.starts_at.hour
    return 60 * hours + slot.ends_at.minute - slot.starts_at.minute


def _nobody_leads(slots: Sequence[SessionSlot]) -> list[str]:
    count = sum(not slot.animations.all() for slot in slots)
    if not count:
        return []
    return [
        ngettext(
            "Nobody leads %(count)d half-day yet.", "Nobody leads %(count)d half-days yet.", count
        )
        % {"count": count}
    ]


def _double_bookings(session: Session, slots: Sequence[SessionSlot]) -> list[str]:
    """Say who leads, or co-leads, another session at the same moment."""
    ours: dict[tuple, list[SessionSlot]] = {}
    people = set()
    for slot in slots:
        for animation in slot.animations.all():
            ours.setdefault((animation.person_id, slot.day.on), []).append(slot)
            people.add(animation.person_id)
    if not ours:
        return []
    others = (
        Animation.objects.filter(
            person__in=people, slot__day__on__in={slot.day.on for slot in slots}
        )
        .exclude(slot__day__session=session)
        .exclude(slot__day__session__status=SessionStatus.CANCELLED)
        .select_related("person", "slot__day__session", "slot__territory")
        .order_by("slot__day__on", "slot__starts_at", "pk")
    )
    found: dict[str, None] = {}
    for other in others:
        for slot in ours.get((other.person_id, other.slot.day.on), ()):
            if _overlap(slot, other.slot):
                found[
                    _("%(person)s also leads “%(session)s” on %(day)s.")
                    % {
                        "person": other.person,
                        "session": other.slot.day.session,
                        "day": spell_day(slot.day.on),
                    }
                ] = None
    return list(found)


def _overlap(one: SessionSlot, other: SessionSlot) -> bool:
    starts: datetime = one.starts
    return starts < other.ends and other.starts < one.ends
