"""People whom nobody knew yet, noted together: who they are, where they work, whom they may be elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_act_for, may_manage_people
from curriculum.errors import InvalidInput
from curriculum.holding import hold
from curriculum.models import (
    HomeTerritory,
    Institution,
    Membership,
    Person,
    PersonClaim,
    Territory,
    User,
)
from curriculum.plain_words import holds_an_address

BATCH = 5000
NAMES = ("given_name", "family_name")
"""What mails greet people by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody to note; `elsewhere_id` and `same_address` as `matching.match_people` gave them."""

    given_name: str
    family_name: str
    civility: str = ""
    birth_date: date | None = None
    email: str = ""
    phone: str = ""
    profession: str = ""
    function: str = ""
    territory: Territory | None = None
    elsewhere_id: int | None = None
    same_address: bool = False


@transaction.atomic
def make_newcomers(
    *, rows: Sequence[Newcomer], institution: Institution | None, by: User, at: datetime
) -> list[Person]:
    """Note people who work in `institution` from the day of `at`; give them in the order of `rows`.

    Who may be a person known elsewhere is asked of the owner of the mailbox, or of staff; the institution
    does not learn of it. No account is made: an invitation leads to one. The number of statements grows
    with batches.

    Raises NotAllowed (staff, and managers of the institution, may), InvalidInput for names that are
    missing or hold an address, or anything that is too long, before anything is written.
    """
    check(_may_note(by, institution))
    today = timezone.localdate(at)
    people = [_person(row, today) for row in rows]
    Person.objects.bulk_create(people, batch_size=BATCH)
    pairs = list(zip(people, rows, strict=True))
    if institution is not None:
        Membership.objects.bulk_create(
            [_membership(person, institution, row.function, today) for person, row in pairs],
            batch_size=BATCH,
        )
        _note_claims(pairs, institution, at)
    HomeTerritory.objects.bulk_create(
        [
            HomeTerritory(person=person, territory=row.territory, since=today)
            for person, row in pairs
            if row.territory is not None
        ],
        batch_size=BATCH,
    )
    journal.record_many(
        [(person, None, _values(row, institution, today)) for person, row in pairs],
        "curriculum.create_person",
        by=by,
    )
    return people


@transaction.atomic
def join_members(
    *,
    people: Sequence[Person],
    institution: Institution,
    by: User,
    at: datetime,
    functions: Mapping[int, str] | None = None,
) -> list[Membership]:
    """Note that people who are known work in `institution` from the day of `at`; give what is new.

    Those who work there on that day already stay as they are; whoever is to begin later begins now, until
    then. `functions` are by the person's id.

    Raises NotAllowed (staff may, and managers of the institution those whom it knows), NothingThere.
    """
    check(may_act_for(by, institution))
    today = timezone.localdate(at)
    by_id = {person.pk: person for person in people}
    if not may_manage_people(by):
        known = Person.objects.of_institution(institution).filter(pk__in=by_id)
        check(known.count() == len(by_id))
    # One writer at a time for a person, as in `memberships`; always in the same order.
    hold(people)
    there: dict[int, list[Membership]] = {}
    for membership in Membership.objects.filter(institution=institution, person__in=by_id):
        there.setdefault(membership.person_id, []).append(membership)
    made = []
    for pk, person in by_id.items():
        known = there.get(pk, [])
        if any(_lasts(membership, today) for membership in known):
            continue
        begins = min((m.starts_on for m in known if m.starts_on > today), default=None)
        made.append(_membership(person, institution, (functions or {}).get(pk, ""), today))
        made[-1].ends_on = begins and begins - timedelta(days=1)
    Membership.objects.bulk_create(made, batch_size=BATCH)
    journal.record_many(
        [
            (
                membership.person,
                None,
                {
                    "workplace": institution,
                    "since": membership.starts_on,
                    "until": membership.ends_on,
                    "function": membership.function,
                },
            )
            for membership in made
        ],
        "curriculum.join_institution",
        by=by,
    )
    return made


def _may_note(by: User, institution: Institution | None) -> bool:
    return may_manage_people(by) if institution is None else may_act_for(by, institution)


def _person(row: Newcomer, today: date) -> Person:
    """Make a person of a row that the database will take. Raises InvalidInput."""
    values = {
        "civility": row.civility,
        "given_name": row.given_name,
        "family_name": row.family_name,
        "email": row.email.lower(),
        "phone": row.phone,
        "profession": row.profession,
    }
    values = {name: " ".join(value.split()) for name, value in values.items()}
    for name, value in values.items():
        _check_text(name, value)
    if row.birth_date and row.birth_date >= today:
        message = _("A date of birth lies in the past.")
        raise InvalidInput(message, {"birth_date": [message]})
    return Person(**values, birth_date=row.birth_date)


def _check_text(name: str, value: str) -> None:
    field = Person._meta.get_field(name)
    problem = ""
    if not value and not field.blank:
        problem = _("Give both the given name and the family name.")
    elif len(value) > field.max_length:
        problem = _("“%(text)s” is too long: at most %(count)d signs.") % {
            "text": value[:40] + "…",
            "count": field.max_length,
        }
    elif name in NAMES and holds_an_address(value):
        problem = _("“%(text)s” is not a name.") % {"text": value}
    if problem:
        raise InvalidInput(problem, {name: [problem]})


def _membership(person: Person, institution: Institution, function: str, today: date) -> Membership:
    longest = Membership._meta.get_field("function").max_length
    return Membership(
        person=person,
        institution=institution,
        function=" ".join(function.split())[:longest],
        starts_on=today,
    )


def _lasts(membership: Membership, day: date) -> bool:
    return membership.starts_on <= day and (membership.ends_on is None or membership.ends_on >= day)


def _note_claims(pairs, institution: Institution, at: datetime) -> None:
    """Ask later whether people are who they may be; who is gone meanwhile is not asked about."""
    wanted = {row.elsewhere_id for _person, row in pairs if row.elsewhere_id}
    if not wanted:
        return
    still = set(Person.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    PersonClaim.objects.bulk_create(
        [
            PersonClaim(
                newcomer=person,
                known_id=row.elsewhere_id,
                institution=institution,
                same_address=row.same_address,
                made_at=at,
            )
            for person, row in pairs
            if row.elsewhere_id in still
        ],
        batch_size=BATCH,
    )


def _values(row: Newcomer, institution: Institution | None, today: date) -> dict:
    values: dict[str, Any] = {
        "email": row.email.lower(),
        "workplace": institution,
        "function": row.function,
    }
    if institution is not None or row.territory is not None:
        values |= {"since": today, "territory": row.territory}
    return {name: value for name, value in values.items() if value}
