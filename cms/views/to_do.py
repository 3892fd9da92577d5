"""What waits for the staff, on the admin's first page."""

from datetime import date, timedelta

from django.forms import Media
from django.utils import timezone
from wagtail.admin.ui.components import Component

from certification import dossier
from certification.access import may_issue_attestations, may_validate_hours
from certification.models import HourRecord
from certification.models.hour_queries import COUNTED_UP_TO
from curriculum.access import may_manage_people, may_manage_sessions
from curriculum.agenda import sessions_to_close, sessions_to_prepare, sessions_with_requests
from curriculum.attendance_grid import attendance_grids
from curriculum.enums import SessionStatus
from curriculum.models import Person, PersonClaim

SHOWN = 6
DAYS_AHEAD = 30
MOST_CLAIMS = 100


def has_something_to_do(user) -> bool:
    """Tell whether any part of the panel is for this person."""
    return any(
        may(user)
        for may in (
            may_validate_hours,
            may_issue_attestations,
            may_manage_sessions,
            may_manage_people,
        )
    )


class ToDoPanel(Component):
    """Hours, levels, seats, sessions and people that wait for a decision of staff, and the way there."""

    name = "to_do"
    order = 40
    template_name = "cms/admin/to_do_panel.html"

    @property
    def media(self):
        """Bring the look of the boxes."""
        return Media(css={"all": ["jalons/css/admin-to-do.css"]})

    def get_context_data(self, parent_context):
        """Read what the person may act on; a fixed number of queries."""
        user = parent_context["request"].user
        today = timezone.localdate()
        context = {"today": today, "days_ahead": DAYS_AHEAD, "shown": SHOWN}
        if may_validate_hours(user):
            context["hours"] = _hours(today)
        if may_issue_attestations(user):
            context["levels"] = _levels()
        if may_manage_sessions(user):
            context["to_close"] = _to_close(today)
            context["to_confirm"] = _to_confirm(today)
            context["to_prepare"] = _to_prepare(today)
        if may_manage_people(user):
            context["claims"] = _claims()
        return context


def _hours(today: date) -> dict:
    waiting = HourRecord.objects.waiting()
    oldest = waiting.order_by("submitted_at").values_list("submitted_at", flat=True).first()
    count = waiting.counted()
    return {
        "count": count,
        "is_more": count >= COUNTED_UP_TO,
        "days": (today - timezone.localdate(oldest)).days if oldest else 0,
    }


def _levels() -> dict:
    totals = dossier.assess_many()
    ready = {pk: found.level_to_attest for pk, found in totals.items() if found.level_to_attest}
    people = Person.objects.filter(pk__in=ready).in_order()[:SHOWN]
    return {
        "rows": [{"person": person, "level": ready[person.pk]} for person in people],
        "count": len(ready),
        "more": max(0, len(ready) - SHOWN),
    }


def _claims() -> dict:
    """Show those who may be known already, in one query; the box is left out while there is nobody."""
    found = list(PersonClaim.objects.pending().select_related("newcomer")[: MOST_CLAIMS + 1])
    return {
        "count": min(len(found), MOST_CLAIMS),
        "is_more": len(found) > MOST_CLAIMS,
        "rows": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
    }


def _to_close(today: date) -> dict:
    found = list(sessions_to_close(on=today))
    shown = found[:SHOWN]
    grids = attendance_grids(shown)
    return {
        "rows": [
            {
                "session": session,
                "missing": sum(len(people) for _slot, people in grids[session.pk].gaps()),
                "is_empty": not grids[session.pk].cells,
            }
            for session in shown
        ],
        "count": len(found),
        "more": len(found) - len(shown),
    }


def _to_confirm(today: date) -> dict:
    found = list(sessions_with_requests(on=today))
    return {
        "rows": found[:SHOWN],
        "count": sum(session.request_count for session in found),
        "more": max(0, len(found) - SHOWN),
    }


def _to_prepare(today: date) -> dict:
    found = list(sessions_to_prepare(on=today, until=today + timedelta(days=DAYS_AHEAD)))
    rows = [
        {
            "session": session,
            "is_draft": session.status == SessionStatus.DRAFT,
            "has_nobody": not session.seats_taken and not session.is_open_to_everyone,
            "unled": session.unled_count,
            "waiting": session.waiting_count,
        }
        for session in found[:SHOWN]
    ]
    return {"rows": rows, "count": len(found), "more": len(found) - len(rows)}
