"""Staff look at the lines of a workbook of past hours, mend them, or leave them out."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certification import access
from certification.forms.hour_imports import CellsForm
from certification.models import HourImport
from certification.past_hours.columns import Column, column_by_field
from certification.past_hours.fates import Fate, Planned
from certification.past_hours.fields import FIELDS
from certification.past_hours.preview import Preview
from certification.past_hours.refused import mended_cells, reasons_of_refusal
from certification.services import hour_imports as services
from certification.services.hour_import_corrections import correct_import_line
from certification.views.hour_imports import ICON, import_crumbs, importers_only
from curriculum.enums import HourKind, UploadState
from curriculum.errors import CurriculumError, InvalidInput
from curriculum.rosters.workbook import write_refused_lines
from curriculum.spreadsheets.values import Unreadable
from curriculum.typed_numbers import row_ids, whole_number
from curriculum.uploads import open_upload, understood_table
from curriculum.views.admin_page import admin_page
from curriculum.views.workbook_answer import workbook_answer

LINES_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
@never_cache
def import_lines(request: HttpRequest, code: str) -> HttpResponse:
    """Show lines by what would become of them; mend one, leave some out, or take them in again."""
    found = access.access_import(request.user, code)
    if found.state != UploadState.READY:
        return redirect("certification_admin:hour_import", code)
    if request.method != "POST":
        return _show_lines(request, found)
    if "row" in request.POST:
        return _mend(request, found)
    return _set_aside(request, found)


@require_safe
@importers_only
@never_cache
def import_refused(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give the lines that cannot be used, with what is wrong with each, to be mended and brought again."""
    found = access.access_import(request.user, code)
    if found.state not in (UploadState.READY, UploadState.DONE):
        raise Http404
    try:
        table = understood_table(found, open_upload(found))
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("certification_admin:hour_import", code)
    reasons = reasons_of_refusal(found)
    mended = mended_cells(found, table, reasons, today=timezone.localdate())
    return workbook_answer(
        _("To mend") + f" {found.name.rpartition('.')[0]}",
        lambda file: write_refused_lines(
            file, table=table, reasons=reasons, corrected=mended, fields=FIELDS
        ),
    )


def _show_lines(
    request: HttpRequest, found: HourImport, typed: CellsForm | None = None
) -> HttpResponse:
    preview = Preview(found)
    shown = request.GET.get("show", "")
    columns = column_by_field(found)
    page = Paginator(_shown_lines(preview, shown), LINES_A_PAGE).get_page(request.GET.get("page"))
    return admin_page(
        request,
        "certification/staff/imports/lines.html",
        title=_("Lines of the workbook"),
        icon=ICON,
        crumbs=import_crumbs(found),
        hour_import=found,
        page=page,
        rows=[_row(plan, columns, typed) for plan in page.object_list],
        shown=shown,
        can_be_mended=any(plan.fate == Fate.REFUSED for plan in page.object_list),
        tabs=[
            {
                "label": label,
                "address": f"{request.path}?show={value}" if value else request.path,
                "is_current": value == shown,
                "number": number,
            }
            for value, label, number in _tabs(preview)
            if number or value == shown
        ],
        status=422 if typed else 200,
    )


def _row(plan: Planned, columns: Mapping[str, Column], typed: CellsForm | None) -> dict:
    """Put a line in the words of the page."""
    values, row = plan.line.values, plan.line.row
    form = None
    if plan.fate == Fate.REFUSED:
        wrong = [code for code, _sentence in plan.problems]
        is_typed = typed is not None and typed.row == row
        form = typed if is_typed else CellsForm(row=row, columns=columns, only=wrong)
    return {
        "plan": plan,
        "kind": HourKind(plan.hours.kind).label if plan.hours else values.get("kind", ""),
        "on": _day(values.get("on")),
        "until": _day(values.get("until")),
        "minutes": int(values["minutes"]) if "minutes" in values else None,
        "form": form,
        "cells": [(columns.get(code), sentence) for code, sentence in plan.problems],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _tabs(preview: Preview) -> list[tuple[str, str, int]]:
    return [
        ("", _("All the lines"), len(preview.planned)),
        *((fate.value, str(fate.label), preview.counts[fate.value]) for fate in Fate),
        ("overlaps", _("On the platform already?"), len(preview.overlapping)),
    ]


def _shown_lines(preview: Preview, shown: str) -> list:
    if shown == "overlaps":
        return preview.overlapping
    return preview.with_fate(shown) if shown in Fate.values else preview.planned


def _mend(request: HttpRequest, found: HourImport) -> HttpResponse:
    """Write over the wrong cells of a line."""
    line = get_object_or_404(found.lines, row=whole_number(request.POST["row"]))
    form = CellsForm(request.POST, row=line.row, columns=column_by_field(found), only=request.POST)
    if form.is_valid():
        try:
            correct_import_line(
                line=line, written=form.cleaned_data, by=request.user, at=timezone.now()
            )
        except InvalidInput as refusal:
            form.blame(refusal)
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
            return redirect(_same_lines(request))
        else:
            messages.success(request, _("Row %(row)d is mended.") % {"row": line.row})
            return redirect(_same_lines(request))
    messages.error(request, _("Row %(row)d is not right yet.") % {"row": line.row})
    return _show_lines(request, found, typed=form)


def _set_aside(request: HttpRequest, found: HourImport) -> HttpResponse:
    leave_out = request.POST.get("action") == "leave_out"
    try:
        count = services.set_lines_aside(
            hour_import=found,
            ids=row_ids(request.POST.getlist("lines"))[:LINES_A_PAGE],
            leave_out=leave_out,
            by=request.user,
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        text = (
            ngettext("%(count)d line is left out.", "%(count)d lines are left out.", count)
            if leave_out
            else ngettext("%(count)d line is taken in.", "%(count)d lines are taken in.", count)
        )
        if count:
            messages.success(request, text % {"count": count})
        else:
            messages.warning(request, _("Tick the lines first."))
    return redirect(_same_lines(request))


def _same_lines(request: HttpRequest) -> str:
    """Lead back to the lines that were shown, on the same page of them."""
    shown, number = request.GET.get("show", ""), request.GET.get("page", "")
    query = {"show": shown} if shown in (*Fate.values, "overlaps") else {}
    if number.isascii() and number.isdecimal():
        query["page"] = number
    return f"{request.path}?{urlencode(query)}" if query else request.path
