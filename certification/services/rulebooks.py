"""Bring rulebooks into force, and say which of them a person follows."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certification.access import may_validate_hours
from certification.dossier import forget_rules
from certification.enums import RulebookStatus
from certification.errors import RulebookMissing, RulebookNotEditable
from certification.models import FollowedRulebook, Rulebook
from certification.rulebooks import packaged_rulebook
from certification.rules import DataError, parse_rulebook, rulebook_data
from curriculum import journal
from curriculum.access import check
from curriculum.errors import InvalidInput
from curriculum.models import Person, User

PACKAGED_VERSION = 1


@transaction.atomic
def load_packaged_rulebook(*, name: str) -> Rulebook:
    """Publish the rulebook that comes with the project, once; later calls give the same row.

    Raises RulebookNotEditable when the file no longer says what was published from it, DataError when
    the file is no rulebook, LookupError when there is no such file.
    """
    packaged = packaged_rulebook(name)
    values = {
        "title": packaged.title,
        "content": rulebook_data(packaged),
        "in_force_from": packaged.in_force_from,
    }
    found = Rulebook.objects.filter(code=name, version=PACKAGED_VERSION).first()
    if found is None:
        draft = Rulebook.objects.create(code=name, version=PACKAGED_VERSION, **values)
        return publish_rulebook(rulebook=draft, by=None, at=timezone.now())
    if values != {field: getattr(found, field) for field in values}:
        raise RulebookNotEditable(
            _(
                "The packaged rulebook “%(name)s” differs from its published version %(version)s. "
                "A published rulebook is never edited: give the new text a version of its own."
            )
            % {"name": name, "version": found.version}
        )
    return found


@transaction.atomic
def publish_rulebook(*, rulebook: Rulebook, by: User | None, at: datetime) -> Rulebook:
    """Bring a draft into force from its date on; from now on nobody edits it.

    `by` is None when the system publishes a packaged one.
    Raises NotAllowed, RulebookNotEditable when it is published already, InvalidInput when the engine
    cannot read its content.
    """
    check(by is None or may_validate_hours(by))
    _check_content(rulebook)
    drafts = Rulebook.objects.filter(pk=rulebook.pk, status=RulebookStatus.DRAFT)
    if not drafts.update(status=RulebookStatus.PUBLISHED, published_at=at, published_by=by):
        raise RulebookNotEditable(_("This rulebook is published already."))
    rulebook.refresh_from_db()
    forget_rules(rulebook)
    journal.record(
        rulebook,
        "certification.publish_rulebook",
        by=by,
        before={"status": RulebookStatus.DRAFT.value},
        after={"status": rulebook.status, "in_force_from": rulebook.in_force_from},
    )
    return rulebook


@transaction.atomic
def ensure_followed(*, person: Person, on: date) -> FollowedRulebook:
    """Give what `person` follows; a newcomer begins under the version in force `on` that day.

    Raises RulebookMissing when none was ever published.
    """
    ensure_all_follow(first_days={person.pk: on})
    return FollowedRulebook.objects.select_related("rulebook").get(person=person)


@transaction.atomic
def ensure_all_follow(*, first_days: Mapping[int, date]) -> None:
    """Let the newcomers among these people (by id) begin under the version in force on their first day.

    Those who begin before the first version was in force follow that first one. The number of queries
    does not depend on how many people there are, nor on how many first days.
    Raises RulebookMissing when none was ever published.
    """
    known = set(
        FollowedRulebook.objects.filter(person__in=first_days).values_list("person", flat=True)
    )
    newcomers = sorted(first_days.keys() - known)  # in order: no deadlock with another session
    rulebooks = Rulebook.objects.for_newcomers(days={first_days[person] for person in newcomers})
    if None in rulebooks.values():
        raise RulebookMissing(_("No rulebook has been published yet."))
    FollowedRulebook.objects.bulk_create(
        (
            FollowedRulebook(
                person_id=person,
                rulebook=rulebooks[first_days[person]],
                began_on=first_days[person],
            )
            for person in newcomers
        ),
        ignore_conflicts=True,  # somebody else let them begin meanwhile
    )


@transaction.atomic
def move_person(
    *, person: Person, rulebook: Rulebook, by: User, on: date, reason: str = ""
) -> FollowedRulebook:
    """Let `person` follow another published version from now on; attested levels stay as attested.

    See `dossier.effect_of_move` for what this changes, before doing it.
    Raises NotAllowed, RulebookNotEditable when the version is not published, RulebookMissing.
    """
    check(may_validate_hours(by))
    if rulebook.status != RulebookStatus.PUBLISHED:
        raise RulebookNotEditable(_("Only a published rulebook can be followed."))
    ensure_followed(person=person, on=on)
    followed = FollowedRulebook.objects.select_for_update().get(person=person)
    if followed.rulebook_id == rulebook.pk:
        return followed
    before = followed.rulebook
    followed.rulebook = rulebook
    followed.save(update_fields=["rulebook"])
    journal.record(
        person,
        "certification.move_person",
        by=by,
        before={"rulebook": before},
        after={"rulebook": rulebook},
        reason=reason,
    )
    return followed


def _check_content(rulebook: Rulebook) -> None:
    """Refuse what the engine cannot read, and say where."""
    try:
        parse_rulebook(rulebook.content)
    except DataError as problem:
        raise InvalidInput(
            _("The rulebook cannot be read: “%(path)s” is wrong (%(problem)s).")
            % {"path": problem.path, "problem": problem.problem}
        ) from problem
