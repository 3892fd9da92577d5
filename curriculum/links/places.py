"""Addresses that only the owner of a mailbox knows: codes of rows, signed.

Three kinds that never stand for each other: one proves an address, one opens a visit, one a place in
another session, which is given back under other rules. None holds anything about the person; how long it works is for the row to say.
"""

from django.core import signing
from django.utils.translation import gettext as _

from curriculum.errors import LinkNotValid
from curriculum.models import Enrolment, VisitRequest

CONFIRM = "curriculum.visits.confirm"
SEAT = "curriculum.visits.seat"
PLACE = "curriculum.seats.place"


def confirmation_token(request: VisitRequest) -> str:
    """Sign what proves that the address of a request is read by those who asked."""
    return signing.dumps(request.code, salt=CONFIRM)


def seat_token(enrolment: Enrolment) -> str:
    """Sign what lets its holder see a seat and give it back."""
    return signing.dumps(enrolment.code, salt=SEAT)


def place_token(enrolment: Enrolment) -> str:
    """Sign what lets its holder see a place, answer an offer and withdraw."""
    return signing.dumps(enrolment.code, salt=PLACE)


def read_confirmation(token: str) -> str:
    """Give the code of the request. Raises LinkNotValid."""
    return _read(token, CONFIRM)


def read_seat(token: str) -> str:
    """Give the code of the enrolment. Raises LinkNotValid."""
    return _read(token, SEAT)


def read_place(token: str) -> str:
    """Give the code of the enrolment. Raises LinkNotValid."""
    return _read(token, PLACE)


def not_valid() -> LinkNotValid:
    """Make the refusal, the same for what was changed, what is gone and what never was."""
    return LinkNotValid(
        _("This address is not complete, was changed, or is too old. Open the latest mail again.")
    )


def _read(token: str, salt: str) -> str:
    try:
        return str(signing.loads(token, salt=salt))
    except signing.BadSignature:
        raise not_valid() from None
