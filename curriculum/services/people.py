"""People, and the history of where they work."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_people
from curriculum.errors import InvalidInput, TerritoryHistoryConflict
from curriculum.filling import fill
from curriculum.models import HomeTerritory, Person, Territory, User


class PersonDetails(TypedDict, total=False):
    """What is known about a person; only the two names are needed."""

    civility: str
    given_name: str
    family_name: str
    birth_date: date | None
    email: str
    phone: str
    profession: str
    field: str


@transaction.atomic
def create_person(*, by: User, **details: Unpack[PersonDetails]) -> Person:
    """Add a person, with or without an account later.

    Raises NotAllowed, InvalidInput.
    """
    check(may_manage_people(by))
    person = Person()
    _write(person, details, action="curriculum.create_person", by=by)
    return person


@transaction.atomic
def update_person(*, person: Person, by: User, **details: Unpack[PersonDetails]) -> Person:
    """Change what is known about a person; papers issued before stay as they were.

    Raises NotAllowed, InvalidInput.
    """
    check(may_manage_people(by))
    _write(person, details, action="curriculum.update_person", by=by)
    return person


@transaction.atomic
def set_home_territory(
    *, person: Person, territory: Territory | None, since: date, by: User
) -> HomeTerritory:
    """Begin a professional territory on a day; None says that it is not known from then on.

    It lasts until the next entry begins. Hours credited before keep the decision they were given.

    Raises NotAllowed, TerritoryHistoryConflict when another entry begins on that day.
    """
    check(may_manage_people(by))
    held = HomeTerritory.objects.on(since).filter(person=person).select_related("territory").first()
    entry = HomeTerritory(person=person, territory=territory, since=since)
    _save_alone_on_its_day(entry)
    journal.record(
        person,
        "curriculum.set_home_territory",
        by=by,
        before={"territory": held and held.territory, "since": None},
        after={"territory": territory, "since": since},
    )
    return entry


@transaction.atomic
def correct_home_territory(
    *, entry: HomeTerritory, territory: Territory | None, since: date, by: User
) -> HomeTerritory:
    """Mend an entry that was typed wrongly; somebody who moved gets a new entry instead.

    Hours credited before keep the decision they were given.

    Raises NotAllowed, TerritoryHistoryConflict when another entry begins on that day.
    """
    check(may_manage_people(by))
    # Only what changes stands in `before`: the line then always says which entry it is about.
    before = {}
    if entry.since != since:
        before["since"] = entry.since
    if entry.territory != territory:
        before["territory"] = entry.territory
    entry.territory, entry.since = territory, since
    _save_alone_on_its_day(entry)
    journal.record(
        entry.person,
        "curriculum.correct_home_territory",
        by=by,
        before=before,
        after={"territory": territory, "since": since},
    )
    return entry


@transaction.atomic
def remove_home_territory(*, entry: HomeTerritory, by: User) -> None:
    """Take an entry out of the history: the one before it then lasts until the one after it.

    Hours credited before keep the decision they were given. Raises NotAllowed.
    """
    check(may_manage_people(by))
    person = entry.person
    before = {"territory": entry.territory, "since": entry.since}
    entry.delete()
    journal.record(person, "curriculum.remove_home_territory", by=by, before=before)


def _write(person: Person, details: PersonDetails, *, action: str, by: User) -> None:
    birth_date = details.get("birth_date")
    if birth_date and birth_date >= timezone.localdate():
        message = _("A date of birth lies in the past.")
        raise InvalidInput(message, {"birth_date": [message]})
    if "email" in details:
        details["email"] = details["email"].lower()
    fill(person, details, action=action, by=by)


def _save_alone_on_its_day(entry: HomeTerritory) -> None:
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise TerritoryHistoryConflict(
            _(
                "A professional territory begins on that day already: correct that entry instead, "
                "or choose another day."
            )
        ) from None
