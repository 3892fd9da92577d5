"""An attendance workbook that comes back: kept, compared, decided line by line, marked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_manage_sessions, may_mark_session
from curriculum.attendance.keys import ExportedMark
from curriculum.attendance.reading import Filled
from curriculum.attendance.returns import Change, Difference, compare, resolve
from curriculum.enums import AttendanceStatus, UploadState
from curriculum.errors import CurriculumError, InvalidInput, TooOften
from curriculum.models import Attendance, AttendanceReturn, Session, SessionSlot, User
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.uploads import ReceivedFile

MOST_A_DAY = 100
"""Workbooks that one account brings: each is kept for months."""
MOST_PROBLEMS = 500
"""Cells that are kept and shown: whoever has more has another mistake."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether to take what the workbook says, and the version of the mark that was seen."""

    take: bool
    version: int


@dataclass(slots=True)
class Settled:
    """What became of some answers: how many marks changed, how many were kept, and what was refused."""

    applied: int = 0
    kept: int = 0
    refusals: list[tuple[Session, str]] = field(default_factory=list)


@transaction.atomic
def bring_attendance(
    *, file: ReceivedFile, filled: Filled, session: Session | None, by: User, at: datetime
) -> AttendanceReturn:
    """Keep a workbook that was read, with what it says otherwise; nothing is marked yet.

    Raises NotAllowed, TooOften, InvalidInput when it is about other sessions than `session`.
    """
    check(may_manage_sessions(by) if session is None else may_mark_session(by, session))
    latest = AttendanceReturn.objects.filter(made_by=by, made_at__gt=at - timedelta(days=1))
    if latest.count() >= MOST_A_DAY:
        raise TooOften(_("You brought many workbooks today: go on tomorrow."))
    slots = _slots(filled)
    if session is not None:
        _keep_to(session, filled, slots)
    changes, problems = resolve(filled, slots)
    found = AttendanceReturn(
        session=session,
        name=file.name[:200],
        sha256=file.sha256,
        sheet=filled.sheet[:100],
        line_count=len(filled.keys),
        outdated_count=_count_outdated(filled),
        changes=[change.data() for change in changes],
        problems=[
            [problem.row, problem.column, problem.heading, problem.sentence]
            for problem in problems[:MOST_PROBLEMS]
        ],
        made_by=by,
        made_at=at,
    )
    if not any(difference.is_open for difference in compare(changes, at=at)):
        found.state = UploadState.DONE
    found.file.save(found.name, ContentFile(file.data), save=False)
    found.save()
    journal.record(
        found,
        "curriculum.bring_attendance",
        by=by,
        after={"file": found.name, "lines": found.line_count, "differences": len(changes)},
    )
    return found


@transaction.atomic
def settle_attendance(
    *,
    attendance_return: AttendanceReturn,
    answers: Mapping[int, Answer],
    by: User,
    at: datetime,
) -> Settled:
    """Mark what was chosen, keep the rest as it is; `answers` go by the number of the difference.

    All that was chosen of a session is marked, or nothing of it and the answer says why.

    Raises NotAllowed.
    """
    locked = AttendanceReturn.objects.select_for_update().get(pk=attendance_return.pk)
    check(
        may_manage_sessions(by)
        if locked.session_id is None
        else may_mark_session(by, locked.session)
    )
    differences = compare([Change.read(data) for data in locked.changes], at=at)
    settled = Settled()
    chosen: dict[int, list[tuple[Difference, Answer]]] = {}
    for difference in differences:
        answer = answers.get(difference.number)
        if answer is None or not difference.is_open:
            continue
        if answer.take:
            chosen.setdefault(difference.session.pk, []).append((difference, answer))
        elif answer.version == difference.version:
            kept = replace(difference.change, kept_at=difference.version)
            locked.changes[difference.number] = kept.data()
            settled.kept += 1
    for pairs in chosen.values():
        _mark(locked, pairs, settled, by=by, at=at)

    _note(locked, settled, by=by, at=at)
    return settled


def _slots(filled: Filled) -> dict[str, SessionSlot]:
    codes = {key.slot_code for key in filled.keys}
    slots = SessionSlot.objects.filter(code__in=codes).select_related("day__session")
    return {slot.code: slot for slot in slots}


def _keep_to(session: Session, filled: Filled, slots: dict[str, SessionSlot]) -> None:
    """Refuse a workbook of another session; lines of others become problems."""

    def is_elsewhere(key: ExportedMark) -> bool:
        slot = slots.get(key.slot_code)
        return slot is not None and slot.day.session_id != session.pk

    elsewhere = [key for key in filled.keys if is_elsewhere(key)]
    if elsewhere and len(elsewhere) == len(filled.keys):
        raise InvalidInput(
            _(
                "This workbook is about another session, not about “%(session)s”: bring it back to the "
                "page of its own session."
            )
            % {"session": session}
        )
    kept = []
    for line in filled.lines:
        if is_elsewhere(line.key):
            sentence = _("This line is about another session: bring it back there.")
            filled.problems.append(filled.problem(line.row, "key", sentence))
        else:
            kept.append(line)
    filled.lines[:] = kept


def _count_outdated(filled: Filled) -> int:
    """Count lines that nobody filled in and whose mark changed since the workbook was written."""
    filled_in = {(line.key.slot_code, line.key.person_code) for line in filled.lines}
    marks = Attendance.objects.filter(
        slot__code__in={key.slot_code for key in filled.keys}
    ).values_list("slot__code", "person__code", "version")
    versions = {(slot, person): version for slot, person, version in marks}
    return sum(
        versions.get((key.slot_code, key.person_code), 0) != key.version
        for key in filled.keys
        if (key.slot_code, key.person_code) not in filled_in
    )


def _mark(
    locked: AttendanceReturn,
    pairs: list[tuple[Difference, Answer]],
    settled: Settled,
    *,
    by: User,
    at: datetime,
) -> None:
    session = pairs[0][0].session
    marks = [
        Mark(
            slot_id=difference.slot.pk,
            person_id=difference.person.pk,
            status=AttendanceStatus(change.status) if change.status else None,
            minutes=change.minutes,
            reason=change.reason,
            version=answer.version,
        )
        for difference, answer in pairs
        for change in [difference.change]
    ]
    try:
        with transaction.atomic():
            settled.applied += mark_attendance(
                session=session,
                marks=marks,
                by=by,
                at=at,
                origin=_("Workbook “%(name)s”") % {"name": locked.name},
            )
    except CurriculumError as refusal:
        settled.refusals.append((session, _words(refusal)))


def _words(refusal: CurriculumError) -> str:
    errors = getattr(refusal, "errors", {})
    sentences = dict.fromkeys(sentence for found in errors.values() for sentence in found)
    return " ".join([str(refusal), *sentences])


def _note(locked: AttendanceReturn, settled: Settled, *, by: User, at: datetime) -> None:
    left = compare([Change.read(data) for data in locked.changes], at=at)
    locked.mark_count += settled.applied
    if settled.applied:
        locked.applied_at = at
    if not any(difference.is_open for difference in left):
        locked.state = UploadState.DONE
    locked.save(update_fields=["changes", "mark_count", "applied_at", "state"])
    if settled.applied or settled.kept:
        journal.record(
            locked,
            "curriculum.settle_attendance",
            by=by,
            after={"marked": settled.applied, "kept": settled.kept},
        )
