"""What a view gets for whoever has a link from a mail, or a code that only their browser was told."""

from django.http import Http404

from curriculum.links.managers import not_valid as no_invitation
from curriculum.links.managers import read_invitation
from curriculum.links.places import not_valid, place_by_token, read_confirmation, seat_by_token
from curriculum.models import Enrolment, ManagerInvitation, VisitRequest


def access_visit_request(code: str) -> VisitRequest:
    """Give a request to come and see to who knows its code: the browser that sent it; 404 to others."""
    requests = VisitRequest.objects.select_related("session__offering", "session__territory")
    request = requests.filter(code=code).first()
    if request is None:
        raise Http404
    return request


def visit_request_by_link(token: str) -> VisitRequest:
    """Give a request to come and see to whoever reads the mail about it. Raises LinkNotValid."""
    requests = VisitRequest.objects.select_related("session__offering", "session__territory")
    request = requests.filter(code=read_confirmation(token)).first()
    if request is None:
        raise not_valid()
    return request


def enrolment_by_link(token: str) -> Enrolment:
    """Give a place in a visit to whoever reads the mail about it. Raises LinkNotValid."""
    return seat_by_token(token)


def place_by_link(token: str) -> Enrolment:
    """Give a place to whoever reads the mail about it. Raises LinkNotValid."""
    return place_by_token(token)


def manager_invitation_by_link(token: str) -> ManagerInvitation:
    """Give an invitation that waits for an answer to whoever reads the mail about it. Raises LinkNotValid."""
    invitations = ManagerInvitation.objects.select_related("institution", "invited_by")
    invitation = invitations.filter(code=read_invitation(token), ended_at=None).first()
    if invitation is None:
        raise no_invitation()
    return invitation
