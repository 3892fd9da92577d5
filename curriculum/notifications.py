"""Mails about enrolments and accounts, written from the rows as they are when the mail goes out."""

from collections.abc import Iterable

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.calendars import session_calendar
from curriculum.enums import EnrolmentStatus, SessionStatus
from curriculum.models import Enrolment, Person, Session, VisitRequest
from curriculum.visit_links import confirmation_token, seat_token


def send_enrolled(enrolment_id: int) -> None:
    """Tell a person that they have a seat, with dates and places."""
    _tell(enrolment_id, EnrolmentStatus.ENROLLED, _("You are enrolled: %(session)s"))


def send_waiting(enrolment_id: int) -> None:
    """Tell a person that they are on the waiting list."""
    _tell(enrolment_id, EnrolmentStatus.WAITING, _("You are on the waiting list: %(session)s"))


def send_withdrawn(enrolment_id: int) -> None:
    """Tell a person that their enrolment is withdrawn."""
    _tell(enrolment_id, EnrolmentStatus.WITHDRAWN, _("Your enrolment is withdrawn: %(session)s"))


def send_cancelled(enrolment_id: int) -> None:
    """Tell a person that the session does not take place."""
    _tell(enrolment_id, EnrolmentStatus.CANCELLED, _("Session cancelled: %(session)s"))


def send_animation_cancelled(session_id: int, person_id: int) -> None:
    """Tell somebody who leads or co-leads a session that it does not take place."""
    session = Session.objects.get(pk=session_id)
    person = Person.objects.select_related("user").get(pk=person_id)
    to = person.email or (person.user.email if person.user else "")
    if not to or session.status != SessionStatus.CANCELLED:
        return
    subject = _("Session cancelled: %(session)s") % {"session": session}
    _send(to, subject, "animation_cancelled", {"person": person, "session": session})


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
    _send(request.email, subject, "visit_link", context)


def send_invitation(person_id: int) -> None:
    """Send a person the address where they choose the password of their account.

    The address is made here and kept nowhere; it stops working once used, or after
    PASSWORD_RESET_TIMEOUT.
    """
    person = Person.objects.select_related("user").get(pk=person_id)
    if person.user is None:
        return
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(person.user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person.user), "key": key},
    )
    _send(
        person.user.email,
        _("Your account on Jalons"),
        "invitation",
        {
            "person": person,
            "link": settings.SITE_BASE_URL + path,
            "email": person.user.email,
            "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        },
    )


def _tell(enrolment_id: int, status: EnrolmentStatus, subject: str) -> None:
    """Write to the person, unless the enrolment has moved on meanwhile or there is no address."""
    enrolment = (
        Enrolment.objects.select_related("person__user", "session__offering", "institution")
        .filter(pk=enrolment_id, status=status)
        .first()
    )
    if enrolment is None:
        return
    person, session = enrolment.person, enrolment.session
    to = person.email or (person.user.email if person.user else "")
    if not to:
        return
    days = session.days.prefetch_related("slots__place")
    context = {
        "person": person,
        "enrolment": enrolment,
        "session": session,
        "days": days,
        "link": _place_link(enrolment),
    }
    files = []
    if status == EnrolmentStatus.ENROLLED:
        calendar = session_calendar(session, base_url=settings.SITE_BASE_URL)
        files = [(_("session") + ".ics", calendar, "text/calendar")]
    _send(to, subject % {"session": session}, status.value, context, files)


def _place_link(enrolment: Enrolment) -> str:
    """Give the address where a visitor without an account sees the place and gives it back."""
    if not enrolment.session.is_visit:
        return ""
    return settings.SITE_BASE_URL + reverse("curriculum:visit_place", args=[seat_token(enrolment)])


def _send(to: str, subject: str, name: str, context: dict, files: Iterable[tuple] = ()) -> None:
    if "name" not in context:
        context["name"] = context["person"].full_name
    body = render_to_string(f"curriculum/email/{name}.txt", context)
    mail = EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to])
    for file in files:
        mail.attach(*file)
    mail.send()
