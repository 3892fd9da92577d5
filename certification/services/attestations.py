"""Issue attestations: of an activity or a period, or of a level."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from certification import dossier
from certification.access import may_issue_attestations
from certification.documents.content import AttestationContent, Scope
from certification.enums import AttestationKind
from certification.errors import AlreadyIssued, NothingToAttest
from certification.models import Attestation, HourRecord, Rulebook
from certification.services.awards import award_level
from certification.services.papers import write_level_paper, write_partial_paper
from curriculum.access import check
from curriculum.errors import InvalidInput, NotAllowed
from curriculum.models import Person, Session, User


@transaction.atomic
def issue_level(*, person: Person, level: int, by: User, at: datetime) -> Attestation:
    """Attest a level that is complete, the lower ones being attested; its minutes are frozen.

    Raises NotAllowed, AlreadyAwarded, LowerLevelMissing, LevelNotComplete, RulebookMissing.
    """
    _begin(person, by)
    _lock_records(person, Q())
    award = award_level(person=person, level=level, by=by, at=at)
    return write_level_paper(award=award, by=by, at=at)


@transaction.atomic
def issue_partial(
    *,
    person: Person,
    by: User,
    at: datetime,
    session: Session | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Attestation:
    """Attest the validated hours of one activity (`session`), or of a period, both days included.

    Raises NotAllowed, InvalidInput when the period is none or not over, NothingToAttest, AlreadyIssued when a valid
    paper says exactly this, RulebookMissing.
    """
    _begin(person, by)
    wanted = _wanted(session, from_on, until_on, at=at)
    records = _lock_records(person, wanted)
    if not records:
        raise NothingToAttest(
            _("%(person)s has no validated hour in this activity.") % {"person": person}
            if session
            else _("%(person)s has no validated hour in this period.") % {"person": person}
        )
    _refuse_same(person, records, session)
    scope = _scope(records, session, from_on, until_on)
    rulebook = Rulebook.objects.get(pk=dossier.assess(person).rulebook_id)
    return write_partial_paper(
        person=person, rulebook=rulebook, records=records, scope=scope, by=by, at=at
    )


@transaction.atomic
def reissue_partial(*, attestation: Attestation, by: User, at: datetime) -> Attestation:
    """Write the paper that replaces a partial one: the same activity or period, by today's records.

    Raises NotAllowed, NothingToAttest when no validated hour is left of it.
    """
    _begin(attestation.person, by)
    scope = AttestationContent.from_data(attestation.content).scope
    session = Session.objects.get(code=scope.session) if scope.is_session else None
    records = _lock_records(
        attestation.person, _wanted(session, scope.from_on, scope.until_on, at=at)
    )
    if not records:
        raise NothingToAttest(
            _("No validated hour is left of what this paper is about: revoke it instead.")
        )
    period = {} if session else {"from_on": scope.from_on, "until_on": scope.until_on}
    return write_partial_paper(
        person=attestation.person,
        rulebook=attestation.rulebook,
        records=records,
        scope=_scope(records, session, **period),
        by=by,
        at=at,
        supersedes=attestation,
    )


def _begin(person: Person, by: User) -> None:
    """Let one at a time issue to this person, and nobody to themself."""
    check(may_issue_attestations(by))
    if person.user_id == by.pk:
        raise NotAllowed(_("This would be your own attestation: somebody else issues it."))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _lock_records(person: Person, wanted: Q) -> list[HourRecord]:
    """Read a person's validated records; whoever wants to undo their validation waits for us."""
    records = HourRecord.objects.validated().filter(wanted, person=person).order_by("pk")
    locked = list(records.select_for_update(of=("self",)).select_related("provider"))
    return sorted(locked, key=lambda record: (record.on, record.pk))


def _scope(
    records: list[HourRecord],
    session: Session | None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Scope:
    """Say what a partial paper is about: the activity from its first to its last day, or the period."""
    return Scope(
        from_on=from_on or records[0].on,
        until_on=until_on or records[-1].on,
        session=session.code if session else "",
        title=session.title if session else "",
    )


def _wanted(
    session: Session | None, from_on: date | None, until_on: date | None, *, at: datetime
) -> Q:
    if session is not None:
        return Q(session=session)
    if from_on is None or until_on is None:
        raise InvalidInput(_("A period has a first and a last day."))
    if until_on < from_on:
        raise InvalidInput(
            _("The period ends before it begins."),
            {"until_on": [_("The last day comes after the first one.")]},
        )
    if until_on > timezone.localdate(at):  # its hours are not all there yet
        raise InvalidInput(
            _("This period is not over yet."), {"until_on": [_("This day is still to come.")]}
        )
    return Q(on__gte=from_on, on__lte=until_on)


def _refuse_same(person: Person, records: list[HourRecord], session: Session | None) -> None:
    """Refuse a second paper on the same records in the same form: one of them would be superfluous."""
    wanted = {record.pk for record in records}
    papers = Attestation.objects.valid().filter(person=person, kind=AttestationKind.PARTIAL)
    for paper in papers.prefetch_related("records"):
        about_session = paper.content["scope"]["session"]
        same_form = about_session == (session.code if session else "")
        if same_form and {record.pk for record in paper.records.all()} == wanted:
            raise AlreadyIssued(
                _("Attestation no. %(number)s of %(person)s says exactly this already.")
                % {"number": paper.number, "person": person}
            )
