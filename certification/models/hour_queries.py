"""Questions about hours; `HourRecord.objects` answers them."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from certification.enums import HourSource, HourState
from curriculum.models import Institution, Membership, Person, Territory

TRAINEES_STATES = (HourState.DRAFT, HourState.REFUSED)
"""Where a declaration is its trainee's to correct."""

COUNTED_UP_TO = 1000
"""Lists say "1000 or more" beyond, so that no page counts a hundred thousand rows."""


class HourRecordQuerySet(models.QuerySet):
    """What may be asked of the ledger."""

    # by state

    def sent(self):
        """Keep what is not its trainee's alone: everything but drafts."""
        return self.exclude(state=HourState.DRAFT)

    def validated(self):
        """Keep what counts."""
        return self.filter(state=HourState.VALIDATED)

    def waiting(self):
        """Keep what staff have to decide."""
        return self.filter(state=HourState.SUBMITTED)

    def decided(self):
        """Keep what staff have validated or refused."""
        return self.filter(state__in=[HourState.VALIDATED, HourState.REFUSED])

    def to_finish(self):
        """Keep what its trainee may still correct."""
        return self.filter(state__in=TRAINEES_STATES)

    # by what they are about

    def declared_by(self, person: Person):
        """Keep what one person declared, the last activity first."""
        return self.filter(source=HourSource.DECLARED, person=person).order_by("-on", "-pk")

    def in_territory(self, territory: Territory):
        """Keep what took place in `territory` or inside it."""
        return self.filter(territory__path__startswith=territory.path)

    def of_institution(self, institution: Institution):
        """Keep hours of people who belonged to `institution` on the day."""
        membership = Membership.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=OuterRef("on")),
            person=OuterRef("person"),
            institution=institution,
            starts_on__lte=OuterRef("on"),
        )
        return self.filter(Exists(membership))

    def of_people_named(self, text: str):
        """Keep hours of people of whom every word of `text` is in the name or the e-mail address."""
        return self.filter(person__in=Person.objects.named_like(text).order_by().values("pk"))

    def submitted_until(self, moment: datetime):
        """Keep what waits since that moment or longer."""
        return self.filter(submitted_at__lte=moment)

    def similar_to(self, record):
        """Keep what may be the same activity told twice: same person, day, kind and minutes.

        Two half-days of attendance are never the same.
        """
        same = self.exclude(state=HourState.WITHDRAWN).filter(
            person=record.person_id, on=record.on, kind=record.kind, minutes=record.minutes
        )
        if record.source == HourSource.ATTENDANCE:
            same = same.filter(source=HourSource.DECLARED)
        return same.exclude(pk=record.pk)

    def with_similar(self):
        """Add `has_similar`: whether `similar_to` finds something that was sent."""
        same = self.model.objects.filter(
            Q(source=HourSource.DECLARED) | ~Q(source=OuterRef("source")),
            ~Q(pk=OuterRef("pk")),
            ~Q(state__in=[HourState.WITHDRAWN, HourState.DRAFT]),
            person=OuterRef("person"),
            on=OuterRef("on"),
            kind=OuterRef("kind"),
            minutes=OuterRef("minutes"),
        )
        return self.annotate(has_similar=Exists(same))

    # in which order

    def in_order(self):
        """Sort by day, the oldest first."""
        return self.order_by("on", "pk")

    def oldest_first(self):
        """Sort as staff decide: what has waited longest first."""
        return self.order_by("submitted_at", "pk")

    def newest_decisions_first(self):
        """Sort by the moment of the decision."""
        return self.order_by("-decided_at", "-pk")

    # one page of many

    def past(self, moment_field: str, moment: datetime, pk: int, *, backwards: bool = False):
        """Keep what comes after one row in the order of a moment and the id (before, if `backwards`).

        The plain bound comes first because it is what an index serves.
        """
        side = "lt" if backwards else "gt"
        return self.filter(
            Q(**{f"{moment_field}__{side}": moment})
            | Q(**{moment_field: moment, f"pk__{side}": pk}),
            **{f"{moment_field}__{side}e": moment},
        )

    def counted(self) -> int:
        """Count, but never more than `COUNTED_UP_TO` rows."""
        return self.order_by()[:COUNTED_UP_TO].count()
