"""Which session a line of a list names: by its code, its title, its title and a date, or our own words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from curriculum.enums import SessionStatus
from curriculum.french_order import fold
from curriculum.models import Institution, Session
from curriculum.models.codes import ALPHABET

CODE = re.compile(rf"\b[{ALPHABET}]{{12}}\b")
DAY = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
REMEMBERED = timedelta(days=400)
"""How long after its end a session is still found by name, to say that it is over."""


def sessions_to_choose(
    *, on: date, institution: Institution | None = None, past_too: bool = False
) -> QuerySet[Session]:
    """Give the open sessions that people can be enrolled in; staff may come late, with `past_too`.

    For managers of `institution`, those in which it enrols by itself.
    """
    sessions = Session.objects.filter(status=SessionStatus.OPEN, starts_on__isnull=False)
    if not past_too:
        sessions = sessions.filter(ends_on__gte=on)
        if institution is not None:
            sessions = sessions.usable_by(institution, on=on)
    return sessions.select_related("offering", "territory").in_order()


def usable_sessions(institution: Institution | None, *, on: date) -> frozenset[int] | None:
    """Give the ids of those in which managers of `institution` enrol; None for staff, who use all."""
    if institution is None:
        return None
    usable = Session.objects.usable_by(institution, on=on)
    return frozenset(usable.order_by().values_list("pk", flat=True))


def session_label(session: Session) -> str:
    """Write a session as lists to choose from do; `SessionNames` reads it again."""
    return f"{session.title} – {session.starts_on:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Named:
    """The session that was meant, or a sentence that says why it cannot be told."""

    session: Session | None = None
    problem: str = ""


class SessionNames:
    """The sessions that lists may name; one query or two, whatever is asked afterwards."""

    def __init__(self, *, on: date, institution: Institution | None = None):
        """Propose only those in which `institution` enrols by itself, when its managers ask."""
        sessions = (
            Session.objects.published()
            .filter(ends_on__gte=on - REMEMBERED)
            .select_related("offering", "territory")
            .in_order()
        )
        self.all = list(sessions)
        self.by_code = {session.code: session for session in self.all}
        self.by_id = {session.pk: session for session in self.all}
        self.usable = usable_sessions(institution, on=on)
        self._found: dict[tuple[str, str], Named] = {}

    def find(self, text: str, day: str = "") -> Named:
        """Find what a cell names; `day` is an ISO day of a cell beside it."""
        key = (text, day)
        if key not in self._found:
            self._found[key] = self._find(text, date.fromisoformat(day) if day else None)
        return self._found[key]

    def _find(self, text: str, day: date | None) -> Named:
        for code in CODE.findall(text.upper()):
            if code in self.by_code:
                return Named(self.by_code[code])
        words = _words(text)
        named = self._called(words)
        if not named and (day_in_text := _day_in(text)):
            day = day or day_in_text
            words = _words(DAY.sub(" ", CODE.sub(" ", text)))
            named = self._called(words) if words else self.all
        dated = [session for session in named if day is None or session.starts_on == day]
        if day and not dated:
            dated = [s for s in named if s.starts_on <= day <= s.ends_on]
        candidates = dated
        open_ones = [s for s in candidates if self._is_open(s)]
        for choice in (open_ones, candidates):
            if len(choice) == 1:
                return Named(choice[0])
        if candidates:
            return Named(problem=_several(text, open_ones or candidates))
        return Named(problem=self._unknown(text, words, named))

    def _unknown(self, text: str, words: str, named: list[Session]) -> str:
        close = named if words else []
        if not close:
            by_name = {name: s for s in reversed(self._open()) for name in _names(s)}
            found = get_close_matches(words, by_name, n=3, cutoff=0.5)
            close = list({by_name[name].pk: by_name[name] for name in found}.values())
        if close:
            return _(
                "There is no session “%(text)s”. Write the title and the date, such as: %(labels)s."
            ) % {"text": text, "labels": _labels(close[:3])}
        return _(
            "There is no session “%(text)s”. Choose one of those that are open, or leave the cell empty."
        ) % {"text": text}

    def _called(self, words: str) -> list[Session]:
        """Give the sessions of that title, or else those of the offering of that title."""
        if not words:
            return []
        titled = [session for session in self.all if words == _words(session.title)]
        return titled or [session for session in self.all if words in _names(session)]

    def _open(self) -> list[Session]:
        return [session for session in self.all if self._is_open(session)]

    def _is_open(self, session: Session) -> bool:
        is_usable = self.usable is None or session.pk in self.usable
        return session.status == SessionStatus.OPEN and is_usable


def _several(text: str, sessions: list[Session]) -> str:
    return _("Several sessions are called “%(text)s”. Add the date: %(labels)s.") % {
        "text": text,
        "labels": _labels(sessions[:5]),
    }


def _labels(sessions: Iterable[Session]) -> str:
    return ", ".join(f"« {session_label(session)} »" for session in sessions)


def _names(session: Session) -> set[str]:
    return {_words(session.title), _words(session.offering.title), _words(session.offering.code)}


def _words(text: str) -> str:
    """Reduce to letters and figures, as people hardly ever write the rest twice the same way."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _day_in(text: str) -> date | None:
    found = DAY.search(text)
    if found is None:
        return None
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return date(int(iso_year), int(iso_month), int(iso_day))
    except ValueError:
        return None
