"""Accounts and the people behind them: who signs up is found again. Invitations are in `invitations`."""

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_people
from curriculum.enums import ClaimState
from curriculum.errors import InvalidInput
from curriculum.models import Person, User


@transaction.atomic
def link_person(*, user: User, email: str) -> Person | None:
    """Find the person behind an account, once it has proved that `email` is its own.

    One person of that address without an account: that is who it is. None: a person is made from the
    names given at sign-up. Several (a shared mailbox): the only one of these names. None or several of
    them, or one who has an account already: nothing happens, and staff decide. An account keeps the
    person it has.
    """
    known = Person.objects.filter(user=user).first()
    if known is not None:
        return known
    of_address = Person.objects.filter(email__iexact=email)
    people = list(of_address.order_by("pk")[:2])
    if not people:
        return _person_from_names(user, email)
    if len(people) > 1:
        named = of_address.may_be(user.first_name, user.last_name)
        # Whoever may be the other is asked by the invitation; until then it is the one known longer.
        people = list(named.exclude(claim__state=ClaimState.PENDING, claim__same_address=True)[:2])
    if len(people) != 1:
        return None
    # One statement: of two accounts that come at once, one gets the person.
    if Person.objects.filter(pk=people[0].pk, user=None).update(user=user) == 0:
        return None
    person = Person.objects.get(pk=people[0].pk)
    journal.record(person, "curriculum.link_account", by=user, after={"account": user.email})
    return person


@transaction.atomic
def unlink_account(*, person: Person, by: User) -> None:
    """Take a person apart from an account that is not theirs; both stay.

    Raises NotAllowed, InvalidInput when there is no account.
    """
    check(may_manage_people(by))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user is None:
        raise InvalidInput(_("%(person)s has no account.") % {"person": person})
    before = {"account": person.user.email}
    person.user = None
    person.save(update_fields=["user"])
    journal.record(person, "curriculum.unlink_account", by=by, before=before)


@transaction.atomic
def forget_password(*, user: User) -> bool:
    """Take away a password that somebody chose before they proved that the address is theirs.

    False when there was none.
    """
    if not user.has_usable_password():
        return False
    user.set_unusable_password()
    user.save(update_fields=["password"])
    journal.record(user, "curriculum.forget_password", by=None)
    return True


def _person_from_names(user: User, email: str) -> Person | None:
    if not (user.first_name and user.last_name):
        return None
    person = Person.objects.create(
        given_name=user.first_name, family_name=user.last_name, email=email.lower(), user=user
    )
    journal.record(person, "curriculum.create_person", by=user, after={"account": user.email})
    return person
