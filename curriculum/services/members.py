"""The people of an institution, as its managers keep them: one more, and an address that was missing."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_act_for, may_manage_people
from curriculum.background import enqueue
from curriculum.errors import InvalidInput, MaybeKnown, TooOften
from curriculum.matching import Wanted, match_people
from curriculum.members import nothing_rests_on
from curriculum.models import Institution, Membership, Person, User
from curriculum.ratelimit import allow
from curriculum.services.newcomers import Newcomer, join_members, make_newcomers

DAY = 24 * 60 * 60
NEWCOMERS_A_DAY = 200
"""People whom the managers of one institution note one by one; lists have their own limit."""


@transaction.atomic
def add_member(
    *,
    institution: Institution,
    newcomer: Newcomer,
    by: User,
    at: datetime,
    is_same: bool | None = None,
) -> Person:
    """Note that somebody works in an institution: a person it knows, or somebody new.

    `is_same` answers whether it is the person found in the institution; somebody known elsewhere only is
    never spoken of. A person who has an account is told: who left would otherwise not know that they are
    among its people again, who see their address.

    Raises NotAllowed, InvalidInput (also for somebody who works there already), MaybeKnown, TooOften.
    """
    check(may_act_for(by, institution))
    # One at a time, so that two managers do not note the same newcomer twice.
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    today = timezone.localdate(at)
    wanted = Wanted(newcomer.given_name, newcomer.family_name, newcomer.email, newcomer.birth_date)
    match = match_people([wanted], institution=institution, on=today)[0]
    known_id = match.person_id or match.candidate_id
    if known_id is not None and not (match.person_id is None and is_same is False):
        known = Person.objects.get(pk=known_id)
        current = Membership.objects.current(on=today).filter(institution=institution)
        if match.person_id is None and is_same is None:
            raise MaybeKnown(
                _("%(person)s is known in this institution: is it the same person?")
                % {"person": known},
                known,
            )
        if current.filter(person=known).exists():
            raise InvalidInput(_("%(person)s is among your people already.") % {"person": known})
        functions = {known.pk: newcomer.function}
        made = join_members(
            people=[known], institution=institution, by=by, at=at, functions=functions
        )
        if known.user_id:
            enqueue("curriculum.tasks.send_joined", membership_id=made[0].pk)
        return known
    if not may_manage_people(by) and not allow(
        "new_members", str(institution.pk), limit=NEWCOMERS_A_DAY, seconds=DAY
    ):
        raise TooOften(_("Many people were added today: send a list, or go on tomorrow."))
    row = Newcomer(
        **{name: getattr(newcomer, name) for name in KEPT},
        elsewhere_id=match.elsewhere_id,
        same_address=match.same_address,
    )
    return make_newcomers(rows=[row], institution=institution, by=by, at=at)[0]


KEPT = (
    *("given_name", "family_name", "civility", "birth_date", "email", "phone", "profession"),
    *("function", "territory"),
)


@transaction.atomic
def note_address(*, person: Person, institution: Institution, email: str, by: User) -> Person:
    """Note the e-mail address of somebody who has none, so that invitations arrive.

    Whoever reads that mailbox gets the account: managers do it only while nothing rests on the person but
    what their institution did; otherwise staff decide.

    Raises NotAllowed, InvalidInput.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    check(may_act_for(by, institution))
    if not may_manage_people(by) and not nothing_rests_on(person, institution):
        raise InvalidInput(
            _("The federation notes the address of %(person)s: write to it.") % {"person": person}
        )
    if person.email or person.user_id:
        raise InvalidInput(_("%(person)s has an address already.") % {"person": person})
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise InvalidInput(error.messages[0], {"email": error.messages}) from None
    person.email = email
    person.save(update_fields=["email"])
    journal.record(
        person, "curriculum.update_person", by=by, before={"email": ""}, after={"email": email}
    )
    return person
