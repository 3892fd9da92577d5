"""People who stay who they are until a transaction ends: nobody joins them with another entry meanwhile."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from curriculum.errors import NothingThere
from curriculum.models import Person


def still_there(ids: Collection[int]) -> set[int]:
    """Lock people, in one order for all; give the ids of those who are still there."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def hold(people: Iterable[Person]) -> None:
    """Lock people of whom something is about to be written. Raises NothingThere when one is gone."""
    names = {person.pk: str(person) for person in people}
    gone = names.keys() - still_there(names.keys())
    if gone:
        raise NothingThere(
            _("The entry of %(person)s was joined with another one meanwhile: look for it again.")
            % {"person": ", ".join(sorted(names[pk] for pk in gone))}
        )
