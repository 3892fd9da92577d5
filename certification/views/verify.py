"""The public check of a paper: by its code, its QR code, or the PDF itself. No sign-in, no cookie.

The printed address is /verifier/<code>; it never changes. Both pages are exempt from the CSRF check: they
change nothing, and so a file that is too large is refused before it is read.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certification.documents.content import AttestationContent
from certification.forms.attestations import MAX_UPLOAD, CodeForm, PaperFileForm
from certification.models import Attestation
from certification.verification import display_code, fingerprint, normalise_code
from curriculum.ratelimit import rate_limit

checks_are_limited = rate_limit("verify", limit=30, seconds=600)
MULTIPART_OVERHEAD = 10_000


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("verify", limit=30, seconds=600, methods=("POST",))
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a PDF, and lead to the page of the paper."""
    if request.method == "POST":
        return _find_by_file(request)
    if "code" not in request.GET:
        return _ask(request, CodeForm(), PaperFileForm())
    form = CodeForm(request.GET)
    if form.is_valid():
        return redirect("certification:verify_code", display_code(form.cleaned_data["code"]))
    return _ask(request, form, PaperFileForm())


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@checks_are_limited
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a paper says and whether it is valid; compare a PDF with the one that was issued."""
    # A code that cannot be one is looked up all the same: every unknown code gets the same answer.
    papers = Attestation.objects.select_related("superseded_by")
    attestation = papers.filter(code=normalise_code(code) or "").first()
    if attestation is None:
        return _ask(
            request, CodeForm(initial={"code": code}), PaperFileForm(), unknown=True, status=404
        )
    form, is_identical = PaperFileForm(), None
    if request.method == "POST":
        if _is_too_large(request):
            return _too_large(request)
        form = PaperFileForm(request.POST, request.FILES)
        if form.is_valid() and attestation.sha256:
            found = fingerprint(form.cleaned_data["paper"].chunks())
            is_identical = found == attestation.sha256
    return _answer(
        render(
            request,
            "certification/verify/verify_code.html",
            {
                "attestation": attestation,
                "content": AttestationContent.from_data(attestation.content),
                "successor": getattr(attestation, "superseded_by", None),
                "form": form,
                "is_identical": is_identical,
            },
        )
    )


def _find_by_file(request: HttpRequest) -> HttpResponse:
    if _is_too_large(request):
        return _too_large(request)
    form = PaperFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, CodeForm(), form, status=400)
    sha256 = fingerprint(form.cleaned_data["paper"].chunks())
    attestation = Attestation.objects.filter(sha256=sha256).first()
    if attestation is None:
        return _ask(request, CodeForm(), PaperFileForm(), unknown_file=True, status=404)
    return _answer(
        render(
            request,
            "certification/verify/verify_code.html",
            {
                "attestation": attestation,
                "content": AttestationContent.from_data(attestation.content),
                "successor": getattr(attestation, "superseded_by", None),
                "form": PaperFileForm(),
                "is_identical": True,
            },
        )
    )


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > MAX_UPLOAD + MULTIPART_OVERHEAD


def _too_large(request: HttpRequest) -> HttpResponse:
    return _ask(request, CodeForm(), PaperFileForm(), too_large=True, status=413)


def _ask(
    request: HttpRequest,
    code_form: CodeForm,
    file_form: PaperFileForm,
    *,
    unknown: bool = False,
    unknown_file: bool = False,
    too_large: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": code_form,
        "file_form": file_form,
        "unknown": unknown,
        "unknown_file": unknown_file,
        "too_large": too_large,
    }
    return _answer(render(request, "certification/verify/verify.html", context, status=status))


def _answer(response: HttpResponse) -> HttpResponse:
    """Keep papers out of search engines, and their codes out of other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
