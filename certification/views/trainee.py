"""What trainees see of their own way."""

from django.shortcuts import render

from certification.access import has_progress
from certification.views.statements import Statement, needs_rulebook
from curriculum.access import person_of, requires


@requires(has_progress)
@needs_rulebook
def progress(request):
    """Show one's hours and levels."""
    statement = Statement(person_of(request.user), for_staff=False, with_drafts=True)
    form = statement.filter_form(request.GET)
    page = statement.page(form, request.GET.get("page"))
    return render(
        request,
        "certification/trainee/progress.html",
        {"statement": statement, "filter_form": form, "page": page},
    )


@requires(has_progress)
@needs_rulebook
def statement(request):
    """Show one's hours and levels on one sheet, every record included, ready to be printed."""
    return render(
        request,
        "certification/trainee/statement.html",
        {"statement": Statement(person_of(request.user), for_staff=False)},
    )
