"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.search import Search
from curriculum.ratelimit import rate_limit


@require_safe
@rate_limit("search", limit=60, seconds=60)
def search(request: HttpRequest) -> HttpResponse:
    """Show what has the visitor's words: a few of each kind, or all of one kind page by page."""
    asked = Search(
        query=request.GET.get("q", ""),
        scope=request.GET.get("in", ""),
        number=request.GET.get("page"),
        language=get_language(),
        on=timezone.localdate(),
    )
    return render(request, "cms/search/search.html", {"search": asked})
