"""« Venir voir »: seats for people without an account, held only once the mailbox has answered.

The form does the same for everybody: it keeps what was typed and sends a link. Whether the address is
known is looked up only when the link comes back, by whoever reads that mailbox; so a stranger learns
nothing, changes nothing, and enrols nobody. What is never confirmed is forgotten.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from curriculum.background import enqueue
from curriculum.eligibility import refusal_of_visit
from curriculum.enums import EnrolmentStatus
from curriculum.errors import SessionNotOpen
from curriculum.filling import fill
from curriculum.links.places import not_valid
from curriculum.models import Enrolment, Person, Session, VisitRequest
from curriculum.models.visits import KEPT
from curriculum.services.enrolment import enrol_visitor


@transaction.atomic
def register_visit(
    *,
    session: Session,
    given_name: str,
    family_name: str,
    email: str,
    profession: str = "",
    at: datetime,
) -> VisitRequest:
    """Keep what a visitor typed, and send the link that makes it a seat.

    No journal line: what is not confirmed must be forgotten whole. Raises SessionNotOpen.
    """
    refusal = refusal_of_visit(session, at)
    if refusal:
        raise SessionNotOpen(refusal)
    request = VisitRequest.objects.create(
        session=session,
        given_name=" ".join(given_name.split()),
        family_name=" ".join(family_name.split()),
        email=email.lower(),
        profession=" ".join(profession.split()),
        asked_at=at,
    )
    enqueue("curriculum.tasks.send_visit_link", request_id=request.pk)
    return request


@transaction.atomic
def send_link_again(*, request: VisitRequest, at: datetime) -> None:
    """Send the link once more; when it was used already, what the seat's mail says.

    Raises SessionNotOpen.
    """
    refusal = refusal_of_visit(request.session, at)
    if refusal:
        raise SessionNotOpen(refusal)
    if request.enrolment is None:
        enqueue("curriculum.tasks.send_visit_link", request_id=request.pk)
    else:
        _tell_again(request.enrolment)


@transaction.atomic
def confirm_visit(*, request: VisitRequest, at: datetime) -> Enrolment:
    """Give the visitor a place, now that the mailbox has answered; twice gives the same place.

    The person is the one of that address and these names, else a new one: a mailbox may be shared, and
    hours must not go to somebody else. A person already known is left as it is.

    Raises LinkNotValid when it is too old, SessionNotOpen.
    """
    # All of this address at once, so that two links used together do not make two people.
    together = VisitRequest.objects.select_for_update().filter(email=request.email)
    request = {row.pk: row for row in together.order_by("pk")}.get(request.pk)
    if request is None:
        raise not_valid()
    if request.enrolment is not None:
        return request.enrolment
    if request.works_until < at:
        raise not_valid()

    person = _known(request) or _new(request)
    enrolment = enrol_visitor(session=request.session, person=person, at=at)
    request.enrolment, request.confirmed_at = enrolment, at
    request.save(update_fields=["enrolment", "confirmed_at"])
    if enrolment.applied_at != at:
        _tell_again(enrolment)  # Who registers once more has lost the first mail.
    return enrolment


@transaction.atomic
def forget_visit_requests(*, at: datetime) -> int:
    """Delete what nobody confirmed in time; give the number."""
    old = VisitRequest.objects.filter(enrolment=None, asked_at__lt=at - KEPT)
    count, _by_model = old.delete()
    return count


def _known(request: VisitRequest) -> Person | None:
    """Find who has these names and this address, typed by staff or proved at sign-in."""
    proved = Q(user__emailaddress__email__iexact=request.email, user__emailaddress__verified=True)
    of_address = Person.objects.filter(Q(email__iexact=request.email) | proved)
    people = Person.objects.filter(pk__in=of_address.values("pk"))
    return people.may_be(request.given_name, request.family_name).first()


def _new(request: VisitRequest) -> Person:
    person = Person()
    values = {
        "given_name": request.given_name,
        "family_name": request.family_name,
        "email": request.email,
        "profession": request.profession,
    }
    fill(person, values, action="curriculum.create_person", by=None)
    return person


def _tell_again(enrolment: Enrolment) -> None:
    if enrolment.status == EnrolmentStatus.ENROLLED:
        enqueue("curriculum.tasks.send_enrolled", enrolment_id=enrolment.pk)
    else:
        enqueue("curriculum.tasks.send_waiting", enrolment_id=enrolment.pk)
