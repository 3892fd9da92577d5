"""A trainee's own papers, and the file of a paper for those who may have it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certification import access
from certification.verification import normalise_code
from curriculum.access import person_of, requires


@require_safe
@requires(access.has_progress)
def my_attestations(request: HttpRequest) -> HttpResponseBase:
    """List a person's own papers, the newest first."""
    papers = person_of(request.user).attestations.select_related("superseded_by").newest_first()
    return render(
        request, "certification/my_attestations/my_attestations.html", {"attestations": papers}
    )


@require_safe
@login_required
@never_cache
def download_attestation(request: HttpRequest, code: str) -> HttpResponseBase:
    """Hand out the stored bytes to the holder and to staff."""
    attestation = access.access_attestation(request.user, normalise_code(code) or "")
    if not attestation.sha256:
        messages.info(
            request, _("This attestation is being prepared. Please try again in a minute.")
        )
        if access.may_issue_attestations(request.user):
            return redirect("certification_admin:attestation", attestation.code)
        return redirect("certification:my_attestations")
    return FileResponse(
        attestation.file.open("rb"),
        as_attachment=True,
        filename=f"attestation-{attestation.number}.pdf",
        content_type="application/pdf",
    )
