"""Places, external providers and offerings: what sessions and hours refer to."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from curriculum.access import check, may_manage_people, may_manage_sessions
from curriculum.filling import fill, remove
from curriculum.models import ExternalProvider, Offering, Place, Territory, User


class PlaceDetails(TypedDict, total=False):
    """Name, town and territory are needed."""

    name: str
    street: str
    postal_code: str
    city: str
    territory: Territory
    access_note: str


class ProviderDetails(TypedDict, total=False):
    """The name is needed; without `accredited_from` the provider is not accredited."""

    name: str
    city: str
    territory: Territory | None
    accredited_from: date | None
    accredited_until: date | None


class OfferingDetails(TypedDict, total=False):
    """Code, kind and title are needed; `price_cents` None is on quote, 0 is free."""

    code: str
    kind: str
    title: str
    mode: str
    is_open_to_everyone: bool
    capacity: int | None
    price_cents: int | None
    is_listed: bool


@transaction.atomic
def create_place(*, by: User, **details: Unpack[PlaceDetails]) -> Place:
    """Add a place. Raises NotAllowed, InvalidInput."""
    check(may_manage_sessions(by))
    place = Place()
    fill(place, details, action="curriculum.create_place", by=by)
    return place


@transaction.atomic
def update_place(*, place: Place, by: User, **details: Unpack[PlaceDetails]) -> Place:
    """Change a place; half-days keep the territory they were given. Raises NotAllowed, InvalidInput."""
    check(may_manage_sessions(by))
    fill(place, details, action="curriculum.update_place", by=by)
    return place


@transaction.atomic
def remove_place(*, place: Place, by: User) -> None:
    """Remove a place that nothing refers to. Raises NotAllowed, StillInUse."""
    check(may_manage_sessions(by))
    remove(place, action="curriculum.remove_place", by=by)


@transaction.atomic
def create_provider(*, by: User, **details: Unpack[ProviderDetails]) -> ExternalProvider:
    """Add a body elsewhere that trains. Raises NotAllowed, InvalidInput."""
    check(may_manage_people(by))
    provider = ExternalProvider()
    fill(provider, details, action="curriculum.create_provider", by=by)
    return provider


@transaction.atomic
def update_provider(
    *, provider: ExternalProvider, by: User, **details: Unpack[ProviderDetails]
) -> ExternalProvider:
    """Change a training body; hours decided before keep their decision. Raises NotAllowed, InvalidInput."""
    check(may_manage_people(by))
    fill(provider, details, action="curriculum.update_provider", by=by)
    return provider


@transaction.atomic
def remove_provider(*, provider: ExternalProvider, by: User) -> None:
    """Remove a training body that nothing refers to. Raises NotAllowed, StillInUse."""
    check(may_manage_people(by))
    remove(provider, action="curriculum.remove_provider", by=by)


@transaction.atomic
def create_offering(*, by: User, **details: Unpack[OfferingDetails]) -> Offering:
    """Add an offering to the catalogue. Raises NotAllowed, InvalidInput."""
    check(may_manage_sessions(by))
    offering = Offering()
    fill(offering, details, action="curriculum.create_offering", by=by)
    return offering


@transaction.atomic
def update_offering(
    *, offering: Offering, by: User, **details: Unpack[OfferingDetails]
) -> Offering:
    """Change an offering; sessions planned before keep their title and seats.

    Raises NotAllowed, InvalidInput.
    """
    check(may_manage_sessions(by))
    fill(offering, details, action="curriculum.update_offering", by=by)
    return offering


@transaction.atomic
def remove_offering(*, offering: Offering, by: User) -> None:
    """Remove an offering that has no session. Raises NotAllowed, StillInUse."""
    check(may_manage_sessions(by))
    remove(offering, action="curriculum.remove_offering", by=by)
