"""What the columns of a list mean, where that is not plain or was understood wrongly."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.rosters import ColumnsForm
from curriculum.forms.uploads import TableForm
from curriculum.models import Roster
from curriculum.rosters.fields import ROSTER_FIELDS
from curriculum.rosters.steps import OPEN_STATES
from curriculum.services.rosters import map_columns
from curriculum.spreadsheets.columns import Table, table_at
from curriculum.spreadsheets.values import Unreadable, Workbook
from curriculum.uploads import open_upload, understood_table
from curriculum.views.rosters.frame import get_on, lists_address, page


@never_cache
@login_required
def roster_columns(request: HttpRequest, code: str) -> HttpResponse:
    """Show the columns beside what they were understood to be; take what one says instead."""
    roster = access.access_roster(request.user, code)
    if roster.state not in OPEN_STATES:
        return redirect("curriculum:roster", code)
    try:
        book = open_upload(roster)
        table = _chosen(request, roster, book)
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect(lists_address(roster.institution))
    form = ColumnsForm(request.POST or None, table=table, fields=ROSTER_FIELDS)
    if request.method == "POST" and form.is_valid():
        try:
            roster = map_columns(
                roster=roster,
                table=table,
                mapping=form.mapping,
                by=request.user,
            )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            get_on(request, roster)
            return redirect("curriculum:roster", code)
    return page(
        request,
        "curriculum/rosters/columns.html",
        roster,
        _("Columns of the list"),
        form=form,
        table_form=TableForm(sheets=book.sheets, table=table),
        table=table,
    )


def _chosen(request: HttpRequest, roster: Roster, book: Workbook) -> Table:
    """Give the sheet and the row of headings that the address names, or else those of the list."""
    sheet, row = request.GET.get("sheet"), request.GET.get("heading_row", "")
    if sheet and row.isdecimal() and len(row) < 8:
        try:
            return table_at(book.sheets, sheet, int(row), ROSTER_FIELDS)
        except Unreadable as refusal:
            messages.error(request, str(refusal))
    return understood_table(roster, book)
