"""Staff: one record, with its evidence beside it, and what may be decided or set right."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certification.access import access_record, may_validate_hours
from certification.dossier import effect_of
from certification.enums import HourState
from certification.forms.validation import (
    DecisionForm,
    OverruleForm,
    ProviderForm,
    QueueFilterForm,
    RefusalForm,
)
from certification.hour_facts import refresh_facts
from certification.models import Evidence, HourRecord, held_by_attestation
from certification.services import correcting
from certification.services.deciding import Outcome, refuse_hours, undo_decisions, validate_hours
from certification.views.hours_queue import QUEUE, admin_crumbs, without_cursor
from certification.views.import_cells import cells_of
from certification.views.staff_progress import staff_only
from curriculum.access import requires
from curriculum.errors import CurriculumError
from curriculum.timeline import history


@staff_only
class RecordView(WagtailAdminTemplateMixin, TemplateView):
    """Everything that helps to decide on one record."""

    template_name = "certification/staff/hours/record.html"
    header_icon = "tasks"

    @cached_property
    def record(self) -> HourRecord:
        """The record, with what is known today while it waits."""
        found = access_record(self.request.user, self.kwargs["code"])
        if found.state == HourState.SUBMITTED:
            refresh_facts([found])
        return found

    def get_page_title(self):
        """Name the person: the activity stands below."""
        return self.record.person.full_name

    def get_breadcrumbs_items(self):
        """Come from the queue."""
        return admin_crumbs(("", f"{self.record.person.full_name}, {self.record.title}"))

    def get_context_data(self, **kwargs):
        """Gather evidence, effect on the levels, similar records and the journal."""
        record = self.record
        waits = record.state == HourState.SUBMITTED
        return super().get_context_data(
            record=record,
            waits=waits,
            is_own=record.person.user_id == self.request.user.pk,
            is_held=HourRecord.objects.filter(held_by_attestation(), pk=record.pk).exists(),
            evidence=_with_other_uses(record),
            effect=effect_of(person=record.person, records=[record]) if waits else None,
            similar=HourRecord.objects.sent().similar_to(record).select_related("session"),
            import_cells=cells_of(record.import_line) if record.import_line else [],
            history=history(record),
            refusal_form=RefusalForm(),
            overrule_form=OverruleForm(
                initial={"off_territory": "no" if record.off_territory else "yes"}
            ),
            provider_form=ProviderForm.of(record),
            now=timezone.now(),
            query=without_cursor(self.request.GET),
            **kwargs,
        )


@require_POST
@requires(may_validate_hours)
def decide_record(request: HttpRequest, code: str) -> HttpResponse:
    """Validate or refuse one record, then go on to the next that waits."""
    record = access_record(request.user, code)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether to validate or to refuse."))
        return _back(request, record)
    seen_at = form.cleaned_data["seen_at"]
    chosen = {"ids": [record.pk], "by": request.user, "at": timezone.now(), "seen_at": seen_at}
    following = _next(request, record)  # while the record still has its place in the queue
    if form.validates:
        outcome = _only(validate_hours(**chosen))
        text = _("Validated: %(person)s, “%(title)s”.")
    else:
        refusal = RefusalForm(request.POST)
        if not refusal.is_valid():
            messages.error(request, " ".join(refusal.errors["reason"]))
            return _back(request, record)
        outcome = _only(refuse_hours(reason=refusal.cleaned_data["reason"], **chosen))
        text = _("Refused: %(person)s, “%(title)s”.")
    if not outcome.is_done:
        messages.error(request, outcome.message)
        return _back(request, record)
    messages.success(
        request,
        text % {"person": record.person.full_name, "title": record.title},
    )
    if following is None:
        return redirect("certification_admin:waiting_hours")
    return _back(request, following)


@require_POST
@requires(may_validate_hours)
def overrule_territory(request: HttpRequest, code: str) -> HttpResponse:
    """Decide by hand whether hours are off-territory, or let the calendar decide again."""
    record = access_record(request.user, code)
    if "stop" in request.POST:
        return _correct(
            request,
            record,
            lambda: correcting.stop_overruling(record=record, by=request.user),
            _("The calendar of territories decides again."),
        )
    form = OverruleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say whether it is off-territory, and why."))
        return _back(request, record)
    return _correct(
        request,
        record,
        lambda: correcting.overrule_off_territory(
            record=record, by=request.user, **form.cleaned_data
        ),
        _("Decided by hand: the reason stays with the hours."),
    )


@require_POST
@requires(may_validate_hours)
def settle_provider(request: HttpRequest, code: str) -> HttpResponse:
    """Say which body a declaration is about."""
    record = access_record(request.user, code)
    form = ProviderForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a training body of the list, or none."))
        return _back(request, record)
    return _correct(
        request,
        record,
        lambda: correcting.settle_provider(record=record, by=request.user, **form.cleaned_data),
        _("The training body is settled."),
    )


@require_POST
@requires(may_validate_hours)
def undo_decision(request: HttpRequest, code: str) -> HttpResponse:
    """Put one decided record back in the queue."""
    record = access_record(request.user, code)
    reason = request.POST.get("reason", "").strip()[:2000]
    outcome = _only(
        undo_decisions(ids=[record.pk], by=request.user, at=timezone.now(), reason=reason)
    )
    if outcome.is_done:
        messages.success(request, _("The decision is undone: these hours wait again."))
    else:
        messages.error(request, outcome.message)
    return _back(request, record)


def _only(outcomes: list[Outcome]) -> Outcome:
    """Give the outcome of one record; 404 when its trainee took it back and deleted it meanwhile."""
    if not outcomes:
        raise Http404
    return outcomes[0]


def _correct(
    request: HttpRequest, record: HourRecord, service: Callable[[], object], done: str
) -> HttpResponse:
    try:
        service()
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return _back(request, record)


def _back(request: HttpRequest, record: HourRecord) -> HttpResponse:
    address = reverse("certification_admin:hour_record", args=[record.code])
    query = QueryDict(request.POST.get("query", "")).urlencode()
    return redirect(f"{address}?{query}" if query else address)


def _next(request: HttpRequest, record: HourRecord) -> HourRecord | None:
    """Give what comes after the record in the queue as it was filtered, or else its beginning."""
    filters = QueueFilterForm(QueryDict(request.POST.get("query", "")))
    queue = filters.choose(HourRecord.objects.waiting()).oldest_first().exclude(pk=record.pk)
    if record.submitted_at is None:
        return None
    return QUEUE.past(queue, QUEUE.cursor(record)).first() or queue.first()


def _with_other_uses(record: HourRecord) -> list[Evidence]:
    """Give the files, each with the other records that the very same bytes support."""
    files = list(record.evidence.all())
    others = (
        Evidence.objects.filter(sha256__in=[file.sha256 for file in files])
        .exclude(record=record)
        .exclude(record__state=HourState.DRAFT)
        .select_related("record__person")
    )
    by_fingerprint: dict[str, list[HourRecord]] = {}
    for other in others:
        by_fingerprint.setdefault(other.sha256, []).append(other.record)
    for file in files:
        file.other_uses = by_fingerprint.get(file.sha256, [])
    return files
