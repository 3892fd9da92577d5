"""What the pages of the catalogue know from the curriculum; questions only, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from curriculum.enums import SENSITISING_KINDS, OfferingKind, PublicState
from curriculum.models import Offering, Session, SessionSlot
from curriculum.public_agenda import half_days, next_sessions, sessions_of

PAST_SHOWN = 6
SHELVES = (
    (OfferingKind.OPEN_PRACTICE_SESSION,),
    (OfferingKind.NATIONAL_COURSE,),
    (OfferingKind.ACTION_TRAINING,),
    (OfferingKind.BASE_MODULE, OfferingKind.ADVANCED_MODULE),
    (OfferingKind.WORKSHOP, OfferingKind.TRANSMISSION_WORKSHOP),
    (OfferingKind.SENSITISATION_SEMINAR, OfferingKind.SEMINAR, OfferingKind.STUDY_DAY),
)
"""The order of the catalogue: from what is nearest to a newcomer."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A session with its half-days, in order of time."""

    session: Session
    slots: list[SessionSlot]
    state: PublicState

    @property
    def days(self) -> int:
        """Count the days."""
        return len({slot.day_id for slot in self.slots})

    @property
    def minutes(self) -> int:
        """Sum the minutes that count."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def towns(self) -> list[str]:
        """Name the towns where it is held, in order of time."""
        return list(dict.fromkeys(slot.place.city for slot in self.slots))


@dataclass(frozen=True, slots=True)
class OfferingFacts:
    """The sessions of an offering: those one may still come to, the others to come, the last ones."""

    offering: Offering
    coming: list[Edition]
    past: list[Edition]

    @property
    def example(self) -> Edition | None:
        """The session from which duration and hours are told: the next one, else the last one."""
        held = [edition for edition in self.coming if edition.state != PublicState.CANCELLED]
        return self.next or next(iter([*held, *self.past]), None)

    @property
    def next(self) -> Edition | None:
        """The next session that has not begun, full or not."""
        ahead = (PublicState.COMING, PublicState.FULL)
        return next((edition for edition in self.coming if edition.state in ahead), None)

    @property
    def is_on_quote(self) -> bool:
        """Tell whether the price depends on the group."""
        return self.offering.price_cents is None

    @property
    def sensitising_kinds(self) -> list[str]:
        """Name the kinds of which one must have been attended before; empty when none is asked for."""
        if not self.offering.needs_sensitisation:
            return []
        return [kind.label for kind in SENSITISING_KINDS]


def offering_facts(offering: Offering, *, on: date) -> OfferingFacts:
    """Find the sessions of an offering as they stand on that day; two queries."""
    editions = [(each, each.public_state(on=on)) for each in sessions_of(offering)]
    # A cancelled session is told of until its last day would have been.
    coming = [
        (session, state)
        for session, state in editions
        if state != PublicState.PAST and session.ends_on >= on
    ]
    past = [(session, state) for session, state in reversed(editions) if state == PublicState.PAST]
    past = past[:PAST_SHOWN]
    slots = half_days(session for session, _state in [*coming, *past])
    return OfferingFacts(
        offering,
        coming=[Edition(session, slots[session.pk], state) for session, state in coming],
        past=[Edition(session, slots[session.pk], state) for session, state in past],
    )


@dataclass(frozen=True, slots=True)
class Card:
    """An offering's page in the catalogue, with the session that comes next."""

    page: object
    next: Session | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The trainings of some kinds."""

    kinds: tuple[OfferingKind, ...]
    cards: list[Card]

    @property
    def key(self) -> str:
        """A word for addresses and for the template."""
        return self.kinds[0].value


def shelves(pages: Iterable, *, on: date) -> list[Shelf]:
    """Put pages of offerings on their shelves, empty ones left out; two queries."""
    pages = list(pages)
    nexts = next_sessions([page.offering_id for page in pages], on=on)
    found = []
    for kinds in SHELVES:
        mine = [page for page in pages if page.offering.kind in kinds]
        mine.sort(key=lambda page: (kinds.index(page.offering.kind), page.path))
        if mine:
            cards = [Card(page, nexts.get(page.offering_id)) for page in mine]
            found.append(Shelf(kinds, cards))
    return found
