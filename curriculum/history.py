"""Read the journal of one object, in words: what `components/timeline.html` shows."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field, ForeignObjectRel, Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from curriculum.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal; `changes` are triples: what, before, after."""

    when: datetime
    what: str
    who: str
    reason: str
    changes: list[tuple[str, str, str]]


def history(instance: Model, *, reader: User | None = None) -> list[Entry]:
    """Give the journal of an object, the newest line first; two queries.

    With `reader`, only their own name is shown: others act for the federation.
    """
    lines = ModelLogEntry.objects.for_instance(instance).select_related("user")
    return [_entry(instance, line, reader) for line in lines.order_by("-timestamp", "-pk")]


def _entry(instance: Model, line: ModelLogEntry, reader: User | None) -> Entry:
    data = line.data or {}
    return Entry(
        when=line.timestamp,
        what=str(registry.get_formatter(line).format_message(line)),
        who=_who(line.user, reader),
        reason=data.get("reason", ""),
        changes=_changes(instance, data.get("before", {}), data.get("after", {})),
    )


def _who(user: User | None, reader: User | None) -> str:
    if user is None:
        return ""
    if reader is not None and user != reader:
        return _("the federation")
    return str(user)


def _changes(instance: Model, before: dict, after: dict) -> list[tuple[str, str, str]]:
    """Pair old and new values; how an object began tells nothing that its page does not show."""
    if not before and len(after) > 1:
        return []
    changes = []
    for name in {**before, **after}:
        field = _field(instance, name)
        old, new = _words(field, before.get(name)), _words(field, after.get(name))
        changes.append((_label(field, name), old, new))
    return changes


def _label(field: Field | ForeignObjectRel | None, name: str) -> str:
    """Name a value as forms do; what hangs on the object is named after its own model."""
    if isinstance(field, ForeignObjectRel):
        return capfirst(str(field.related_model._meta.verbose_name))
    return capfirst(str(field.verbose_name)) if field else name


def _field(instance: Model, name: str) -> Field | ForeignObjectRel | None:
    try:
        return instance._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _words(field: Field | ForeignObjectRel | None, value) -> str:
    """Write one value as people say it; nothing and the empty text are a dash."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return "–"
    choices = dict(getattr(field, "flatchoices", None) or ())
    if value in choices:
        return str(choices[value])
    if isinstance(value, str) and isinstance(field, DateField):
        return date_format(date.fromisoformat(value[:10]), "j F Y")
    return str(value)
