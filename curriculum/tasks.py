"""What the worker does for the curriculum: send mails, write workbooks."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.background import background_task
from curriculum.mails import institutions, invitations, managers, people, requests, workbooks
from curriculum.models import Export, User
from curriculum.services import exports, roster_checking, roster_writing


@background_task(queue="mail", title=_("Mail: enrolled"))
def send_enrolled(*, enrolment_id: int) -> None:
    """Tell a person that they have a seat."""
    people.send_enrolled(enrolment_id)


@background_task(queue="mail", title=_("Mail: on the waiting list"))
def send_waiting(*, enrolment_id: int) -> None:
    """Tell a person that they are on the waiting list."""
    people.send_waiting(enrolment_id)


@background_task(queue="mail", title=_("Mail: request for a seat received"))
def send_requested(*, enrolment_id: int) -> None:
    """Tell a person that their request for a seat has arrived."""
    people.send_requested(enrolment_id)


@background_task(queue="mail", title=_("Mail: request for a seat, to staff"))
def send_request_for_seat(*, enrolment_id: int) -> None:
    """Tell staff that somebody asks for a seat."""
    institutions.send_request_for_seat(enrolment_id)


@background_task(queue="mail", title=_("Mail: seat offered"))
def send_offered(*, enrolment_id: int) -> None:
    """Offer a person a seat that came free."""
    people.send_offered(enrolment_id)


@background_task(queue="mail", title=_("Mail: offer lapsed"))
def send_offer_lapsed(*, enrolment_id: int) -> None:
    """Tell a person that the seat offered goes to the next."""
    people.send_offer_lapsed(enrolment_id)


@background_task(queue="mail", title=_("Mail: offer taken back"))
def send_offer_taken_back(*, enrolment_id: int) -> None:
    """Tell a person that the seat offered is not free any more."""
    people.send_offer_taken_back(enrolment_id)


@background_task(queue="mail", title=_("Mail: no seat came free"))
def send_waited_in_vain(*, enrolment_id: int) -> None:
    """Tell a person that the session has begun without a seat for them."""
    people.send_waited_in_vain(enrolment_id)


@background_task(queue="mail", title=_("Mail: transferred to another session"))
def send_transferred(*, enrolment_id: int) -> None:
    """Tell a person that they have a place in another session now."""
    people.send_transferred(enrolment_id)


@background_task(queue="mail", title=_("Mail: place taken over by somebody else"))
def send_exchanged(*, enrolment_id: int) -> None:
    """Tell a person that somebody else comes in their place."""
    people.send_exchanged(enrolment_id)


@background_task(queue="mail", title=_("Mail: did not come"))
def send_no_show(*, enrolment_id: int) -> None:
    """Tell a person that they are noted as not having come."""
    people.send_no_show(enrolment_id)


@background_task(queue="mail", title=_("Mail: among the people of an institution"))
def send_joined(*, membership_id: int) -> None:
    """Tell a person that an institution counts them among its people."""
    people.send_joined(membership_id)


@background_task(queue="mail", title=_("Mail: news of places, to an institution"))
def send_seat_news(*, enrolment_ids: list[int], news: str) -> None:
    """Tell those who act for an institution what happens to the places that it pays for."""
    institutions.send_seat_news(enrolment_ids, news)


@background_task(queue="mail", title=_("Mail: enrolment withdrawn"))
def send_withdrawn(*, enrolment_id: int) -> None:
    """Tell a person that their enrolment is withdrawn."""
    people.send_withdrawn(enrolment_id)


@background_task(queue="mail", title=_("Mail: session cancelled"))
def send_cancelled(*, enrolment_id: int) -> None:
    """Tell a person that the session does not take place."""
    people.send_cancelled(enrolment_id)


@background_task(queue="mail", title=_("Mail: session cancelled, to its animators"))
def send_animation_cancelled(*, session_id: int, person_id: int) -> None:
    """Tell somebody who leads a session that it does not take place."""
    people.send_animation_cancelled(session_id, person_id)


@background_task(queue="mail", title=_("Mail: invitation"))
def send_invitations(
    *, person_id: int, roster_code: str = "", institution_id: int | None = None
) -> None:
    """Tell a person once about all their places of a list, with the way to their account."""
    invitations.send_invitation(person_id, roster_code=roster_code, institution_id=institution_id)


@background_task(queue="mail", title=_("Mail: invitation to act for an institution"))
def send_manager_invitation(*, invitation_id: int) -> None:
    """Send the address by which somebody begins to act for an institution."""
    managers.send_invitation(invitation_id)


@background_task(queue="mail", title=_("Mail: confirm a visit"))
def send_visit_link(*, request_id: int) -> None:
    """Send a visitor the link that makes what they typed a seat."""
    people.send_visit_link(request_id)


@background_task(queue="mail", title=_("Mail: request for an action-training received"))
def send_request_received(*, request_id: int) -> None:
    """Tell those who asked that we have their request."""
    requests.send_received(request_id)


@background_task(queue="mail", title=_("Mail: request for an action-training, to staff"))
def send_request_to_staff(*, request_id: int) -> None:
    """Tell staff that a request has come."""
    requests.send_to_staff(request_id)


@background_task(queue="mail", title=_("Mail: request for an action-training in discussion"))
def send_request_in_discussion(*, request_id: int) -> None:
    """Tell those who asked who follows their request."""
    requests.send_in_discussion(request_id)


@background_task(queue="mail", title=_("Mail: quote for an action-training"))
def send_request_quoted(*, request_id: int) -> None:
    """Announce a quote."""
    requests.send_quoted(request_id)


@background_task(queue="mail", title=_("Mail: quote for an action-training accepted"))
def send_request_accepted(*, request_id: int) -> None:
    """Thank those who accepted a quote."""
    requests.send_accepted(request_id)


@background_task(queue="mail", title=_("Mail: request for an action-training declined"))
def send_request_declined(*, request_id: int) -> None:
    """Tell those who asked that it cannot be, and why."""
    requests.send_declined(request_id)


@background_task(lost_after=timedelta(hours=1), title=_("Writing a workbook"))
def write_export(*, export_id: int) -> None:
    """Write a workbook that somebody asked for; nothing when it is there, or nobody wants it any more."""
    export = Export.objects.select_related("asked_by").filter(pk=export_id).first()
    if export is not None:
        exports.write_export(export=export, clock=timezone.now)


@background_task(queue="mail", title=_("Mail: a workbook is ready"))
def send_export_ended(*, export_id: int) -> None:
    """Tell who asked for a workbook what became of it."""
    workbooks.send_ended(export_id)


@background_task(lost_after=timedelta(minutes=5), title=_("Checking a list of people"))
def check_roster(*, roster_id: int) -> None:
    """Read a list that somebody brought, and look at every line."""
    roster_checking.check_roster(roster_id=roster_id, at=timezone.now())


@background_task(lost_after=timedelta(minutes=5), title=_("Enrolling the people of a list"))
def write_roster(*, roster_id: int, user_id: int) -> None:
    """Enrol the people of a list; goes on where a worker that died stopped."""
    by = User.objects.get(pk=user_id)
    roster_writing.write_lines(roster_id=roster_id, by=by, at=timezone.now())
