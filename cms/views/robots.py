"""What the site tells to machines that read it: where everything is, and where nothing is to be found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.sitemap import page_places, session_places


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public address."""
    places = [*page_places(request), *session_places(request)]
    return render(request, "cms/sitemap.xml", {"places": places}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of what is for people with an account."""
    return render(request, "cms/robots.txt", content_type="text/plain; charset=utf-8")
