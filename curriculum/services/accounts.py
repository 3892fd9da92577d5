"""Accounts and the people behind them: who signs up is found again, who is invited can sign in."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, has_rights_of_its_own, may_manage_people
from curriculum.background import enqueue
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
        people = list(of_address.may_be(user.first_name, user.last_name)[:2])
    if len(people) != 1:
        return None
    # One statement: of two accounts that come at once, one gets the person.
    if Person.objects.filter(pk=people[0].pk, user=None).update(user=user) == 0:
        return None
    person = Person.objects.get(pk=people[0].pk)
    journal.record(person, "curriculum.link_account", by=user, after={"account": user.email})
    return person


@transaction.atomic
def invite_person(*, person: Person, by: User) -> User:
    """Open an account for a person, or send them the way into theirs again.

    The mail holds an address where they choose a password. An account that somebody opened with this
    address without proving that it is theirs loses its password: only the mailbox counts. An account
    of the team is not handed over in that way: its owner signs in and proves the address first.

    Raises NotAllowed, InvalidInput (no address, an address that is somebody else's, a blocked account,
    an account of the team whose address is not proved).
    """
    check(may_manage_people(by))
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.user is None:
        try:
            _take_account(person)
        except IntegrityError:
            # Somebody else made or took that account meanwhile: now it is seen.
            _take_account(person)
        journal.record(
            person, "curriculum.link_account", by=by, after={"account": person.user.email}
        )
    if not person.user.is_active:
        raise InvalidInput(_("This account is blocked: unblock it first."))
    _vouch_for(person.user)
    journal.record(person, "curriculum.invite_person", by=by, after={"account": person.user.email})
    enqueue("curriculum.tasks.send_invitation", person_id=person.pk)
    return person.user


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


@transaction.atomic
def _take_account(person: Person) -> None:
    person.user = _account_for(person)
    person.save(update_fields=["user"])


def _account_for(person: Person) -> User:
    """Find the account of this address that nobody has, or make one."""
    if not person.email:
        message = _("Note the person’s e-mail address first.")
        raise InvalidInput(message, {"email": [message]})
    proved = EmailAddress.objects.filter(email__iexact=person.email, verified=True).first()
    user = proved.user if proved else User.objects.filter(email__iexact=person.email).first()
    if user is None:
        return User.objects.create_user(
            person.email, first_name=person.given_name, last_name=person.family_name
        )
    owner = Person.objects.filter(user=user).first()
    if owner is not None:
        message = _("The account of this address belongs to %(person)s.") % {"person": owner}
        raise InvalidInput(message, {"email": [message]})
    return user


def _vouch_for(user: User) -> None:
    """Count the address as proved: whoever opens the mail we send there proves it.

    Raises InvalidInput when that mail would hand over the rights of an administrator or of staff.
    """
    address = EmailAddress.objects.filter(user=user, email__iexact=user.email).first()
    if address is None:
        address = EmailAddress(user=user, email=user.email)
    if address.verified:
        return
    if has_rights_of_its_own(user):
        message = _(
            "The account of this address belongs to somebody of the team who has not confirmed the "
            "address yet: ask them to sign in once, instead of inviting them."
        )
        raise InvalidInput(message, {"email": [message]})
    user.set_unusable_password()
    user.save(update_fields=["password"])
    address.verified = address.primary = True
    EmailAddress.objects.filter(user=user, primary=True).exclude(pk=address.pk).update(
        primary=False
    )
    address.save()
