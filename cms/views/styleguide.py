"""The style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.styleguide import Guide


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component; the admin's own door lets nobody else come here."""
    return render(request, "cms/styleguide/styleguide.html", {"guide": Guide()})
