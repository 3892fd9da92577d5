"""Attendance by half-day of those for whom an institution pays, and the papers of its sessions."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.attendance.scope import AttendanceScope
from curriculum.attendance.table import attendance_table
from curriculum.enums import SessionStatus
from curriculum.models import Institution, Session

A_PAGE = 20
PEOPLE_A_PAGE = 50


@never_cache
@login_required
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    """List the sessions that have begun, the latest first."""
    institution = access.access_institution(request.user, code)
    begun = _sessions(institution).filter(starts_on__lte=timezone.localdate())
    return _list(request, institution, begun, "attendance", _("Attendance"))


@never_cache
@login_required
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """List the papers of each session."""
    institution = access.access_institution(request.user, code)
    return _list(request, institution, _sessions(institution), "papers", _("Papers"))


@never_cache
@login_required
def session_attendance(request: HttpRequest, code: str, session_code: str) -> HttpResponse:
    """Show who was there, half-day by half-day."""
    institution = access.access_institution(request.user, code)
    session = get_object_or_404(_sessions(institution), code=session_code)
    half_days, rows = attendance_table(AttendanceScope(session=session, institution=institution))
    return render(
        request,
        "curriculum/institution/session_attendance.html",
        {
            "institution": institution,
            "page_name": str(session),
            "session": session,
            "half_days": half_days,
            "rows": Paginator(rows, PEOPLE_A_PAGE).get_page(request.GET.get("page")),
        },
    )


def _sessions(institution: Institution):
    paid = Session.objects.published().paid_by(institution)
    return paid.exclude(status=SessionStatus.CANCELLED).select_related("offering", "territory")


def _list(request, institution: Institution, sessions, name: str, page_name: str) -> HttpResponse:
    listed = sessions.order_by("-starts_on", "title", "pk")
    return render(
        request,
        f"curriculum/institution/{name}.html",
        {
            "institution": institution,
            "page_name": page_name,
            "sessions": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        },
    )
