"""Hand out evidence: to the person who sent it and to staff, and never as a page of this site."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from certification import access

# A picture needs nothing at all. Chromium shows no PDF under `sandbox`, but its viewer runs nothing of ours.
PICTURE_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


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
    policy = PDF_POLICY if found.content_type == "application/pdf" else PICTURE_POLICY
    response["Content-Security-Policy"] = f"{policy}; frame-ancestors 'self'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
