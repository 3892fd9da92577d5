"""What keeps an import from being undone."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certification.models import HourImport, HourRecord, held_by_attestation
from curriculum.models import Person

NAMES_SHOWN = 10


def records_of_import(hour_import: HourImport) -> QuerySet[HourRecord]:
    """Ask for the records that an import brought."""
    return HourRecord.objects.filter(import_line__hour_import=hour_import)


def say_who_holds(hour_import: HourImport) -> str:
    """Say, in a sentence, on whose hours attestations rest; nothing when there is nobody."""
    held = records_of_import(hour_import).filter(held_by_attestation())
    people = Person.objects.filter(pk__in=held.values("person")).in_order()
    names = [person.full_name for person in people[: NAMES_SHOWN + 1]]
    if not names:
        return ""
    if len(names) > NAMES_SHOWN:
        names[NAMES_SHOWN:] = ["…"]
    return _(
        "Attestations rest on hours of this import: %(people)s. Revoke them first, then undo it."
    ) % {"people": ", ".join(names)}
