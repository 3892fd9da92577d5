"""Past hours are recorded: part by part, in the background, by whichever worker is there."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.access import may_import_hours
from certification.enums import HourState, ImportResult
from certification.hour_facts import Homes, refresh_facts
from certification.models import HourImport, HourImportLine, HourRecord
from certification.past_hours.facts import records_of, understand
from certification.past_hours.fates import (
    Fate,
    Planned,
    homes_of_newcomers,
    known_fingerprints,
)
from certification.past_hours.meanings import Meanings
from certification.past_hours.parts import in_parts
from certification.past_hours.preview import Preview
from certification.past_hours.recognition import first_days, settled_people
from certification.services.hour_imports import lock_import
from certification.services.rulebooks import ensure_all_follow
from curriculum import journal
from curriculum.access import check
from curriculum.background import enqueue
from curriculum.enums import UploadState
from curriculum.errors import InvalidInput
from curriculum.models import HomeTerritory, Person, User
from curriculum.services.newcomers import Newcomer, make_newcomers

PART = 500
"""Lines written in one transaction."""

RESULTS = {
    Fate.REFUSED: ImportResult.REFUSED,
    Fate.REPEATED: ImportResult.LEFT_OUT,
    Fate.LEFT_OUT: ImportResult.LEFT_OUT,
    Fate.KNOWN: ImportResult.KNOWN,
}
"""What becomes of the lines that bring no hours; the others are still to be written."""


@transaction.atomic
def start_writing(
    *,
    hour_import: HourImport,
    record_state: HourState,
    leave_out_overlaps: bool,
    by: User,
    at: datetime,
) -> HourImport:
    """Settle what becomes of each line, and let a worker record the good ones.

    With `leave_out_overlaps`, hours that look like some on the platform are left out. Those whom the
    import makes newcomers get no mail, and nobody is told: staff do that as they see fit.

    Raises NotAllowed, ImportNotReady, InvalidInput while a word or a person is unclear, or when nothing
    would be recorded.
    """
    check(may_import_hours(by))
    hour_import = lock_import(hour_import=hour_import, states=(UploadState.READY,))
    preview = Preview(hour_import)
    _check_answers(preview)
    if leave_out_overlaps:
        for plan in preview.overlapping:
            plan.fate = Fate.LEFT_OUT
    if not preview.to_write:
        raise InvalidInput(_("No line of this workbook would be recorded: nothing new is in it."))
    _settle(preview.planned)
    hour_import.record_state, hour_import.written_by = record_state, by
    hour_import.state = UploadState.WRITING
    hour_import.done_count = sum(plan.fate in RESULTS for plan in preview.planned)
    hour_import.save(update_fields=["record_state", "written_by", "state", "done_count"])
    journal.record(
        hour_import,
        "certification.start_writing",
        by=by,
        after={"record_state": str(record_state), "lines": len(preview.to_write)},
    )
    enqueue("certification.tasks.write_import", import_id=hour_import.pk)
    return hour_import


@transaction.atomic
def write_part(*, import_id: int, at: datetime) -> bool:
    """Record the next lines of an import, each once whoever else imports them; tell whether some are left.

    The number of queries grows with parts, not with lines.
    """
    # Whoever writes waits for the others, so that the same hours come in once.
    writing = HourImport.objects.select_for_update().filter(state=UploadState.WRITING)
    hour_import = {found.pk: found for found in writing.order_by("pk")}.get(import_id)
    if hour_import is None:
        return False
    by = User.objects.get(pk=hour_import.written_by_id)
    lines = list(hour_import.lines.filter(result="").order_by("row")[:PART])
    meanings = Meanings(hour_import)
    new = _without_known(lines, hour_import)
    _give_persons(new, hour_import, meanings, by=by, at=at)
    _record(new, hour_import, meanings, by=by, at=at)
    HourImport.objects.filter(pk=import_id).update(done_count=hour_import.done_count + len(lines))
    return bool(lines)


@transaction.atomic
def finish_writing(*, import_id: int, at: datetime) -> bool:
    """Note the end of an import of which no line is left; tell whether this call did.

    Those who had no hours before begin under the rulebook of the first day that was recorded.
    """
    hour_import = HourImport.objects.select_for_update().get(pk=import_id)
    if hour_import.state != UploadState.WRITING or hour_import.lines.filter(result="").exists():
        return False
    written = hour_import.lines.filter(result=ImportResult.WRITTEN)
    ensure_all_follow(first_days=first_days(written))
    hour_import.state, hour_import.finished_at = UploadState.DONE, at
    hour_import.done_count = hour_import.line_count
    hour_import.save(update_fields=["state", "finished_at", "done_count"])
    journal.record(
        hour_import,
        "certification.finish_writing",
        by=None,
        after={
            "records": HourRecord.objects.filter(import_line__hour_import=hour_import).count(),
            "people": written.values("person").distinct().count(),
        },
    )
    return True


def _check_answers(preview: Preview) -> None:
    words, questions = len(preview.open_words), len(preview.questions)
    if words:
        raise InvalidInput(
            ngettext(
                "Say first what %(number)d word of the workbook stands for.",
                "Say first what %(number)d words of the workbook stand for.",
                words,
            )
            % {"number": words}
        )
    if questions:
        raise InvalidInput(
            ngettext(
                "Say first whether %(number)d person is the one whom we know.",
                "Say first whether %(number)d people are those whom we know.",
                questions,
            )
            % {"number": questions}
        )


def _settle(planned: Sequence[Planned]) -> None:
    """Note the lines that bring no hours, and why those that cannot be used cannot."""
    by_result: dict[ImportResult, list[int]] = defaultdict(list)
    found_late = []
    for plan in planned:
        if plan.fate in RESULTS:
            by_result[RESULTS[plan.fate]].append(plan.line.pk)
        if plan.fate == Fate.REFUSED and not plan.line.problems:
            plan.line.problems = [list(problem) for problem in plan.problems]
            found_late.append(plan.line)
    for result, ids in by_result.items():
        for some in in_parts(ids):
            HourImportLine.objects.filter(pk__in=some).update(result=result)
    HourImportLine.objects.bulk_update(found_late, ["problems"], batch_size=100)


def _without_known(
    lines: Sequence[HourImportLine], hour_import: HourImport
) -> list[HourImportLine]:
    """Leave out what another import has recorded meanwhile."""
    known = known_fingerprints([line.fingerprint for line in lines], hour_import)
    again = [line.pk for line in lines if line.fingerprint in known]
    if again:
        HourImportLine.objects.filter(pk__in=again).update(result=ImportResult.KNOWN)
    return [line for line in lines if line.fingerprint not in known]


def _give_persons(
    lines: Sequence[HourImportLine],
    hour_import: HourImport,
    meanings: Meanings,
    *,
    by: User,
    at: datetime,
) -> None:
    """Give each line its person: somebody whom another import added meanwhile, or somebody new."""
    wanted = {line.who: line for line in lines if line.person_id is None}
    if wanted:
        settled = settled_people(wanted, besides=hour_import)
        _set_persons(hour_import, settled, are_new=False)
        newcomers = [who for who in wanted if who not in settled]
        made = _make(newcomers, hour_import, meanings, by=by, at=at)
        _set_persons(hour_import, made, are_new=True)
        for line in lines:
            if line.person_id is None:
                line.person_id = settled.get(line.who) or made[line.who]
    people = Person.objects.in_bulk({line.person_id for line in lines})
    for line in lines:
        line.person = people[line.person_id]


def _make(
    newcomers: Sequence[str],
    hour_import: HourImport,
    meanings: Meanings,
    *,
    by: User,
    at: datetime,
) -> dict[str, int]:
    """Add people, with what all the lines of the workbook say of them; give their ids."""
    if not newcomers:
        return {}
    lines: dict[str, list[HourImportLine]] = {}
    for line in hour_import.lines.filter(who__in=newcomers, result="").order_by("row"):
        lines.setdefault(line.who, []).append(line)
    people = make_newcomers(
        rows=[_newcomer(lines[who]) for who in newcomers], institution=None, by=by, at=at
    )
    homes = homes_of_newcomers((line for mine in lines.values() for line in mine), meanings)
    entries = [
        HomeTerritory(
            person=person,
            territory=homes[who],
            since=min(date.fromisoformat(line.values["on"]) for line in lines[who]),
        )
        for who, person in zip(newcomers, people, strict=True)
        if who in homes
    ]
    HomeTerritory.objects.bulk_create(entries)
    journal.record_many(
        (
            (entry.person, None, {"territory": entry.territory, "since": entry.since})
            for entry in entries
        ),
        "curriculum.set_home_territory",
        by=by,
    )
    return {who: person.pk for who, person in zip(newcomers, people, strict=True)}


def _newcomer(lines: Sequence[HourImportLine]) -> Newcomer:
    def first(code: str) -> str:
        return next((line.values[code] for line in lines if line.values.get(code)), "")

    birth_date = first("birth_date")
    return Newcomer(
        given_name=first("given_name"),
        family_name=first("family_name"),
        birth_date=date.fromisoformat(birth_date) if birth_date else None,
        email=first("email"),
    )


def _set_persons(hour_import: HourImport, people: dict[str, int], *, are_new: bool) -> None:
    """Write on all the lines about some people who they are, in one prepared statement."""
    table = connection.ops.quote_name(HourImportLine._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET person_id = %s, made_person = %s "  # noqa: S608
            "WHERE hour_import_id = %s AND who = %s AND person_id IS NULL",
            [(person, are_new, hour_import.pk, who) for who, person in people.items()],
        )


def _record(
    lines: Sequence[HourImportLine],
    hour_import: HourImport,
    meanings: Meanings,
    *,
    by: User,
    at: datetime,
) -> None:
    records = [
        record
        for line in lines
        for record in records_of(line, understand(line, meanings), hour_import, by=by, at=at)
    ]
    refresh_facts(records, Homes({record.person_id for record in records}))
    HourRecord.objects.bulk_create(records)
    HourImportLine.objects.filter(pk__in=[line.pk for line in lines]).update(
        result=ImportResult.WRITTEN
    )
    journal.record_many(
        (
            (record, None, {"state": record.state.value, "minutes": record.minutes})
            for record in records
        ),
        "certification.import_hours",
        by=by,
    )
