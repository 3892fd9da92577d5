"""Workbooks about lists: the one that is prepared to be filled in, and the lines that were not enrolled."""

from collections import Counter
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum import access
from curriculum.enums import LineResult
from curriculum.models import Institution, Roster
from curriculum.rosters.sessions import session_label, sessions_to_choose
from curriculum.rosters.workbook import write_refused_lines, write_roster_template
from curriculum.spreadsheets.values import Unreadable
from curriculum.uploads import open_upload, understood_table
from curriculum.views.rosters.frame import comes_late
from curriculum.views.workbook_answer import workbook_answer


@never_cache
@login_required
@require_safe
def roster_template(request: HttpRequest, code: str) -> FileResponse:
    """Give the workbook that is prepared for an institution, perhaps for one session."""
    institution = access.access_institution(request.user, code)
    if not access.may_enrol_for(request.user, institution):
        raise PermissionDenied
    return _template(request, institution)


@never_cache
@access.requires(access.may_manage_sessions)
@require_safe
def own_roster_template(request: HttpRequest) -> FileResponse:
    """The same for people who come by themselves."""
    return _template(request, None)


@never_cache
@login_required
@require_safe
def roster_refused(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give the lines that were not enrolled, with the reason of each, to be mended and sent again."""
    roster = access.access_roster(request.user, code)
    if not roster.file:
        raise Http404
    refused = list(roster.lines.filter(result=LineResult.REFUSED).order_by("row"))
    try:
        table = understood_table(roster, open_upload(roster))
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("curriculum:roster", code)
    return workbook_answer(
        _("not enrolled %(list)s") % {"list": roster.name.rpartition(".")[0]},
        lambda file: write_refused_lines(
            file,
            table=table,
            reasons={line.row: line.reason for line in refused},
            corrected={line.row: _as_cells(roster, line.values) for line in refused},
        ),
    )


def _template(request: HttpRequest, institution: Institution | None) -> FileResponse:
    sessions = list(
        sessions_to_choose(
            on=timezone.localdate(), institution=institution, past_too=comes_late(request)
        )
    )
    labels = Counter(session_label(session) for session in sessions)
    # Two sessions of one title on one day are told apart by their codes.
    words = {
        session.code: session_label(session)
        if labels[session_label(session)] == 1
        else f"{session_label(session)} ({session.code})"
        for session in sessions
    }
    wanted = words.get(request.GET.get("session", ""), "")
    name = _("list to enrol %(for_whom)s") % {"for_whom": f"{institution or ''} {wanted}"}
    return workbook_answer(
        name,
        lambda file: write_roster_template(
            file, institution=institution, sessions=list(words.values()), session=wanted
        ),
    )


def _as_cells(roster: Roster, values: dict[str, str]) -> dict[str, str | date]:
    """Give the values of a line as cells: days are days, names are together where the file has them so."""
    cells: dict[str, str | date] = dict(values)
    for field in ("birth_date", "session_date"):
        try:
            cells[field] = date.fromisoformat(values.get(field, ""))
        except ValueError:
            continue
    if "full_name" in roster.mapping.values() and values.get("given_name"):
        cells["full_name"] = f"{values.get('family_name', '').upper()} {values['given_name']}"
    return cells
