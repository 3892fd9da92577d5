"""Somebody comes unannounced whom nobody knows yet, or cannot be admitted at once."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum.access import check, may_enrol
from curriculum.errors import InvalidInput
from curriculum.filling import fill
from curriculum.french_order import fold
from curriculum.matching import Wanted, match_people
from curriculum.models import Enrolment, Person, SessionSlot, User
from curriculum.plan import today_at
from curriculum.services.attendance import admit_walk_in
from curriculum.services.slot_notes import note_half_day


@transaction.atomic
def admit_newcomer(
    *,
    slot: SessionSlot,
    given_name: str,
    family_name: str,
    by: User,
    at: datetime,
    email: str = "",
    birth_date: date | None = None,
) -> Enrolment:
    """Note a person, give a seat, and mark the person present at this half-day.

    Who is known by the same names and the same address or date of birth is admitted as that person. Who pays
    is for staff to say.

    Raises InvalidInput about the person, and what `admit_walk_in` raises: then nobody is noted.
    """
    check(may_enrol(by, slot.day.session))
    today = today_at(slot, at)
    if birth_date and birth_date >= today:
        message = _("A date of birth lies in the past.")
        raise InvalidInput(message, {"birth_date": [message]})
    wanted = Wanted(given_name, family_name, email, birth_date)
    person = _known(wanted, today)
    if person is None:
        person = Person()
        details = {
            "given_name": given_name,
            "family_name": family_name,
            "email": email.lower(),
            "birth_date": birth_date,
        }
        fill(person, details, action="curriculum.create_person", by=by)
    return admit_walk_in(slot=slot, person=person, by=by, at=at)


@transaction.atomic
def tell_of_walk_in(
    *, slot: SessionSlot, who: str, why: str, by: User, at: datetime
) -> SessionSlot:
    """Add to the note of the half-day that somebody came who could not be admitted, for staff to settle.

    Raises what `note_half_day` raises.
    """
    line = _("Came without being enrolled: %(who)s. Not admitted: %(why)s") % {
        "who": " ".join(who.split())[:200],
        "why": why,
    }
    slot.refresh_from_db(fields=["note"])
    if line in slot.note:
        return slot
    note = f"{slot.note}\n{line}".strip()
    return note_half_day(slot=slot, note=note, seen=slot.note, by=by, at=at)


def _known(wanted: Wanted, on: date) -> Person | None:
    """Find the person of these names and this address or date of birth, and nobody on the names alone."""
    [match] = match_people([wanted], institution=None, on=on)
    if match.person_id:
        return Person.objects.get(pk=match.person_id)
    candidate = Person.objects.filter(pk=match.candidate_id).first()
    if candidate is None or wanted.birth_date is None:
        return None
    names = fold(wanted.given_name), fold(wanted.family_name)
    is_same = names == (fold(candidate.given_name), fold(candidate.family_name))
    return candidate if is_same and candidate.birth_date == wanted.birth_date else None
