"""What trainees do with the activities that they declare."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification import access
from certification.errors import CertificationError, EvidenceRefused
from certification.forms.declaration import DeclarationForm, EvidenceForm, NewDeclarationForm
from certification.models import HourRecord
from certification.services import declaring, evidence
from curriculum.access import person_of, requires
from curriculum.errors import CurriculumError, InvalidInput
from curriculum.forms.refusals import add_refusal
from curriculum.timeline import history

PAGE = 25

trainees_only = requires(access.has_progress)


@require_safe
@trainees_only
def declarations(request: HttpRequest) -> HttpResponse:
    """List what the person declared: what still asks for something first, then the rest by date."""
    own = HourRecord.objects.declared_by(person_of(request.user))
    to_finish = own.to_finish()
    sent = Paginator(own.exclude(pk__in=to_finish.values("pk")), PAGE)
    return render(
        request,
        "certification/declarations/declarations.html",
        {"to_finish": to_finish, "page": sent.get_page(request.GET.get("page"))},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@trainees_only
def declare(request: HttpRequest) -> HttpResponse:
    """Declare an activity, with its evidence and at once if one likes; `?from=` repeats another."""
    person = person_of(request.user)
    today = timezone.localdate()
    if request.method != "POST":
        form = NewDeclarationForm(initial=_repeated(request), latest=today)
        return _form_page(request, form)
    form = NewDeclarationForm(request.POST, request.FILES, latest=today)
    record = None
    if form.is_valid():
        try:
            record = declaring.declare(
                person=person, activity=form.activity(), by=request.user, at=timezone.now()
            )
        except InvalidInput as refusal:
            add_refusal(form, refusal)
    if record is None:
        return _form_page(request, form, files_are_lost=bool(request.FILES))
    all_kept = _attach(request, record, form.cleaned_data["files"])
    if all_kept and "submit" in request.POST:
        return _submit(request, record)
    messages.success(request, _("The draft is saved."))
    return redirect("certification:record", record.code)


@require_http_methods(["GET", "HEAD", "POST"])
@trainees_only
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a draft or a refused declaration."""
    record = access.access_record(request.user, code, own=True)
    today = timezone.localdate()
    if not record.is_editable_by_trainee:
        messages.error(request, _("This declaration can no longer be changed as it stands."))
        return redirect("certification:record", code)
    if request.method != "POST":
        form = DeclarationForm(initial=DeclarationForm.facts_of(record), latest=today)
        return _form_page(request, form, record=record)
    form = DeclarationForm(request.POST, latest=today)
    if form.is_valid():
        try:
            declaring.edit_declaration(
                record=record, activity=form.activity(), by=request.user, at=timezone.now()
            )
        except InvalidInput as refusal:
            add_refusal(form, refusal)
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
            return redirect("certification:record", code)
        else:
            messages.success(request, _("Your corrections are saved."))
            return redirect("certification:record", code)
    return _form_page(request, form, record=record)


@require_safe
@trainees_only
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show one record of one's own: its facts, its evidence, what happened and what can be done."""
    found = access.access_record(request.user, code, own=True)
    return _record_page(request, found, EvidenceForm())


@require_POST
@trainees_only
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Put a declaration before the staff."""
    return _submit(request, access.access_record(request.user, code, own=True))


@require_POST
@trainees_only
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Make a draft again of what waits."""
    return _act(
        request, code, declaring.take_back, _("You have it back: correct it and submit it again.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@trainees_only
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Give a declaration up, once it is confirmed."""
    if request.method != "POST":
        return _confirmation(request, code, "withdraw")
    return _act(request, code, declaring.withdraw, _("The declaration is withdrawn."))


@require_http_methods(["GET", "HEAD", "POST"])
@trainees_only
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Delete a draft, once it is confirmed."""
    if request.method != "POST":
        return _confirmation(request, code, "delete")
    return _act(
        request,
        code,
        declaring.delete_draft,
        _("The draft is deleted."),
        after="certification:declarations",
    )


@require_POST
@trainees_only
def add_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Attach files to a declaration; each file that is refused says why."""
    found = access.access_record(request.user, code, own=True)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _record_page(request, found, form)
    _attach(request, found, form.cleaned_data["files"])
    return redirect("certification:record", code)


@require_POST
@trainees_only
def remove_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file back."""
    found = access.access_evidence(request.user, code, own=True)
    try:
        evidence.remove_evidence(evidence=found, by=request.user)
        messages.success(request, _("“%(name)s” is removed.") % {"name": found.name})
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    return redirect("certification:record", found.record.code)


def _repeated(request: HttpRequest) -> dict:
    """Give the facts of another own declaration, but its date, to begin with."""
    code = request.GET.get("from")
    if not code:
        return {}
    facts = DeclarationForm.facts_of(access.access_record(request.user, code, own=True))
    del facts["on"]
    return facts


def _form_page(
    request: HttpRequest,
    form: DeclarationForm,
    *,
    record: HourRecord | None = None,
    files_are_lost: bool = False,
) -> HttpResponse:
    return render(
        request,
        "certification/declarations/declare.html",
        {"form": form, "record": record, "files_are_lost": files_are_lost},
        status=422 if form.is_bound else 200,
    )


def _record_page(request: HttpRequest, found: HourRecord, form: EvidenceForm) -> HttpResponse:
    return render(
        request,
        "certification/declarations/record.html",
        {
            "record": found,
            "evidence": found.evidence.all(),
            "form": form,
            "similar": HourRecord.objects.similar_to(found) if found.is_editable_by_trainee else [],
            "history": history(found, reader=request.user),
        },
        status=422 if form.errors else 200,
    )


def _confirmation(request: HttpRequest, code: str, what: str) -> HttpResponse:
    found = access.access_record(request.user, code, own=True)
    return render(
        request, "certification/declarations/confirm.html", {"record": found, "what": what}
    )


def _attach(request: HttpRequest, record: HourRecord, files: list) -> bool:
    """Attach files one by one; tell what was kept and what was not, and whether all was."""
    kept = 0
    for file in files:
        try:
            evidence.attach_evidence(record=record, upload=file, by=request.user, at=timezone.now())
            kept += 1
        except (EvidenceRefused, CertificationError) as refusal:
            messages.error(request, str(refusal))
    if kept:
        messages.success(
            request,
            ngettext("%(number)d file is attached.", "%(number)d files are attached.", kept)
            % {"number": kept},
        )
    return kept == len(files)


def _submit(request: HttpRequest, record: HourRecord) -> HttpResponse:
    try:
        declaring.submit(record=record, by=request.user, at=timezone.now())
        messages.success(request, _("Submitted: the federation now decides, and writes to you."))
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    return redirect("certification:record", record.code)


def _act(
    request: HttpRequest,
    code: str,
    service: Callable,
    done: str,
    *,
    after: str = "certification:record",
) -> HttpResponse:
    """Call a service that takes only a record; go on where it leads."""
    found = access.access_record(request.user, code, own=True)
    try:
        service(record=found, by=request.user)
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
        return redirect("certification:record", code)
    messages.success(request, done)
    return redirect(after) if after == "certification:declarations" else redirect(after, code)
