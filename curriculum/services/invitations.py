"""Invitations: one link by which a person opens their own account, or ties one to themself.

Whoever opens the link reads the mailbox that we keep for the person: that is the proof. Once the person has
an account, the link leads to signing in and sets nothing any more.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, has_rights_of_its_own, is_manager_of, may_manage_people
from curriculum.background import enqueue
from curriculum.errors import AccountExists, InvalidInput, TooOften
from curriculum.links.invitations import Invitation
from curriculum.models import Institution, Person, User
from curriculum.ratelimit import allow

DAY = 24 * 60 * 60
MAILS_A_DAY = 4
"""So many invitations may be sent to one person, whoever sends them."""
MAILS_OF_AN_INSTITUTION = 100
"""So many a day its managers may send one by one: the addresses are whatever somebody typed."""
MOST_PEOPLE = 5
"""So many people of one mailbox are written to when its owner asks for a new link."""


@transaction.atomic
def resend_invitation(
    *, person: Person, by: User, at: datetime, institution: Institution | None = None
) -> str:
    """Send a person the invitation, for the first time or again; give the address it goes to.

    Staff invite anybody; a manager, the people of `institution`, in whose name the mail speaks.

    Raises NotAllowed, InvalidInput (no address, a blocked account, the account of somebody else, an
    account of the team whose address is not proved), TooOften.
    """
    check(_may_invite(by, person, institution, at))
    person = Person.objects.select_related("user").get(pk=person.pk)
    email = person.mailbox
    if not email:
        message = _("Note the person’s e-mail address first.")
        raise InvalidInput(message, {"email": [message]})
    if person.user is not None and not person.user.is_active:
        raise InvalidInput(_("This account is blocked: unblock it first."))
    if person.user is None and may_manage_people(by):
        # Only staff may learn whose account it is.
        _refuse_for_staff(_account_of(email))
    if not may_manage_people(by) and not _has_mails_left(institution):
        raise TooOften(_("Many invitations were sent today: go on tomorrow."))
    if not allow("invitation", str(person.pk), limit=MAILS_A_DAY, seconds=DAY):
        raise TooOften(
            _("Several invitations were sent to %(person)s today: look again tomorrow.")
            % {"person": person}
        )
    journal.record(person, "curriculum.invite_person", by=by, after={"account": email})
    enqueue(
        "curriculum.tasks.send_invitations",
        person_id=person.pk,
        institution_id=institution.pk if institution else None,
    )
    return email


@transaction.atomic
def send_new_links(*, email: str) -> None:
    """Send everybody who is known under this address their link; nobody learns whether there is anybody."""
    people = Person.objects.filter(email__iexact=email, user=None).order_by("pk")[:MOST_PEOPLE]
    for person in people:
        if allow("invitation", str(person.pk), limit=MAILS_A_DAY, seconds=DAY):
            journal.record(person, "curriculum.invite_person", by=None, after={"account": email})
            enqueue("curriculum.tasks.send_invitations", person_id=person.pk)


@transaction.atomic
def open_account(*, invitation: Invitation, password: str) -> User:
    """Make the account of somebody who opened their invitation and chose a password.

    The mail has proved the address. An account that somebody else opened with it without proving it
    becomes its owner's: the password given before no longer holds.

    Raises AccountExists (the person has one, or the address opens one already), InvalidInput (blocked,
    of the team, or somebody else's).
    """
    person = _lock(invitation)
    user = _account_of(invitation.email) or _new_account(person, invitation.email)
    _refuse_for_owner(user)
    if _has_proved(user):
        raise AccountExists(
            _("An account with this address exists already: sign in, and it is linked to you.")
        )
    user.set_password(password)
    user.save(update_fields=["password"])
    _prove(user, invitation.email)
    _link(person, user)
    return user


@transaction.atomic
def link_account(*, invitation: Invitation, user: User) -> Person:
    """Tie the account of who is signed in to the person invited: same mailbox, so same owner.

    Raises AccountExists when the person has another account, InvalidInput when the account has not proved
    the address of the invitation, is blocked, or belongs to somebody else.
    """
    if Person.objects.filter(pk=invitation.person.pk, user=user).exists():
        return invitation.person
    person = _lock(invitation)
    proved = EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True)
    if not proved.exists():
        raise InvalidInput(
            _(
                "This invitation went to another address than yours. Sign out to open an account with it, "
                "or add that address to your account first."
            )
        )
    _refuse_for_owner(user)
    _link(person, user)
    return person


def _may_invite(by: User, person: Person, institution: Institution | None, at: datetime) -> bool:
    if may_manage_people(by):
        return True
    if institution is None or not is_manager_of(by, institution):
        return False
    today = timezone.localdate(at)
    works_there = person.memberships.current(on=today).filter(institution=institution)
    return works_there.exists() or person.enrolments.filter(institution=institution).exists()


def _has_mails_left(institution: Institution | None) -> bool:
    """Count one more mail that an institution sends by hand."""
    who = str(institution and institution.pk)
    return allow("invitations_of", who, limit=MAILS_OF_AN_INSTITUTION, seconds=DAY)


def _lock(invitation: Invitation) -> Person:
    """Take the person for oneself, as they are now. Raises AccountExists when they have an account."""
    person = Person.objects.select_for_update().get(pk=invitation.person.pk)
    if person.user_id is not None:
        raise AccountExists(_("Your account is open already: sign in."))
    return person


def _account_of(email: str) -> User | None:
    """Find the account that this address opens, or that somebody opened with it."""
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True).first()
    return proved.user if proved else User.objects.filter(email__iexact=email).first()


def _new_account(person: Person, email: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email, first_name=person.given_name, last_name=person.family_name
            )
    except IntegrityError:  # somebody signed up with it at the same moment
        return User.objects.get(email__iexact=email)


def _refuse_for_staff(user: User | None) -> None:
    """Say to staff why an invitation would lead nowhere. Raises InvalidInput."""
    if user is None:
        return
    owner = Person.objects.filter(user=user).first()
    problem = ""
    if owner is not None:
        problem = _("The account of this address belongs to %(person)s.") % {"person": owner}
    elif not user.is_active:
        problem = _("The account of this address is blocked: unblock it first.")
    elif _is_of_the_team_unproved(user):
        problem = _(
            "The account of this address belongs to somebody of the team who has not confirmed the "
            "address yet: ask them to sign in once, instead of inviting them."
        )
    if problem:
        raise InvalidInput(problem, {"email": [problem]})


def _refuse_for_owner(user: User) -> None:
    """Take no account that is somebody else's, blocked, or of the team and not proved. Raises InvalidInput."""
    if Person.objects.filter(user=user).exists():
        raise InvalidInput(
            _(
                "This address opens the account of another person already. Tell those who enrolled you an "
                "address that is yours alone."
            )
        )
    if not user.is_active or _is_of_the_team_unproved(user):
        raise InvalidInput(
            _("The account of this address cannot be opened by an invitation: write to us.")
        )


def _is_of_the_team_unproved(user: User) -> bool:
    return has_rights_of_its_own(user) and not _has_proved(user)


def _has_proved(user: User) -> bool:
    return EmailAddress.objects.filter(user=user, verified=True).exists()


def _prove(user: User, email: str) -> None:
    """Count the address as proved, and forget what nobody proved beside it."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=email).delete()
    address = EmailAddress.objects.filter(user=user, email__iexact=email).first()
    address = address or EmailAddress(user=user, email=email)
    address.verified = address.primary = True
    address.save()


def _link(person: Person, user: User) -> None:
    person.user = user
    try:
        with transaction.atomic():
            person.save(update_fields=["user"])
    except IntegrityError:
        raise InvalidInput(_("This account belongs to somebody else already.")) from None
    journal.record(person, "curriculum.link_account", by=user, after={"account": user.email})
