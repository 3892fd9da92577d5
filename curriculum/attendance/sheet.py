"""The attendance sheet to print and sign: a page a day or a half-day, with a place for each signature.

It says what a sheet must (articles L6353-1 and R6313-3 of the Code du travail, and what judges looked at): the
title of the other papers, date, hours, place, who leads, and nobody but those enrolled.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from curriculum import pdf
from curriculum.attendance_grid import COUNTED, Grid, attendance_grid
from curriculum.enums import AnimationRole, AttendanceRole, EnrolmentStatus
from curriculum.errors import InvalidInput
from curriculum.federation import federation
from curriculum.french_days import spell_day
from curriculum.models import Enrolment, Institution, Person, Session, SessionSlot

TEMPLATE = "curriculum/documents/attendance_sheet"
Per = Literal["day", "half_day"]
MOST_LINES = 1500
"""Lines in one file: more would let somebody wait for half a minute, and nobody prints that at once."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A person, and what stands in the box of each half-day: nothing where there is to sign."""

    name: str
    note: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is signed together: one half-day, or the half-days of one day."""

    slots: list[SessionSlot]
    people: list[SheetLine]
    leaders: list[SheetLine]
    address: str

    @property
    def on(self) -> date:
        """Day of the half-days."""
        return self.slots[0].day.on

    @property
    def label(self) -> str:
        """Name it: « lundi 12 janvier 2026 », and the half-day when there is one only."""
        day = spell_day(self.on, "l j F Y")
        if len(self.slots) > 1:
            return day
        return f"{day}, {self.slots[0].get_half_display().lower()}"

    @property
    def minutes(self) -> int:
        """Length of all of them."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def places(self) -> list[str]:
        """Where they are, each place once, with its street."""
        return list(dict.fromkeys(_place(slot) for slot in self.slots))

    @property
    def territories(self) -> list[str]:
        """Their territories, each once."""
        return list(dict.fromkeys(str(slot.territory) for slot in self.slots))

    @property
    def qr(self) -> str:
        """The address of the page where the sheet is brought in, as a picture."""
        return pdf.qr_code(self.address)


def write_sheet(
    session: Session,
    *,
    institution: Institution | None = None,
    per: Per = "day",
    days: Collection[date] | None = None,
    lines: int = 4,
) -> bytes:
    """Draw the sheets of a session; of `days` only, for those whom one institution sends, as asked.

    `lines` without a name are for people who come unannounced. Raises InvalidInput when there is no
    half-day, or too much for one file.
    """
    sheets = attendance_sheets(session, institution=institution, per=per, days=days)
    if not sheets:
        raise InvalidInput(_("No day is planned yet: there is nothing to sign for."))
    if len(sheets) > 1 and sum(len(sheet.people) + lines for sheet in sheets) > MOST_LINES:
        raise InvalidInput(_("This would be a very long file: choose one day."))
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(
            f"{TEMPLATE}.html",
            {
                "session": session,
                "sheets": sheets,
                "institution": institution,
                "names_institutions": institution is None and any(map(_has_institutions, sheets)),
                "per": per,
                "empty_lines": range(lines),
                "federation": federation(),
                "emblem": pdf.emblem(),
            },
        )
        return pdf.print_pdf(html, stylesheet=f"{TEMPLATE}.css", identifier=session.code)


def attendance_sheets(
    session: Session,
    *,
    institution: Institution | None = None,
    per: Per = "day",
    days: Collection[date] | None = None,
) -> list[Sheet]:
    """Say who signs what, sheet by sheet; seven queries whatever the size of the session."""
    with translation.override(settings.LANGUAGE_CODE):
        grid = attendance_grid(session)
        payers = _payers(session)
        groups: dict[object, list[SessionSlot]] = {}
        for slot in grid.slots:
            if days is None or slot.day.on in days:
                groups.setdefault(slot.pk if per == "half_day" else slot.day.on, []).append(slot)
        return [_sheet(grid, slots, payers, institution) for slots in groups.values()]


def _sheet(
    grid: Grid,
    slots: list[SessionSlot],
    payers: dict[int, Institution | None],
    institution: Institution | None,
) -> Sheet:
    people = []
    for person in grid.people:
        payer = payers.get(person.pk)
        if institution is not None and payer != institution:
            continue
        boxes = tuple(_box(grid, slot, person) for slot in slots)
        if "" in boxes:
            people.append(SheetLine(person.sorted_name, payer.name if payer else "", boxes))
    found = slots[0]
    address = (
        reverse("curriculum:mark", args=[found.code])
        if len(slots) == 1
        else reverse("curriculum:session", args=[grid.session.code])
    )
    return Sheet(slots, people, _leaders(slots), f"{settings.SITE_BASE_URL}{address}")


def _box(grid: Grid, slot: SessionSlot, person: Person) -> str:
    """Say why there is nothing to sign; nothing when there is."""
    cell = grid.cells.get((slot.pk, person.pk))
    if cell is None or not cell.is_expected:
        return _("not expected")
    return _("co-leads") if cell.role == AttendanceRole.CO_ANIMATOR else ""


def _leaders(slots: list[SessionSlot]) -> list[SheetLine]:
    """List those who lead and co-lead any of the half-days, who sign for theirs."""
    found: dict[int, tuple[Person, dict[int, str]]] = {}
    for slot in slots:
        for animation in slot.animations.all():
            roles = found.setdefault(animation.person_id, (animation.person, {}))[1]
            roles[slot.pk] = animation.role
    lines = [
        SheetLine(
            person.sorted_name,
            _("animation") if AnimationRole.ANIMATOR in roles.values() else _("co-animation"),
            tuple("" if slot.pk in roles else "–" for slot in slots),
        )
        for person, roles in found.values()
    ]
    return sorted(lines, key=lambda line: (line.note != _("animation"), line.name))


def _payers(session: Session) -> dict[int, Institution | None]:
    """Say which institution sends each person; of several enrolments the one that holds a seat."""
    rows = Enrolment.objects.filter(session=session, status__in=COUNTED)
    rows = rows.select_related("institution").order_by("pk")
    in_order = sorted(rows, key=lambda row: row.status == EnrolmentStatus.ENROLLED)
    return {row.person_id: row.institution for row in in_order}


def _has_institutions(sheet: Sheet) -> bool:
    return any(line.note for line in sheet.people)


def _place(slot: SessionSlot) -> str:
    place = slot.place
    town = f"{place.postal_code} {place.city}".strip()
    return ", ".join(part for part in (place.name, place.street, town) if part)
