"""What a view gets for whoever is signed in, or 404."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404

from curriculum.access.rights import (
    may_enrol_for,
    may_follow_requests,
    may_manage_people,
    may_manage_sessions,
    may_mark_attendance,
    may_mark_session,
    may_see_institutions,
    person_of,
)
from curriculum.attendance_grid import COUNTED
from curriculum.models import (
    ActionTrainingRequest,
    AttendanceReturn,
    Enrolment,
    Export,
    Institution,
    InstitutionManager,
    Person,
    Roster,
    Session,
    SessionSlot,
)


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
    prints_all = may_mark_session(user, session)
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


def access_own_enrolment(user, code: str) -> Enrolment:
    """Give a place to the person whose it is; 404 to all others."""
    related = ("person", "institution", "group", "session__offering", "session__territory")
    found = Enrolment.objects.select_related(*related).filter(code=code, person__user=user).first()
    if found is None:
        raise Http404
    return found


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
