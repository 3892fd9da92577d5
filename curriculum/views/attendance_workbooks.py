"""Attendance to take away as a workbook: of a session, or of what an institution pays for."""

from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum import access
from curriculum.attendance_workbook import write_institution_attendance, write_session_attendance
from curriculum.forms.periods import PeriodForm
from curriculum.models import Institution

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@access.requires(access.may_use_animator_pages)
@require_safe
@never_cache
def session_attendance(request: HttpRequest, code: str) -> FileResponse:
    """Give the workbook of a session to staff and to those who lead it."""
    session = access.access_session(request.user, code)
    day = session.starts_on.isoformat() if session.starts_on else ""
    return _workbook(
        f"{_('attendance')} {session.title} {day}",
        lambda file: write_session_attendance(session, file),
    )


@access.requires(access.may_manage_people)
@require_safe
@never_cache
def institution_attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Give the workbook of an institution over a period to staff; say what is wrong with the period."""
    institution = get_object_or_404(Institution, code=code)
    form = PeriodForm(request.GET)
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(sentences))
        return redirect("curriculum_admin:institution", code)
    period = form.cleaned_data
    name = f"{_('attendance')} {institution.name} {period['from_on']} {period['until_on']}"
    return _workbook(name, lambda file: write_institution_attendance(institution, file, **period))


def _workbook(name: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """Write into a file that is gone when it is sent."""
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        write(file)
        file.seek(0)
        stack.pop_all()  # the response closes it
    return FileResponse(
        file, as_attachment=True, filename=f"{slugify(name)}.xlsx", content_type=XLSX
    )
