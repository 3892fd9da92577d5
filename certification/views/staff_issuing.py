"""Staff issue papers: to one person, to all whose level is complete, to all who were in a session."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certification import access, dossier
from certification.enums import AttestationKind, AttestationState, HourState
from certification.forms.attestations import SessionChoiceForm
from certification.models import Attestation
from certification.outdated_papers import notice_of_outdated_papers
from certification.services import attestations, batches
from certification.services.batches import PaperRequest
from curriculum.access import requires
from curriculum.errors import CurriculumError, InvalidInput
from curriculum.forms.periods import PeriodForm
from curriculum.forms.refusals import add_refusal
from curriculum.models import Person, Session

PAGE_SIZE = 50
LEVEL = re.compile("[1-9][0-9]?")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(access.may_issue_attestations)
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Say what can be attested to a person now and why not the rest, and do it."""
    person = access.access_holder(request.user, code)
    sessions = _sessions_of(person)
    session_form = SessionChoiceForm(sessions=sessions)
    period_form = PeriodForm()
    values: dict | None = None
    match request.POST.get("what"):
        case "level" if LEVEL.fullmatch(request.POST.get("level", "")):
            values = {"level": int(request.POST["level"])}
        case "session":
            session_form = SessionChoiceForm(request.POST, sessions=sessions)
            values = session_form.cleaned_data if session_form.is_valid() else None
        case "period":
            period_form = PeriodForm(request.POST)
            values = period_form.cleaned_data if period_form.is_valid() else None
    refused = request.method == "POST"
    if values:
        service = attestations.issue_level if "level" in values else attestations.issue_partial
        try:
            paper = service(person=person, by=request.user, at=timezone.now(), **values)
        except InvalidInput as refusal:
            add_refusal(period_form, refusal)
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("Attestation no. %(number)s is issued.") % {"number": paper.number},
            )
            return redirect("certification_admin:attestation", paper.code)
    progress = dossier.assess(person)
    return render(
        request,
        "certification/admin/attestations/issue.html",
        {
            "person": person,
            "levels": _levels(person, progress),
            "sessions": sessions,
            "session_form": session_form,
            "period_form": period_form,
            "waiting_minutes": progress.waiting_minutes,
            "outdated": notice_of_outdated_papers(request, person),
            "papers": person.attestations.select_related("superseded_by").newest_first(),
        },
        status=422 if refused else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(access.may_issue_attestations)
def to_issue(request: HttpRequest) -> HttpResponse:
    """List everybody whose next level is complete, and issue to those who are chosen."""
    totals = dossier.assess_many()
    ready = {pk: found.level_to_attest for pk, found in totals.items() if found.level_to_attest}
    people = list(Person.objects.filter(pk__in=ready).in_order())
    if request.method == "POST":
        chosen = set(request.POST.getlist("person"))
        requests = [
            PaperRequest(person=person, level=ready[person.pk])
            for person in people
            if person.code in chosen
        ]
        response = _start(request, requests)
        if response:
            return response
    rows = [
        {"person": person, "level": ready[person.pk], "attested": totals[person.pk].attested_level}
        for person in people
    ]
    return render(request, "certification/admin/attestations/to_issue.html", {"rows": rows})


@require_safe
@requires(access.may_issue_attestations)
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions that gave validated hours, to attest them to all at once."""
    found = (
        Session.objects.annotate(
            people=Count(
                "hour_records__person",
                filter=Q(hour_records__state=HourState.VALIDATED),
                distinct=True,
            )
        )
        .filter(people__gt=0)
        .order_by("-starts_on", "title", "pk")
    )
    text = request.GET.get("q", "").strip()
    if text:
        found = found.filter(title__icontains=text)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request, "certification/admin/attestations/sessions.html", {"page": page, "text": text}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(access.may_issue_attestations)
def session(request: HttpRequest, code: str) -> HttpResponse:
    """List who has validated hours in a session, and attest it to those who are chosen."""
    found = access.access_attested_session(request.user, code)
    in_session = Q(hour_records__session=found, hour_records__state=HourState.VALIDATED)
    people = (
        Person.objects.filter(in_session)
        .annotate(minutes=Sum("hour_records__minutes", filter=in_session))
        .in_order()
    )
    if request.method == "POST":
        chosen = people.filter(code__in=request.POST.getlist("person"))
        requests = [PaperRequest(person=person, session=found) for person in chosen]
        response = _start(request, requests)
        if response:
            return response
    papers = Attestation.objects.valid().filter(
        kind=AttestationKind.PARTIAL, person__in=people.order_by().values("pk")
    )
    by_person = {
        paper.person_id: paper
        for paper in papers.order_by("pk")
        if paper.content["scope"]["session"] == found.code
    }
    rows = [{"person": person, "paper": by_person.get(person.pk)} for person in people]
    return render(
        request,
        "certification/admin/attestations/session.html",
        {"session": found, "rows": rows, "missing": sum(not row["paper"] for row in rows)},
    )


def _start(request: HttpRequest, requests: list[PaperRequest]) -> HttpResponse | None:
    """Start a batch and lead to its page; None, with a message, when it is refused."""
    try:
        batch = batches.start_batch(requests=requests, by=request.user, at=timezone.now())
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
        return None
    return redirect("certification_admin:batch", batch.code)


def _sessions_of(person: Person):
    """Give the sessions in which a person has validated hours, the newest first."""
    return (
        Session.objects.filter(
            pk__in=person.hour_records.validated().order_by().values("session_id")
        )
        .order_by("-starts_on", "pk")
        .distinct()
    )


def _levels(person: Person, progress: dossier.Progress) -> list[dict]:
    """Say of each level whether it is attested, can be, or what stands in the way."""
    papers = {
        paper.level: paper
        for paper in person.attestations.filter(
            kind=AttestationKind.LEVEL, state=AttestationState.VALID
        )
    }
    ready = progress.next_level_to_attest
    return [
        {
            "result": level,
            "paper": papers.get(level.number),
            "is_attested": level.number in progress.attested,
            "is_ready": level.number == ready,
        }
        for level in progress.assessment.levels
    ]
