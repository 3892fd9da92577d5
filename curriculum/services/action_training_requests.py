"""Requests for action-trainings: received from the site, followed by staff to a quote and its answer."""

from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_follow_requests
from curriculum.background import enqueue
from curriculum.enums import OPEN_REQUESTS, OfferingKind, RequestStatus, SessionStatus
from curriculum.errors import InvalidInput, RequestNotOpen
from curriculum.filling import fill
from curriculum.models import (
    ActionTrainingRequest,
    Institution,
    RequestNote,
    Session,
    Territory,
    User,
)
from curriculum.services.institutions import create_institution

TWICE = timedelta(hours=1)
"""The same words from the same address within this time are one request sent twice."""


class RequestDetails(TypedDict, total=False):
    """What the form asks; `territory` or `territory_text` is needed."""

    institution_name: str
    institution_kind: str
    street: str
    postal_code: str
    city: str
    contact_name: str
    contact_function: str
    contact_email: str
    contact_phone: str
    territory: Territory | None
    territory_text: str
    group_size: int
    situations: str
    period: str
    other_institutions: str


@transaction.atomic
def request_action_training(
    *, at: datetime, **details: Unpack[RequestDetails]
) -> ActionTrainingRequest:
    """Receive a request from the site; tell those who asked, and staff.

    The same words sent twice are received once. Raises InvalidInput.
    """
    if details.get("territory") is None and not details.get("territory_text", "").strip():
        message = _("Choose a territory, or say in words where it is.")
        raise InvalidInput(message, {"territory": [message]})
    details["contact_email"] = details["contact_email"].lower()
    same = ActionTrainingRequest.objects.filter(
        contact_email=details["contact_email"],
        situations=details["situations"],
        received_at__gt=at - TWICE,
    ).first()
    if same is not None:
        return same

    request = ActionTrainingRequest(status=RequestStatus.RECEIVED, received_at=at)
    fill(request, details, action="curriculum.request_action_training", by=None)
    enqueue("curriculum.tasks.send_request_received", request_id=request.pk)
    enqueue("curriculum.tasks.send_request_to_staff", request_id=request.pk)
    return request


@transaction.atomic
def discuss_request(*, request: ActionTrainingRequest, by: User) -> ActionTrainingRequest:
    """Begin to talk with those who asked, and tell them who does; nobody assigned means the acting user.

    Raises NotAllowed, RequestNotOpen.
    """
    check(may_follow_requests(by))
    request.refresh_from_db()
    values = {} if request.assigned_to else {"assigned_to": by}
    _move(
        request,
        "curriculum.discuss_request",
        RequestStatus.IN_DISCUSSION,
        (RequestStatus.RECEIVED,),
        by=by,
        **values,
    )
    enqueue("curriculum.tasks.send_request_in_discussion", request_id=request.pk)
    return request


@transaction.atomic
def note_quote(
    *, request: ActionTrainingRequest, reference: str, cents: int, by: User, at: datetime
) -> ActionTrainingRequest:
    """Note the quote that is sent, by reference and amount in euro cents, and announce it; again for another one.

    Raises NotAllowed, InvalidInput, RequestNotOpen.
    """
    check(may_follow_requests(by))
    reference = " ".join(reference.split())
    errors = {}
    if not reference:
        errors["reference"] = [_("Give the reference of the quote.")]
    if cents < 0:
        errors["amount"] = [_("An amount is not below zero.")]
    if errors:
        raise InvalidInput(_("The quote is not complete."), errors)
    _move(
        request,
        "curriculum.note_quote",
        RequestStatus.QUOTE_SENT,
        OPEN_REQUESTS,
        by=by,
        quote_reference=reference,
        quote_cents=cents,
        quoted_at=at,
    )
    enqueue("curriculum.tasks.send_request_quoted", request_id=request.pk)
    return request


@transaction.atomic
def accept_quote(
    *, request: ActionTrainingRequest, by: User, at: datetime
) -> ActionTrainingRequest:
    """Note that those who asked accept the quote. Raises NotAllowed, RequestNotOpen."""
    check(may_follow_requests(by))
    quoted = (RequestStatus.QUOTE_SENT,)
    _move(request, "curriculum.accept_quote", RequestStatus.ACCEPTED, quoted, by=by, ended_at=at)
    enqueue("curriculum.tasks.send_request_accepted", request_id=request.pk)
    return request


@transaction.atomic
def decline_request(
    *, request: ActionTrainingRequest, reason: str, by: User, at: datetime
) -> ActionTrainingRequest:
    """Answer that the federation cannot do it; those who asked read the reason.

    Raises NotAllowed, InvalidInput without a reason, RequestNotOpen.
    """
    check(may_follow_requests(by))
    _turn_down(request, "curriculum.decline_request", RequestStatus.DECLINED, reason, by=by, at=at)
    enqueue("curriculum.tasks.send_request_declined", request_id=request.pk)
    return request


@transaction.atomic
def give_up_request(
    *, request: ActionTrainingRequest, reason: str, by: User, at: datetime
) -> ActionTrainingRequest:
    """Note that those who asked give it up, or refuse the quote; no mail: they said so themselves.

    Raises NotAllowed, InvalidInput without a reason, RequestNotOpen.
    """
    check(may_follow_requests(by))
    _turn_down(request, "curriculum.give_up_request", RequestStatus.WITHDRAWN, reason, by=by, at=at)
    return request


@transaction.atomic
def reopen_request(
    *, request: ActionTrainingRequest, reason: str, by: User
) -> ActionTrainingRequest:
    """Take an ended request up again, in discussion; a session that came of it is taken off first.

    Raises NotAllowed, InvalidInput without a reason, RequestNotOpen.
    """
    check(may_follow_requests(by))
    reason = _reason(reason)
    request.refresh_from_db()
    if request.session is not None:
        raise RequestNotOpen(_("A session came of this request: take it off first."))
    ended = tuple(status for status in RequestStatus if status not in OPEN_REQUESTS)
    _move(
        request,
        "curriculum.reopen_request",
        RequestStatus.IN_DISCUSSION,
        ended,
        by=by,
        reason=reason,
        ended_at=None,
        end_reason="",
    )
    return request


@transaction.atomic
def assign_request(
    *, request: ActionTrainingRequest, to: User | None, by: User
) -> ActionTrainingRequest:
    """Say who follows a request, or that nobody does.

    Raises NotAllowed, InvalidInput when that account may not follow requests.
    """
    check(may_follow_requests(by))
    if to is not None and not (to.is_active and may_follow_requests(to)):
        message = _("%(person)s may not follow requests.") % {"person": to}
        raise InvalidInput(message, {"to": [message]})
    _set(request, "curriculum.assign_request", by=by, assigned_to=to)
    return request


@transaction.atomic
def note_on_request(
    *, request: ActionTrainingRequest, text: str, by: User, at: datetime
) -> RequestNote:
    """Keep a dated remark; it is the journal of the talk, so it stays as written.

    Raises NotAllowed, InvalidInput when it is empty.
    """
    check(may_follow_requests(by))
    if not text.strip():
        message = _("Write something first.")
        raise InvalidInput(message, {"text": [message]})
    note = RequestNote.objects.create(
        request=request, text=text.strip(), written_by=by, written_at=at
    )
    journal.record(request, "curriculum.note_on_request", by=by)
    return note


@transaction.atomic
def link_institution(
    *, request: ActionTrainingRequest, institution: Institution | None, by: User
) -> ActionTrainingRequest:
    """Say which known institution asked, or that none is known. Raises NotAllowed."""
    check(may_follow_requests(by))
    _set(request, "curriculum.link_request_institution", by=by, institution=institution)
    return request


@transaction.atomic
def create_institution_of(
    *, request: ActionTrainingRequest, territory: Territory, by: User
) -> Institution:
    """Add the institution that asked, as the request describes it, and link it.

    Raises NotAllowed (who may not keep institutions), InvalidInput, RequestNotOpen when one is linked.
    """
    check(may_follow_requests(by))
    request.refresh_from_db()
    if request.institution is not None:
        raise RequestNotOpen(_("An institution is linked to this request already."))
    institution = create_institution(
        name=request.institution_name,
        kind=request.institution_kind,
        territory=territory,
        street=request.street,
        postal_code=request.postal_code,
        city=request.city,
        by=by,
    )
    link_institution(request=request, institution=institution, by=by)
    return institution


@transaction.atomic
def link_session(
    *, request: ActionTrainingRequest, session: Session | None, by: User
) -> ActionTrainingRequest:
    """Say which action-training came of an accepted request, or take it off.

    Raises NotAllowed, RequestNotOpen when it is not accepted, InvalidInput for another kind of session.
    """
    check(may_follow_requests(by))
    request.refresh_from_db()
    if session is not None:
        if request.status != RequestStatus.ACCEPTED:
            raise RequestNotOpen(_("A session comes of a request once its quote is accepted."))
        if (
            session.offering.kind != OfferingKind.ACTION_TRAINING
            or session.status == SessionStatus.CANCELLED
        ):
            message = _("Choose a territorial action-training that is not cancelled.")
            raise InvalidInput(message, {"session": [message]})
    _set(request, "curriculum.link_request_session", by=by, session=session)
    return request


def _reason(reason: str) -> str:
    if not reason.strip():
        raise InvalidInput(_("Give a reason."), {"reason": [_("Give a reason.")]})
    return reason.strip()


def _turn_down(request, action, status, reason, *, by, at) -> None:
    reason = _reason(reason)
    _move(
        request, action, status, OPEN_REQUESTS, by=by, reason=reason, ended_at=at, end_reason=reason
    )


def _move(request: ActionTrainingRequest, action, status, allowed, *, by, reason="", **values):
    """Change the state in one conditional statement, so that of two people only one decides."""
    request.refresh_from_db()
    before = {"status": request.status}
    before |= {name: getattr(request, name) for name in values if not name.startswith("end")}
    found = ActionTrainingRequest.objects.filter(pk=request.pk, status__in=allowed)
    if found.update(status=status, **values) == 0:
        raise RequestNotOpen(
            _("This is not possible any more; the request is now: %(status)s.")
            % {"status": request.get_status_display().lower()}
        )
    request.refresh_from_db()
    after = {name: getattr(request, name) for name in before}
    journal.record(request, action, by=by, before=before, after=after, reason=reason)


def _set(request: ActionTrainingRequest, action, *, by, **values) -> None:
    """Change values that no state rests on; nothing is written when nothing changes."""
    request.refresh_from_db()
    before = {name: getattr(request, name) for name in values}
    if before == values:
        return
    ActionTrainingRequest.objects.filter(pk=request.pk).update(**values)
    request.refresh_from_db()
    journal.record(request, action, by=by, before=before, after=values)
