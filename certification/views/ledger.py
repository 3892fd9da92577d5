"""Staff take the ledger of hours away: the whole, or a part of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from certification.access import may_validate_hours
from certification.forms.ledger import LedgerForm
from certification.ledger.scope import sums_by_state
from certification.ledger.workbook import write_ledger
from curriculum.access import requires
from curriculum.errors import CurriculumError
from curriculum.exports import AT_ONCE
from curriculum.services.exports import ask_export
from curriculum.views.admin_page import admin_page
from curriculum.views.workbook_answer import workbook_answer

MOST_NAMES = 20
"""Among so many people of a name one is chosen; more are another name."""


@requires(may_validate_hours)
@never_cache
def ledger(request: HttpRequest) -> HttpResponse:
    """Let staff choose a part of the ledger, say how long it is and what it adds up to, and give it."""
    form = LedgerForm(request.POST if request.method == "POST" else request.GET)
    context = {}
    if form.is_valid():
        scope = form.scope
        count = scope.records().count()
        if request.method == "POST":
            if count <= AT_ONCE:
                return workbook_answer(scope.file_name, lambda file: write_ledger(scope, file))
            try:
                export = ask_export(
                    kind="ledger",
                    parameters=scope.parameters(),
                    name=f"{slugify(scope.file_name)}.xlsx",
                    by=request.user,
                    at=timezone.now(),
                )
            except CurriculumError as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("curriculum:export", export.code)
        context = {
            "scope": scope,
            "count": count,
            "is_long": count > AT_ONCE,
            "sums": sums_by_state(scope),
            "people": list(scope.people()[: MOST_NAMES + 1]),
            "most_names": MOST_NAMES,
        }
    return admin_page(
        request,
        "certification/staff/ledger.html",
        title=_("Ledger of hours"),
        icon="table",
        status=422 if request.method == "POST" else 200,
        form=form,
        **context,
    )
