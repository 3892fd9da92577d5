"""Some lines of a list become enrolments, inside the transaction of the caller."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum import eligibility
from curriculum.access import may_manage_sessions
from curriculum.enums import LineResult, LineState
from curriculum.errors import CurriculumError
from curriculum.holding import still_there
from curriculum.matching import Match, match_people
from curriculum.models import Person, Roster, RosterLine, Session, Territory, User
from curriculum.rosters.people import recall, wanted
from curriculum.rosters.resolving import refusal_of_session
from curriculum.rosters.sessions import usable_sessions
from curriculum.rosters.steps import note_refusals
from curriculum.rosters.territories import TerritoryNames
from curriculum.services.groups import enrol_group
from curriculum.services.newcomers import Newcomer, join_members, make_newcomers

NAMED_IN_VALUES = (
    "given_name",
    "family_name",
    "civility",
    "email",
    "phone",
    "profession",
    "function",
)


class RosterPart:
    """Enrols the people of some lines. What changed since the check makes a line wait, or refuses it."""

    def __init__(self, roster: Roster, by: User, at: datetime):
        self.roster, self.by, self.at = roster, by, at
        self.institution = roster.institution
        self.on = timezone.localdate(at)
        managed = None if may_manage_sessions(by) else self.institution
        self.usable = usable_sessions(managed, on=self.on)
        self.territories = TerritoryNames()
        self.matches: dict[int, Match] = {}
        self.noted: dict[int, int] = {}
        """The people that were made, by the row that named them first."""
        self.refused: list[RosterLine] = []

    def write(self, lines: Sequence[RosterLine]) -> None:
        """Enrol all who can be, session by session; tell the others why not."""
        by_session: dict[int, list[RosterLine]] = defaultdict(list)
        for line in lines:
            by_session[line.session_id].append(line)
        # Always in the same order: two who enrol in several sessions never wait for each other.
        sessions = Session.objects.select_for_update(of=("self",)).filter(pk__in=by_session)
        locked = list(sessions.select_related("offering", "territory").order_by("pk"))
        self._recognise(lines)
        self._hold(lines)
        for session in locked:
            self._enrol(session, self._admissible(session, by_session[session.pk]))
        note_refusals(self.refused)

    def _recognise(self, lines: Sequence[RosterLine]) -> None:
        """Look again for people whom nobody knew when the list was checked."""
        new = [line for line in lines if line.state == LineState.NEW]
        found = match_people(
            [wanted(line) for line in new], institution=self.institution, on=self.on
        )
        self.matches = {line.pk: match for line, match in zip(new, found, strict=True)}
        asked = [line for line in new if self.matches[line.pk].candidate_id]
        recalled = recall(asked, self.institution)
        for line in new:
            line.person_id = self.matches[line.pk].person_id or recalled.get(line.row)

    def _hold(self, lines: Sequence[RosterLine]) -> None:
        """Keep everybody who is known until the end; who became one with another entry is found again."""
        known = {line.person_id for line in lines if line.person_id}
        if still_there(known) == known:
            return
        ids = [line.pk for line in lines]
        now = dict(RosterLine.objects.filter(pk__in=ids).values_list("pk", "person"))
        for line in lines:
            line.person_id = now[line.pk]
        self._recognise(lines)
        self._hold(lines)

    def _admissible(self, session: Session, lines: Sequence[RosterLine]) -> list[RosterLine]:
        """Refuse the lines that cannot be, one by one; give the others."""
        refusal = refusal_of_session(session, on=self.on, usable=self.usable)
        needs = session.offering.needs_sensitisation
        known = [Person(pk=line.person_id) for line in lines if line.person_id]
        missing = eligibility.unsensitised(known) if needs and known else set()
        asking = []
        for line in lines:
            if refusal:
                self._refuse(line, refusal)
            elif needs and (not line.person_id or line.person_id in missing):
                self._refuse(line, _("The prior sensitisation of this advanced module is missing."))
            elif self._is_unsure(line):
                self._refuse(
                    line,
                    _(
                        "Somebody of this name was noted meanwhile. Send this line again, and say whether it is the same person."
                    ),
                )
            else:
                asking.append(line)
        return asking

    def _is_unsure(self, line: RosterLine) -> bool:
        """Tell whether somebody may be the same who was not there when the list was checked."""
        candidate = self.matches.get(line.pk, Match()).candidate_id
        return bool(candidate and not line.person_id and not line.is_another)

    def _enrol(self, session: Session, lines: Sequence[RosterLine]) -> None:
        """Note who is new and enrol all, or nobody when a rule refuses."""
        if not lines:
            return
        try:
            with transaction.atomic():
                made = self._note_new(lines)
                people = self._join(lines, made)
                first: dict[int, RosterLine] = {}
                for line in lines:
                    first.setdefault(line.person_id, line)
                enrol_group(
                    session=session,
                    people=[people[person] for person in first],
                    institution=self.institution,
                    all_or_none=self.roster.all_or_none,
                    by=self.by,
                    at=self.at,
                    lines=first,
                    tell=False,
                )
        except CurriculumError as refusal:
            for line in lines:
                self._refuse(line, str(refusal))
            return
        self.noted |= {_first_row(line): line.person_id for line in lines}
        again = [line.pk for line in lines if first[line.person_id] is not line]
        if again:
            RosterLine.objects.filter(pk__in=again).update(
                result=LineResult.KEPT, reason=_("The same person as in another row.")
            )

    def _note_new(self, lines: Sequence[RosterLine]) -> dict[int, Person]:
        """Note the people whom nobody knows yet; give them by id."""
        earlier = self._of_earlier_rows(lines)
        new: dict[int, list[RosterLine]] = defaultdict(list)
        for line in lines:
            line.person_id = line.person_id or earlier.get(_first_row(line))
            if line.person_id is None:
                new[_first_row(line)].append(line)
        if not new:
            return {}
        made = make_newcomers(
            rows=[self._newcomer(same[0]) for same in new.values()],
            institution=self.institution,
            by=self.by,
            at=self.at,
        )
        for person, same in zip(made, new.values(), strict=True):
            for line in same:
                line.person_id = person.pk
        return {person.pk: person for person in made}

    def _of_earlier_rows(self, lines: Sequence[RosterLine]) -> dict[int, int]:
        """Give, by row, the people whom rows that were written before named first."""
        rows = {line.same_as for line in lines if line.same_as is not None}
        if not rows:
            return self.noted
        written = self.roster.lines.filter(row__in=rows, person__isnull=False)
        return self.noted | dict(written.values_list("row", "person"))

    def _join(self, lines: Sequence[RosterLine], made: dict[int, Person]) -> dict[int, Person]:
        """Give all people by id; those who were known work in the institution from now on."""
        wanted_ids = {line.person_id for line in lines} - set(made)
        known = Person.objects.in_bulk(wanted_ids) if wanted_ids else {}
        if self.institution is not None and known:
            join_members(
                people=list(known.values()),
                institution=self.institution,
                by=self.by,
                at=self.at,
                functions={line.person_id: line.values.get("function", "") for line in lines},
            )
        return known | made

    def _newcomer(self, line: RosterLine) -> Newcomer:
        birth_date, match = line.values.get("birth_date"), self.matches.get(line.pk, Match())
        return Newcomer(
            **{name: line.values.get(name, "") for name in NAMED_IN_VALUES},
            birth_date=date.fromisoformat(birth_date) if birth_date else None,
            territory=self._territory(line.values.get("territory", "")),
            elsewhere_id=match.elsewhere_id,
            same_address=match.same_address,
        )

    def _territory(self, name: str) -> Territory | None:
        """Find where somebody works: where the institution is, unless the list says otherwise."""
        if name:
            return self.territories.find(name)[0]
        return self.institution.territory if self.institution else None

    def _refuse(self, line: RosterLine, reason: str) -> None:
        line.result, line.reason = LineResult.REFUSED, reason
        self.refused.append(line)


def _first_row(line: RosterLine) -> int:
    return line.row if line.same_as is None else line.same_as
