"""What the page of the agenda shows: a list by months, or a month as a calendar; questions only."""

import calendar
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import QueryDict
from django.utils.translation import gettext as _

from curriculum.enums import PublicState
from curriculum.forms.agenda import AgendaForm, months_later
from curriculum.models import Session, SessionDay, SessionSlot
from curriculum.public_agenda import PublicAgenda, half_days

SESSIONS_PER_PAGE = 20
FILTERS = ("kind", "territory", "month", "open")


@dataclass(frozen=True, slots=True)
class Entry:
    """A session of the list."""

    session: Session
    slots: list[SessionSlot]
    state: PublicState

    @property
    def towns(self) -> list[str]:
        """Name the towns where it is held, in order of time."""
        return list(dict.fromkeys(slot.place.city for slot in self.slots))

    @property
    def days(self) -> int:
        """Count the days."""
        return len({slot.day_id for slot in self.slots})

    @property
    def hours(self) -> SessionSlot | None:
        """The half-day that tells from when, where all days are alike enough: the first one."""
        return self.slots[0] if self.days == 1 else None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to see the agenda, for `components/tabs.html`."""

    label: str
    address: str
    is_current: bool
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The entries that begin in a month; those that began before today come first, without a month."""

    first: date | None
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the calendar."""

    on: date
    is_of_month: bool
    is_today: bool
    days: list[SessionDay]


@dataclass(frozen=True, slots=True)
class AgendaList:
    """One page of the list."""

    page: Page
    months: list[Month]
    is_past: bool


@dataclass(frozen=True, slots=True)
class AgendaCalendar:
    """One month in weeks, with the months beside it."""

    month: date
    before: date
    after: date
    weeks: list[list[Day]]
    count: int


def ways_to_see(
    asked: QueryDict, *, in_month_view: bool, is_past: bool, of_one_month: bool
) -> list[Way]:
    """Give the list, the calendar and what is over, each with the filters that were asked for."""

    def address(**changes: str | None) -> str:
        query = asked.copy()
        for name, value in {"page": None, **changes}.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"

    return [
        Way(
            _("List") if of_one_month and not in_month_view else _("To come"),
            address(view=None, period=None),
            not in_month_view and not is_past,
        ),
        Way(_("Calendar"), address(view="month", period=None), in_month_view),
        Way(
            _("Past sessions"),
            address(view=None, period="past", month=None),
            is_past and not in_month_view,
        ),
    ]


def agenda_form(asked: QueryDict, *, in_month_view: bool, on: date) -> AgendaForm:
    """Read the filters; the calendar always has a month, this one unless another is asked for."""
    values = {name: asked.get(name, "") for name in FILTERS}
    if in_month_view and not values["month"]:
        values["month"] = f"{on:%Y-%m}"
    return AgendaForm(values)


def agenda_list(wanted: PublicAgenda, *, page: str | None, is_past: bool, on: date) -> AgendaList:
    """List sessions: those of the chosen month, else what comes, else what was; two queries."""
    if wanted.month:
        found = wanted.sessions()
    else:
        found = wanted.past(on=on) if is_past else wanted.coming(on=on)
    shown = _cut(found, page)
    sessions = list(shown)
    slots = half_days(sessions)
    entries = [Entry(each, slots[each.pk], each.public_state(on=on)) for each in sessions]
    under_way_first = not wanted.month and not is_past

    def month(entry: Entry) -> date | None:
        starts_on = entry.session.starts_on
        return None if under_way_first and starts_on < on else starts_on.replace(day=1)

    months = [Month(first, list(group)) for first, group in groupby(entries, key=month)]
    return AgendaList(shown, months, is_past)


def _cut(found: QuerySet[Session], asked: str | None) -> Page:
    """Cut one page out of the sessions, which bring their number along: one query for an ordinary page."""
    paginator = Paginator(found, SESSIONS_PER_PAGE)
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 6 else 1
    first = max(number - 1, 0) * SESSIONS_PER_PAGE
    counted = found.annotate(all_found=Window(Count("pk")))
    rows = list(counted[first : first + SESSIONS_PER_PAGE])
    if not rows:
        return paginator.get_page(asked)
    paginator.count = rows[0].all_found
    return Page(rows, max(number, 1), paginator)


def agenda_calendar(wanted: PublicAgenda, *, on: date) -> AgendaCalendar:
    """Lay the chosen month out in weeks from Monday on; one query."""
    month = wanted.month or on.replace(day=1)
    by_day: dict[date, list[SessionDay]] = {}
    count = 0
    for day in wanted.days(month):
        by_day.setdefault(day.on, []).append(day)
        count += 1
    weeks = [
        [Day(each, each.month == month.month, each == on, by_day.get(each, [])) for each in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]
    return AgendaCalendar(month, months_later(month, -1), months_later(month, 1), weeks, count)
