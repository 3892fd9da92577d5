"""The prior sensitisation that advanced modules ask for, and how staff waive it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curriculum import eligibility, journal
from curriculum.access import check, may_manage_sessions
from curriculum.errors import InvalidInput, PrerequisiteMissing
from curriculum.models import Person, SensitisationWaiver, Session, User


@transaction.atomic
def waive_sensitisation(
    *, person: Person, reason: str, by: User, at: datetime
) -> SensitisationWaiver:
    """Open advanced modules to a person who attended no sensitisation, for a reason that is kept.

    Raises NotAllowed, InvalidInput (no reason, or waived already).
    """
    check(may_manage_sessions(by))
    reason = reason.strip()
    if not reason:
        raise InvalidInput(
            _("Say why the sensitisation is waived."), {"reason": [_("Give a reason.")]}
        )
    try:
        with transaction.atomic():
            waiver = SensitisationWaiver.objects.create(
                person=person, reason=reason, given_by=by, given_at=at
            )
    except IntegrityError:
        raise InvalidInput(_("The sensitisation of this person is waived already.")) from None
    journal.record(person, "curriculum.waive_sensitisation", by=by, reason=reason)
    return waiver


@transaction.atomic
def ensure_sensitised(
    *, session: Session, person: Person, by: User, at: datetime, waiver_reason: str = ""
) -> None:
    """Ask for the prior sensitisation where the session does; with `waiver_reason`, staff waive it.

    Raises PrerequisiteMissing, NotAllowed when others than staff would waive it.
    """
    if not session.offering.needs_sensitisation or eligibility.sensitisation_of(person).is_met:
        return
    if not waiver_reason.strip():
        raise PrerequisiteMissing(
            _(
                "This advanced module asks for a prior sensitisation, which %(person)s does not have: one "
                "attended half-day of a base module, a sensitisation seminar, the national course or an "
                "open practice session, once that session is closed. Staff may waive it for a reason."
            )
            % {"person": person}
        )
    waive_sensitisation(person=person, reason=waiver_reason, by=by, at=at)


@transaction.atomic
def take_back_waiver(*, person: Person, by: User) -> None:
    """Remove a waiver given by mistake; enrolments made thanks to it stay.

    Raises NotAllowed, InvalidInput when there is none.
    """
    check(may_manage_sessions(by))
    waiver = SensitisationWaiver.objects.filter(person=person).first()
    if waiver is None:
        raise InvalidInput(_("The sensitisation of this person is not waived."))
    waiver.delete()
    journal.record(
        person, "curriculum.take_back_waiver", by=by, before={"waiver": waiver.reason}, after={}
    )
