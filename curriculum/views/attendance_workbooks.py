"""Attendance to take away as a workbook: at once when it is short, in the background when it is long."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum import access
from curriculum.attendance.exports import export_parameters, may_fill_in
from curriculum.attendance.lines import count_lines
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.workbook import write_attendance
from curriculum.errors import CurriculumError
from curriculum.exports import AT_ONCE
from curriculum.forms.attendance_scopes import ScopeForm, StaffScopeForm
from curriculum.forms.periods import PeriodForm
from curriculum.models import Institution
from curriculum.ratelimit import account, rate_limit
from curriculum.services.exports import ask_export
from curriculum.views.admin_page import admin_page
from curriculum.views.workbook_answer import workbook_answer

SESSIONS_A_PAGE = 25

few = rate_limit("workbooks", limit=120, seconds=3600, who=account)


@access.requires(access.may_use_animator_pages)
@few
@require_safe
@never_cache
def session_attendance(request: HttpRequest, code: str) -> FileResponse:
    """Give the workbook of a session to staff and to those who lead it."""
    session = access.access_session(request.user, code)
    return _file(request, AttendanceScope(session=session))


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
    scope = AttendanceScope(institution=institution, **form.cleaned_data)
    if count_lines(scope) <= AT_ONCE:
        return _file(request, scope)
    page = reverse("curriculum_admin:attendance_workbook")
    return redirect(f"{page}?{request.GET.urlencode()}&institution={code}")


@access.requires(access.may_manage_sessions)
@never_cache
def staff_workbook(request: HttpRequest) -> HttpResponse:
    """Let staff choose what a workbook is about, say how long it will be, and give it."""
    form = StaffScopeForm(request.POST if request.method == "POST" else request.GET)
    answer = _give(request, form)
    if answer is not None:
        return answer
    return admin_page(
        request,
        "curriculum/staff/attendance_workbook.html",
        title=_("Attendance as a workbook"),
        icon="table",
        status=422 if request.method == "POST" and form.errors else 200,
        **_choice(request, form),
    )


@never_cache
@login_required
@few
def institution_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Let those who act for an institution have the attendance that it pays for."""
    institution = access.access_institution(request.user, code)
    data = request.POST if request.method == "POST" else request.GET
    form = ScopeForm(data, institution=institution)
    answer = _give(request, form)
    if answer is not None:
        return answer
    return render(
        request,
        "curriculum/institution/attendance_workbook.html",
        {
            "institution": institution,
            "page_name": _("Attendance as a workbook"),
            **_choice(request, form),
        },
        status=422 if request.method == "POST" and form.errors else 200,
    )


def _choice(request: HttpRequest, form: ScopeForm) -> dict:
    """Say what was chosen: how many lines, in which sessions."""
    if not form.is_valid():
        return {"form": form}
    scope = form.scope
    count = count_lines(scope)
    sessions = scope.sessions().select_related("territory")
    return {
        "form": form,
        "scope": scope,
        "count": count,
        "is_long": count > AT_ONCE,
        "sessions": Paginator(sessions, SESSIONS_A_PAGE).get_page(request.GET.get("page")),
    }


def _give(request: HttpRequest, form: ScopeForm) -> HttpResponse | None:
    """Give what was asked for: the file, or the page where it will be; None when nothing was."""
    if request.method != "POST" or not form.is_valid():
        return None
    scope = form.scope
    if count_lines(scope) <= AT_ONCE:
        return _file(request, scope)
    try:
        export = ask_export(
            kind="attendance",
            parameters=export_parameters(request.user, scope),
            name=f"{slugify(scope.file_name)}.xlsx",
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect("curriculum:export", export.code)


def _file(request: HttpRequest, scope: AttendanceScope) -> FileResponse:
    to_fill_in = may_fill_in(request.user, scope)
    return workbook_answer(
        scope.file_name, lambda file: write_attendance(scope, file, to_fill_in=to_fill_in)
    )
