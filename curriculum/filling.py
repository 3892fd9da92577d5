"""Write checked values into a row and one line into the journal: what the simple services share."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.errors import InvalidInput, StillInUse
from curriculum.models import User


def fill(instance: Model, values: Mapping[str, Any], *, action: str, by: User | None) -> None:
    """Check and save `instance` with `values`, and journal what changed; do nothing when nothing did.

    Raises InvalidInput with the sentences of each field.
    """
    is_new = instance._state.adding
    before = {} if is_new else {name: getattr(instance, name) for name in values}
    for name, value in values.items():
        setattr(
            instance, name, " ".join(value.split()) if _is_line(instance, name, value) else value
        )
    after = {name: getattr(instance, name) for name in values}
    if before == after:
        return
    try:
        _save_checked(instance)
    except ValidationError as error:
        for name, value in before.items():
            setattr(instance, name, value)
        raise InvalidInput(" ".join(error.messages), error.message_dict) from None
    journal.record(instance, action, by=by, before=before, after=after)


def remove(instance: Model, *, action: str, by: User) -> None:
    """Delete `instance` and journal it.

    Raises StillInUse when other rows rest on it.
    """
    journal.record(instance, action, by=by, before={"name": str(instance)})
    try:
        instance.delete()
    except ProtectedError as error:
        raise StillInUse(
            _("“%(name)s” is in use and stays: %(count)d rows refer to it.")
            % {"name": instance, "count": len(error.protected_objects)}
        ) from None


def _save_checked(instance: Model) -> None:
    """Save what the model accepts; raises ValidationError."""
    instance.full_clean()
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError:
        # Somebody else saved the same unique value since the check: the check now says so.
        instance.full_clean()
        raise


def _is_line(instance: Model, name: str, value: Any) -> bool:
    """Tell whether a value is a single line of text, of which stray spaces go."""
    field = instance._meta.get_field(name)
    return isinstance(value, str) and field.get_internal_type() != "TextField"
