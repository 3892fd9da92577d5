"""Who may see and do what in the curriculum: the only way a view gets an object.

Roles: federation staff and accountants are groups with permissions; trainee, animator and institution
manager follow from what a person is in the data. 404 when a thing must not be known, 403 when it may be
seen but not touched.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps

from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from curriculum.attendance_grid import COUNTED
from curriculum.errors import NotAllowed
from curriculum.links.managers import not_valid as no_invitation
from curriculum.links.managers import read_invitation
from curriculum.links.places import not_valid, read_confirmation, read_place, read_seat
from curriculum.models import (
    ActionTrainingRequest,
    Animation,
    AttendanceReturn,
    Enrolment,
    Export,
    Institution,
    InstitutionManager,
    ManagerInvitation,
    Person,
    Roster,
    Session,
    SessionSlot,
    User,
    VisitRequest,
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


def access_person(user, code: str) -> Person:
    """Give a person to staff, or to the person themself; 404 to all others."""
    people = Person.objects.filter(code=code)
    if not may_manage_people(user):
        people = people.filter(user=user) if user.is_authenticated else people.none()
    person = people.first()
    if person is None:
        raise Http404
    return person


def access_session(user, code: str) -> Session:
    """Give a session to staff and to those who lead it; 404 to all others."""
    sessions = Session.objects.select_related("offering", "territory").filter(code=code)
    if not may_manage_sessions(user):
        person = person_of(user)
        sessions = sessions.led_by(person) if person else sessions.none()
    session = sessions.first()
    if session is None:
        raise Http404
    return session


def access_sheet(user, code: str) -> tuple[Session, list[Institution], bool]:
    """Give a session to those who print its sheet, with the institutions that have one of their own.

    Staff and those who lead print the whole; a manager only what is signed by those whom the own institution
    sends: then the last value is False. 404 to all others.
    """
    session = Session.objects.select_related("offering", "territory").filter(code=code).first()
    if session is None or not user.is_authenticated:
        raise Http404
    sent = Enrolment.objects.filter(session=session, status__in=COUNTED)
    institutions = Institution.objects.filter(Exists(sent.filter(institution=OuterRef("pk"))))
    prints_all = may_manage_sessions(user) or _leads(user, session.pk)
    if not prints_all:
        managed = InstitutionManager.objects.filter(user=user, ended_at=None)
        institutions = institutions.filter(pk__in=managed.values("institution"))
    found = list(institutions)
    if not prints_all and not found:
        raise Http404
    return session, found, prints_all


def access_institution(user, code: str) -> Institution:
    """Give an institution to those who act for it, and to staff; 404 to all others."""
    institutions = Institution.objects.select_related("territory").filter(code=code)
    if not may_see_institutions(user):
        institutions = (
            institutions.managed_by(user) if user.is_authenticated else institutions.none()
        )
    institution = institutions.first()
    if institution is None:
        raise Http404
    return institution


def access_institution_person(institution: Institution, code: str) -> Person:
    """Give a person of an institution, now or before, to those who have its space; 404 about outsiders."""
    person = Person.objects.of_institution(institution).filter(code=code).first()
    if person is None:
        raise Http404
    return person


def access_paid_enrolment(institution: Institution, code: str) -> Enrolment:
    """Give an enrolment that an institution pays for to those who have its space; 404 about all others."""
    related = ("person", "institution", "group", "session__offering", "session__territory")
    paid = Enrolment.objects.paid_by(institution).select_related(*related)
    enrolment = paid.filter(code=code).first()
    if enrolment is None:
        raise Http404
    return enrolment


def access_institution_session(institution: Institution, code: str, *, on: date) -> Session:
    """Give a session that an institution may use, or where it has or had people; 404 about all others."""
    sessions = Session.objects.select_related("offering", "territory").filter(code=code)
    usable = sessions.usable_by(institution, on=on).first()
    session = usable or sessions.published().paid_by(institution).first()
    if session is None:
        raise Http404
    return session


def access_roster(user, code: str) -> Roster:
    """Give a list of people to staff and to managers of its institution; 404 to all others."""
    related = ("institution__territory", "session__offering", "session__territory", "made_by")
    roster = Roster.objects.select_related(*related).filter(code=code).first()
    if roster is None or not may_enrol_for(user, roster.institution):
        raise Http404
    return roster


def access_slot(user, code: str) -> SessionSlot:
    """Give a half-day to those who may mark it; 404 to all others."""
    slot = (
        SessionSlot.objects.select_related("day__session__offering", "place", "territory")
        .filter(code=code)
        .first()
    )
    if slot is None or not may_mark_attendance(user, slot):
        raise Http404
    return slot


def access_visit(code: str) -> Session:
    """Give a session to anybody who wants to come and see; 404 while it is a draft or has no date."""
    sessions = Session.objects.published().select_related("offering", "territory")
    session = sessions.filter(code=code).first()
    if session is None:
        raise Http404
    return session


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
    return _enrolment_of_mail(read_seat(token))


def place_by_link(token: str) -> Enrolment:
    """Give a place to whoever reads the mail about it. Raises LinkNotValid."""
    return _enrolment_of_mail(read_place(token))


def access_own_enrolment(user, code: str) -> Enrolment:
    """Give a place to the person whose it is; 404 to all others."""
    related = ("person", "institution", "group", "session__offering", "session__territory")
    found = Enrolment.objects.select_related(*related).filter(code=code, person__user=user).first()
    if found is None:
        raise Http404
    return found


def _enrolment_of_mail(code: str) -> Enrolment:
    related = ("person", "institution", "group", "session__offering", "session__territory")
    enrolment = Enrolment.objects.select_related(*related).filter(code=code).first()
    if enrolment is None:
        raise not_valid()
    return enrolment


def manager_invitation_by_link(token: str) -> ManagerInvitation:
    """Give an invitation that waits for an answer to whoever reads the mail about it. Raises LinkNotValid."""
    invitations = ManagerInvitation.objects.select_related("institution", "invited_by")
    invitation = invitations.filter(code=read_invitation(token), ended_at=None).first()
    if invitation is None:
        raise no_invitation()
    return invitation


def access_export(user, code: str) -> Export:
    """Give a workbook written in the background to who asked for it, and to nobody else; 404."""
    exports = Export.objects.select_related("asked_by").filter(code=code)
    export = exports.filter(asked_by=user).first() if user.is_authenticated else None
    if export is None:
        raise Http404
    return export


def access_attendance_return(user, code: str) -> AttendanceReturn:
    """Give a workbook that was brought back to those who may mark what it is about; 404 to all others."""
    returns = AttendanceReturn.objects.select_related("session", "made_by").filter(code=code)
    found = returns.first()
    if found is None or not (
        may_manage_sessions(user)
        or (found.session is not None and may_mark_session(user, found.session))
    ):
        raise Http404
    return found


def access_training_request(user, code: str) -> ActionTrainingRequest:
    """Give a request for an action-training to those who follow them; 404 to all others."""
    requests = ActionTrainingRequest.objects.select_related(
        "territory", "assigned_to", "institution", "session"
    )
    request = requests.filter(code=code).first() if may_follow_requests(user) else None
    if request is None:
        raise Http404
    return request


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
