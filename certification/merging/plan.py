"""What joining two entries of one person would move, and what stands in the way: reads only.

The service asks again under its locks, so that what staff were shown and what happens cannot differ unseen.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from certification.enums import HourState
from certification.merging.counts import counts_of
from certification.models import (
    Attestation,
    FollowedRulebook,
    HourImportLine,
    HourRecord,
    IssueBatchItem,
    LevelAward,
)
from curriculum.models import (
    Animation,
    Attendance,
    Enrolment,
    HomeTerritory,
    Membership,
    Person,
    PersonClaim,
    RosterLine,
    SensitisationWaiver,
)

MOST_NAMED = 3

RANKS = ("enrolled", "offered", "waiting", "applied")
"""Of two places in one session, the one that stands further to the left is kept."""

COUNTED = (
    Enrolment,
    Attendance,
    HourRecord,
    Membership,
    HomeTerritory,
    Animation,
    FollowedRulebook,
    SensitisationWaiver,
)
"""What people recognise as theirs, in the order in which a page tells it."""

MOVED_AS_THEY_ARE = (
    (HourRecord, "person"),
    (HourImportLine, "person"),
    (HourImportLine, "candidate"),
    (IssueBatchItem, "person"),
    (RosterLine, "person"),
    (RosterLine, "candidate"),
)
"""Rows that only have to name the other person."""

REFUSED = ((Attestation, "person"), (LevelAward, "person"))
"""Rows that never change hands."""


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What would come of it: problems first, then what moves as pairs of a name and a number."""

    newcomer: Person
    known: Person
    problems: list[str]
    moves: list[tuple[str, int]]
    joined: list[str]
    filled: list[tuple[str, str]]

    @property
    def moved(self) -> str:
        """Say in one line what moves."""
        return ", ".join(f"{count} {name}" for name, count in self.moves)


def plan_merge(newcomer: Person, known: Person) -> MergePlan:
    """Say what would happen if `newcomer` became one with `known`; a fixed number of queries."""
    enrolments = double_enrolments(newcomer, known)
    attendances = double_attendances(newcomer, known)
    moves = []
    refused = [model for model, _field in REFUSED]
    counts = counts_of([newcomer], [*COUNTED, *refused])[newcomer.pk]
    for model in COUNTED:
        count = counts[model]
        if count:
            names = model._meta
            name = names.verbose_name if count == 1 else names.verbose_name_plural
            moves.append((str(name), count))
    if newcomer.user_id is not None:
        moves.append((_("account"), 1))
    has_papers = any(counts[model] for model in refused)
    return MergePlan(
        newcomer=newcomer,
        known=known,
        problems=_problems(newcomer, known, has_papers, enrolments, attendances),
        moves=moves,
        joined=_joined(newcomer, known, enrolments, attendances),
        filled=[
            (str(Person._meta.get_field(name).verbose_name), _shown(newcomer, name))
            for name in fields_to_fill(newcomer, known)
        ],
    )


def problems_of_merging(newcomer: Person, known: Person) -> list[str]:
    """Say what somebody has to decide before."""
    enrolments = double_enrolments(newcomer, known)
    attendances = double_attendances(newcomer, known)
    has_papers = any(model.objects.filter(person=newcomer).exists() for model, _field in REFUSED)
    return _problems(newcomer, known, has_papers, enrolments, attendances)


def _problems(
    newcomer: Person, known: Person, has_papers: bool, enrolments, attendances
) -> list[str]:
    if newcomer.pk == known.pk:
        return [_("These are one and the same entry.")]
    found = []
    if has_papers:
        found.append(
            _(
                "%(person)s has attestations or attested levels, which keep the person they name: join "
                "the two the other way round."
            )
            % {"person": newcomer}
        )
    if newcomer.user_id is not None and known.user_id is not None:
        found.append(_("Both have an account: detach the one that is no longer used."))
    found += [
        _("Two institutions pay for a place in “%(session)s”: settle first who pays.")
        % {"session": mine.session}
        for mine, theirs in enrolments
        if mine.institution_id and theirs.institution_id
        if mine.institution_id != theirs.institution_id
    ]
    found += _problems_of_attendance(newcomer, attendances)
    third = PersonClaim.objects.pending().filter(newcomer=newcomer).exclude(known=known).first()
    if third and PersonClaim.objects.filter(newcomer=known).exists():
        found.append(
            _("%(person)s may also be %(third)s: decide on that first.")
            % {"person": newcomer, "third": third.known}
        )
    return found


def double_enrolments(newcomer: Person, known: Person) -> list[tuple[Enrolment, Enrolment]]:
    """Find the sessions in which both have a place: pairs of the newcomer's and the other's."""
    active = Enrolment.objects.active().select_related("session", "institution", "person")
    theirs = {enrolment.session_id: enrolment for enrolment in active.filter(person=known)}
    mine = active.filter(person=newcomer, session__in=theirs).order_by("session", "pk")
    return [(enrolment, theirs[enrolment.session_id]) for enrolment in mine]


def double_attendances(newcomer: Person, known: Person) -> list[tuple[Attendance, Attendance]]:
    """Find the half-days for which both were marked, in the same way round."""
    marks = Attendance.objects.select_related("slot__day__session", "hour_record")
    theirs = {mark.slot_id: mark for mark in marks.filter(person=known)}
    mine = marks.filter(person=newcomer, slot__in=theirs).order_by("slot")
    return [(mark, theirs[mark.slot_id]) for mark in mine]


def fields_to_fill(newcomer: Person, known: Person) -> list[str]:
    """Name the details that only the newcomer's entry has."""
    names = ("civility", "birth_date", "email", "phone", "profession", "field")
    return [name for name in names if getattr(newcomer, name) and not getattr(known, name)]


def _problems_of_attendance(newcomer: Person, attendances) -> list[str]:
    different, counted = [], []
    for mine, theirs in attendances:
        if (mine.status, mine.minutes, mine.role) != (theirs.status, theirs.minutes, theirs.role):
            different.append(mine)
        elif getattr(mine, "hour_record", None) and mine.hour_record.state == HourState.VALIDATED:
            counted.append(mine)
    found = []
    if different:
        found.append(
            _("Marked differently for the same half-days: %(half_days)s. Correct one of the marks.")
            % {"half_days": _named(different)}
        )
    if counted:
        found.append(
            _(
                "The hours of %(person)s are validated for half-days that both were marked for: "
                "%(half_days)s. Undo that decision first, so that nothing counts twice."
            )
            % {"person": newcomer, "half_days": _named(counted)}
        )
    return found


def _named(marks: list[Attendance]) -> str:
    names = [f"{mark.slot.day.session.title} ({mark.slot})" for mark in marks[:MOST_NAMED]]
    return "; ".join(names) + (" …" if len(marks) > MOST_NAMED else "")


def _joined(newcomer: Person, known: Person, enrolments, attendances) -> list[str]:
    """Say what both have, and what becomes of it."""
    said = [
        _("Both have a place in “%(session)s”: one stays, the other ends.")
        % {"session": mine.session}
        for mine, _theirs in enrolments
    ]
    count = len(attendances)
    if count:
        said.append(
            _("Half-days that both were marked for, alike: %(count)d. One mark of each stays.")
            % {"count": count}
        )
    theirs = list(known.home_territories.select_related("territory").order_by("since"))
    for entry in newcomer.home_territories.select_related("territory").order_by("since"):
        held = next((one for one in reversed(theirs) if one.since <= entry.since), None)
        if held and held.territory_id and held.territory_id != entry.territory_id:
            values = {"person": known, "territory": held.territory, "other": entry.territory or "–"}
            said.append(
                _("Professional territory: %(territory)s stays for %(person)s, not %(other)s.")
                % values
            )
    if FollowedRulebook.objects.filter(person__in=(newcomer, known)).count() == 2:
        said.append(_("%(person)s keeps the rulebook followed so far.") % {"person": known})
    return said


def _shown(person: Person, name: str) -> str:
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else getattr(person, name))
