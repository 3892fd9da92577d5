"""Attendance in the admin: the grid of a session, one half-day, one person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from curriculum import access
from curriculum.attendance_grid import attendance_grid
from curriculum.closing import may_be_closed
from curriculum.errors import CurriculumError
from curriculum.forms.attendance import MarkingForm
from curriculum.french_days import spell_day
from curriculum.models import Attendance, Person, SessionSlot
from curriculum.plan import today_at
from curriculum.services.attendance import mark_attendance
from curriculum.timeline import timeline
from curriculum.views.admin_page import admin_page, session_crumbs
from curriculum.views.admin_sessions import staff_only


@staff_only
def grid(request, code):
    """Show everybody and every half-day at once; both lead to where marks are changed."""
    session = access.access_session(request.user, code)
    found = attendance_grid(session)
    tallies = found.tallies()
    today = today_at(session, timezone.now())
    return admin_page(
        request,
        "curriculum/admin/attendance.html",
        title=_("Attendance"),
        crumbs=session_crumbs(session),
        icon="clipboard-list",
        session=session,
        slots=[(slot, tallies[slot.pk], slot.day.on <= today) for slot in found.slots],
        rows=found.rows(),
        may_close=may_be_closed(session, today),
        missing=sum(tallies[slot.pk].missing for slot in found.slots if slot.day.on <= today),
    )


@staff_only
@require_POST
def everybody_present(request, code):
    """Mark everybody without a mark present at all half-days that have come."""
    session = access.access_session(request.user, code)
    today = today_at(session, timezone.now())
    slots = SessionSlot.objects.of_session(session).filter(day__on__lte=today)
    _save(request, session, [], others=list(slots))
    return redirect("sessions_admin:attendance", code)


@staff_only
def half_day(request, code, slot_code):
    """Mark everybody at one half-day."""
    session = access.access_session(request.user, code)
    slot = get_object_or_404(SessionSlot.objects.of_session(session), code=slot_code)
    found = attendance_grid(session, [slot])
    cells = found.of_slot(slot)
    return _marking(
        request,
        session,
        cells,
        title=f"{spell_day(slot.day.on)}, {slot.get_half_display().lower()}",
        others=[slot],
        slot=slot,
    )


@staff_only
def person(request, code, person_code):
    """Mark one person at every half-day that has come."""
    session = access.access_session(request.user, code)
    who = get_object_or_404(Person, code=person_code)
    today = today_at(session, timezone.now())
    cells = [
        cell
        for cell in attendance_grid(session).of_person(who)
        if cell is not None and cell.slot.day.on <= today
    ]
    return _marking(request, session, cells, title=who.full_name, others=[], person=who)


def _marking(request, session, cells, *, title, others, slot=None, person=None):
    form = MarkingForm(cells, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        others = others if "everybody" in request.POST else []
        try:
            _save(request, session, form.marks, others=others, quiet=False)
        except CurriculumError as refusal:
            form.show(refusal)
        else:
            return redirect("sessions_admin:attendance", session.code)
    marks = [cell.mark.pk for cell in cells if cell.mark]
    return admin_page(
        request,
        "curriculum/admin/marking.html",
        title=title,
        crumbs=[
            *session_crumbs(session),
            (_("Attendance"), reverse("sessions_admin:attendance", args=[session.code])),
        ],
        icon="clipboard-list",
        status=409 if any(row.conflict for row in form.rows) else 200,
        session=session,
        form=form,
        slot=slot,
        person=person,
        unmarked=sum(cell.mark is None and cell.is_expected for cell in cells),
        may_mark=session.is_editable
        and (slot is None or slot.day.on <= today_at(slot, timezone.now())),
        journal=timeline((Attendance, marks), limit=30),
    )


def _save(request, session, marks, *, others, quiet=True) -> None:
    """Hand marks to the service and say what became of them; with `quiet`, also a refusal."""
    try:
        count = mark_attendance(
            session=session,
            marks=marks,
            others_present_at=others,
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        if not quiet:
            raise
        messages.error(request, str(refusal))
        return
    messages.success(request, marks_saved(count))


def marks_saved(count: int) -> str:
    """Say how many marks were saved."""
    if not count:
        return _("Nothing has changed.")
    return ngettext("%(count)d mark is saved.", "%(count)d marks are saved.", count) % {
        "count": count
    }
