"""What an attendance workbook is about: a session, an offering, an institution, a period, or all of these."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from curriculum.errors import NothingThere
from curriculum.french_days import spell_day
from curriculum.models import Enrolment, Institution, Offering, Session, SessionSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceScope:
    """Half-days of one session, of one offering, from a day to a day (both included), of those for whom
    one institution pays; whatever is not said is not asked."""

    session: Session | None = None
    offering: Offering | None = None
    institution: Institution | None = None
    from_on: date | None = None
    until_on: date | None = None

    @classmethod
    def read(cls, parameters: dict[str, str]) -> "AttendanceScope":
        """Find again what `parameters()` wrote down.

        Raises NothingThere when something was removed since.
        """
        found: dict[str, Any] = {}
        for name, model in (
            ("session", Session),
            ("offering", Offering),
            ("institution", Institution),
        ):
            if parameters.get(name):
                found[name] = model.objects.filter(code=parameters[name]).first()
                if found[name] is None:
                    raise NothingThere(_("What this workbook was about is no longer there."))
        for name in ("from_on", "until_on"):
            if parameters.get(name):
                found[name] = date.fromisoformat(parameters[name])
        return cls(**found)

    def parameters(self) -> dict[str, str]:
        """Write it down: codes and days, as JSON or an address has them."""
        things = {
            name: getattr(self, name).code
            for name in ("session", "offering", "institution")
            if getattr(self, name) is not None
        }
        days = {
            name: getattr(self, name).isoformat()
            for name in ("from_on", "until_on")
            if getattr(self, name) is not None
        }
        return things | days

    def __str__(self) -> str:
        """Say it: “Module, mars – Hôpital – du 1er janvier 2026 au 31 décembre 2026”."""
        things = (self.session, self.offering, self.institution)
        parts = [str(thing) for thing in things if thing is not None]
        if self.from_on and self.until_on:
            parts.append(
                _("from %(first)s to %(last)s")
                % {"first": spell_day(self.from_on), "last": spell_day(self.until_on)}
            )
        elif self.from_on:
            parts.append(_("from %(first)s on") % {"first": spell_day(self.from_on)})
        elif self.until_on:
            parts.append(_("until %(last)s") % {"last": spell_day(self.until_on)})
        return " – ".join(parts) or _("all sessions")

    @property
    def file_name(self) -> str:
        """Name a file about it, without an ending."""
        parts = [_("attendance")]
        if self.session:
            parts.append(self.session.title)
            if self.session.starts_on:
                parts.append(self.session.starts_on.isoformat())
        parts += [thing.title for thing in (self.offering,) if thing]
        parts += [thing.name for thing in (self.institution,) if thing]
        parts += [day.isoformat() for day in (self.from_on, self.until_on) if day]
        return " ".join(parts)

    def conditions(self, slot: str = "") -> dict[str, Any]:
        """Give the conditions on half-days, `slot` being the way to them."""
        found: dict[str, Any] = {f"{slot}day__session__starts_on__isnull": False}
        if self.session:
            found[f"{slot}day__session"] = self.session.pk
        if self.offering:
            found[f"{slot}day__session__offering"] = self.offering.pk
        if self.from_on:
            found[f"{slot}day__on__gte"] = self.from_on
        if self.until_on:
            found[f"{slot}day__on__lte"] = self.until_on
        return found

    def sessions_met(self) -> QuerySet[Session]:
        """Give the sessions to ask for what hangs on them: `met` are their days in the period.

        Days are joined outwards, so that a session without one is there too.
        """
        # Between two days, instead of “not empty”: SQLite then expects few, and uses the indexes there are.
        period = (date.min, self.until_on or date.max)
        sessions = Session.objects.filter(starts_on__range=period)
        days = Q()
        if self.session:
            sessions = sessions.filter(pk=self.session.pk)
        if self.offering:
            sessions = sessions.filter(offering=self.offering.pk)
        if self.from_on:
            sessions = sessions.filter(ends_on__gte=self.from_on)
            days &= Q(days__on__gte=self.from_on)
        if self.until_on:
            days &= Q(days__on__lte=self.until_on)
        if self.institution:
            seats = Enrolment.objects.filter(session=OuterRef("pk"), institution=self.institution)
            sessions = sessions.filter(Exists(seats))
        return sessions.alias(met=FilteredRelation("days", condition=days))

    def sessions(self) -> QuerySet[Session]:
        """Give the sessions that have a half-day in it, in order of time."""
        slots = self.slots().order_by().values("day__session")
        return Session.objects.filter(pk__in=slots).in_order()

    def slots(self) -> QuerySet[SessionSlot]:
        """Give the half-days; for an institution those of sessions where it has or had a seat."""
        slots = SessionSlot.objects.filter(**self.conditions())
        if self.institution:
            seats = Enrolment.objects.filter(
                session=OuterRef("day__session"), institution=self.institution
            )
            slots = slots.filter(Exists(seats))
        return slots
