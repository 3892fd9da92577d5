"""Logins that an administrator makes or changes by hand, in the admin."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import User


@transaction.atomic
def settle_login(*, user: User, by: User) -> None:
    """Make the address an administrator typed the only one that opens this account.

    It counts as proved, because mails to it are the only way in: a new account has no password,
    and its addresses from before, with what they could open, are forgotten.

    Raises NotAllowed, and InvalidInput when the address opens somebody else's account.
    """
    if not by.has_perm("curriculum.change_user") and not by.has_perm("curriculum.add_user"):
        raise NotAllowed(_("You are not allowed to do this."))
    user.email = user.email.lower()
    if EmailAddress.objects.filter(email__iexact=user.email).exclude(user=user).exists():
        raise InvalidInput(_("This address opens somebody else’s account already."))
    before = list(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
    if not user.password:
        user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    if before != [user.email]:
        journal.record(
            user,
            "curriculum.settle_login",
            by=by,
            before={"addresses": before},
            after={"addresses": [user.email]},
        )
