"""What is translated and what is not, for those who translate."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.auth import require_admin_access
from wagtail_localize.views import report

TRANSLATE = "wagtail_localize.submit_translation"


class TranslationsReportView(report.TranslationsReportView):
    """The report of wagtail-localize, which else any account of the admin reads, in no order."""

    def dispatch(self, request, *args, **kwargs):
        """Let in those who may translate."""
        if not request.user.has_perm(TRANSLATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        """Put the latest first, so that no page of the list repeats another's lines."""
        return super().get_queryset().order_by("-pk")


translations_report = require_admin_access(TranslationsReportView.as_view())
translations_report_results = require_admin_access(
    TranslationsReportView.as_view(results_only=True)
)
