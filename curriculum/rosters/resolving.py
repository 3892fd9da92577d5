"""What the lines of a list come to: who it is, which session, and what stands against it.

Nothing is written here. Lines are looked at together, so that queries grow with batches. People who are not
of the institution change nothing in what is found.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from curriculum import eligibility
from curriculum.enums import SENSITISING_KINDS, LineState, SessionStatus
from curriculum.matching import match_people
from curriculum.models import Enrolment, Person, Roster, RosterLine, Session
from curriculum.rosters.people import (
    find_repeats,
    find_shared_addresses,
    recall,
    same_person_sentence,
    wanted,
)
from curriculum.rosters.sessions import SessionNames
from curriculum.rosters.territories import TerritoryNames

PART = 5000
"""Lines of which the people are looked for together."""


@dataclass
class Resolver:
    """Looks at the lines of one list on one day; keeps what it asked for once."""

    roster: Roster
    on: date
    by_staff: bool
    """Staff may still enrol when a session is over."""
    tell: Callable[[int], None] = lambda done: None
    """Is told how many lines were looked at, now and then."""
    territories: TerritoryNames = field(default_factory=TerritoryNames)

    def __post_init__(self) -> None:
        self.sessions = SessionNames(
            on=self.on, institution=None if self.by_staff else self.roster.institution
        )
        self.preset, self.preset_problem = self._preset()

    def resolve(
        self, lines: Sequence[RosterLine], among: Sequence[RosterLine] | None = None
    ) -> None:
        """Set session, person, state and problems on `lines`, which have what their cells say.

        `among` are all lines of the list, when these are not all. Lines that were left out stay so.
        """
        among = lines if among is None else among
        asked = [line for line in lines if not line.is_left_out]
        for line in asked:
            self._find_session(line)
            self._find_territory(line)
        self._compare(asked, among)
        open_lines = [line for line in asked if line.state != LineState.REPEATED]
        self._recognise(open_lines)
        self._look_at_places(open_lines, among)
        for line in lines:
            line.state = _state(line)

    def _preset(self) -> tuple[Session | None, str]:
        """Give the session of the whole list, and what stands against it."""
        if self.roster.session_id is None:
            return None, ""
        session = self.sessions.by_id.get(self.roster.session_id)
        if session is None:
            related = Session.objects.select_related("offering", "territory")
            session = related.get(pk=self.roster.session_id)
        return session, self._refusal(session)

    def _refusal(self, session: Session) -> str:
        return refusal_of_session(session, on=self.on, usable=self.sessions.usable)

    def _find_session(self, line: RosterLine) -> None:
        text, day = line.values.get("session", ""), line.values.get("session_date", "")
        wrong = {name for name, _sentence in line.problems}
        if wrong & {"session", "session_date"}:
            line.session = None
            return
        if not text and not day:
            line.session, problem = self.preset, self.preset_problem
            if line.session is None:
                problem = _("Say which session: write its title and its date.")
        else:
            named = self.sessions.find(text, day)
            line.session, problem = named.session, named.problem
            if named.session is not None:
                problem = self._refusal(named.session)
        if problem:
            line.problems.append(["session", problem])

    def _find_territory(self, line: RosterLine) -> None:
        text = line.values.get("territory", "")
        if text and all(name != "territory" for name, _sentence in line.problems):
            _territory, problem = self.territories.find(text)
            if problem:
                line.problems.append(["territory", problem])

    def _compare(self, lines: Sequence[RosterLine], among: Sequence[RosterLine]) -> None:
        """Compare with the other lines of the list."""
        repeats, shared = find_repeats(among), find_shared_addresses(among)
        for line in lines:
            first = repeats.get(line.row)
            line.same_as = first.row if first else None
            line.state, line.reason = LineState.PROBLEM, ""
            if first and line.session_id and line.session_id == first.session_id:
                line.state, line.reason = LineState.REPEATED, same_person_sentence(first)
            elif line.row in shared:
                line.problems.append(["email", _shared_sentence(shared[line.row])])

    def _recognise(self, lines: Sequence[RosterLine]) -> None:
        """Find the people of the institution; what was answered stays answered."""
        named = [line for line in lines if _has_names(line)]
        for start in range(0, len(named), PART):
            if start:
                self.tell(start)
            self._recognise_part(named[start : start + PART])

    def _recognise_part(self, lines: Sequence[RosterLine]) -> None:
        institution = self.roster.institution
        matches = match_people(
            [wanted(line) for line in lines], institution=institution, on=self.on
        )
        asked = [line for line, match in zip(lines, matches, strict=True) if match.candidate_id]
        recalled = recall(asked, institution)
        for line, match in zip(lines, matches, strict=True):
            person = match.person_id or recalled.get(line.row)
            candidate = None if person else match.candidate_id
            is_answered = candidate is not None and candidate == line.candidate_id
            if is_answered and line.person_id == candidate:
                person = candidate
            line.is_another = is_answered and line.is_another
            line.person_id, line.candidate_id = person, candidate

    def _look_at_places(self, lines: Sequence[RosterLine], among: Sequence[RosterLine]) -> None:
        """Find who has a place already, who is named twice under two names, and who lacks what is asked."""
        known = [line for line in lines if line.person_id and line.session_id]
        held = _held(known)
        unsensitised = self._unsensitised(lines)
        looked_at = {line.row for line in lines}
        seen = {
            (line.session_id, line.person_id): line
            for line in among
            if line.state == LineState.KNOWN and line.row not in looked_at
        }
        for line in lines:
            place = (line.session_id, line.person_id)
            if line.person_id and place in seen:
                line.state, line.reason = LineState.REPEATED, same_person_sentence(seen[place])
            elif line.person_id and place in held:
                line.state = LineState.HELD
            elif self._lacks_sensitisation(line, unsensitised):
                line.problems.append(["session", _sensitisation_sentence(line)])
            if line.person_id and line.session_id and not line.problems:
                seen.setdefault(place, line)

    def _unsensitised(self, lines: Sequence[RosterLine]) -> set[int]:
        people = [
            Person(pk=line.person_id)
            for line in lines
            if line.person_id and line.session and line.session.offering.needs_sensitisation
        ]
        return eligibility.unsensitised(people) if people else set()

    def _lacks_sensitisation(self, line: RosterLine, unsensitised: set[int]) -> bool:
        if line.session is None or not line.session.offering.needs_sensitisation:
            return False
        if line.person_id is None:
            return line.candidate_id is None or line.is_another  # else the question comes first
        return line.person_id in unsensitised


def refusal_of_session(session: Session, *, on: date, usable: Collection[int] | None = None) -> str:
    """Say why nobody can be enrolled in a session; nothing when one can.

    `usable` are the ids of those in which the institution of a manager enrols; None for staff.
    """
    match session.status:
        case SessionStatus.CANCELLED:
            return _("The session “%(session)s” is cancelled.") % {"session": session}
        case SessionStatus.DRAFT:
            return _("The session “%(session)s” is not open yet.") % {"session": session}
        case SessionStatus.CLOSED:
            return _("The session “%(session)s” is over.") % {"session": session}
    if usable is None:
        return ""
    if session.ends_on is None or session.ends_on < on:
        return _("The session “%(session)s” is over.") % {"session": session}
    if session.pk not in usable:
        return _(
            "Your institution does not enrol in this session by itself: write to the federation."
        )
    return ""


@dataclass(frozen=True, slots=True)
class SeatsAhead:
    """How the good lines of a list fit into one session."""

    session: Session
    lines: list[RosterLine]
    seats: int
    """How many of them get a seat: the first ones."""
    never_fits: bool

    @property
    def waits(self) -> int:
        """Count those who wait."""
        return len(self.lines) - self.seats


def seats_ahead(roster: Roster) -> list[SeatsAhead]:
    """Tell how the good lines of a list would fill their sessions, the first session first; two queries."""
    lines: dict[int, list[RosterLine]] = defaultdict(list)
    for line in roster.lines.good().order_by("row").only("roster", "row", "session", "will_wait"):
        lines[line.session_id].append(line)
    sessions = Session.objects.filter(pk__in=lines).with_seats_left().with_waiting().in_order()
    return [
        SeatsAhead(
            session=session,
            lines=lines[session.pk],
            seats=_seats(session, len(lines[session.pk]), roster.all_or_none),
            never_fits=bool(
                roster.all_or_none
                and session.capacity
                and len(lines[session.pk]) > session.capacity
            ),
        )
        for session in sessions
    ]


def seat_lines(roster: Roster) -> None:
    """Note on each good line whether a seat is left for it."""
    changed: dict[bool, list[int]] = {True: [], False: []}
    for ahead in seats_ahead(roster):
        for number, line in enumerate(ahead.lines):
            if line.will_wait != (number >= ahead.seats):
                changed[not line.will_wait].append(line.pk)
    for wait, lines in changed.items():
        if lines:
            RosterLine.objects.filter(pk__in=lines).update(will_wait=wait)


def _seats(session: Session, asked: int, all_or_none: bool) -> int:
    """Count those who get a seat; those who wait already come first."""
    if session.seats_left is None:
        return asked
    free = 0 if session.waiting else session.seats_left
    return 0 if all_or_none and free < asked else min(free, asked)


def _held(lines: Sequence[RosterLine]) -> set[tuple[int, int]]:
    """Give the places, as pairs of session and person, that are taken already; one query."""
    if not lines:
        return set()
    active = Enrolment.objects.active().filter(
        session__in={line.session_id for line in lines},
        person__in=[line.person_id for line in lines],
    )
    return set(active.order_by().values_list("session_id", "person_id"))


def _has_names(line: RosterLine) -> bool:
    return bool(line.values.get("given_name") and line.values.get("family_name"))


def _shared_sentence(owner: RosterLine) -> str:
    return _(
        "This address is that of %(name)s, in row %(row)d. Each person needs their own; without one, "
        "leave the cell empty and give the date of birth."
    ) % {"name": f"{owner.values['given_name']} {owner.values['family_name']}", "row": owner.row}


def _sensitisation_sentence(line: RosterLine) -> str:
    kinds = ", ".join(str(kind.label).lower() for kind in SENSITISING_KINDS)
    return _(
        "This advanced module asks for a prior sensitisation, and none is known for this person. One of "
        "these would do, once attended: %(kinds)s. If it took place elsewhere, write to the federation."
    ) % {"kinds": kinds}


def _state(line: RosterLine) -> LineState:
    """Sum a line up."""
    if line.is_left_out:
        return LineState.LEFT_OUT
    if line.state in (LineState.REPEATED, LineState.HELD):
        return LineState(line.state)
    if line.problems:
        return LineState.PROBLEM
    if line.person_id:
        return LineState.KNOWN
    if line.candidate_id and not line.is_another:
        return LineState.QUESTION
    return LineState.NEW
