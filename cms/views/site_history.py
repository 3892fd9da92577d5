"""The journal of everything at once: for administrators, since each line says something about somebody."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from cms.views.harmless_exports import HarmlessExportMixin


class SiteHistoryView(HarmlessExportMixin, LogEntriesView):
    """Wagtail's report, which else shows trainees' drafts and other people's sessions to all staff.

    What happened to one object is told on its own page, to those who may see it.
    """

    def dispatch(self, request, *args, **kwargs):
        """Let administrators in."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


site_history = require_admin_access(SiteHistoryView.as_view())
site_history_results = require_admin_access(SiteHistoryView.as_view(results_only=True))
