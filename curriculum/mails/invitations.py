"""The mail that invites a person: which sessions, who enrolled them, and one link to their account."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.calendars import session_calendar
from curriculum.eligibility import is_over
from curriculum.enums import EnrolmentStatus
from curriculum.links.invitations import WORKS_FOR, invitation_token
from curriculum.mails import send_mail
from curriculum.models import Enrolment, Institution, Person, Roster

MOST_CALENDARS = 10


def send_invitation(
    person_id: int, *, roster_code: str = "", institution_id: int | None = None
) -> None:
    """Write to a person, once, about all the places they have from a list or from an institution.

    With an account, the link leads to their enrolments; without one, to the invitation that opens it.
    Nothing is sent to somebody without an address, or who has become one with another person since.
    """
    person = Person.objects.select_related("user").filter(pk=person_id).first()
    if person is None or not person.mailbox:
        return
    roster = Roster.objects.select_related("institution").filter(code=roster_code).first()
    if roster is not None:
        institution = roster.institution
    else:
        institution = Institution.objects.filter(pk=institution_id).first()
    places = _places(person, roster, institution)
    if roster is not None and not places:
        return  # All were given back meanwhile: there is nothing to tell.
    send_mail(
        person.mailbox,
        _subject(places),
        "invitation",
        {
            "name": person.full_name,
            "institution": institution,
            "places": places,
            "has_account": person.user is not None,
            "link": settings.SITE_BASE_URL + _path(person, institution),
            "until": timezone.localdate() + WORKS_FOR - timedelta(days=1),
            "email": person.mailbox,
        },
        _calendars(places),
    )


def _path(person: Person, institution: Institution | None) -> str:
    if person.user is not None:
        return reverse("curriculum:my_enrolments")
    return reverse("curriculum:invitation", args=[invitation_token(person, institution)])


def _subject(places: list[Enrolment]) -> str:
    if not places:
        return _("Your account on Jalons")
    if len(places) == 1:
        place = places[0]
        if place.status == EnrolmentStatus.WAITING:
            return _("You are on the waiting list: %(session)s") % {"session": place.session}
        return _("You are enrolled: %(session)s") % {"session": place.session}
    return ngettext(
        "You have a place in %(count)d session",
        "You have places in %(count)d sessions",
        len(places),
    ) % {"count": len(places)}


def _places(
    person: Person, roster: Roster | None, institution: Institution | None
) -> list[Enrolment]:
    """Find the places to tell of, the first session first; each with its days, and its rank when it waits."""
    enrolments = Enrolment.objects.active().with_rank().filter(person=person)
    if roster is not None:
        enrolments = enrolments.filter(
            session__in=roster.lines.filter(person=person).values("session")
        )
    elif institution is not None:
        enrolments = enrolments.filter(institution=institution)
    now = timezone.now()
    found = []
    for place in enrolments.select_related("session__offering", "institution").order_by(
        "session__starts_on", "pk"
    ):
        if is_over(place.session, now):
            continue
        place.days = place.session.days.prefetch_related("slots__place")
        found.append(place)
    return found


def _calendars(places: Iterable[Enrolment]) -> Iterable[tuple[str, bytes, str]]:
    seated = [place for place in places if place.status == EnrolmentStatus.ENROLLED]
    for number, place in enumerate(seated[:MOST_CALENDARS], start=1):
        suffix = f"-{number}" if len(seated) > 1 else ""
        calendar = session_calendar(place.session, base_url=settings.SITE_BASE_URL)
        yield _("session") + f"{suffix}.ics", calendar, "text/calendar"
