"""Who acts for an institution: appointed by staff, or invited by those who do already."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_act_for, may_manage_people, owns_address
from curriculum.background import enqueue
from curriculum.errors import InvalidInput, TooOften
from curriculum.links.managers import not_valid
from curriculum.models import Institution, InstitutionManager, ManagerInvitation, User
from curriculum.ratelimit import allow

DAY = 24 * 60 * 60
MAILS_A_DAY = 20
"""So many invitations an institution may send: the addresses are whatever somebody typed."""


@transaction.atomic
def appoint_manager(
    *, institution: Institution, user: User, by: User, at: datetime
) -> InstitutionManager:
    """Let an account act for an institution.

    Raises NotAllowed, InvalidInput when it does already.
    """
    check(may_manage_people(by))
    manager = _appoint(institution, user, by=by, at=at)
    if manager is None:
        raise InvalidInput(_("%(user)s manages this institution already.") % {"user": user})
    journal.record(institution, "curriculum.appoint_manager", by=by, after={"manager": user})
    return manager


@transaction.atomic
def end_manager(*, manager: InstitutionManager, by: User, at: datetime) -> None:
    """Take back the right to act for an institution; managers do it among themselves, and for themselves.

    The last one stays until staff say so: nobody could invite others any more. Invitations of somebody
    whose right others take back end with it.

    Raises NotAllowed, InvalidInput when it was taken back before, or when it is the last one.
    """
    by_staff = may_manage_people(by)
    check(by_staff or may_act_for(by, manager.institution))
    # One at a time, so that two managers do not end each other.
    Institution.objects.select_for_update(no_key=True).get(pk=manager.institution_id)
    acting = InstitutionManager.objects.filter(institution=manager.institution_id, ended_at=None)
    if not by_staff and not acting.exclude(pk=manager.pk).exists():
        raise InvalidInput(
            _(
                "%(user)s is the only one who acts for this institution: invite somebody else first, or ask "
                "the federation."
            )
            % {"user": manager.user}
        )
    if acting.filter(pk=manager.pk).update(ended_at=at) == 0:
        raise InvalidInput(
            _("%(user)s does not manage this institution any more.") % {"user": manager.user}
        )
    manager.refresh_from_db()
    journal.record(
        manager.institution, "curriculum.end_manager", by=by, before={"manager": manager.user}
    )
    if by != manager.user:
        for invitation in manager.institution.manager_invitations.filter(
            invited_by=manager.user, ended_at=None
        ):
            _end_invitation(invitation, by=by, at=at)


@transaction.atomic
def invite_manager(
    *, institution: Institution, email: str, by: User, at: datetime
) -> ManagerInvitation:
    """Ask the owner of a mailbox, by mail, to act for an institution.

    Raises NotAllowed, TooOften, InvalidInput (no address, somebody who acts for it or is invited already).
    """
    check(may_act_for(by, institution))
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise InvalidInput(error.messages[0], {"email": error.messages}) from None
    acting = InstitutionManager.objects.filter(institution=institution, ended_at=None)
    addresses = EmailAddress.objects.filter(email__iexact=email, verified=True)
    if acting.filter(user__in=addresses.values("user")).exists():
        message = _("The owner of this address acts for this institution already.")
        raise InvalidInput(message, {"email": [message]})
    _check_often(institution)
    try:
        with transaction.atomic():
            invitation = ManagerInvitation.objects.create(
                institution=institution, email=email, invited_by=by, invited_at=at
            )
    except IntegrityError:
        message = _("This address is invited already: you may send the mail again.")
        raise InvalidInput(message, {"email": [message]}) from None
    journal.record(institution, "curriculum.invite_manager", by=by, after={"email": email})
    enqueue("curriculum.tasks.send_manager_invitation", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def send_manager_invitation_again(
    *, invitation: ManagerInvitation, by: User, at: datetime
) -> ManagerInvitation:
    """Send the mail once more; its address works as long as the first did.

    Raises NotAllowed, TooOften, LinkNotValid when it was answered or taken back.
    """
    check(may_act_for(by, invitation.institution))
    _check_often(invitation.institution)
    open_ones = ManagerInvitation.objects.filter(pk=invitation.pk, ended_at=None)
    if open_ones.update(invited_at=at) == 0:
        raise not_valid()
    invitation.refresh_from_db()
    journal.record(
        invitation.institution,
        "curriculum.invite_manager_again",
        by=by,
        after={"email": invitation.email},
    )
    enqueue("curriculum.tasks.send_manager_invitation", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def take_back_manager_invitation(*, invitation: ManagerInvitation, by: User, at: datetime) -> None:
    """Let the address of the mail lead nowhere. Raises NotAllowed, LinkNotValid when it was answered."""
    check(may_act_for(by, invitation.institution))
    if not _end_invitation(invitation, by=by, at=at):
        raise not_valid()


@transaction.atomic
def accept_manager_invitation(
    *, invitation: ManagerInvitation, by: User, at: datetime
) -> Institution:
    """Begin to act for an institution; only the account that proved the invited address can.

    Raises InvalidInput for another account, LinkNotValid when it was answered or taken back.
    """
    if not owns_address(by, invitation.email):
        raise InvalidInput(
            _("This invitation is for %(email)s: sign in with the account of that address.")
            % {"email": invitation.email}
        )
    open_ones = ManagerInvitation.objects.filter(pk=invitation.pk, ended_at=None)
    if open_ones.update(ended_at=at, accepted_by=by) == 0:
        raise not_valid()
    institution = invitation.institution
    if _appoint(institution, by, by=invitation.invited_by, at=at) is not None:
        journal.record(
            institution, "curriculum.accept_manager_invitation", by=by, after={"manager": by}
        )
    return institution


def _appoint(
    institution: Institution, user: User, *, by: User, at: datetime
) -> InstitutionManager | None:
    """Write it down; None when the account acts for the institution already."""
    try:
        with transaction.atomic():
            return InstitutionManager.objects.create(
                institution=institution, user=user, appointed_by=by, appointed_at=at
            )
    except IntegrityError:
        return None


def _check_often(institution: Institution) -> None:
    if not allow("manager_invitation", str(institution.pk), limit=MAILS_A_DAY, seconds=DAY):
        raise TooOften(_("Many invitations were sent today: go on tomorrow."))


def _end_invitation(invitation: ManagerInvitation, *, by: User, at: datetime) -> bool:
    open_ones = ManagerInvitation.objects.filter(pk=invitation.pk, ended_at=None)
    if open_ones.update(ended_at=at) == 0:
        return False
    journal.record(
        invitation.institution,
        "curriculum.take_back_manager_invitation",
        by=by,
        before={"email": invitation.email},
    )
    return True
