"""The one journal: who changed what, when, from what to what.

It is Wagtail's log (`ModelLogEntry`): any object's history page in the admin shows it. Each action must be
listed in a `journal_actions.py`, so that the list stays complete. What changed may show on a public page:
with each line the kept pages are forgotten.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from curriculum.models import User
from curriculum.page_cache import forget_pages

Values = Mapping[str, Any]


def record(
    instance: Model,
    action: str,
    *,
    by: User | None,
    before: Values | None = None,
    after: Values | None = None,
    reason: str = "",
) -> None:
    """Write one line about `instance`; `by` is None when the system acts by itself.

    Raises ValueError when the action was not registered.
    """
    record_many([(instance, before, after)], action, by=by, reason=reason)


def record_many(
    lines: Iterable[tuple[Model, Values | None, Values | None]],
    action: str,
    *,
    by: User | None,
    reason: str = "",
) -> None:
    """Write one line per `(instance, before, after)` in one statement, whatever their number."""
    if not registry.action_exists(action):
        raise ValueError(f"Log action {action!r} is not registered.")
    now = timezone.now()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=ContentType.objects.get_for_model(instance, for_concrete_model=False),
                object_id=str(instance.pk),
                label=str(instance),
                action=action,
                user=by,
                timestamp=now,
                # Wagtail's history shows one line per uuid and action: each line gets its own.
                uuid=uuid4(),
                data=_data(before, after, reason),
                content_changed=True,
            )
            for instance, before, after in lines
        ],
        batch_size=5000,
    )
    forget_pages()


def _data(before: Values | None, after: Values | None, reason: str) -> dict[str, Any]:
    """Keep only what changed, in JSON's types."""
    before, after = _plain(before or {}), _plain(after or {})
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    data: dict[str, Any] = {}
    if before:
        data["before"] = {key: before[key] for key in changed if key in before}
    if after:
        data["after"] = {key: after[key] for key in changed if key in after}
    if reason:
        data["reason"] = reason
    return data


def _plain(values: Values) -> dict[str, Any]:
    plain = {}
    for key, value in values.items():
        if isinstance(value, datetime | date | time):
            value = value.isoformat()
        elif isinstance(value, Model):
            value = str(value)
        plain[key] = value
    return plain
