"""Who works in which institution, and who acts for it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_people
from curriculum.errors import InvalidInput, MembershipOverlap
from curriculum.models import Institution, InstitutionManager, Membership, Person, User


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
def leave_institution(*, membership: Membership, on: date, by: User) -> Membership:
    """End a membership: `on` is its last day. What happened until then stays the institution's.

    Raises NotAllowed, InvalidInput when it ended before or had not begun.
    """
    check(may_manage_people(by))
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


@transaction.atomic
def appoint_manager(
    *, institution: Institution, user: User, by: User, at: datetime
) -> InstitutionManager:
    """Let an account act for an institution.

    Raises NotAllowed, InvalidInput when it does already.
    """
    check(may_manage_people(by))
    try:
        with transaction.atomic():
            manager = InstitutionManager.objects.create(
                institution=institution, user=user, appointed_by=by, appointed_at=at
            )
    except IntegrityError:
        raise InvalidInput(
            _("%(user)s manages this institution already.") % {"user": user}
        ) from None
    journal.record(institution, "curriculum.appoint_manager", by=by, after={"manager": user})
    return manager


@transaction.atomic
def end_manager(*, manager: InstitutionManager, by: User, at: datetime) -> None:
    """Take back the right to act for an institution.

    Raises NotAllowed, InvalidInput when it was taken back before.
    """
    check(may_manage_people(by))
    acting = InstitutionManager.objects.filter(pk=manager.pk, ended_at=None)
    if acting.update(ended_at=at) == 0:
        raise InvalidInput(
            _("%(user)s does not manage this institution any more.") % {"user": manager.user}
        )
    manager.refresh_from_db()
    journal.record(
        manager.institution, "curriculum.end_manager", by=by, before={"manager": manager.user}
    )


def _write(membership: Membership, *, since: date, until: date | None, function: str) -> None:
    """Save a membership that ends after it begins and meets no other of the same person there."""
    if until is not None and until < since:
        message = _("The last day comes before the first.")
        raise InvalidInput(message, {"until": [message]})
    # One writer at a time for a person, so that two memberships cannot meet unseen.
    Person.objects.select_for_update(no_key=True).get(pk=membership.person_id)
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
