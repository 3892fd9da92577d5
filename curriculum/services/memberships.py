"""Who works in which institution, from when to when."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, is_manager_of, may_act_for, may_manage_people
from curriculum.errors import InvalidInput, MembershipOverlap
from curriculum.holding import hold
from curriculum.models import Institution, Membership, Person, User


@transaction.atomic
def join_institution(
    *,
    person: Person,
    institution: Institution,
    since: date,
    by: User,
    until: date | None = None,
    function: str = "",
) -> Membership:
    """Note that a person works in an institution, from a day to a day (both included) or until now.

    Raises NotAllowed, InvalidInput, MembershipOverlap.
    """
    check(may_manage_people(by))
    membership = Membership(person=person, institution=institution)
    _write(membership, since=since, until=until, function=function)
    journal.record(
        person,
        "curriculum.join_institution",
        by=by,
        before={"workplace": None, "since": None},
        after={"workplace": institution, **_values(membership)},
    )
    return membership


@transaction.atomic
def correct_membership(
    *, membership: Membership, since: date, until: date | None, function: str, by: User
) -> Membership:
    """Mend the dates or the function of a membership.

    Raises NotAllowed, InvalidInput, MembershipOverlap.
    """
    check(may_manage_people(by))
    before = _values(membership)
    _write(membership, since=since, until=until, function=function)
    _journal(membership, "curriculum.correct_membership", by=by, before=before)
    return membership


@transaction.atomic
def name_function(*, membership: Membership, function: str, by: User) -> Membership:
    """Say as what somebody works in the institution: staff, and its managers. Raises NotAllowed, InvalidInput."""
    check(may_act_for(by, membership.institution))
    longest = Membership._meta.get_field("function").max_length
    if len(function) > longest:
        message = _("At most %(count)d signs.") % {"count": longest}
        raise InvalidInput(message, {"function": [message]})
    before = _values(membership)
    membership.function = " ".join(function.split())
    membership.save(update_fields=["function"])
    _journal(membership, "curriculum.correct_membership", by=by, before=before)
    return membership


@transaction.atomic
def leave_institution(*, membership: Membership, on: date, by: User) -> Membership:
    """End a membership: `on` is its last day. What happened until then stays the institution's.

    Staff, managers of the institution, and the person, who needs nobody for it.

    Raises NotAllowed, InvalidInput when it ended before or had not begun.
    """
    is_own = membership.person.user_id == by.pk
    check(is_own or may_manage_people(by) or is_manager_of(by, membership.institution))
    membership.refresh_from_db()
    if membership.ends_on is not None and membership.ends_on <= on:
        raise InvalidInput(_("%(person)s has left already.") % {"person": membership.person})
    before = _values(membership)
    _write(membership, since=membership.starts_on, until=on, function=membership.function)
    _journal(membership, "curriculum.leave_institution", by=by, before=before)
    return membership


@transaction.atomic
def remove_membership(*, membership: Membership, by: User) -> None:
    """Take out a membership that never was. Raises NotAllowed."""
    check(may_manage_people(by))
    journal.record(
        membership.person,
        "curriculum.remove_membership",
        by=by,
        before={"workplace": membership.institution, **_values(membership)},
    )
    membership.delete()


def _write(membership: Membership, *, since: date, until: date | None, function: str) -> None:
    """Save a membership that ends after it begins and meets no other of the same person there."""
    if until is not None and until < since:
        message = _("The last day comes before the first.")
        raise InvalidInput(message, {"until": [message]})
    # One writer at a time for a person, so that two memberships cannot meet unseen.
    hold([membership.person])
    others = Membership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=since),
        person=membership.person_id,
        institution=membership.institution_id,
    ).exclude(pk=membership.pk)
    if until is not None:
        others = others.filter(starts_on__lte=until)
    if others.exists():
        raise MembershipOverlap(
            _("%(person)s already belongs to %(institution)s at that time.")
            % {"person": membership.person, "institution": membership.institution}
        )
    membership.starts_on, membership.ends_on = since, until
    membership.function = " ".join(function.split())
    membership.save()


def _values(membership: Membership) -> dict:
    return {
        "since": membership.starts_on,
        "until": membership.ends_on,
        "function": membership.function,
    }


def _journal(membership: Membership, action: str, *, by: User, before: dict) -> None:
    # The institution stands among the values, so that the line says which membership it is about.
    after = {"workplace": membership.institution, **_values(membership)}
    journal.record(membership.person, action, by=by, before=before, after=after)
