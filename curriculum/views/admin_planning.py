"""The plan of a session in the admin: creating, copying, adding, changing and moving days."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum import access
from curriculum.errors import CurriculumError
from curriculum.forms.people_field import people_text
from curriculum.forms.planning import (
    DatesForm,
    HalfDayChangesForm,
    HalfDaysForm,
)
from curriculum.forms.refusals import add_refusal
from curriculum.forms.sessions import CopyForm, DayForm, NewSessionForm, ShiftForm
from curriculum.models import Person, SessionSlot
from curriculum.plan_warnings import length_warnings
from curriculum.services import copying, half_days, planning, sessions
from curriculum.views.admin_page import admin_page, session_crumbs, sessions_crumb
from curriculum.views.admin_sessions import staff_only


@staff_only
def create(request):
    """Plan a whole session in one page: facts, dates, half-days; the dates are shown before saving."""
    data = request.POST if request.method == "POST" else None
    facts, dates, halves = NewSessionForm(data), DatesForm(data), HalfDaysForm(data)
    preview = None
    if request.method == "POST" and _all_valid(facts, dates, halves):
        preview = _preview(dates.cleaned_data["dates"], facts.cleaned_data["offering"])
        if _was_shown(request, preview):
            try:
                made = sessions.create_session(
                    by=request.user, **_new_session(facts, dates, halves)
                )
            except CurriculumError as refusal:
                _show(refusal, facts, dates, halves)
                preview = None
            else:
                messages.success(request, _("The session is planned, as a draft."))
                return redirect("sessions_admin:session", made.code)
    return admin_page(
        request,
        "curriculum/admin/plan.html",
        title=_("Plan a session"),
        crumbs=[sessions_crumb()],
        icon="plus",
        facts=facts,
        dates=dates,
        halves=halves,
        preview=preview,
        day=None,
        media=halves.media,
        submit=_("Create the session"),
        back=reverse("sessions_admin:index"),
    )


@staff_only
def add_days(request, code):
    """Add days to a session, as in the page that creates one."""
    found = access.access_session(request.user, code)
    data = request.POST if request.method == "POST" else None
    dates, halves = DatesForm(data), HalfDaysForm(data)
    preview = None
    if request.method == "POST" and _all_valid(dates, halves):
        preview = _preview(dates.cleaned_data["dates"])
        if _was_shown(request, preview):
            try:
                planning.plan_days(
                    session=found,
                    dates=dates.cleaned_data["dates"],
                    halves=halves.halves(),
                    by=request.user,
                )
            except CurriculumError as refusal:
                _show(refusal, dates, halves)
                preview = None
            else:
                messages.success(request, _("The days are added."))
                return redirect("sessions_admin:session", code)
    return admin_page(
        request,
        "curriculum/admin/plan.html",
        title=_("Add days"),
        crumbs=session_crumbs(found),
        icon="plus",
        facts=None,
        dates=dates,
        halves=halves,
        preview=preview,
        day=None,
        media=halves.media,
        submit=_("Add the days"),
        back=reverse("sessions_admin:session", args=[code]),
    )


def _all_valid(*forms) -> bool:
    """Check all of them, so that every error is shown at once."""
    results = [form.is_valid() for form in forms]
    return all(results)


def _show(refusal: CurriculumError, *forms) -> None:
    """Show a refusal in the form that has one of its fields, or above the first."""
    names = set(getattr(refusal, "errors", ()))
    add_refusal(next((form for form in forms if names & set(form.fields)), forms[0]), refusal)


def _new_session(facts, dates, halves) -> dict:
    values = facts.values()
    planned = halves.halves()
    if values["territory"] is None:
        values["territory"] = halves.cleaned_data["place"].territory
    return values | {"dates": dates.cleaned_data["dates"], "halves": planned}


def _preview(dates, offering=None) -> dict:
    return {
        "dates": [{"on": on, "is_weekend": on.weekday() >= 5} for on in dates],
        "key": " ".join(on.isoformat() for on in dates),
        "warnings": length_warnings(offering, dates) if offering else [],
    }


def _was_shown(request, preview: dict) -> bool:
    """Save only dates that were looked at; others are shown first."""
    return "save" in request.POST and request.POST.get("shown") == preview["key"]


@staff_only
def copy(request, code):
    """Make the next edition of a session."""
    found = access.access_session(request.user, code)
    form = CopyForm(request.POST if request.method == "POST" else None, session=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = copying.copy_session(session=found, by=request.user, **form.values())
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The copy is a draft; check its dates, then open it."))
            return redirect("sessions_admin:session", made.code)
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=_("Copy the session"),
        crumbs=session_crumbs(found),
        icon="copy",
        form=form,
        intro=_("The copy has the same days and half-days at other dates, and nobody enrolled."),
        submit=_("Make the copy"),
        back=reverse("sessions_admin:session", args=[code]),
    )


@staff_only
def shift(request, code):
    """Move all days of a session."""
    found = access.access_session(request.user, code)
    form = ShiftForm(
        request.POST if request.method == "POST" else None, initial={"first_day": found.starts_on}
    )
    if request.method == "POST" and form.is_valid():
        first = form.cleaned_data["first_day"]
        distance = first - found.starts_on if found.starts_on else timedelta()
        try:
            planning.shift_session(session=found, days=distance.days, by=request.user)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("All days are moved."))
            return redirect("sessions_admin:session", code)
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=_("Move all days"),
        crumbs=session_crumbs(found),
        form=form,
        submit=_("Move"),
        back=reverse("sessions_admin:session", args=[code]),
    )


@staff_only
def day(request, code, pk):
    """Move one day, or say what it is about."""
    found = access.access_session(request.user, code)
    row = get_object_or_404(found.days.select_related("session"), pk=pk)
    form = DayForm(
        request.POST if request.method == "POST" else None,
        initial={"on": row.on, "theme": row.theme},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save_day(row, form, request.user)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The day is saved."))
            return redirect("sessions_admin:session", code)
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=_("Change the day"),
        crumbs=session_crumbs(found),
        form=form,
        submit=_("Save"),
        back=reverse("sessions_admin:session", args=[code]),
    )


@transaction.atomic
def _save_day(row, form, user) -> None:
    """Both or neither: the date and the theme come from one form."""
    if "on" in form.changed_data:
        planning.reschedule_day(day=row, on=form.cleaned_data["on"], by=user)
    if "theme" in form.changed_data:
        planning.name_day(day=row, theme=form.cleaned_data["theme"], by=user)


@staff_only
def add_half_days(request, code, pk):
    """Give a day that exists one more half-day."""
    found = access.access_session(request.user, code)
    row = get_object_or_404(found.days, pk=pk)
    taken = set(row.slots.values_list("half", flat=True))
    initial = {f"{half}-on": half not in taken for half in ("morning", "afternoon", "evening")}
    form = HalfDaysForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            half_days.add_half_days(
                session=found, days=[row], halves=form.halves(), by=request.user
            )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The half-day is added."))
            return redirect("sessions_admin:session", code)
    return admin_page(
        request,
        "curriculum/admin/plan.html",
        title=_("Add a half-day"),
        crumbs=session_crumbs(found),
        icon="plus",
        facts=None,
        dates=None,
        halves=form,
        day=row,
        preview=None,
        media=form.media,
        submit=_("Add the half-day"),
        back=reverse("sessions_admin:session", args=[code]),
    )


@staff_only
def change_half_days(request, code):
    """Change the chosen half-days alike, or take them out of the plan."""
    found = access.access_session(request.user, code)
    slots = _chosen(request, found)
    if not slots:
        messages.warning(request, _("Choose at least one half-day first."))
        return redirect("sessions_admin:session", code)
    removes = "remove" in request.POST
    form = HalfDayChangesForm(
        request.POST if request.method == "POST" and not removes else None, slots=slots
    )
    try:
        if removes:
            half_days.remove_half_days(session=found, slots=slots, by=request.user)
            return _done(request, code, _("The half-days are taken out of the plan."))
        if request.method == "POST" and form.is_valid():
            count = half_days.edit_half_days(
                session=found,
                slots=slots,
                changes=form.changes(),
                by=request.user,
                at=timezone.now(),
            )
            sentence = ngettext(
                "%(count)d half-day is changed.", "%(count)d half-days are changed.", count
            )
            return _done(request, code, sentence % {"count": count})
    except CurriculumError as refusal:
        if removes:
            messages.error(request, str(refusal))
            return redirect("sessions_admin:session", code)
        add_refusal(form, refusal)
    return admin_page(
        request,
        "curriculum/admin/half_days.html",
        title=ngettext("Change %(count)d half-day", "Change %(count)d half-days", len(slots))
        % {"count": len(slots)},
        crumbs=session_crumbs(found),
        icon="edit",
        form=form,
        media=form.media,
        slots=slots,
        session=found,
        back=reverse("sessions_admin:session", args=[code]),
    )


def _chosen(request, session) -> list[SessionSlot]:
    codes = (request.POST or request.GET).getlist("slot")
    slots = SessionSlot.objects.of_session(session).filter(code__in=codes)
    return list(slots.select_related("day", "place").prefetch_related("animations__person"))


def _done(request, code, sentence):
    messages.success(request, sentence)
    return redirect("sessions_admin:session", code)


@staff_only
def people(request):
    """Propose people for a name being typed."""
    words = request.GET.get("q", "").strip()
    found = Person.objects.named_like(words).in_order()[:8] if len(words) >= 2 else []
    return JsonResponse(
        {"people": [{"text": people_text(one), "name": one.sorted_name} for one in found]}
    )
