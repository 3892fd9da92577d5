"""What the worker does for the curriculum: send mails."""

from curriculum import notifications
from curriculum.background import background_task


@background_task(queue="mail")
def send_enrolled(*, enrolment_id: int) -> None:
    """Tell a person that they have a seat."""
    notifications.send_enrolled(enrolment_id)


@background_task(queue="mail")
def send_waiting(*, enrolment_id: int) -> None:
    """Tell a person that they are on the waiting list."""
    notifications.send_waiting(enrolment_id)


@background_task(queue="mail")
def send_withdrawn(*, enrolment_id: int) -> None:
    """Tell a person that their enrolment is withdrawn."""
    notifications.send_withdrawn(enrolment_id)


@background_task(queue="mail")
def send_cancelled(*, enrolment_id: int) -> None:
    """Tell a person that the session does not take place."""
    notifications.send_cancelled(enrolment_id)


@background_task(queue="mail")
def send_invitation(*, person_id: int) -> None:
    """Send the address where a person chooses a password."""
    notifications.send_invitation(person_id)
