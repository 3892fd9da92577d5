"""People whom a list names twice: in the same session the second line is too much."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from curriculum.french_order import fold
from curriculum.matching import Wanted
from curriculum.models import Institution, RosterLine

Names = tuple[str, ...]


def wanted(line: RosterLine) -> Wanted:
    """Say whom a line names, in the words of `matching`."""
    values = line.values
    return Wanted(
        given_name=values.get("given_name", ""),
        family_name=values.get("family_name", ""),
        email=values.get("email", ""),
        birth_date=_day(values.get("birth_date", "")),
    )


def names_of(one: Wanted) -> Names:
    """Give both names, whatever their order, to compare people by."""
    names = ("".join(fold(name).split()) for name in (one.given_name, one.family_name))
    return tuple(sorted(names))


def find_repeats(lines: Sequence[RosterLine]) -> dict[int, RosterLine]:
    """Give, by the row of a line, the line that names the same person first; good lines count as first."""
    first: dict[int, RosterLine] = {}
    by_names: dict[Names, list[tuple[RosterLine, Wanted]]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (bool(line.problems), line.row)):
        if line.is_left_out:
            continue
        one = wanted(line)
        names = names_of(one)
        if not all(names):
            continue
        alike = [other for other, known in by_names[names] if _may_be_same(one, known)]
        if alike:
            first[line.row] = alike[0]
        else:
            by_names[names].append((line, one))
    return first


def find_shared_addresses(lines: Iterable[RosterLine]) -> dict[int, RosterLine]:
    """Give, by the row of a line, an earlier line with the same address and other names."""
    owners: dict[str, tuple[RosterLine, Names]] = {}
    shared = {}
    for line in lines:
        one = wanted(line)
        names = names_of(one)
        if line.is_left_out or not one.email or not all(names):
            continue
        owner, theirs = owners.setdefault(one.email, (line, names))
        if theirs != names:
            shared[line.row] = owner
    return shared


def recall(lines: Sequence[RosterLine], institution: Institution | None) -> dict[int, int]:
    """Give, by row, the people that lines with the same names, birth date and address turned out to be.

    What an institution said once of somebody is not asked again. One query.
    """
    if not lines:
        return {}
    names = {line.values.get("family_name", "") for line in lines}
    earlier = RosterLine.objects.filter(
        roster__institution=institution, person__isnull=False, values__family_name__in=sorted(names)
    )
    known = {
        _told(values): person
        for values, person in earlier.order_by("pk").values_list("values", "person")
    }
    return {line.row: known[_told(line.values)] for line in lines if _told(line.values) in known}


def _told(values: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        values.get(name, "") for name in ("given_name", "family_name", "birth_date", "email")
    )


def same_person_sentence(line: RosterLine) -> str:
    """Say that a line names somebody whom another line names already."""
    return _("The same person as in row %(row)d.") % {"row": line.row}


def _day(text: str) -> date | None:
    """Read an ISO day; what a cell said otherwise was not understood."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _may_be_same(one: Wanted, other: Wanted) -> bool:
    """Tell whether nothing that both lines say differs."""
    if one.email and other.email and one.email != other.email:
        return False
    return not (one.birth_date and other.birth_date and one.birth_date != other.birth_date)
