"""Addresses that only the owner of a mailbox knows: codes of rows, signed.

Three kinds that never stand for each other: one proves an address, one opens a visit, one a place in
another session, which is given back under other rules. None tells anything about the person. How long it
works is for the row to say; the last two also end when the person gets another address.
"""

from django.core import signing
from django.utils.translation import gettext as _

from curriculum.errors import LinkNotValid
from curriculum.links.mailboxes import is_of_mailbox, mailbox_print
from curriculum.models import Enrolment, VisitRequest

CONFIRM = "curriculum.visits.confirm"
SEAT = "curriculum.visits.seat"
PLACE = "curriculum.seats.place"


def confirmation_token(request: VisitRequest) -> str:
    """Sign what proves that the address of a request is read by those who asked."""
    return signing.dumps(request.code, salt=CONFIRM)


def seat_token(enrolment: Enrolment) -> str:
    """Sign what lets its holder see a seat and give it back, while the person has the address they have now."""
    return _sign(enrolment, SEAT)


def place_token(enrolment: Enrolment) -> str:
    """Sign what lets its holder see a place, answer an offer and withdraw, as long as the same."""
    return _sign(enrolment, PLACE)


def read_confirmation(token: str) -> str:
    """Give the code of the request. Raises LinkNotValid."""
    try:
        return str(signing.loads(token, salt=CONFIRM))
    except signing.BadSignature:
        raise not_valid() from None


def seat_by_token(token: str) -> Enrolment:
    """Find the seat in a visit. Raises LinkNotValid."""
    return _find(token, SEAT)


def place_by_token(token: str) -> Enrolment:
    """Find the place in a session. Raises LinkNotValid."""
    return _find(token, PLACE)


def not_valid() -> LinkNotValid:
    """Make the refusal, the same for what was changed, what is gone and what never was."""
    return LinkNotValid(
        _("This address is not complete, was changed, or is too old. Open the latest mail again.")
    )


def _sign(enrolment: Enrolment, salt: str) -> str:
    to = mailbox_print(enrolment.person.mailbox, salt)
    return signing.dumps([enrolment.code, to], salt=salt)


def _find(token: str, salt: str) -> Enrolment:
    try:
        code, to = signing.loads(token, salt=salt)
    except (signing.BadSignature, ValueError, TypeError):
        raise not_valid() from None
    related = ("person__user", "institution", "group", "session__offering", "session__territory")
    enrolment = Enrolment.objects.select_related(*related).filter(code=code).first()
    if enrolment is None or not is_of_mailbox(to, enrolment.person.mailbox, salt):
        raise not_valid()
    return enrolment
