"""Institutions: their data, of which their managers keep a part themselves."""

from collections.abc import Callable
from typing import TypedDict, Unpack

from django.db import transaction

from curriculum import company_numbers
from curriculum.access import check, may_act_for, may_manage_people
from curriculum.company_numbers import NumberProblem
from curriculum.errors import InvalidInput
from curriculum.filling import fill, remove
from curriculum.models import Institution, Territory, User

KEPT_BY_STAFF = frozenset({"name", "kind", "territory"})
"""Decision: these stand on papers and decide which hours are off-territory; managers keep all the rest."""


class InstitutionDetails(TypedDict, total=False):
    """Name, kind and territory are needed."""

    name: str
    kind: str
    territory: Territory
    street: str
    postal_code: str
    city: str
    email: str
    phone: str
    registration_number: str
    vat_number: str
    contact_name: str
    billing_address: str
    billing_email: str
    order_habits: str


@transaction.atomic
def create_institution(*, by: User, **details: Unpack[InstitutionDetails]) -> Institution:
    """Add an institution. Raises NotAllowed, InvalidInput."""
    check(may_manage_people(by))
    institution = Institution()
    _write(institution, details, action="curriculum.create_institution", by=by)
    return institution


@transaction.atomic
def update_institution(
    *, institution: Institution, by: User, **details: Unpack[InstitutionDetails]
) -> Institution:
    """Change an institution; its managers change all but name, kind and territory.

    Raises NotAllowed, InvalidInput.
    """
    by_staff = may_manage_people(by)
    check(by_staff or (may_act_for(by, institution) and not KEPT_BY_STAFF & details.keys()))
    _write(institution, details, action="curriculum.update_institution", by=by)
    return institution


@transaction.atomic
def remove_institution(*, institution: Institution, by: User) -> None:
    """Remove an institution that nothing refers to. Raises NotAllowed, StillInUse."""
    check(may_manage_people(by))
    remove(institution, action="curriculum.remove_institution", by=by)


def _write(institution: Institution, details: InstitutionDetails, *, action: str, by: User) -> None:
    """Save what was checked; numbers that did not change are not looked at again."""
    values = dict(details)
    territory = details.get("territory") or getattr(institution, "territory", None)
    country = territory.country_code if territory else ""
    checks: dict[str, Callable[..., str]] = {
        "registration_number": company_numbers.check_registration,
        "vat_number": company_numbers.check_vat,
    }
    errors: dict[str, list[str]] = {}
    for name, check_number in checks.items():
        typed = values.get(name)
        if not typed or typed == getattr(institution, name):
            continue
        try:
            values[name] = check_number(str(typed), country=country)
        except NumberProblem as problem:
            errors[name] = [str(problem)]
    if not errors and checks.keys() & values.keys():
        numbers = [str(values.get(name, getattr(institution, name))) for name in checks]
        try:
            company_numbers.check_same_company(*numbers)
        except NumberProblem as problem:
            errors["vat_number"] = [str(problem)]
    if errors:
        sentences = [sentence for found in errors.values() for sentence in found]
        raise InvalidInput(" ".join(sentences), errors)
    fill(institution, values, action=action, by=by)
