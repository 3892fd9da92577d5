"""Whom those who lead a session may choose when somebody comes who is not enrolled.

They see no list of people: they find by name those who work in an institution of the session, or were in it
before, and by the whole address anybody whom the federation knows.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from curriculum.models import Enrolment, Institution, Membership, Person, Session

SHORTEST = 3
"""Letters of a name to begin with."""
MOST = 8


def people_who_may_have_come(session: Session, text: str, *, on: date) -> list[Person]:
    """Find by a name or an address those who hold no place in the session; one query."""
    text = text.strip()
    enrolments = Enrolment.objects.filter(session=session, person=OuterRef("pk"))
    free = Person.objects.filter(~Exists(enrolments.active())).in_order()
    if "@" in text:
        return list(free.filter(Q(email__iexact=text) | Q(user__email__iexact=text))[:MOST])
    if len(text) < SHORTEST:
        return []
    works_there = Membership.objects.current(on=on).filter(
        person=OuterRef("pk"), institution__in=_institutions(session)
    )
    known = free.filter(Exists(works_there) | Exists(enrolments))
    return list(known.named_like(text, or_address=False)[:MOST])


def _institutions(session: Session):
    """Give those that take part in the session or pay for somebody in it."""
    pay = Enrolment.objects.filter(session=session, institution=OuterRef("pk"))
    return Institution.objects.filter(Exists(pay) | Q(session_partners__session=session)).values(
        "pk"
    )
