"""The journal of some objects, in words, for `components/timeline.html`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Field, Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from curriculum.enums import AttendanceStatus, EnrolmentStatus, Half, SessionStatus
from curriculum.french_days import spell_day, spell_moment
from curriculum.models import User

LABELS = {
    "account": gettext_lazy("account"),
    "answer": gettext_lazy("answer"),
    "capacity": gettext_lazy("seats"),
    "cells": gettext_lazy("cells"),
    "copied from": gettext_lazy("copied from"),
    "date": gettext_lazy("date"),
    "dates": gettext_lazy("dates"),
    "entry": gettext_lazy("entry"),
    "evidence": gettext_lazy("evidence"),
    "from": gettext_lazy("first day"),
    "function": gettext_lazy("function"),
    "institution": gettext_lazy("paid for by"),
    "into": gettext_lazy("joined with"),
    "is_open_to_everyone": gettext_lazy("open to everyone"),
    "known": gettext_lazy("known as"),
    "manager": gettext_lazy("manager"),
    "minutes": gettext_lazy("minutes"),
    "moved": gettext_lazy("taken over"),
    "name": gettext_lazy("name"),
    "offering": gettext_lazy("offering"),
    "parent": gettext_lazy("lies in"),
    "partners": gettext_lazy("partner institutions"),
    "reason": gettext_lazy("reason"),
    "rulebook": gettext_lazy("rulebook"),
    "since": gettext_lazy("since"),
    "status": gettext_lazy("status"),
    "territory": gettext_lazy("territory"),
    "theme": gettext_lazy("theme"),
    "title": gettext_lazy("title"),
    "to": gettext_lazy("last day"),
    "until": gettext_lazy("until"),
    "waiver": gettext_lazy("reason"),
    "workplace": gettext_lazy("institution"),
}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[\d:.]*[+-]\d{2}:\d{2}")
"""How the journal keeps a moment."""
TYPED = frozenset({"function", "reason", "theme", "title", "waiver"})
TYPED_FIELDS = (models.CharField, models.TextField)
"""What people typed is shown as it is: a session may be called “open”."""
STATES = {
    value: label
    for choices in (SessionStatus, EnrolmentStatus, AttendanceStatus)
    for value, label in choices.choices
}


@dataclass(slots=True)
class Entry:
    """One line of the journal; `changes` are triples (label, before, after)."""

    when: datetime
    what: str
    who: str
    about: str
    reason: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def timeline(*groups: tuple[type[Model], Iterable[int]], limit: int = 50) -> list[Entry]:
    """Tell what happened to objects, the latest first: `timeline((Session, [session.pk]))`; one query."""
    wanted = Q(pk__in=[])
    for model, ids in groups:
        content_type = ContentType.objects.get_for_model(model)
        wanted |= Q(content_type=content_type, object_id__in=[str(pk) for pk in ids])
    entries = ModelLogEntry.objects.filter(wanted).select_related("user", "content_type")
    return [entry_of(line) for line in entries.order_by("-timestamp", "-pk")[:limit]]


def history(instance: Model, *, reader: User | None = None) -> list[Entry]:
    """Tell what happened to one object, for its own page; one query.

    With `reader`, somebody from outside, only their own name is shown: others act for the federation.
    How the object began tells nothing that its page does not show.
    """
    entries = timeline((type(instance), [instance.pk]))
    for entry in entries:
        if reader is not None and entry.who and entry.who != str(reader):
            entry.who = _("the federation")
        if len(entry.changes) > 1 and not any(before for _label, before, _after in entry.changes):
            entry.changes = []
    return entries


def entry_of(line: ModelLogEntry) -> Entry:
    """Put one line of the journal into words."""
    before, after = line.data.get("before") or {}, line.data.get("after") or {}
    return Entry(
        when=line.timestamp,
        what=str(line.message),
        who=str(line.user) if line.user else "",
        about=line.label,
        reason=line.data.get("reason", ""),
        changes=[
            (_label(key, line), _value(key, before, line), _value(key, after, line))
            for key in {**before, **after}
            if _text(before.get(key)) or _text(after.get(key))
        ],
    )


def _label(key: str, line: ModelLogEntry) -> str:
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2}) (\w+)", key):
        day, what = match.groups()
        name = Half(what).label if what in Half.values else LABELS.get(what, what)
        return f"{spell_day(date.fromisoformat(day))}, {str(name).lower()}"
    named = LABELS.get(key) or getattr(_field(key, line), "verbose_name", key)
    return str(named)


def _value(key: str, values: dict, line: ModelLogEntry) -> str:
    value, field = values.get(key), _field(key, line)
    choices = dict(getattr(field, "flatchoices", None) or ())
    if isinstance(value, str) and value in choices:
        return str(choices[value])
    if isinstance(value, str) and (key in TYPED or isinstance(field, TYPED_FIELDS)):
        return value
    return _text(value)


def _field(key: str, line: ModelLogEntry) -> Field | None:
    model = line.content_type.model_class()
    try:
        return model._meta.get_field(key)
    except (AttributeError, FieldDoesNotExist):
        return None


def _text(value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    if isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return spell_day(date.fromisoformat(value))
        if MOMENT.fullmatch(value):
            return spell_moment(timezone.localtime(datetime.fromisoformat(value)))
        return str(STATES.get(value, value))
    return str(value)
