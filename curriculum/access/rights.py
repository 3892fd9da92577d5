"""Who may do what: answers about an account, for services, views and templates.

Federation staff and accountants are groups with permissions; trainee, animator and institution manager follow
from what a person is in the data.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from curriculum.errors import NotAllowed
from curriculum.models import (
    Animation,
    Enrolment,
    Institution,
    InstitutionManager,
    Person,
    Session,
    SessionSlot,
    User,
)

MANAGE_SESSIONS = "curriculum.manage_sessions"
MANAGE_PEOPLE = "curriculum.manage_people"
MANAGE_BACKGROUND_TASKS = "curriculum.manage_background_tasks"
READ_ACCOUNTS = "curriculum.read_accounts"


def person_of(user) -> Person | None:
    """Give the person behind an account, or None."""
    if not user.is_authenticated:
        return None
    return Person.objects.filter(user=user).first()


def may_manage_sessions(user) -> bool:
    """Federation staff plan, open, close and cancel sessions, and enrol people."""
    return user.has_perm(MANAGE_SESSIONS)


def may_manage_people(user) -> bool:
    """Federation staff keep people, institutions and territories."""
    return user.has_perm(MANAGE_PEOPLE)


def may_manage_background_tasks(user) -> bool:
    """Federation staff see failed background tasks and run them again."""
    return user.has_perm(MANAGE_BACKGROUND_TASKS)


def has_rights_of_its_own(user: User) -> bool:
    """Tell whether an account was given rights, beyond those that follow from what its person is."""
    return user.is_staff or bool(user.get_all_permissions())


def may_follow_requests(user) -> bool:
    """Those who plan sessions follow the requests for action-trainings to their quote."""
    return may_manage_sessions(user)


def request_followers() -> QuerySet[User]:
    """List the accounts that may follow requests, to choose one."""
    _app, codename = MANAGE_SESSIONS.split(".")
    named = Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    followers = User.objects.filter(Q(is_superuser=True) | named, is_active=True)
    return followers.distinct().order_by("last_name", "first_name", "email")


def is_animator(user) -> bool:
    """Tell whether the account's person leads or co-leads any half-day."""
    return user.is_authenticated and Animation.objects.filter(person__user=user).exists()


def may_use_animator_pages(user) -> bool:
    """Those who lead sessions mark attendance on the site itself; staff may look over their shoulder."""
    return may_manage_sessions(user) or is_animator(user)


def may_mark_attendance(user, slot: SessionSlot) -> bool:
    """Staff, and those who lead or co-lead any half-day of the session, mark its attendance."""
    return may_manage_sessions(user) or _leads(user, slot.day.session_id)


def may_mark_session(user, session: Session) -> bool:
    """Tell the same of a whole session."""
    return may_manage_sessions(user) or _leads(user, session.pk)


def may_enrol(user, session: Session) -> bool:
    """Staff enrol; those who lead a session admit who came unannounced."""
    return may_manage_sessions(user) or _leads(user, session.pk)


def may_enrol_for(user, institution: Institution | None) -> bool:
    """Staff enrol anybody; a manager enrols those for whom the institution pays."""
    return may_manage_sessions(user) or (
        institution is not None and is_manager_of(user, institution)
    )


def may_change_enrolment(user, enrolment: Enrolment) -> bool:
    """Staff, the person, and who acts for the institution that pays; until when is for the service to say."""
    if may_manage_sessions(user) or is_own(user, enrolment):
        return True
    institution = enrolment.institution
    return institution is not None and is_manager_of(user, institution)


def is_own(user, enrolment: Enrolment) -> bool:
    """Tell whether the place is the account's own person's."""
    return user.is_authenticated and enrolment.person.user_id == user.pk


def is_manager_of(user, institution: Institution) -> bool:
    """Tell whether the account acts for the institution now."""
    return (
        user.is_authenticated
        and InstitutionManager.objects.filter(
            user=user, institution=institution, ended_at=None
        ).exists()
    )


def may_see_institutions(user) -> bool:
    """Staff who keep people or plan sessions look into the space of every institution."""
    return may_manage_people(user) or may_manage_sessions(user)


def may_act_for(user, institution: Institution) -> bool:
    """Those who act for an institution, and staff, keep its data, its people and its managers."""
    return may_manage_people(user) or is_manager_of(user, institution)


def owns_address(user, email: str) -> bool:
    """Tell whether an account has proved that it reads the mails of an address."""
    return (
        user.is_authenticated
        and EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()
    )


def _leads(user, session_id: int) -> bool:
    return (
        user.is_authenticated
        and Animation.objects.filter(person__user=user, slot__day__session=session_id).exists()
    )


def check(allowed: bool) -> None:
    """Refuse, inside a service, what the acting user may not do.

    Raises NotAllowed.
    """
    if not allowed:
        raise NotAllowed(_("You are not allowed to do this."))


def requires(test: Callable[[User], bool]):
    """Let a view run only for signed-in users of whom `test` holds; others get 403."""

    def decorate(view):
        @login_required
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapped

    return decorate
