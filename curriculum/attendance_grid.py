"""Who is expected at each half-day of a session, and what was marked: one reading for every screen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from curriculum.enums import (
    AnimationRole,
    AttendanceRole,
    AttendanceStatus,
    EnrolmentStatus,
)
from curriculum.models import Attendance, Enrolment, Person, Session, SessionSlot

LEFT_LATER = (EnrolmentStatus.DROPPED_OUT, EnrolmentStatus.TRANSFERRED)
"""Those who left after the start are expected at the half-days before they left."""
COUNTED = (EnrolmentStatus.ENROLLED, *LEFT_LATER)
"""The enrolments that make a person expected."""


@dataclass(slots=True)
class Cell:
    """One person at one half-day; `is_expected` is false for a mark left from an earlier plan."""

    slot: SessionSlot
    person: Person
    role: AttendanceRole
    is_expected: bool = True
    mark: Attendance | None = None

    @property
    def status(self) -> str:
        """State of the mark, empty when there is none."""
        return self.mark.status if self.mark else ""

    @property
    def version(self) -> int:
        """Version of the mark, 0 when there is none."""
        return self.mark.version if self.mark else 0


@dataclass
class Grid:
    """People × half-days of one session."""

    session: Session
    slots: list[SessionSlot]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @cached_property
    def people(self) -> list[Person]:
        """Everybody who is in the grid, in the order of an attendance sheet."""
        found = {cell.person.pk: cell.person for cell in self.cells.values()}
        return sorted(found.values(), key=_sheet_order)

    def of_slot(self, slot: SessionSlot) -> list[Cell]:
        """List the cells of one half-day, in the order of an attendance sheet."""
        found = [cell for (slot_id, _person), cell in self.cells.items() if slot_id == slot.pk]
        return sorted(found, key=lambda cell: _sheet_order(cell.person))

    def of_person(self, person: Person) -> list[Cell | None]:
        """List one person's cells, half-day by half-day; None where the person is not expected."""
        return [self.cells.get((slot.pk, person.pk)) for slot in self.slots]

    def rows(self) -> list[tuple[Person, list[Cell | None]]]:
        """List everybody with their cells."""
        return [(person, self.of_person(person)) for person in self.people]

    def gaps(self) -> list[tuple[SessionSlot, list[Person]]]:
        """List the half-days where somebody expected is not marked, with these people."""
        found = []
        for slot in self.slots:
            people = [c.person for c in self.of_slot(slot) if c.is_expected and c.mark is None]
            if people:
                found.append((slot, people))
        return found

    def tallies(self) -> dict[int, "Tally"]:
        """Count each half-day's marks, by the half-day's id."""
        tallies = {slot.pk: Tally() for slot in self.slots}
        for (slot_id, _person), cell in self.cells.items():
            tallies[slot_id].add(cell)
        return tallies


@dataclass(slots=True)
class Tally:
    """How many people of a half-day are expected, marked and present."""

    expected: int = 0
    marked: int = 0
    present: int = 0

    def add(self, cell: Cell) -> None:
        """Count one more person."""
        self.expected += cell.is_expected
        if cell.mark is not None:
            self.marked += 1
            self.present += cell.status in (AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL)

    @property
    def missing(self) -> int:
        """How many are still to be marked."""
        return max(self.expected - self.marked, 0)

    @property
    def is_complete(self) -> bool:
        """Tell whether everybody expected is marked."""
        return self.marked >= self.expected


def attendance_grid(session: Session, slots: Iterable[SessionSlot] | None = None) -> Grid:
    """Read the grid of a session, or of some of its half-days; five queries whatever its size.

    Expected are those with a seat, those who left later than the half-day began, and its co-animators;
    somebody enrolled who co-animates a half-day is there once, as co-animator.
    """
    wanted = SessionSlot.objects.of_session(session)
    if slots is not None:
        wanted = wanted.filter(pk__in=[slot.pk for slot in slots])
    return _read_grids([session], wanted)[session.pk]


def attendance_grids(
    sessions: Iterable[Session], slots: Iterable[SessionSlot] | None = None
) -> dict[int, Grid]:
    """Read the grids of many sessions, or of some of their half-days, by the session's id; five queries."""
    wanted = list(sessions)
    found = SessionSlot.objects.filter(day__session__in=wanted).in_order()
    if slots is not None:
        found = found.filter(pk__in=[slot.pk for slot in slots])
    return _read_grids(wanted, found)


def _read_grids(sessions: list[Session], wanted: QuerySet[SessionSlot]) -> dict[int, Grid]:
    grids = {session.pk: Grid(session, []) for session in sessions}
    by_id = {}
    wanted = wanted.select_related("day", "place", "territory")
    for slot in wanted.prefetch_related("animations__person"):
        grid = grids[slot.day.session_id]
        slot.day.session = grid.session
        grid.slots.append(slot)
        by_id[slot.pk] = slot

    for enrolment in _enrolments(sessions):
        grid = grids[enrolment.session_id]
        for slot in grid.slots:
            if enrolment.is_active or slot.starts < enrolment.ended_at:
                _expect(grid, slot, enrolment.person, AttendanceRole.PARTICIPANT)
    for slot in by_id.values():
        for animation in slot.animations.all():
            if animation.role == AnimationRole.CO_ANIMATOR:
                _expect(
                    grids[slot.day.session_id], slot, animation.person, AttendanceRole.CO_ANIMATOR
                )
    for mark in Attendance.objects.filter(slot__in=by_id).select_related("person", "marked_by"):
        slot = by_id[mark.slot_id]
        cells = grids[slot.day.session_id].cells
        key = (mark.slot_id, mark.person_id)
        if key not in cells:
            cells[key] = Cell(slot, mark.person, AttendanceRole(mark.role), is_expected=False)
        cells[key].mark = mark
    return grids


def _enrolments(sessions: list[Session]):
    return Enrolment.objects.filter(session__in=sessions, status__in=COUNTED).select_related(
        "person"
    )


def _expect(grid: Grid, slot: SessionSlot, person: Person, role: AttendanceRole) -> None:
    grid.cells[(slot.pk, person.pk)] = Cell(slot, person, role)


def _sheet_order(person: Person) -> tuple[str, str, int]:
    return person.family_name.casefold(), person.given_name.casefold(), person.pk
