"""The places of a session as its page shows them: requests, seats, the waiting list in its order."""

from dataclasses import dataclass

from curriculum import waiting
from curriculum.enums import SEATED_ENROLMENTS, EnrolmentStatus
from curriculum.models import Enrolment, Session


@dataclass(frozen=True, slots=True)
class Seating:
    """Who has, is offered, asks for and waits for a seat, and whose place has ended."""

    requests: list[Enrolment]
    seated: list[Enrolment]
    waiting: list[tuple[int, Enrolment]]
    ended: list[Enrolment]
    kept_for: list[Enrolment]

    @property
    def taken(self) -> int:
        """Count the seats that nobody else can have now."""
        return len(self.seated)

    @property
    def offered(self) -> int:
        """Count those that are only offered."""
        return sum(place.status == EnrolmentStatus.OFFERED for place in self.seated)


def seating_of(session: Session) -> Seating:
    """Sort the places of a session; those that ask for something first. Five queries at most."""
    related = ("person", "institution", "group__institution")
    all_of_it = Enrolment.objects.filter(session=session).select_related(*related)
    places = list(all_of_it.in_name_order())
    # By name inside each state; offers first, because they run out.
    seated = [place for place in places if place.status in SEATED_ENROLMENTS]
    seated.sort(key=lambda place: place.status != EnrolmentStatus.OFFERED)
    in_order = list(enumerate(all_of_it.waiting_in_order(), start=1))
    return Seating(
        requests=[place for place in places if place.status == EnrolmentStatus.APPLIED],
        seated=seated,
        waiting=in_order,
        ended=[place for place in places if not place.is_active],
        kept_for=waiting.kept_for(session) if in_order else [],
    )
