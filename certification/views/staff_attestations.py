"""Staff look up papers, revoke and replace them, inside the Wagtail admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certification import access
from certification.documents.content import AttestationContent
from certification.forms.attestations import AttestationFilterForm, ReasonForm
from certification.models import Attestation, IssueBatch, LevelAward
from certification.services import endings
from certification.verification import normalise_code
from curriculum.access import requires
from curriculum.errors import CurriculumError
from curriculum.timeline import Entry, timeline

PAGE_SIZE = 50
RECENT = 5


@require_safe
@requires(access.may_issue_attestations)
def attestations(request: HttpRequest) -> HttpResponse:
    """List all papers, with filters."""
    years = Attestation.objects.order_by("-year").values_list("year", flat=True).distinct()
    form = AttestationFilterForm(request.GET or None, years=list(years))
    papers = Attestation.objects.select_related("person", "superseded_by").newest_first()
    if form.is_valid():
        wanted = form.cleaned_data
        for field in ("year", "kind", "level", "state"):
            if wanted[field]:
                papers = papers.filter(**{field: wanted[field]})
        if wanted["q"].strip():
            papers = papers.matching(wanted["q"])
    page = Paginator(papers, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "certification/admin/attestations/attestations.html",
        {
            "form": form,
            "page": page,
            "is_filtered": any(request.GET.values()),
            "batches": IssueBatch.objects.with_progress().select_related("asked_by")[:RECENT],
        },
    )


@require_safe
@requires(access.may_issue_attestations)
def attestation(request: HttpRequest, code: str) -> HttpResponse:
    """Show one paper: what it says, what became of it, and what can be done."""
    return _show(request, _get(request, code))


@require_POST
@requires(access.may_issue_attestations)
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Declare a paper void."""
    paper = _get(request, code)
    form = ReasonForm(request.POST, prefix="revoke")
    if not form.is_valid():
        return _show(request, paper, revoke_form=form)
    try:
        endings.revoke_attestation(
            attestation=paper,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, _get(request, code), revoke_form=form)
    messages.success(
        request, _("Attestation no. %(number)s is revoked.") % {"number": paper.number}
    )
    return redirect("certification_admin:attestation", paper.code)


@require_POST
@requires(access.may_issue_attestations)
def supersede(request: HttpRequest, code: str) -> HttpResponse:
    """Replace a paper by a new one, and lead to it."""
    paper = _get(request, code)
    form = ReasonForm(request.POST, prefix="supersede")
    if not form.is_valid():
        return _show(request, paper, supersede_form=form)
    try:
        successor = endings.supersede_attestation(
            attestation=paper,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except CurriculumError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, _get(request, code), supersede_form=form)
    messages.success(
        request,
        _("Attestation no. %(old)s is replaced by no. %(new)s.")
        % {"old": paper.number, "new": successor.number},
    )
    return redirect("certification_admin:attestation", successor.code)


def _get(request: HttpRequest, code: str) -> Attestation:
    return access.access_attestation(request.user, normalise_code(code) or "")


def _show(
    request: HttpRequest,
    paper: Attestation,
    *,
    revoke_form: ReasonForm | None = None,
    supersede_form: ReasonForm | None = None,
) -> HttpResponse:
    return render(
        request,
        "certification/admin/attestations/attestation.html",
        {
            "attestation": paper,
            "content": AttestationContent.from_data(paper.content),
            "successor": getattr(paper, "superseded_by", None),
            "entries": _journal(paper),
            "revoke_form": revoke_form or ReasonForm(prefix="revoke"),
            "supersede_form": supersede_form or ReasonForm(prefix="supersede"),
        },
        status=422 if revoke_form or supersede_form else 200,
    )


def _journal(paper: Attestation) -> list[Entry]:
    """Give what happened to a paper and to its award; how they began is what the page shows anyway."""
    awards = [paper.award_id] if paper.award_id else []
    entries = timeline((Attestation, [paper.pk]), (LevelAward, awards))
    for entry in entries:
        entry.changes = [change for change in entry.changes if change[1]]
    return entries
