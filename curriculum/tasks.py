"""What the worker does for the curriculum: send mails."""

from django.utils.translation import gettext_lazy as _

from curriculum import notifications
from curriculum.background import background_task


@background_task(queue="mail", title=_("Mail: enrolled"))
def send_enrolled(*, enrolment_id: int) -> None:
    """Tell a person that they have a seat."""
    notifications.send_enrolled(enrolment_id)


@background_task(queue="mail", title=_("Mail: on the waiting list"))
def send_waiting(*, enrolment_id: int) -> None:
    """Tell a person that they are on the waiting list."""
    notifications.send_waiting(enrolment_id)


@background_task(queue="mail", title=_("Mail: enrolment withdrawn"))
def send_withdrawn(*, enrolment_id: int) -> None:
    """Tell a person that their enrolment is withdrawn."""
    notifications.send_withdrawn(enrolment_id)


@background_task(queue="mail", title=_("Mail: session cancelled"))
def send_cancelled(*, enrolment_id: int) -> None:
    """Tell a person that the session does not take place."""
    notifications.send_cancelled(enrolment_id)


@background_task(queue="mail", title=_("Mail: session cancelled, to its animators"))
def send_animation_cancelled(*, session_id: int, person_id: int) -> None:
    """Tell somebody who leads a session that it does not take place."""
    notifications.send_animation_cancelled(session_id, person_id)


@background_task(queue="mail", title=_("Mail: invitation to open an account"))
def send_invitation(*, person_id: int) -> None:
    """Send the address where a person chooses a password."""
    notifications.send_invitation(person_id)
