"""What a trainee did elsewhere: declared, corrected, submitted, taken back, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certification.access import may_declare_for
from certification.enums import HourSource, HourState
from certification.errors import RecordNotEditable
from certification.hour_facts import DAY_MINUTES, EARLIEST, TERRITORIAL_KINDS, refresh_facts
from certification.models import HourRecord
from certification.models.hour_queries import TRAINEES_STATES
from certification.services.rulebooks import ensure_followed
from curriculum import journal
from curriculum.access import check
from curriculum.errors import InvalidInput
from curriculum.models import ExternalProvider, Person, Territory, User

FACTS = (
    "kind",
    "on",
    "minutes",
    "title",
    "place",
    "territory",
    "provider",
    "provider_name",
    "accredited",
    "home_territory",
    "off_territory",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What somebody says of an activity done elsewhere; a body is listed (`provider`) or only named."""

    kind: str
    on: date
    minutes: int
    title: str
    place: str = ""
    territory: Territory | None = None
    provider: ExternalProvider | None = None
    provider_name: str = ""


@transaction.atomic
def declare(*, person: Person, activity: Activity, by: User, at: datetime) -> HourRecord:
    """Write a draft of an activity done elsewhere; nobody decides on it before it is submitted.

    Raises NotAllowed, InvalidInput.
    """
    check(may_declare_for(by, person))
    _check_activity(activity, at=at)
    record = HourRecord(
        person=person, source=HourSource.DECLARED, state=HourState.DRAFT, created_by=by
    )
    _fill(record, activity)
    _check_day(record)
    record.save()
    journal.record(record, "certification.declare", by=by, after=_values(record))
    return record


@transaction.atomic
def edit_declaration(
    *, record: HourRecord, activity: Activity, by: User, at: datetime
) -> HourRecord:
    """Correct a draft, or a refused declaration before it is submitted again.

    Raises NotAllowed, RecordNotEditable, InvalidInput.
    """
    check(may_declare_for(by, record.person))
    _check_activity(activity, at=at)
    record = lock_editable(record=record)
    before = _values(record)
    _fill(record, activity)
    _check_day(record)
    record.save(update_fields=FACTS)
    journal.record(
        record, "certification.edit_declaration", by=by, before=before, after=_values(record)
    )
    return record


@transaction.atomic
def submit(*, record: HourRecord, by: User, at: datetime) -> HourRecord:
    """Put a draft or a corrected refusal, with its evidence, before the staff.

    The person begins under the rulebook in force that day, if this is the first hour recorded.
    Raises NotAllowed, RecordNotEditable, InvalidInput, RulebookMissing.
    """
    check(may_declare_for(by, record.person))
    Person.objects.select_for_update().get(pk=record.person_id)  # one submission at a time
    record = lock_editable(record=record)
    if not record.evidence.exists():
        raise InvalidInput(_("Add the evidence first: a PDF or a picture of it."))
    _check_day(record)
    before = {"state": record.state}
    refresh_facts([record])
    record.state, record.submitted_at = HourState.SUBMITTED, at
    record.decided_by = record.decided_at = None
    record.decision_reason = ""
    record.save()
    journal.record(
        record, "certification.submit", by=by, before=before, after={"state": record.state}
    )
    ensure_followed(person=record.person, on=timezone.localdate(at))
    return record


@transaction.atomic
def take_back(*, record: HourRecord, by: User) -> HourRecord:
    """Turn what was submitted and not decided yet into a draft again.

    Raises NotAllowed, RecordNotEditable.
    """
    check(may_declare_for(by, record.person))
    return _move(
        record,
        (HourState.SUBMITTED,),
        HourState.DRAFT,
        "certification.take_back",
        by=by,
    )


@transaction.atomic
def withdraw(*, record: HourRecord, by: User) -> HourRecord:
    """Give up a declaration for good; it stays in the list, and its evidence with it.

    Raises NotAllowed, RecordNotEditable.
    """
    check(may_declare_for(by, record.person))
    return _move(
        record,
        (HourState.SUBMITTED, HourState.REFUSED),
        HourState.WITHDRAWN,
        "certification.withdraw",
        by=by,
    )


@transaction.atomic
def delete_draft(*, record: HourRecord, by: User) -> None:
    """Remove a draft and its files; only the journal remembers it.

    Raises NotAllowed, RecordNotEditable.
    """
    check(may_declare_for(by, record.person))
    record = lock_editable(record=record, states=(HourState.DRAFT,))
    files = [evidence.file for evidence in record.evidence.all()]
    journal.record(record, "certification.delete_draft", by=by, before=_values(record))
    record.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))


@transaction.atomic
def lock_editable(
    *, record: HourRecord, states: tuple[HourState, ...] = TRAINEES_STATES
) -> HourRecord:
    """Give the declared record as it is now, locked until the end of the transaction.

    Raises RecordNotEditable when it is in none of `states`.
    """
    locked = (
        HourRecord.objects.select_for_update()
        .filter(pk=record.pk, source=HourSource.DECLARED, state__in=states)
        .first()
    )
    if locked is None:
        raise _not_editable(record)
    return locked


def _move(
    record: HourRecord,
    states: tuple[HourState, ...],
    state: HourState,
    action: str,
    *,
    by: User,
) -> HourRecord:
    locked = lock_editable(record=record, states=states)
    before = {"state": locked.state}
    locked.state, locked.submitted_at = state, None
    locked.save(update_fields=["state", "submitted_at"])
    journal.record(locked, action, by=by, before=before, after={"state": locked.state})
    return locked


def _not_editable(record: HourRecord) -> RecordNotEditable:
    now = HourRecord.objects.filter(pk=record.pk).first()
    if now is None:
        return RecordNotEditable(_("This declaration was deleted."))
    if now.source != HourSource.DECLARED:
        return RecordNotEditable(_("These hours come from attendance: they are not declared."))
    messages = {
        HourState.DRAFT: _("This declaration is still a draft."),
        HourState.SUBMITTED: _("This declaration is submitted: take it back to change it."),
        HourState.VALIDATED: _("These hours have been validated: they no longer change."),
        HourState.REFUSED: _("These hours have been refused meanwhile."),
        HourState.WITHDRAWN: _("This declaration was withdrawn: make a new one."),
    }
    return RecordNotEditable(messages[HourState(now.state)])


def _check_activity(activity: Activity, *, at: datetime) -> None:
    """Refuse what cannot be true or lacks something, each field with its sentence."""
    errors: dict[str, list[str]] = {}
    if activity.on > timezone.localdate(at):
        errors["on"] = [
            _("This day is still to come: declare an activity once it has taken place.")
        ]
    elif activity.on < EARLIEST:
        errors["on"] = [_("Activities before %(year)s are not taken.") % {"year": EARLIEST.year}]
    if not 1 <= activity.minutes <= DAY_MINUTES:
        errors["minutes"] = [_("Give a duration between 1 minute and 24 hours.")]
    if not activity.title.strip():
        errors["title"] = [_("Say what the activity was.")]
    if activity.kind in TERRITORIAL_KINDS and activity.territory is None:
        errors["territory"] = [
            _("Say on which territory it took place: hours off-territory depend on it.")
        ]
    if activity.provider is None and not activity.provider_name.strip():
        errors["provider_name"] = [_("Choose the training body in the list, or write its name.")]
    if errors:
        raise InvalidInput(_("Please correct what is shown below."), errors)


def _check_day(record: HourRecord) -> None:
    """Refuse more than 24 hours in one day, with what is submitted or validated already."""
    others = HourRecord.objects.filter(
        person=record.person_id,
        on=record.on,
        state__in=[HourState.SUBMITTED, HourState.VALIDATED],
    ).exclude(pk=record.pk)
    already = others.aggregate(total=Sum("minutes"))["total"] or 0
    if already + record.minutes > DAY_MINUTES:
        sentence = _(
            "With what is recorded already on %(day)s (%(hours)d h %(minutes)02d), "
            "this would be more than 24 hours."
        ) % {
            "day": date_format(record.on, "SHORT_DATE_FORMAT"),
            "hours": already // 60,
            "minutes": already % 60,
        }
        raise InvalidInput(sentence, {"minutes": [sentence]})


def _fill(record: HourRecord, activity: Activity) -> None:
    record.kind, record.on, record.minutes = activity.kind, activity.on, activity.minutes
    record.title, record.place = activity.title.strip(), activity.place.strip()
    record.territory, record.provider = activity.territory, activity.provider
    # A listed body is shown by its row; the typed name would only contradict it.
    record.provider_name = "" if activity.provider else activity.provider_name.strip()
    record.accredited = False
    refresh_facts([record])


def _values(record: HourRecord) -> dict:
    return {name: getattr(record, name) for name in ("state", *FACTS) if name != "home_territory"}
