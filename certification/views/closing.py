"""Closing a session and crediting its hours, or undoing both: one act, or none of it."""

from collections import Counter

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.enums import HourState
from certification.models import HourRecord
from certification.services.crediting import credit_session, uncredit_session
from curriculum import access
from curriculum.attendance_grid import Grid, attendance_grid
from curriculum.closing import check_may_close
from curriculum.enums import EnrolmentStatus, HourKind
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.sessions import ReasonForm
from curriculum.plan import today_at
from curriculum.services import sessions
from curriculum.views.admin_page import admin_page, session_crumbs

staff_only = access.requires(access.may_manage_sessions)


@staff_only
def close_session(request, code):
    """Show what is missing or what will be credited, then close and credit together."""
    session = access.access_session(request.user, code)
    if request.method == "POST":
        try:
            with transaction.atomic():
                at = timezone.now()
                closed = sessions.close_session(session=session, by=request.user, at=at)
                credit = credit_session(session=closed, by=request.user, at=at)
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
            return redirect("certification_admin:close_session", code)
        count = credit.created + credit.renewed
        sentence = ngettext(
            "The session is closed; %(count)d hour record waits for validation.",
            "The session is closed; %(count)d hour records wait for validation.",
            count,
        )
        messages.success(request, sentence % {"count": count})
        return redirect("sessions_admin:session", code)
    grid = attendance_grid(session)
    today = today_at(session, timezone.now())
    return admin_page(
        request,
        "certification/admin/close_session.html",
        title=_("Close the session"),
        crumbs=session_crumbs(session),
        icon="lock",
        session=session,
        gaps=[(slot, missing) for slot, missing in grid.gaps() if slot.day.on <= today],
        refusal=_refusal(session),
        credits=_credits(grid),
        people=len({cell.person for cell, _kind in _earning(grid)}),
        waiting=session.enrolments.filter(
            status__in=[EnrolmentStatus.APPLIED, EnrolmentStatus.WAITING]
        ).count(),
        back=reverse("sessions_admin:session", args=[code]),
    )


@staff_only
def reopen_session(request, code):
    """Show what would be withdrawn, then take back the hours and reopen together."""
    session = access.access_session(request.user, code)
    form = ReasonForm(request.POST if request.method == "POST" else None, required=False)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                uncredit_session(session=session, by=request.user)
                sessions.reopen_session(
                    session=session, by=request.user, reason=form.cleaned_data["reason"]
                )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The session is open again: marks can be corrected."))
            return redirect("sessions_admin:session", code)
    records = HourRecord.objects.filter(session=session).exclude(state=HourState.WITHDRAWN)
    return admin_page(
        request,
        "certification/admin/reopen_session.html",
        title=_("Reopen the session"),
        crumbs=session_crumbs(session),
        icon="lock-open",
        session=session,
        form=form,
        states=[
            (HourState(state).label, number)
            for state, number in Counter(records.values_list("state", flat=True)).items()
        ],
        back=reverse("sessions_admin:session", args=[code]),
    )


def _refusal(session) -> str:
    """Say why the session would not close now; nothing when it would."""
    try:
        check_may_close(session, at=timezone.now())
    except CurriculumError as refusal:
        return str(refusal)
    return ""


def _earning(grid: Grid):
    """List those present with the kind of hours that they would get."""
    for cell in grid.cells.values():
        if cell.mark is None or not cell.mark.minutes:
            continue
        kind = cell.slot.kind_for(cell.mark.role)
        if kind:
            yield cell, kind


def _credits(grid: Grid) -> list[dict]:
    """Sum up what would be credited, by kind of hours."""
    sums: dict[str, dict] = {}
    for cell, kind in _earning(grid):
        row = sums.setdefault(kind, {"people": set(), "minutes": 0})
        row["people"].add(cell.person)
        row["minutes"] += cell.mark.minutes
    return [
        {"kind": HourKind(kind).label, "people": len(row["people"]), "minutes": row["minutes"]}
        for kind, row in sorted(sums.items())
    ]
