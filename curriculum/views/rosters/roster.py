"""One list: how far it is, what its lines come to, and what became of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum import access
from curriculum.enums import GOOD_LINES, LineResult, LineState, UploadState
from curriculum.forms.rosters import LineForm, session_choices
from curriculum.models import Roster
from curriculum.rosters.preview import lines_to_look_at, show_lines, waiting_ranks
from curriculum.rosters.resolving import seats_ahead
from curriculum.views.rosters.frame import UNDER_WAY, comes_late, page
from curriculum.views.rosters.tabs import result_tabs, state_tabs

PAGE = 25


@never_cache
@login_required
@require_safe
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Show a list as it stands."""
    found = access.access_roster(request.user, code)
    if found.state == UploadState.TO_MAP:
        return redirect("curriculum:roster_columns", code)
    if found.state in UNDER_WAY:
        name = _("List “%(name)s”") % {"name": found.name}
        return page(request, "curriculum/rosters/under_way.html", found, name)
    return _done(request, found) if found.state == UploadState.DONE else _preview(request, found)


@never_cache
@login_required
@require_safe
def roster_progress(request: HttpRequest, code: str) -> JsonResponse:
    """Tell how far the work on a list has come."""
    found = access.access_roster(request.user, code)
    finished = found.state not in UNDER_WAY
    return JsonResponse({"done": found.done_count, "total": found.line_count, "finished": finished})


@never_cache
@login_required
@require_safe
def roster_file(request: HttpRequest, code: str) -> FileResponse:
    """Give the file of a list back, as it was brought."""
    found = access.access_roster(request.user, code)
    if not found.file:
        raise Http404
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )


def _preview(request: HttpRequest, found: Roster) -> HttpResponse:
    """Show what the lines come to, before anybody is enrolled."""
    counts = found.lines.counts()
    waits = found.lines.good().filter(will_wait=True).count()
    wanted = request.GET.get("state", "")
    lines = lines_to_look_at(found)
    if wanted == "waits":
        lines = lines.good().filter(will_wait=True)
    elif wanted in LineState.values:
        lines = lines.filter(state=wanted)
    shown = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    choices = session_choices(
        institution=found.institution, on=timezone.localdate(), past_too=comes_late(request)
    )
    entries = [
        (entry, LineForm(line=entry.line, sessions=choices, only=entry.asked))
        for entry in show_lines(found, shown.object_list)
    ]
    good = sum(counts[state] for state in GOOD_LINES)
    return page(
        request,
        "curriculum/rosters/preview.html",
        found,
        _("List “%(name)s”") % {"name": found.name},
        tabs=state_tabs(request.path, counts, waits, wanted),
        counts=counts,
        good=good,
        waits=waits,
        to_mend=counts[LineState.PROBLEM] + counts[LineState.QUESTION],
        seats=seats_ahead(found),
        lines=shown,
        entries=entries,
    )


def _done(request: HttpRequest, found: Roster) -> HttpResponse:
    """Show what became of the lines."""
    counts = found.lines.result_counts()
    without_address = found.lines.placed().without_address()
    wanted = request.GET.get("result", "")
    lines = found.lines.select_related("session", "person", "enrolment").order_by("row")
    if wanted == "no_mail":
        lines = lines.placed().without_address()
    elif wanted in LineResult.values:
        lines = lines.filter(result=wanted)
    shown = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    ranks = waiting_ranks(shown.object_list)
    no_mail = without_address.count()
    return page(
        request,
        "curriculum/rosters/done.html",
        found,
        _("List “%(name)s”") % {"name": found.name},
        tabs=result_tabs(request.path, counts, no_mail, wanted),
        counts=counts,
        no_mail=no_mail,
        lines=shown,
        entries=[
            (entry, ranks.get(entry.line.enrolment_id))
            for entry in show_lines(found, shown.object_list)
        ],
    )
