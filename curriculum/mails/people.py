"""Mails about enrolments and accounts, written from the rows as they are when the mail goes out."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.calendars import session_calendar
from curriculum.enums import EnrolmentStatus, SessionStatus
from curriculum.links.places import confirmation_token, place_token, seat_token
from curriculum.mails import send_mail
from curriculum.models import Enrolment, Membership, Person, Session, VisitRequest
from curriculum.plan import moment_at

ACTIVE = (EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING)


def send_enrolled(enrolment_id: int) -> None:
    """Tell a person that they have a seat, with dates and places."""
    _tell(enrolment_id, (EnrolmentStatus.ENROLLED,), _("You are enrolled: %(session)s"))


def send_waiting(enrolment_id: int) -> None:
    """Tell a person that they are on the waiting list, and at which rank."""
    _tell(enrolment_id, (EnrolmentStatus.WAITING,), _("You are on the waiting list: %(session)s"))


def send_requested(enrolment_id: int) -> None:
    """Tell a person that their request has arrived, and who answers it."""
    _tell(enrolment_id, (EnrolmentStatus.APPLIED,), _("Your request: %(session)s"))


def send_offered(enrolment_id: int) -> None:
    """Offer a person a seat, with the way to take or leave it."""
    _tell(enrolment_id, (EnrolmentStatus.OFFERED,), _("A seat for you: %(session)s"))


def send_offer_lapsed(enrolment_id: int) -> None:
    """Tell a person that the seat goes to the next."""
    subject = _("Your seat was not confirmed in time: %(session)s")
    _tell(enrolment_id, (EnrolmentStatus.WAITING,), subject, "offer_lapsed")


def send_offer_taken_back(enrolment_id: int) -> None:
    """Tell a person that the federation gave the seat to somebody else."""
    subject = _("The seat is not free any more: %(session)s")
    _tell(enrolment_id, (EnrolmentStatus.WAITING,), subject, "offer_taken_back")


def send_waited_in_vain(enrolment_id: int) -> None:
    """Tell a person that the session has begun without a seat for them."""
    subject = _("No seat came free: %(session)s")
    _tell(enrolment_id, (EnrolmentStatus.WITHDRAWN,), subject, "waited_in_vain")


def send_withdrawn(enrolment_id: int) -> None:
    """Tell a person that their enrolment is withdrawn."""
    _tell(enrolment_id, (EnrolmentStatus.WITHDRAWN,), _("Your enrolment is withdrawn: %(session)s"))


def send_transferred(enrolment_id: int) -> None:
    """Tell a person that they have a place in another session now; about the new place."""
    _tell(enrolment_id, ACTIVE, _("You change session: %(session)s"), "transferred")


def send_exchanged(enrolment_id: int) -> None:
    """Tell a person that somebody else of their institution comes in their place."""
    subject = _("Somebody else comes in your place: %(session)s")
    _tell(enrolment_id, (EnrolmentStatus.TRANSFERRED,), subject, "exchanged")


def send_no_show(enrolment_id: int) -> None:
    """Tell a person that they are noted as not having come."""
    subject = _("You were not there: %(session)s")
    _tell(enrolment_id, (EnrolmentStatus.NO_SHOW,), subject)


def send_joined(membership_id: int) -> None:
    """Tell a person that an institution counts them among its people, and how to leave it."""
    memberships = Membership.objects.select_related("person__user", "institution")
    membership = memberships.filter(pk=membership_id).first()
    if membership is None or not membership.person.mailbox:
        return
    subject = _("%(institution)s counts you among its people")
    send_mail(
        membership.person.mailbox,
        subject % {"institution": membership.institution},
        "joined",
        {
            "name": membership.person.full_name,
            "institution": membership.institution,
            "link": settings.SITE_BASE_URL + reverse("curriculum:my_institutions"),
        },
    )


def send_cancelled(enrolment_id: int) -> None:
    """Tell a person that the session does not take place."""
    _tell(enrolment_id, (EnrolmentStatus.CANCELLED,), _("Session cancelled: %(session)s"))


def send_animation_cancelled(session_id: int, person_id: int) -> None:
    """Tell somebody who leads or co-leads a session that it does not take place."""
    session = Session.objects.get(pk=session_id)
    person = Person.objects.select_related("user").get(pk=person_id)
    to = person.mailbox
    if not to or session.status != SessionStatus.CANCELLED:
        return
    subject = _("Session cancelled: %(session)s") % {"session": session}
    context = {"name": person.full_name, "person": person, "session": session}
    send_mail(to, subject, "animation_cancelled", context)


def send_visit_link(request_id: int) -> None:
    """Ask the owner of a mailbox whether the visit is theirs, unless it was answered or forgotten.

    What a stranger typed, the names too, stays out of the mail: it could be anything.
    """
    request = (
        VisitRequest.objects.select_related("session").filter(pk=request_id, enrolment=None).first()
    )
    if request is None:
        return
    path = reverse("curriculum:confirm_visit", args=[confirmation_token(request)])
    context = {
        "name": "",
        "session": request.session,
        "link": settings.SITE_BASE_URL + path,
        "until": request.works_until,
    }
    subject = _("Confirm your visit: %(session)s") % {"session": request.session}
    send_mail(request.email, subject, "visit_link", context)


def _tell(
    enrolment_id: int, statuses: tuple[EnrolmentStatus, ...], subject: str, template: str = ""
) -> None:
    """Write to the person, unless the enrolment has moved on meanwhile or there is no address."""
    enrolment = (
        Enrolment.objects.select_related(
            "person__user",
            "session__offering",
            "session__territory",
            "institution",
            "group",
            "transferred_from__session",
        )
        .with_rank()
        .filter(pk=enrolment_id, status__in=statuses)
        .first()
    )
    if enrolment is None or not (to := enrolment.person.mailbox):
        return
    session = enrolment.session
    context = {
        "name": enrolment.person.full_name,
        "person": enrolment.person,
        "enrolment": enrolment,
        "session": session,
        "days": session.days.prefetch_related("slots__place"),
        "link": _place_link(enrolment),
        **_offer(enrolment),
    }
    files = []
    if enrolment.status == EnrolmentStatus.ENROLLED:
        calendar = session_calendar(session, base_url=settings.SITE_BASE_URL)
        files = [(_("session") + ".ics", calendar, "text/calendar")]
    send_mail(to, subject % {"session": session}, template or enrolment.status, context, files)


def _offer(enrolment: Enrolment) -> dict:
    """Say until when a seat is kept, and how many answer together."""
    until, group = enrolment.offered_until, enrolment.group
    together = 1
    if group is not None and group.all_or_none:
        together = group.enrolments.filter(status=enrolment.status).count()
    return {
        "until": moment_at(enrolment.session, until) if until else None,
        "together": together,
    }


def _place_link(enrolment: Enrolment) -> str:
    """Give the address where the place is seen, answered and given back, without an account too."""
    name, token = "curriculum:place", place_token
    if enrolment.session.is_visit and enrolment.status != EnrolmentStatus.OFFERED:
        name, token = "curriculum:visit_place", seat_token
    return settings.SITE_BASE_URL + reverse(name, args=[token(enrolment)])
