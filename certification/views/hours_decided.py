"""Staff: what was decided lately, to look back and to undo."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certification.access import may_validate_hours
from certification.models import HourRecord, held_by_attestation
from certification.services.deciding import undo_decisions
from certification.views.hours_queue import (
    ROWS,
    admin_crumbs,
    say_how_many,
    ticked,
    without_cursor,
)
from certification.views.keyset import Keyset
from certification.views.staff_progress import staff_only
from curriculum.access import requires

DECISIONS = Keyset("decided_at", newest_first=True)


@staff_only
class DecidedView(WagtailAdminTemplateMixin, TemplateView):
    """The last decisions, one's own or everybody's."""

    template_name = "certification/staff/hours/decided.html"
    page_title = gettext_lazy("Decided lately")
    header_icon = "history"

    def get_breadcrumbs_items(self):
        """Come from the queue."""
        return admin_crumbs(("", self.get_page_title()))

    def get_context_data(self, **kwargs):
        """Give fifty decisions, each with whether an attestation holds it."""
        decided = HourRecord.objects.decided().newest_decisions_first()
        mine = "mine" in self.request.GET
        if mine:
            decided = decided.filter(decided_by=self.request.user)
        detailed = decided.select_related("person", "decided_by").annotate(
            is_held=held_by_attestation()
        )
        return super().get_context_data(
            page=DECISIONS.page(detailed, self.request.GET, ROWS),
            mine=mine,
            query=without_cursor(self.request.GET),
            **kwargs,
        )


@require_POST
@requires(may_validate_hours)
def undo_hours(request: HttpRequest) -> HttpResponse:
    """Put the ticked records back in the queue."""
    ids = ticked(request)
    if not ids:
        messages.warning(request, _("Tick the decisions to undo first."))
        return redirect("certification_admin:decided_hours")
    outcomes = undo_decisions(
        ids=ids,
        by=request.user,
        at=timezone.now(),
        reason=request.POST.get("reason", "").strip()[:2000],
    )
    say_how_many(
        request,
        outcomes,
        lambda number: ngettext(
            "%(number)d activity is back in the queue.",
            "%(number)d activities are back in the queue.",
            number,
        ),
    )
    prefetch_related_objects([outcome.record for outcome in outcomes], "person")
    for outcome in outcomes:
        if not outcome.is_done:
            messages.error(
                request,
                _("%(person)s, “%(title)s”: %(why)s")
                % {
                    "person": outcome.record.person.full_name,
                    "title": outcome.record.title,
                    "why": outcome.message,
                },
            )
    return redirect("certification_admin:decided_hours")
