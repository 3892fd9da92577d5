"""Mails to those who act, or shall act, for an institution."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.links.managers import invitation_token, works_until
from curriculum.mails import send_mail
from curriculum.models import ManagerInvitation


def send_invitation(invitation_id: int) -> None:
    """Ask the owner of a mailbox to act for an institution, unless that was taken back meanwhile."""
    invitations = ManagerInvitation.objects.select_related("institution", "invited_by")
    invitation = invitations.filter(pk=invitation_id, ended_at=None).first()
    if invitation is None:
        return
    path = reverse("curriculum:manager_invitation", args=[invitation_token(invitation)])
    context = {
        "name": "",
        "institution": invitation.institution,
        "inviter": invitation.invited_by,
        "email": invitation.email,
        "link": settings.SITE_BASE_URL + path,
        "until": works_until(invitation),
    }
    subject = _("Act for %(institution)s on Jalons") % {"institution": invitation.institution}
    send_mail(invitation.email, subject, "manager_invitation", context)
