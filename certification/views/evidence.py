"""Hand out evidence: to the person who sent it and to staff, and never as a page of this site."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from certification import access

# What is sent is content, never a page: whatever it holds may load and run nothing.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
)


@require_safe
@login_required
@cache_control(private=True, max_age=300)
@xframe_options_sameorigin
def evidence(request: HttpRequest, code: str) -> FileResponse:
    """Send one file, shown in the browser, or saved with `?download`."""
    found = access.access_evidence(request.user, code)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(
        content,
        as_attachment="download" in request.GET,
        filename=found.name,
        content_type=found.content_type,
    )
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
