"""Turn the attendance of a closed session into hours, and take them back when it is reopened."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from certification.enums import HourSource, HourState
from certification.errors import RestsOnAttestation, SessionNotClosed
from certification.hour_facts import CHECKED_FACTS, Homes, refresh_facts
from certification.models import HourRecord, held_by_attestation
from certification.services.rulebooks import ensure_all_follow
from curriculum import journal
from curriculum.access import check, may_manage_sessions
from curriculum.background import enqueue
from curriculum.enums import SessionStatus
from curriculum.models import Attendance, Session, User

SESSION_FACTS = ("kind", "on", "minutes", "title", "place", "territory")
DECISION = ("decided_by", "decided_at", "decision_reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """How many records a crediting wrote: new ones, and withdrawn ones that came back."""

    created: int
    renewed: int


@transaction.atomic
def credit_session(*, session: Session, by: User | None, at: datetime) -> Credit:
    """Give each person present at a closed session the hours of each half-day, to be validated.

    Participants get the half-day's kind, co-animators its kind for co-animation, or nothing when it has
    none. A record that a reopening withdrew comes back with what is marked now; the others stay as they
    are, so crediting again changes nothing. The number of queries does not depend on the number of
    people.

    Raises NotAllowed, SessionNotClosed, RulebookMissing.
    """
    check(by is None or may_manage_sessions(by))
    locked = Session.objects.select_for_update().get(pk=session.pk)  # one crediting at a time
    if locked.status != SessionStatus.CLOSED:
        raise SessionNotClosed(_("Hours are credited once the session is closed."))
    known = {
        record.attendance_id: record
        for record in HourRecord.objects.filter(session=locked).select_related("territory")
    }
    created, renewed = [], []
    for attendance in _attendances(locked):
        record = known.get(attendance.pk)
        if record is None:
            created.append(_new_record(attendance, by=by, at=at))
        elif record.state == HourState.WITHDRAWN:
            renewed.append(_renew(record, attendance, at=at))
    written = [*created, *renewed]
    if written:
        refresh_facts(written, Homes({record.person_id for record in written}))
        _write(created, renewed, by=by)
        _begin(written)
    return Credit(created=len(created), renewed=len(renewed))


@transaction.atomic
def uncredit_session(*, session: Session, by: User) -> int:
    """Withdraw the hours of a session whose closing is undone, decided or not; return their number.

    Those whose hours had been validated are told. Raises NotAllowed, and RestsOnAttestation when a valid
    attestation names any of them.
    """
    check(may_manage_sessions(by))
    Session.objects.select_for_update().get(pk=session.pk)
    records = list(
        HourRecord.objects.select_for_update()
        .filter(session=session)
        .exclude(state=HourState.WITHDRAWN)
        .order_by("pk")
    )
    ids = [record.pk for record in records]
    held = HourRecord.objects.filter(held_by_attestation(), pk__in=ids).select_related("person")
    people = sorted({record.person.full_name for record in held})
    if people:
        raise RestsOnAttestation(
            _(
                "Attestations rest on the hours of this session: %(people)s. "
                "Revoke them first, then reopen the session."
            )
            % {"people": ", ".join(people)}
        )
    HourRecord.objects.filter(pk__in=ids).update(state=HourState.WITHDRAWN, submitted_at=None)
    journal.record_many(
        (
            (record, {"state": record.state}, {"state": HourState.WITHDRAWN.value})
            for record in records
        ),
        "certification.uncredit_session",
        by=by,
    )
    counted = [record.pk for record in records if record.state == HourState.VALIDATED]
    if counted:
        enqueue("certification.tasks.tell_people", ids=counted)
    return len(records)


def _attendances(session: Session) -> list[Attendance]:
    """Read what was marked and earns hours, in one query."""
    present = (
        Attendance.objects.present()
        .filter(slot__day__session=session)
        .select_related("slot__day", "slot__place", "slot__territory", "person")
        .order_by("slot__day__on", "slot__starts_at", "pk")
    )
    found = list(present)
    for attendance in found:
        attendance.slot.day.session = session
    return [attendance for attendance in found if attendance.slot.kind_for(attendance.role)]


def _facts(attendance: Attendance) -> dict:
    slot = attendance.slot
    return {
        "kind": slot.kind_for(attendance.role),
        "on": slot.day.on,
        "minutes": attendance.minutes,
        "title": slot.day.session.title,
        "place": str(slot.place)[:200],
        "territory": slot.territory,
    }


def _new_record(attendance: Attendance, *, by: User | None, at: datetime) -> HourRecord:
    return HourRecord(
        person=attendance.person,
        source=HourSource.ATTENDANCE,
        state=HourState.SUBMITTED,
        attendance=attendance,
        session=attendance.slot.day.session,
        created_by=by,
        submitted_at=at,
        **_facts(attendance),
    )


def _renew(record: HourRecord, attendance: Attendance, *, at: datetime) -> HourRecord:
    """Bring a withdrawn record back, undecided; an overruling by staff stays."""
    for name, value in _facts(attendance).items():
        setattr(record, name, value)
    record.person = attendance.person
    record.state, record.submitted_at = HourState.SUBMITTED, at
    record.decided_by = record.decided_at = None
    record.decision_reason = ""
    return record


def _write(created: list[HourRecord], renewed: list[HourRecord], *, by: User | None) -> None:
    HourRecord.objects.bulk_create(created)
    HourRecord.objects.bulk_update(
        renewed,
        ["state", "submitted_at", *DECISION, *SESSION_FACTS, *CHECKED_FACTS],
        batch_size=200,
    )
    withdrawn, submitted = HourState.WITHDRAWN.value, HourState.SUBMITTED.value
    lines = [(record, None, {"state": submitted, "minutes": record.minutes}) for record in created]
    lines += [
        (record, {"state": withdrawn}, {"state": submitted, "minutes": record.minutes})
        for record in renewed
    ]
    journal.record_many(lines, "certification.credit_session", by=by)


def _begin(records: list[HourRecord]) -> None:
    """Let newcomers follow the rulebook in force on the first day that they attended."""
    first: dict[int, date] = {}
    for record in records:
        first[record.person_id] = min(record.on, first.get(record.person_id, record.on))
    ensure_all_follow(first_days=first)
