"""What those who lead sessions need on the day: their sessions, marking on a phone, the sheet to sign."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import access
from curriculum.agenda import sessions_led_by
from curriculum.attendance_grid import attendance_grid
from curriculum.enums import SessionStatus
from curriculum.errors import CurriculumError, StaleData
from curriculum.forms.attendance import HalfDayNoteForm, MarkingForm
from curriculum.models import SessionSlot
from curriculum.plan import today_at
from curriculum.services.attendance import mark_attendance
from curriculum.services.slot_notes import note_half_day as save_note

PAST_PAGE = 10


@access.requires(access.is_animator)
def my_sessions(request):
    """List the sessions that one leads: today's half-days first, then what comes, then what was."""
    person = access.person_of(request.user)
    today = timezone.localdate()
    led = sessions_led_by(person)
    halves = (
        SessionSlot.objects.filter(day__on=today, animations__person=person)
        .exclude(day__session__status=SessionStatus.CANCELLED)
        .select_related("day__session", "place")
        .in_order()
    )
    past = led.filter(ends_on__lt=today).reverse()
    return render(
        request,
        "curriculum/animator/my_sessions.html",
        {
            "today": today,
            "halves": list(halves),
            "coming": list(led.exclude(ends_on__lt=today)),
            "past": Paginator(past, PAST_PAGE).get_page(request.GET.get("page")),
        },
    )


@access.requires(access.may_use_animator_pages)
def session(request, code):
    """Show the half-days of one session, and which are still to be marked."""
    found = access.access_session(request.user, code)
    grid = attendance_grid(found)
    tallies = grid.tallies()
    today = today_at(found, timezone.now())
    return render(
        request,
        "curriculum/animator/session.html",
        {
            "session": found,
            "slots": [(slot, tallies[slot.pk], slot.day.on <= today) for slot in grid.slots],
            "today": today,
            "people": grid.people,
        },
    )


@access.requires(access.may_use_animator_pages)
def mark(request, code):
    """Mark everybody at one half-day, with one form and one save."""
    slot = access.access_slot(request.user, code)
    found = slot.day.session
    cells = attendance_grid(found, [slot]).of_slot(slot)
    form = MarkingForm(cells, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        others = [slot] if "everybody" in request.POST else []
        try:
            count = mark_attendance(
                session=found,
                marks=form.marks,
                others_present_at=others,
                by=request.user,
                at=timezone.now(),
            )
        except CurriculumError as refusal:
            form.show(refusal)
        else:
            messages.success(request, _saved(count))
            return redirect("curriculum:mark", code)
    marked = sum(cell.mark is not None for cell in cells)
    has_come = slot.day.on <= today_at(slot, timezone.now())
    return render(
        request,
        "curriculum/animator/mark.html",
        {
            "slot": slot,
            "session": found,
            "form": form,
            "marked": marked,
            "unmarked": sum(cell.mark is None and cell.is_expected for cell in cells),
            "has_come": has_come,
            "may_mark": found.is_editable and has_come,
            "other_slots": slot.day.slots.exclude(pk=slot.pk).order_by("starts_at"),
            "note_form": HalfDayNoteForm.of(slot) if has_come else None,
        },
        status=409 if any(row.conflict for row in form.rows) else 200,
    )


@access.requires(access.may_use_animator_pages)
def note_half_day(request, code):
    """Write what staff should know about a half-day; the form stands below the marks, too."""
    slot = access.access_slot(request.user, code)
    form = HalfDayNoteForm(request.POST) if request.method == "POST" else HalfDayNoteForm.of(slot)
    if request.method == "POST" and form.is_valid():
        try:
            save_note(slot=slot, **form.cleaned_data, by=request.user, at=timezone.now())
        except StaleData as refusal:
            form.add_error("note", str(refusal))
            form.data = form.data.copy()
            form.data["seen"] = refusal.conflicts[0].note
        except CurriculumError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The note is saved."))
            return redirect("curriculum:mark", code)
    return render(
        request,
        "curriculum/animator/note_half_day.html",
        {"slot": slot, "session": slot.day.session, "form": form},
    )


def _saved(count: int) -> str:
    if not count:
        return _("Nothing has changed.")
    return ngettext("%(count)d mark is saved.", "%(count)d marks are saved.", count) % {
        "count": count
    }
