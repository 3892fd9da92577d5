"""Mails about requests for action-trainings, written from the rows as they are when the mail goes out.

Mails to those who asked repeat nothing of what they typed: the address may be somebody else's.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.enums import RequestStatus
from curriculum.federation import federation
from curriculum.mails import send_mail
from curriculum.models import ActionTrainingRequest


def send_received(request_id: int) -> None:
    """Tell those who asked that their request has arrived, and what happens next."""
    request = ActionTrainingRequest.objects.get(pk=request_id)
    subject = _("Your request for an action-training")
    _send(request.contact_email, subject, "request_received", request)


def send_to_staff(request_id: int) -> None:
    """Tell the federation's own address that a request has come, with the way to it."""
    request = ActionTrainingRequest.objects.select_related("territory").get(pk=request_id)
    subject = _("Action-training asked for: %(institution)s, %(town)s")
    values = {"institution": request.institution_name, "town": request.city}
    path = reverse("requests_admin:request", args=[request.code])
    link = settings.SITE_BASE_URL + path
    _send(federation()["email"], subject % values, "request_to_staff", request, link=link)


def send_in_discussion(request_id: int) -> None:
    """Tell those who asked who will speak with them."""
    request = _still(request_id, RequestStatus.IN_DISCUSSION)
    if request is not None:
        _send(
            request.contact_email,
            _("Your request is being looked at"),
            "request_discussed",
            request,
        )


def send_quoted(request_id: int) -> None:
    """Announce a quote by its reference and amount."""
    request = _still(request_id, RequestStatus.QUOTE_SENT)
    if request is not None:
        subject = _("Our quote %(reference)s") % {"reference": request.quote_reference}
        _send(request.contact_email, subject, "request_quoted", request)


def send_accepted(request_id: int) -> None:
    """Thank those who accepted the quote, and say what comes next."""
    request = _still(request_id, RequestStatus.ACCEPTED)
    if request is not None:
        _send(
            request.contact_email, _("Your action-training is decided"), "request_accepted", request
        )


def send_declined(request_id: int) -> None:
    """Tell those who asked that it cannot be, and why."""
    request = _still(request_id, RequestStatus.DECLINED)
    if request is not None:
        _send(request.contact_email, _("Our answer to your request"), "request_declined", request)


def _still(request_id: int, status: RequestStatus) -> ActionTrainingRequest | None:
    """Find the request, unless it has moved on meanwhile: then the mail would not be true any more."""
    requests = ActionTrainingRequest.objects.select_related("assigned_to")
    return requests.filter(pk=request_id, status=status).first()


def _send(to: str, subject: str, name: str, request: ActionTrainingRequest, **context) -> None:
    context |= {"name": "", "request": request, "email": federation()["email"]}
    send_mail(to, subject, name, context)
