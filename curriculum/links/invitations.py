"""The address in an invitation: it proves that whoever opens it reads the person's mailbox.

It names the person by code and the mailbox by a fingerprint, so it ends when the person's address changes;
who invites stands in it to be shown. It says nothing by itself, and works for `INVITATION_DAYS`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from curriculum.errors import LinkNotValid
from curriculum.links.mailboxes import is_of_mailbox, mailbox_print
from curriculum.models import Institution, Person

SALT = "curriculum.invitation"
WORKS_FOR = timedelta(days=settings.INVITATION_DAYS)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a good address stands for: who is invited at which mailbox, and by whom."""

    person: Person
    email: str
    institution: Institution | None


def invitation_token(person: Person, institution: Institution | None = None) -> str:
    """Sign what opens the person's invitation, from `institution` or from the federation."""
    code = institution.code if institution else ""
    return signing.dumps([person.code, mailbox_print(person.mailbox, SALT), code], salt=SALT)


def read_invitation(token: str) -> Invitation:
    """Find who is invited, while the link is good for the address they have. Raises LinkNotValid."""
    try:
        code, fingerprint, institution = signing.loads(token, salt=SALT, max_age=WORKS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise _not_valid() from None
    person = Person.objects.select_related("user").filter(code=code).first()
    if person is None:
        raise _not_valid()
    email = person.mailbox
    if not email or not is_of_mailbox(fingerprint, email, SALT):
        raise _not_valid()
    inviting = Institution.objects.filter(code=institution).first() if institution else None
    return Invitation(person, email, inviting)


def _not_valid() -> LinkNotValid:
    """Make the refusal, the same for what was changed, what is gone and what never was."""
    return LinkNotValid(
        _("This link is too old, was not copied whole, or belongs to another address.")
    )
