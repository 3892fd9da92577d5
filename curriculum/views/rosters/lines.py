"""Lines of a list, mended or answered one by one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from curriculum import access
from curriculum.enums import LineState, UploadState
from curriculum.errors import CurriculumError
from curriculum.forms.rosters import MENDED, LineForm, session_choices
from curriculum.models import Roster, RosterLine
from curriculum.rosters.preview import show_lines
from curriculum.services.roster_corrections import answer_candidate, correct_line, leave_out
from curriculum.views.rosters.frame import comes_late, page


@never_cache
@login_required
def roster_line(request: HttpRequest, code: str, row: int) -> HttpResponse:
    """Mend a line: all of it on a page of its own, or the fields that the list itself asks for."""
    found, line = _line(request, code, row)
    if found.state != UploadState.READY:
        return redirect("curriculum:roster", code)
    form = LineForm(
        request.POST or None,
        line=line,
        sessions=session_choices(
            institution=found.institution, on=timezone.localdate(), past_too=comes_late(request)
        ),
        only=[name for name in MENDED if request.method != "POST" or name in request.POST],
    )
    if request.method == "POST" and form.is_valid():
        try:
            line = correct_line(line=line, values=form.values(), by=request.user, at=timezone.now())
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
        else:
            _say(request, line)
        return redirect(_back(request, found, row))
    return page(
        request,
        "curriculum/rosters/line.html",
        found,
        _("Row %(row)d") % {"row": row},
        form=form,
        entry=show_lines(found, [line])[0],
        back=_back(request, found, row),
    )


@require_POST
@login_required
def roster_answer(request: HttpRequest, code: str, row: int) -> HttpResponse:
    """Say who a line names, leave it out, or take it in again."""
    found, line = _line(request, code, row)
    by, at, answer = request.user, timezone.now(), request.POST.get("answer")
    try:
        match answer:
            case "same" | "another":
                line = answer_candidate(line=line, same=answer == "same", by=by, at=at)
            case "leave_out" | "take_in":
                line = leave_out(line=line, left_out=answer == "leave_out", by=by, at=at)
        _say(request, line)
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(request, found, row))


def _line(request: HttpRequest, code: str, row: int) -> tuple[Roster, RosterLine]:
    found = access.access_roster(request.user, code)
    related = found.lines.select_related("session", "person", "candidate")
    line = get_object_or_404(related, row=row)
    line.roster = found
    return found, line


def _say(request: HttpRequest, line: RosterLine) -> None:
    """Tell what the line comes to now."""
    words = {"row": line.row, "state": line.get_state_display().lower()}
    if line.state == LineState.PROBLEM:
        messages.warning(request, _("Row %(row)d is still to be mended.") % words)
    else:
        messages.success(request, _("Row %(row)d: %(state)s.") % words)


def _back(request: HttpRequest, found: Roster, row: int) -> str:
    """Give the part of the list that one came from."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = reverse("curriculum:roster", args=[found.code])
    if wanted.startswith(own) and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return own
