"""Staff: the hours that wait, chosen and decided many at a time, inside the Wagtail admin."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certification.access import may_validate_hours
from certification.forms.validation import DecisionForm, QueueFilterForm, RefusalForm
from certification.hour_facts import refresh_facts
from certification.models import HourRecord
from certification.models.hour_queries import COUNTED_UP_TO
from certification.services.deciding import Outcome, refuse_hours, validate_hours
from certification.views.keyset import Keyset
from certification.views.staff_progress import staff_only
from curriculum.access import requires
from curriculum.typed_numbers import row_ids

ROWS = 50
MOST_AT_ONCE = 500

QUEUE = Keyset("submitted_at")
CURSORS = ("after", "before")


def admin_crumbs(*items: tuple[str, str]) -> list[dict]:
    """Give the path of a page below the queue."""
    return [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse("certification_admin:waiting_hours"), "label": _("Hours to validate")},
        *({"url": url, "label": label} for url, label in items),
    ]


@staff_only
class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """One page of what waits, what has waited longest first."""

    template_name = "certification/staff/hours/queue.html"
    page_title = gettext_lazy("Hours to validate")
    header_icon = "tasks"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("certification_admin:waiting_hours"), "label": page_title},
    ]

    @cached_property
    def filters(self) -> QueueFilterForm:
        """What is asked for."""
        return QueueFilterForm(self.request.GET)

    def get_context_data(self, **kwargs):
        """Give fifty rows; a fixed number of queries, none over the whole queue."""
        chosen = self.filters.choose(HourRecord.objects.waiting())
        detailed = (
            chosen.oldest_first()
            .select_related("person", "territory", "provider", "session")
            .prefetch_related("evidence")
            .with_similar()
        )
        page = QUEUE.page(detailed, self.request.GET, ROWS)
        refresh_facts(page.rows)
        today = timezone.localdate()
        for record in page.rows:
            record.waiting_days = (today - timezone.localdate(record.submitted_at)).days
        count = chosen.counted()
        return super().get_context_data(
            filter_form=self.filters,
            query=without_cursor(self.request.GET),
            page=page,
            count=count,
            is_more=count >= COUNTED_UP_TO,
            most_at_once=MOST_AT_ONCE,
            now=timezone.now(),
            **kwargs,
        )


@require_POST
@requires(may_validate_hours)
def decide_hours(request: HttpRequest) -> HttpResponse:
    """Show the chosen records before deciding on them; then decide, and say what became of each."""
    query = QueryDict(request.POST.get("query", ""))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose whether to validate or to refuse."))
        return redirect(_queue_address(query))
    if "confirmed" in request.POST:
        return _decide(request, form, query)
    ids = _chosen_ids(request, query)
    if not ids:
        messages.warning(request, _("Tick the hours to decide on first."))
        return redirect(_queue_address(query))
    return _confirmation(request, ids, query, None if form.validates else RefusalForm())


def _decide(request: HttpRequest, form: DecisionForm, query: QueryDict) -> HttpResponse:
    ids = ticked(request)
    seen_at = form.cleaned_data["seen_at"]
    chosen = {"ids": ids, "by": request.user, "at": timezone.now(), "seen_at": seen_at}
    if form.validates:
        outcomes, text = validate_hours(**chosen), _validated
    else:
        refusal = RefusalForm(request.POST)
        if not refusal.is_valid():
            return _confirmation(request, ids, query, refusal)
        outcomes, text = refuse_hours(reason=refusal.cleaned_data["reason"], **chosen), _refused
    say_how_many(request, outcomes, text)
    left = [outcome for outcome in outcomes if not outcome.is_done]
    if not left:
        return redirect(_queue_address(query))
    prefetch_related_objects([outcome.record for outcome in left], "person")
    return render(
        request,
        "certification/staff/hours/outcomes.html",
        {
            "left": left,
            "back": _queue_address(query),
            "page_title": _("What became of them"),
            "breadcrumbs_items": admin_crumbs(("", _("What became of them"))),
        },
    )


def say_how_many(request: HttpRequest, outcomes: list[Outcome], text: Callable[[int], str]) -> None:
    """Tell how many records of a batch were done; `text` gives the sentence for a number."""
    done = sum(outcome.is_done for outcome in outcomes)
    if done:
        messages.success(request, text(done) % {"number": done})


def _validated(number: int) -> str:
    return ngettext(
        "%(number)d activity is validated.", "%(number)d activities are validated.", number
    )


def _refused(number: int) -> str:
    return ngettext("%(number)d activity is refused.", "%(number)d activities are refused.", number)


def _confirmation(
    request: HttpRequest, ids: list[int], query: QueryDict, refusal: RefusalForm | None
) -> HttpResponse:
    """Show what is about to be validated, or with `refusal` refused."""
    records = list(
        HourRecord.objects.filter(pk__in=ids)
        .sent()
        .oldest_first()
        .select_related("person", "territory", "provider")
    )
    refresh_facts(records)
    title = _("Refuse these hours?") if refusal else _("Validate these hours?")
    return render(
        request,
        "certification/staff/hours/decide.html",
        {
            "form": refusal,
            "records": records,
            "people": len({record.person_id for record in records}),
            "minutes": sum(record.minutes for record in records),
            "query": query.urlencode(),
            "seen_at": request.POST.get("seen_at") or timezone.now().isoformat(),
            "back": _queue_address(query),
            "page_title": title,
            "breadcrumbs_items": admin_crumbs(("", title)),
        },
        status=422 if refusal and refusal.errors else 200,
    )


def _chosen_ids(request: HttpRequest, query: QueryDict) -> list[int]:
    """Read which records are meant: those ticked, or the oldest ones that the filter keeps."""
    if request.POST.get("scope") != "all":
        return ticked(request)
    chosen = QueueFilterForm(query).choose(HourRecord.objects.waiting()).oldest_first()
    return list(chosen.values_list("pk", flat=True)[:MOST_AT_ONCE])


def ticked(request: HttpRequest) -> list[int]:
    return row_ids(request.POST.getlist("ids"))[:MOST_AT_ONCE]


def without_cursor(query: QueryDict) -> str:
    """Write the filters of an address without the place in the list."""
    kept = query.copy()
    for name in CURSORS:
        kept.pop(name, None)
    return kept.urlencode()


def _queue_address(query: QueryDict) -> str:
    address = reverse("certification_admin:waiting_hours")
    return f"{address}?{query.urlencode()}" if query else address
