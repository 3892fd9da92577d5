"""Sessions in the admin: the list, one session, and its states."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.widgets.button import HeaderButton

from curriculum import access
from curriculum.agenda import find_sessions
from curriculum.attendance_grid import attendance_grid
from curriculum.closing import may_be_closed
from curriculum.eligibility import has_begun
from curriculum.enums import SessionStatus
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.sessions import ReasonForm, SessionFactsForm, SessionFilterForm
from curriculum.models import Enrolment, Session
from curriculum.plan import today_at
from curriculum.plan_warnings import warnings_of
from curriculum.services import sessions
from curriculum.timeline import timeline
from curriculum.views.admin_page import admin_page, session_crumbs, sessions_crumb
from curriculum.views.seating import seating_of

PAGE_SIZE = 20
RECENT = 15

staff_only = access.requires(access.may_manage_sessions)


@staff_only
def index(request):
    """List sessions, narrowed by filters."""
    form = SessionFilterForm(request.GET)
    found = find_sessions(form.wanted())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return admin_page(
        request,
        "curriculum/admin/sessions.html",
        title=_("Sessions"),
        buttons=[
            HeaderButton(
                _("Plan a session"), url=reverse("sessions_admin:create"), icon_name="plus"
            )
        ],
        form=form,
        page=page,
        is_filtered=any(request.GET.get(name) for name in form.fields),
    )


@staff_only
def session(request, code):
    """Show one session: facts, warnings, days, enrolments, what happened."""
    found = access.access_session(request.user, code)
    grid = attendance_grid(found)
    seating = seating_of(found)
    tallies = grid.tallies()
    today = today_at(found, timezone.now())
    return admin_page(
        request,
        "curriculum/admin/session.html",
        title=found.title,
        crumbs=[sessions_crumb()],
        session=found,
        partners=list(found.partners.all()),
        days=_by_day(grid.slots, tallies),
        slot_count=len(grid.slots),
        minutes=sum(slot.minutes for slot in grid.slots),
        missing=sum(tally.missing for tally in tallies.values()),
        warnings=warnings_of(found, grid.slots),
        today=today,
        seating=seating,
        has_begun=has_begun(found, timezone.now()),
        journal=timeline(
            (Session, [found.pk]),
            (Enrolment, found.enrolments.values_list("pk", flat=True)),
            limit=RECENT,
        ),
        is_open=found.status == SessionStatus.OPEN,
        may_close=may_be_closed(found, today),
        is_draft=found.status == SessionStatus.DRAFT,
        is_closed=found.status == SessionStatus.CLOSED,
    )


def _by_day(slots, tallies):
    """Group half-days by day, each with its counts."""
    days: dict[int, dict] = {}
    for slot in slots:
        entry = days.setdefault(slot.day_id, {"day": slot.day, "slots": []})
        entry["slots"].append((slot, tallies[slot.pk]))
    return list(days.values())


@staff_only
def journal(request, code):
    """Show all that happened to a session and its enrolments."""
    found = access.access_session(request.user, code)
    enrolments = list(found.enrolments.values_list("pk", flat=True))
    return admin_page(
        request,
        "curriculum/admin/journal.html",
        title=_("Journal"),
        crumbs=session_crumbs(found),
        icon="history",
        session=found,
        journal=timeline((Session, [found.pk]), (Enrolment, enrolments), limit=500),
    )


@staff_only
def edit(request, code):
    """Change the facts of a session."""
    found = access.access_session(request.user, code)
    form = SessionFactsForm(request.POST if request.method == "POST" else None, session=found)
    if request.method == "POST" and form.is_valid():
        try:
            sessions.update_session(
                session=found, by=request.user, at=timezone.now(), **form.values()
            )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The session is saved."))
            return redirect("sessions_admin:session", code)
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=_("Change the session"),
        crumbs=session_crumbs(found),
        icon="edit",
        form=form,
        submit=_("Save"),
        back=reverse("sessions_admin:session", args=[code]),
    )


@staff_only
@require_POST
def open_session(request, code):
    """Take a draft into the agenda."""
    found = access.access_session(request.user, code)
    try:
        sessions.open_session(session=found, by=request.user)
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The session is open: people can be enrolled."))
    return redirect("sessions_admin:session", code)


@staff_only
def cancel(request, code):
    """Ask why, then cancel a session."""
    found = access.access_session(request.user, code)
    counts = found.enrolments.active().aggregate(people=Count("pk"))
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        help_text=_("The people enrolled will read it in their mail."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            sessions.cancel_session(
                session=found,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            told = _("The session is cancelled; the people enrolled are told.")
            messages.success(request, told if counts["people"] else _("The session is cancelled."))
            return redirect("sessions_admin:session", code)
    return admin_page(
        request,
        "curriculum/admin/cancel.html",
        title=_("Cancel the session"),
        crumbs=session_crumbs(found),
        icon="cross",
        form=form,
        session=found,
        people=counts["people"],
        back=reverse("sessions_admin:session", args=[code]),
    )
