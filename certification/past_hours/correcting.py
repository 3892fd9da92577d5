"""What somebody writes over the wrong cells of a line, and what it tells of this and other lines."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import count

from certification.models import HourImport, HourImportLine
from certification.past_hours.fields import LABELS
from certification.past_hours.lines import ReadLine, read_line
from certification.past_hours.parts import in_parts
from certification.past_hours.recognition import (
    digest_of,
    doubt,
    find_people,
    fingerprint,
    identify,
    names_of,
)
from curriculum.spreadsheets.cells import name_order
from curriculum.spreadsheets.names import Order
from curriculum.spreadsheets.values import Cell

DAYS = ("on", "until", "birth_date")
INSTEAD = {"name": ("given_name", "family_name"), "days": ("minutes",)}
"""What was understood of a cell goes when something else is written into it."""

MENDED = "mended"
"""Among the values of a line: the fields that were written on the page, between spaces."""

Told = tuple[HourImportLine, ReadLine]
"""A line, and what it says now."""


def read_again(
    line: HourImportLine, written: Mapping[str, str], *, day_minutes: int, today: date
) -> ReadLine:
    """Read a line with `written` over some of its cells, by field, as people type it.

    What was wrong with a cell into which nothing is written is still wrong.
    """
    hour_import = line.hour_import
    cells: dict[str, Cell] = {
        code: "" for code in hour_import.mapping.values() if code in LABELS
    } | as_cells(line.values)
    for code in written:
        for other in INSTEAD.get(code, ()):
            cells.pop(other, None)
    read = read_line(
        line.row,
        {**cells, **written},
        order=_order(hour_import),
        day_minutes=day_minutes,
        today=today,
    )
    done = {*written, *(code for code, _sentence in read.problems)}
    read.problems += [problem for problem in line.problems if problem[0] not in done]
    return read


def recognise_again(line: HourImportLine, read: ReadLine, *, on: date) -> list[HourImportLine]:
    """Find out whose line it is and what it repeats, now that it says what `read` does.

    It may tell more of its namesakes, or make them unclear: those that change are given. Nothing is written
    yet. `read` is blamed when it is unclear itself.
    """
    others = _namesakes(line, {names_of(ReadLine(line.row, line.values)), names_of(read)})
    changed = _identify_again((line, read), others, on=on) | _repeat_again((line, read), others)
    for other, told in others:
        if other.problems != told.problems:
            other.problems = told.problems
            changed.add(other)
    return sorted(changed, key=lambda other: other.row)


def as_cells(values: Mapping[str, str]) -> dict[str, Cell]:
    """Give the values of a line as cells of a workbook: days are days, durations are durations."""
    cells: dict[str, Cell] = dict(values)
    for code in DAYS:
        if code in values:
            cells[code] = date.fromisoformat(values[code])
    if "minutes" in values:
        cells["minutes"] = timedelta(minutes=int(values["minutes"]))
    return cells


def _order(hour_import: HourImport) -> Order:
    """Tell which name comes first where both are in one cell."""
    for number, code in hour_import.mapping.items():
        if code == "name" and int(number) < len(hour_import.headings):
            return name_order(hour_import.headings[int(number)])
    return ""


def _namesakes(line: HourImportLine, names: Collection[tuple[str, str]]) -> list[Told]:
    """Give the other lines about people of these names, in their order."""
    others = line.hour_import.lines.exclude(pk=line.pk).order_by("row")
    said = others.values_list("pk", "row", "values")
    wanted = [pk for pk, row, values in said if names_of(ReadLine(row, values)) in names]
    return [
        (
            other,
            ReadLine(other.row, other.values, [why for why in other.problems if why != doubt()]),
        )
        for some in in_parts(wanted)
        for other in others.filter(pk__in=some)
    ]


def _identify_again(mended: Told, others: Sequence[Told], *, on: date) -> set[HourImportLine]:
    """Give each line its person anew where what the file tells of them has changed."""
    everyone = [*others, mended]
    moved = []
    for (line, told), who in zip(everyone, identify(told for _line, told in everyone), strict=True):
        if line.who != who:
            line.who = who
            moved.append((line, told))
    changed = {line for line, _told in moved}
    settled = {line.who: line for line, _told in others if line.who and line not in changed}
    line, _told = mended
    if line not in changed and line.who not in settled and not (line.person_id or line.is_another):
        moved.append(mended)  # the e-mail address may tell now
    asked = [(line, told) for line, told in moved if line.who not in settled]
    found = find_people(
        line.hour_import,
        [told for _line, told in asked],
        [line.who for line, _told in asked],
        on=on,
    )
    for line, _told in moved:
        if known := settled.get(line.who):
            line.person_id, line.candidate_id = known.person_id, known.candidate_id
            line.is_another = known.is_another
        else:
            line.person_id, line.candidate_id = found.get(line.who, (None, None))
            line.is_another = False
    return changed - {mended[0]}


def _repeat_again(mended: Told, others: Sequence[Told]) -> set[HourImportLine]:
    """Say which line the mended one repeats; those that repeated it do so no more if it says other things."""
    line, read = mended
    said = fingerprint(read)
    alike = [(other, fingerprint(told)) for other, told in others]
    first: dict[str, int] = {}
    freed = set()
    for other, theirs in alike:
        if other.repeats_row == line.row and theirs != said:
            row = first.setdefault(theirs, other.row)
            other.repeats_row = None if row == other.row else row
            other.is_left_out &= row != other.row
            freed.add(other)
    same = [other for other, theirs in alike if theirs == said and other.repeats_row != line.row]
    line.repeats_row = same[0].row if same else None
    line.is_left_out = bool(same)
    taken = {other.fingerprint for other, _theirs in alike}
    numbers = (digest_of([said, number]) for number in count(1))
    line.fingerprint = next(digest for digest in numbers if digest not in taken)
    return freed
