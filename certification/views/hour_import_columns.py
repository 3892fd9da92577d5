"""Staff say which column of a workbook of past hours holds what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from certification import access
from certification.forms.hour_imports import ColumnsForm
from certification.models import HourImport
from certification.past_hours.correcting import MENDED
from certification.past_hours.fields import FIELDS
from certification.services.hour_imports import map_columns
from certification.views.hour_imports import ICON, import_crumbs, importers_only
from curriculum.enums import UploadState
from curriculum.errors import CurriculumError
from curriculum.forms.uploads import TableForm
from curriculum.spreadsheets.columns import Table, table_at
from curriculum.spreadsheets.values import Unreadable, Workbook
from curriculum.uploads import open_upload, understood_table
from curriculum.views.admin_page import admin_page


@require_http_methods(["GET", "HEAD", "POST"])
@importers_only
@never_cache
def import_columns(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the table of the workbook, and what its columns are."""
    found = access.access_import(request.user, code)
    if found.state not in (UploadState.TO_MAP, UploadState.READY):
        return redirect("certification_admin:hour_import", code)
    try:
        book = open_upload(found)
        kept = understood_table(found, book)
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("certification_admin:hour_imports")
    chosen = request.GET if "sheet" in request.GET else None
    table_form = TableForm(chosen, sheets=book.sheets, table=kept)
    table = _chosen(book, table_form, kept) if chosen is not None else kept
    form = ColumnsForm(request.POST or None, table=table, fields=FIELDS)
    if request.method == "POST" and form.is_valid():
        table.mapping = form.mapping
        try:
            map_columns(hour_import=found, table=table, by=request.user)
        except CurriculumError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("certification_admin:hour_import", code)
    return admin_page(
        request,
        "certification/staff/imports/columns.html",
        title=_("Columns of the workbook"),
        icon=ICON,
        crumbs=import_crumbs(found),
        hour_import=found,
        form=form,
        table_form=table_form,
        notes=[*book.notes, *_what_is_lost(found)],
        status=422 if form.errors else 200,
    )


def _what_is_lost(found: HourImport) -> list[str]:
    """Say that cells mended on the page are read again as they are in the file."""
    mended = found.lines.filter(values__has_key=MENDED).count()
    if not mended:
        return []
    sentence = ngettext(
        "%(count)d line was mended on the page: when the lines are read anew, it is to be mended again.",
        "%(count)d lines were mended on the page: when the lines are read anew, they are to be mended again.",
        mended,
    )
    return [sentence % {"count": mended}]


def _chosen(book: Workbook, form: TableForm, kept: Table) -> Table:
    """Give the table that was chosen, or the one before while the choice is none."""
    if not form.is_valid():
        return kept
    try:
        return table_at(
            book.sheets, form.cleaned_data["sheet"], form.cleaned_data["heading_row"], FIELDS
        )
    except Unreadable as problem:
        form.add_error(None, str(problem))
        return kept
