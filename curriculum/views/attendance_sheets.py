"""The attendance sheet on paper: what to print of it, and its PDF."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from curriculum import access
from curriculum.attendance.sheet import write_sheet
from curriculum.errors import CurriculumError
from curriculum.forms.attendance_sheet import SheetForm
from curriculum.models import Session
from curriculum.plan import today_at
from curriculum.ratelimit import account, rate_limit


@login_required
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what to print; the address may propose it (`?institution=`, `?jour=`)."""
    session, form, prints_all = _asked(request, code)
    return _choose(request, session, form, prints_all)


@login_required
@require_safe
@never_cache
@rate_limit("sheet", limit=60, seconds=600, who=account)
def sheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Give the sheet as a PDF: `?par=journee` or `demi-journee`, `?jour=`, `?institution=`, `?lignes=`."""
    session, form, prints_all = _asked(request, code)
    if not form.is_valid():
        return _choose(request, session, form, prints_all)
    values = form.values()
    try:
        content = write_sheet(session, **values)
    except CurriculumError as refusal:
        form.add_error(None, str(refusal))
        return _choose(request, session, form, prints_all)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{_file_name(session, values)}.pdf"'},
    )


def _asked(request: HttpRequest, code: str) -> tuple[Session, SheetForm, bool]:
    """Read what is asked for; 404 for a day or an institution of which one may not know."""
    session, institutions, prints_all = access.access_sheet(request.user, code)
    form = SheetForm(
        request.GET,
        days=list(session.days.order_by("on").values_list("on", flat=True)),
        institutions=institutions,
        prints_all=prints_all,
        today=today_at(session, timezone.now()),
    )
    if form.asks_for_the_unknown:
        raise Http404
    return session, form, prints_all


def _choose(request, session: Session, form: SheetForm, prints_all: bool) -> HttpResponse:
    return render(
        request,
        "curriculum/attendance_sheets/sheet.html",
        {"session": session, "form": form, "prints_all": prints_all},
    )


def _file_name(session: Session, values) -> str:
    """Name the file: `feuille-emargement-module-de-base-2026-11-20-ch-evry`."""
    day = values["days"][0] if values["days"] else session.starts_on
    parts = [_("attendance sheet"), session.title, str(day or "")]
    if values["institution"]:
        parts.append(values["institution"].name)
    return slugify(" ".join(parts))[:150]
