"""Whose lines they are, which of them say the same, and by what a line is known again in another file."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certification.enums import ImportResult
from certification.models import HourImport, HourImportLine
from certification.past_hours.lines import ReadLine
from certification.past_hours.parts import in_parts
from certification.past_hours.words import key_of
from curriculum.matching import Wanted, match_people

SAID = ("on", "until", "minutes", "kind", "title", "place", "territory", "provider")
"""What makes two lines about the same person differ."""


def recognise(
    hour_import: HourImport, lines: Sequence[ReadLine], *, on: date
) -> list[HourImportLine]:
    """Make the rows of an import from the lines of its file; nothing is written yet.

    The number of queries grows by the thousand people.
    """
    identities = identify(lines)
    found = find_people(hour_import, lines, identities, on=on)
    seen: dict[str, int] = {}
    counts: dict[str, int] = defaultdict(int)
    rows = []
    for line, who in zip(lines, identities, strict=True):
        said = fingerprint(line)
        counts[said] += 1
        first = seen.setdefault(said, line.row)
        person, candidate = found.get(who, (None, None))
        rows.append(
            HourImportLine(
                hour_import=hour_import,
                row=line.row,
                values=line.values,
                problems=line.problems,
                who=who,
                person_id=person,
                candidate_id=candidate,
                # The second of two alike lines is another half-day, or a slip: somebody decides.
                repeats_row=first if first != line.row else None,
                is_left_out=first != line.row,
                fingerprint=digest_of([said, counts[said]]),
            )
        )
    return rows


def fingerprint(line: ReadLine) -> str:
    """Give what the line says in words, whatever its columns, case, accents or spaces."""
    return digest_of(
        [
            key_of(line.get("family_name")),
            key_of(line.get("given_name")),
            line.get("birth_date"),
            line.get("email"),
            *(key_of(line.get(code)) for code in SAID),
        ]
    )


def digest_of(said: list) -> str:
    """Give a short name for what is said."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def identify(lines: Iterable[ReadLine]) -> list[str]:
    """Give each line a name for its person; alike ones are about the same person.

    A line without date of birth is about the only namesake of the file, and unclear when there are several.
    """
    lines = list(lines)
    births: dict[tuple[str, str], set[str]] = defaultdict(set)
    addresses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        births[names_of(line)].add(line.get("birth_date"))
        addresses[names_of(line)].add(line.get("email"))
    identities = []
    for line in lines:
        names = names_of(line)
        if not all(names):
            identities.append("")
            continue
        known = births[names] - {""}
        mark = line.get("birth_date")
        if not mark and len(known) == 1:
            mark = next(iter(known))
        elif not known:
            several = addresses[names] - {""}
            mark = line.get("email") or (next(iter(several)) if len(several) == 1 else "")
            if not mark and several:
                line.problems.append(doubt())
        elif not mark:
            line.problems.append(doubt())
        identities.append(digest_of([*names, mark]))
    return identities


def names_of(line: ReadLine) -> tuple[str, str]:
    """Give what two spellings of the same names have in common."""
    return key_of(line.get("family_name")), key_of(line.get("given_name"))


def doubt() -> list[str]:
    """Give what is wrong with a line of which nothing tells whose of several namesakes it is."""
    return [
        "birth_date",
        _("Several people of this name are in the file: write the date of birth here too."),
    ]


def find_people(
    hour_import: HourImport, lines: Sequence[ReadLine], identities: Sequence[str], *, on: date
) -> dict[str, tuple[int | None, int | None]]:
    """Give the person, or who it may be, by identity.

    What an earlier import settled about the very same words stays settled.
    """
    found: dict[str, tuple[int | None, int | None]] = {
        who: (person, None)
        for who, person in settled_people(identities, besides=hour_import).items()
    }
    wanted: dict[str, Wanted] = {}
    for line, who in zip(lines, identities, strict=True):
        if who and who not in found:
            wanted[who] = _best_known(wanted.get(who), line)
    matches = match_people(list(wanted.values()), institution=None, on=on)
    for who, match in zip(wanted, matches, strict=True):
        found[who] = (match.person_id, match.candidate_id)
    return found


def _best_known(known: Wanted | None, line: ReadLine) -> Wanted:
    """Put what several lines say of one person together."""
    birth_date = line.get("birth_date")
    return Wanted(
        given_name=line.get("given_name"),
        family_name=line.get("family_name"),
        email=(known.email if known else "") or line.get("email"),
        birth_date=(known.birth_date if known else None)
        or (date.fromisoformat(birth_date) if birth_date else None),
    )


def settled_people(identities: Iterable[str], *, besides: HourImport) -> dict[str, int]:
    """Give who people turned out to be in imports that were written, by identity."""
    settled: dict[str, int] = {}
    for some in in_parts(sorted(set(identities) - {""})):
        rows = (
            HourImportLine.objects.filter(who__in=some, result=ImportResult.WRITTEN)
            .exclude(hour_import=besides)
            .order_by("pk")
            .values_list("who", "person")
        )
        settled.update(dict(rows))
    return settled


def first_days(lines: QuerySet[HourImportLine]) -> dict[int, date]:
    """Give the first day of hours of each person among some lines, by id; one query."""
    first: dict[int, date] = {}
    for person, values in lines.order_by().values_list("person", "values"):
        day = date.fromisoformat(values["on"])
        first[person] = min(day, first.get(person, day))
    return first
