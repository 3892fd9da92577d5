"""Staff let a workbook of past hours be recorded, or take a whole import back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from certification import access
from certification.enums import HourState
from certification.forms.hour_imports import UndoForm, WriteForm
from certification.past_hours.preview import Preview
from certification.services.hour_import_undoing import start_undoing
from certification.services.hour_import_writing import start_writing
from certification.views.hour_imports import importers_only, show_preview, show_result
from curriculum.enums import UploadState
from curriculum.errors import CurriculumError


@require_POST
@importers_only
@never_cache
def write_import(request: HttpRequest, code: str) -> HttpResponse:
    """Record the good lines, in the state that was chosen."""
    found = access.access_import(request.user, code)
    if found.state != UploadState.READY:
        return redirect("certification_admin:hour_import", code)
    overlaps = len(Preview(found).overlapping)
    form = WriteForm(request.POST, user=request.user, overlaps=overlaps)
    if not form.is_valid():
        return show_preview(request, found, form)
    try:
        start_writing(
            hour_import=found,
            record_state=HourState(form.cleaned_data["record_state"]),
            leave_out_overlaps=form.leaves_out_overlaps,
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    return redirect("certification_admin:hour_import", code)


@require_POST
@importers_only
@never_cache
def undo_import(request: HttpRequest, code: str) -> HttpResponse:
    """Take all the hours of an import back."""
    found = access.access_import(request.user, code)
    if found.state != UploadState.DONE:
        return redirect("certification_admin:hour_import", code)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return show_result(request, found, form)
    try:
        start_undoing(
            hour_import=found,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    return redirect("certification_admin:hour_import", code)
