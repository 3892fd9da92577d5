"""One's own workbooks that are written in the background: how far they are, and the files."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum import access
from curriculum.enums import ExportState
from curriculum.errors import CurriculumError
from curriculum.exports import export_kind
from curriculum.models import Export
from curriculum.views.workbook_answer import XLSX

EXPORTS_A_PAGE = 25


@require_safe
@login_required
@never_cache
def my_exports(request: HttpRequest) -> HttpResponse:
    """List the workbooks that one asked for and that are still kept."""
    found = Export.objects.filter(asked_by=request.user)
    page = Paginator(found, EXPORTS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "curriculum/exports/my_exports.html",
        {"page": page, "days": settings.EXPORTS_KEPT.days},
    )


@require_safe
@login_required
@never_cache
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Show how far a workbook is, and where to download it."""
    found = access.access_export(request.user, code)
    kept_until = found.finished_at + settings.EXPORTS_KEPT if found.finished_at else None
    return render(
        request, "curriculum/exports/export.html", {"export": found, "kept_until": kept_until}
    )


@require_safe
@login_required
@never_cache
def export_state(request: HttpRequest, code: str) -> JsonResponse:
    """Say in numbers how far a workbook is, for the page that is open on it."""
    found = access.access_export(request.user, code)
    return JsonResponse(
        {
            "done": found.done_count,
            "total": found.line_count,
            "finished": found.state != ExportState.WAITING,
        }
    )


@require_safe
@login_required
@never_cache
def export_file(request: HttpRequest, code: str) -> FileResponse:
    """Hand the file to who asked for it, if the account may still have what is in it."""
    found = access.access_export(request.user, code)
    if not found.file or not _still_allowed(found):
        raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, as_attachment=True, filename=found.name, content_type=XLSX)


def _still_allowed(found: Export) -> bool:
    try:
        return export_kind(found.kind).allows(found.asked_by, found.parameters)
    except CurriculumError:
        return False
