"""What those who lead note about a half-day, for the federation's staff."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curriculum import journal
from curriculum.access import check, may_mark_attendance
from curriculum.errors import InvalidInput, SessionNotOpen, StaleData
from curriculum.models import SessionSlot, User
from curriculum.plan import lock_session, today_at

MOST = 2000


@transaction.atomic
def note_half_day(
    *, slot: SessionSlot, note: str, seen: str, by: User, at: datetime
) -> SessionSlot:
    """Write what is to be remembered of a half-day, over `seen`, the note that the writer read before.

    Raises NotAllowed, SessionNotOpen, InvalidInput when it is too long, StaleData with the half-day when
    somebody else wrote meanwhile.
    """
    check(may_mark_attendance(by, slot))
    session = lock_session(slot.day.session)
    if not session.is_editable or slot.day.on > today_at(slot, at):
        raise SessionNotOpen(_("Notes are written from the day on, until the session is closed."))
    note = note.strip()
    if len(note) > MOST:
        raise InvalidInput(_("The note is too long: 2,000 characters at most."))
    slot.refresh_from_db(fields=["note"])
    before = slot.note
    if note == before:
        return slot
    if _lines(before) != _lines(seen):
        raise StaleData(
            _("Somebody else wrote this meanwhile: “%(note)s”. Put both together, then save again.")
            % {"note": before},
            [slot],
        )
    slot.note = note
    slot.save(update_fields=["note"])
    key = f"{slot.day.on.isoformat()} {slot.half}"
    journal.record(
        session, "curriculum.note_half_day", by=by, before={key: before}, after={key: note}
    )
    return slot


def _lines(text: str) -> list[str]:
    """Compare as people do: browsers send other line ends than they were given."""
    return text.strip().splitlines()
