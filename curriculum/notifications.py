"""Mails about enrolments and accounts; services call these only when their transaction is committed."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from curriculum.models import Enrolment, Person


@task(queue_name="mail")
def deliver_mail(to: str, subject: str, body: str) -> None:
    """Hand one mail to the mail server; a task, so that a server that is away loses nothing."""
    EmailMessage(subject=subject, body=body, to=[to]).send()


def send_enrolled(enrolment_id: int) -> None:
    """Tell a person that they have a seat, with dates and places."""
    _tell(enrolment_id, "enrolled", _("You are enrolled: %(session)s"))


def send_waiting(enrolment_id: int) -> None:
    """Tell a person that they are on the waiting list."""
    _tell(enrolment_id, "waiting", _("You are on the waiting list: %(session)s"))


def send_withdrawn(enrolment_id: int) -> None:
    """Tell a person that their enrolment is withdrawn."""
    _tell(enrolment_id, "withdrawn", _("Your enrolment is withdrawn: %(session)s"))


def send_cancelled(enrolment_id: int) -> None:
    """Tell a person that the session does not take place."""
    _tell(enrolment_id, "cancelled", _("Session cancelled: %(session)s"))


def send_invitation(person_id: int, link: str) -> None:
    """Send the address where a person chooses a password."""
    person = Person.objects.get(pk=person_id)
    _send(
        person,
        _("Your account on Jalons"),
        "invitation",
        {"link": link, "email": person.user.email},
    )


def _tell(enrolment_id: int, name: str, subject: str) -> None:
    enrolment = Enrolment.objects.select_related("person__user", "session__offering").get(
        pk=enrolment_id
    )
    days = enrolment.session.days.prefetch_related("slots__place")
    _send(
        enrolment.person,
        subject % {"session": enrolment.session},
        name,
        {"enrolment": enrolment, "session": enrolment.session, "days": days},
    )


def _send(person: Person, subject: str, name: str, context: dict) -> None:
    """Render and queue a mail; a person without an address gets none."""
    to = person.email or (person.user.email if person.user else "")
    if not to:
        return
    body = render_to_string(
        f"curriculum/email/{name}.txt", {"name": person.full_name, "person": person, **context}
    )
    deliver_mail.enqueue(to, " ".join(subject.split()), body.strip() + "\n")
