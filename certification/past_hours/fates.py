"""What would become of each line of an import now, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.enums import HourState, ImportResult
from certification.hour_facts import DAY_MINUTES, TERRITORIAL_KINDS, Homes, is_off_territory
from certification.models import HourImport, HourImportLine, HourRecord
from certification.past_hours.facts import PastHours, understand
from certification.past_hours.meanings import Meanings
from certification.past_hours.parts import in_parts
from certification.past_hours.words import LEAVE_OUT
from curriculum.models import Territory


class Fate(TextChoices):
    """What would become of a line now."""

    TO_WRITE = "to_write", gettext_lazy("To record")
    REFUSED = "refused", gettext_lazy("To mend")
    REPEATED = "repeated", gettext_lazy("Twice in the file")
    LEFT_OUT = "left_out", gettext_lazy("Left out")
    KNOWN = "known", gettext_lazy("Brought already")
    UNCLEAR = "unclear", gettext_lazy("Word to explain")
    QUESTION = "question", gettext_lazy("Is it the same person?")


@dataclass(slots=True)
class Planned:
    """A line with what would become of it."""

    line: HourImportLine
    fate: Fate
    hours: PastHours | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)
    off_territory: list[bool] = field(default_factory=list)
    """Day by day."""
    is_home_unknown: bool = False
    """Whether it would matter where the person worked, and nobody knows."""
    is_territory_unknown: bool = False
    """Whether it would matter where it took place, and nobody knows."""
    overlaps: bool = False
    """Whether the platform has hours of this person, day, kind and duration already."""


def plan_lines(
    hour_import: HourImport, lines: Sequence[HourImportLine], meanings: Meanings
) -> list[Planned]:
    """Decide on each line; as many queries for three thousand lines as for thirty, by the thousand."""
    known = known_fingerprints([line.fingerprint for line in lines], hour_import)
    planned = [_plan(line, known, meanings) for line in lines]
    _refuse_long_days(planned)
    _compute_territories(planned, homes_of_newcomers(lines, meanings))
    _find_overlaps(planned)
    return planned


def is_in_question(line: HourImportLine) -> bool:
    """Tell whether it is still to be said if a line names the person who is known."""
    return line.person_id is None and line.candidate_id is not None and not line.is_another


def homes_of_newcomers(lines: Iterable[HourImportLine], meanings: Meanings) -> dict[str, Territory]:
    """Give where those who are not known yet worked, by the name that the lines have for them.

    The first line that says it is believed.
    """
    homes: dict[str, Territory] = {}
    for line in lines:
        if (
            line.person_id is None
            and line.who not in homes
            and (home := meanings.home(line.values))
        ):
            homes[line.who] = home
    return homes


def known_fingerprints(fingerprints: Iterable[str], besides: HourImport) -> set[str]:
    """Tell which lines another import has written; one query a thousand."""
    found: set[str] = set()
    for some in in_parts(fingerprints):
        written = HourImportLine.objects.filter(
            fingerprint__in=some, result=ImportResult.WRITTEN
        ).exclude(hour_import=besides)
        found.update(written.values_list("fingerprint", flat=True))
    return found


def _plan(line: HourImportLine, known: set[str], meanings: Meanings) -> Planned:
    problems = [(code, sentence) for code, sentence in line.problems]
    if problems:
        fate = Fate.LEFT_OUT if line.is_left_out and not line.repeats_row else Fate.REFUSED
        return Planned(line, fate, problems=problems)
    if line.fingerprint in known:
        return Planned(line, Fate.KNOWN)
    if line.is_left_out:
        return Planned(line, Fate.REPEATED if line.repeats_row else Fate.LEFT_OUT)
    kind = meanings.kind(line.values)
    if kind is None:
        return Planned(line, Fate.UNCLEAR)
    if kind == LEAVE_OUT:
        return Planned(line, Fate.LEFT_OUT)
    fate = Fate.QUESTION if is_in_question(line) else Fate.TO_WRITE
    return Planned(line, fate, understand(line, meanings))


def _refuse_long_days(planned: list[Planned]) -> None:
    """Refuse the lines that would bring a day of somebody above 24 hours, with what is recorded."""
    mine = [plan for plan in planned if plan.fate in (Fate.TO_WRITE, Fate.QUESTION)]
    days: dict[tuple, int] = _minutes_by_day(plan.line.person_id for plan in mine)
    for plan in mine:
        who = plan.line.person_id or plan.line.who
        if any(days[who, day] + minutes > DAY_MINUTES for day, minutes in plan.hours.days):
            plan.problems.append(
                (
                    "minutes",
                    _("With what else is known of that day, this would be more than 24 hours."),
                )
            )
            plan.fate, plan.hours = Fate.REFUSED, None
            continue
        for day, minutes in plan.hours.days:
            days[who, day] += minutes


def _minutes_by_day(person_ids: Iterable[int | None]) -> dict[tuple, int]:
    total: dict[tuple, int] = defaultdict(int)
    for some in in_parts(set(person_ids) - {None}):
        rows = HourRecord.objects.filter(
            person__in=some, state__in=[HourState.SUBMITTED, HourState.VALIDATED]
        )
        sums = rows.order_by().values_list("person", "on").annotate(Sum("minutes"))
        total.update({(person, day): minutes for person, day, minutes in sums})
    return total


def _compute_territories(planned: list[Planned], new_homes: dict[str, Territory]) -> None:
    """Tell which days are off-territory."""
    mine = [plan for plan in planned if plan.hours]
    homes = Homes({plan.line.person_id for plan in mine} - {None})
    for plan in mine:
        hours = plan.hours
        matters = hours.kind in TERRITORIAL_KINDS and hours.off_territory is None
        plan.is_territory_unknown = matters and hours.territory is None
        for day, _minutes in hours.days:
            if hours.off_territory is not None:
                plan.off_territory.append(hours.off_territory)
                continue
            home = (
                homes.on(plan.line.person_id, day)
                if plan.line.person_id
                else new_homes.get(plan.line.who)
            )
            plan.off_territory.append(is_off_territory(hours.territory, home))
            plan.is_home_unknown |= matters and hours.territory is not None and home is None


def _find_overlaps(planned: list[Planned]) -> None:
    """Mark the lines of which the platform has the same person, day, kind and minutes already."""
    mine = [plan for plan in planned if plan.hours and plan.line.person_id]
    there = _recorded(plan.line.person_id for plan in mine)
    for plan in mine:
        plan.overlaps = any(
            minutes in there[plan.line.person_id, day, plan.hours.kind]
            for day, minutes in plan.hours.days
        )


def _recorded(person_ids: Iterable[int]) -> dict[tuple[int, date, str], set[int]]:
    """Give the durations on the platform by person, day and kind: each one, and all of the day."""
    durations: dict[tuple[int, date, str], list[int]] = defaultdict(list)
    for some in in_parts(set(person_ids)):
        rows = HourRecord.objects.filter(
            person__in=some, state__in=[HourState.SUBMITTED, HourState.VALIDATED]
        )
        for person, day, kind, minutes in rows.order_by().values_list(
            "person", "on", "kind", "minutes"
        ):
            durations[person, day, kind].append(minutes)
    found: dict[tuple[int, date, str], set[int]] = defaultdict(set)
    for key, each in durations.items():
        found[key] = {*each, sum(each)}
    return found
