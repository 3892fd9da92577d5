"""Attendance workbooks that come back filled in: bring one, see what differs, decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.attendance.reading import read_filled
from curriculum.attendance.returns import Change, Difference, closed_sessions, compare
from curriculum.errors import CurriculumError
from curriculum.forms.attendance_returns import DecisionsForm
from curriculum.forms.uploads import UploadForm
from curriculum.models import AttendanceReturn, Session
from curriculum.ratelimit import account, rate_limit
from curriculum.services.attendance_returns import (
    Answer,
    Settled,
    bring_attendance,
    settle_attendance,
)
from curriculum.spreadsheets.reading import read_workbook
from curriculum.spreadsheets.values import Unreadable

DIFFERENCES_A_PAGE = 50
RETURNS_SHOWN = 20
PROBLEMS_SHOWN = 100

few = rate_limit("bring-attendance", limit=60, seconds=3600, methods=("POST",), who=account)


@access.requires(access.may_use_animator_pages)
@few
@never_cache
def bring_to_session(request: HttpRequest, code: str) -> HttpResponse:
    """Let those who mark a session bring its workbook back."""
    session = access.access_session(request.user, code)
    return _bring(request, session, AttendanceReturn.objects.filter(session=session))


@access.requires(access.may_manage_sessions)
@few
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Let staff bring back a workbook of several sessions."""
    return _bring(request, None, AttendanceReturn.objects.all())


@login_required
@never_cache
def attendance_return(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a workbook says otherwise, and apply what is decided."""
    found = access.access_attendance_return(request.user, code)
    differences = compare([Change.read(data) for data in found.changes], at=timezone.now())
    waiting = [difference for difference in differences if difference.is_open]
    waiting.sort(key=lambda difference: not difference.is_conflict)
    page = Paginator(waiting, DIFFERENCES_A_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        # What is answered may stand on any page: others have settled some of it meanwhile.
        answered = [one for one in waiting if f"version-{one.number}" in request.POST]
        form = DecisionsForm(answered, request.POST)
        everything = "everything" in request.POST
        if everything or form.is_valid():
            answers = _take_all(waiting) if everything else form.answers
            settled = settle_attendance(
                attendance_return=found, answers=answers, by=request.user, at=timezone.now()
            )
            _tell(request, settled)
            return redirect("curriculum:attendance_return", code)
    refused = [difference for difference in differences if difference.refusal]
    return render(
        request,
        "curriculum/attendance_returns/attendance_return.html",
        {
            "found": found,
            "page": page,
            "form": DecisionsForm(page.object_list),
            "conflicts": sum(difference.is_conflict for difference in waiting),
            "clean": sum(not difference.is_conflict for difference in waiting),
            "settled": sum(difference.is_settled for difference in differences),
            "refused": refused[:PROBLEMS_SHOWN],
            "problems": found.problems[:PROBLEMS_SHOWN],
            "problem_count": len(found.problems),
            "closed": closed_sessions(refused),
            "may_reopen": access.may_manage_sessions(request.user),
        },
    )


def _bring(request: HttpRequest, session: Session | None, before) -> HttpResponse:
    form = UploadForm(request.POST if request.method == "POST" else None, request.FILES or None)
    form.fields["file"].help_text = _(
        "The workbook as it was downloaded here, filled in and saved as .xlsx or .ods; a .csv of its sheet "
        "with the half-days is read too. Nothing is marked before you have seen and confirmed it."
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = bring_attendance(
                file=file,
                filled=read_filled(read_workbook(file.data, name=file.name).sheets),
                session=session,
                by=request.user,
                at=timezone.now(),
            )
        except (CurriculumError, Unreadable) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("curriculum:attendance_return", found.code)
    return render(
        request,
        "curriculum/attendance_returns/bring.html",
        {
            "form": form,
            "session": session,
            "before": before.select_related("made_by", "session")[:RETURNS_SHOWN],
        },
        status=422 if form.errors else 200,
    )


def _take_all(differences: list[Difference]) -> dict[int, Answer]:
    """Take all that nobody touched since the workbook was written."""
    return {
        one.number: Answer(True, one.change.seen_version)
        for one in differences
        if not one.is_conflict
    }


def _tell(request: HttpRequest, settled: Settled) -> None:
    for session, sentence in settled.refusals:
        messages.error(
            request, _("%(session)s: %(sentence)s") % {"session": session, "sentence": sentence}
        )
    if settled.applied:
        messages.success(
            request,
            ngettext("%(count)d mark is saved.", "%(count)d marks are saved.", settled.applied)
            % {"count": settled.applied},
        )
    if settled.kept:
        messages.info(
            request,
            ngettext(
                "%(count)d mark stays as it is on the platform.",
                "%(count)d marks stay as they are on the platform.",
                settled.kept,
            )
            % {"count": settled.kept},
        )
    if not (settled.applied or settled.kept or settled.refusals):
        messages.info(request, _("Nothing has changed."))
