"""Sessions by words, for visitors."""

from datetime import date

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

from curriculum.models import Session, SessionSlot
from curriculum.models.collation import FrenchKey

FIELDS = ("title", "offering__title", "territory__name")
PLACE_FIELDS = ("place__name", "place__city", "territory__name", "day__theme")


def search_sessions(stems: list[str], *, on: date) -> QuerySet[Session]:
    """Find published sessions that have every word in their titles, themes, places or territories.

    Words come from `search_words.wanted_stems`; a word of the session may go on after them. What comes is
    before what was by that day, the nearest first.
    """
    found = Session.objects.published()
    for stem in stems:
        slots = SessionSlot.objects.filter(day__session=OuterRef("pk"))
        found = found.filter(_any(FIELDS, stem) | Exists(slots.filter(_any(PLACE_FIELDS, stem))))
    is_over = Case(When(ends_on__lt=on, then=True), default=False, output_field=BooleanField())
    return (
        found.select_related("offering", "territory")
        .with_seats_left()
        .alias(is_over=is_over)
        .order_by(
            "is_over",
            Case(When(is_over=False, then=F("starts_on"))),
            F("starts_on").desc(),
            "title",
            "pk",
        )
    )


def _any(fields: tuple[str, ...], stem: str) -> Q:
    """Ask for a word that begins like this in any of the fields."""
    anywhere = Q()
    for field in fields:
        words = Concat(Value(" "), FrenchKey(field))
        anywhere |= Q(Contains(words, Value(f" {stem}")))
    return anywhere
