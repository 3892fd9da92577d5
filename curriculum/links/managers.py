"""The address by which the owner of a mailbox begins to act for an institution: signed, good for some days."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from curriculum.errors import LinkNotValid
from curriculum.models import ManagerInvitation

SALT = "curriculum.manager_invitation"


def lifetime() -> timedelta:
    """Say how long an address works after the mail went out."""
    return timedelta(days=settings.MANAGER_INVITATION_DAYS)


def works_until(invitation: ManagerInvitation) -> datetime:
    """Say until when the address of the latest mail works."""
    return invitation.invited_at + lifetime()


def invitation_token(invitation: ManagerInvitation) -> str:
    """Sign what leads to an invitation; the time of signing goes with it."""
    return signing.dumps(invitation.code, salt=SALT)


def read_invitation(token: str) -> str:
    """Give the code of the invitation. Raises LinkNotValid when it was changed or is too old."""
    try:
        return str(signing.loads(token, salt=SALT, max_age=lifetime()))
    except signing.BadSignature:
        raise not_valid() from None


def not_valid() -> LinkNotValid:
    """Make the refusal, the same for what was changed, what was taken back and what never was."""
    return LinkNotValid(
        _(
            "This invitation was taken back or has been answered, or its address is too old or incomplete. "
            "Ask those who invited you to send it again."
        )
    )
