"""Background tasks that failed for good, for the staff who look after them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView

from cms.logs import scrub_text
from curriculum.access import may_manage_background_tasks
from curriculum.background import policy_of
from curriculum.errors import CurriculumError
from curriculum.services.background_tasks import dismiss_task, run_task_again


def title_of(task: DBTaskResult) -> str:
    """Name a task as staff do, or as the code does when it has no such name."""
    return str(policy_of(task.task_path).title) or task.task_path


def cause_of(task: DBTaskResult) -> str:
    """Tell in one line what went wrong, without addresses."""
    lines = task.traceback.strip().splitlines()
    return scrub_text(lines[-1]) if lines else task.exception_class_path


class TemplateColumn(Column):
    """A column with a template of its own, which may hold a form."""

    def __init__(self, name: str, template_name: str, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = template_name

    def get_cell_context_data(self, instance, parent_context):
        """Give forms their token."""
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": parent_context.get("csrf_token")}


class FailedTasksView(ReportView):
    """The tasks that have used up their attempts, latest first."""

    page_title = gettext_lazy("Failed tasks")
    header_icon = "warning"
    index_url_name = "failed_tasks"
    index_results_url_name = "failed_tasks_results"
    no_results_message = gettext_lazy("No background task has failed.")
    columns = [
        Column("title", label=gettext_lazy("Task"), accessor=title_of),
        DateColumn("finished_at", label=gettext_lazy("Failed")),
        NumberColumn(
            "attempts", label=gettext_lazy("Attempts"), accessor=lambda t: len(t.worker_ids)
        ),
        Column("cause", label=gettext_lazy("Cause"), accessor=cause_of),
        TemplateColumn("actions", "cms/admin/failed_task_actions.html", label=""),
    ]

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not may_manage_background_tasks(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[DBTaskResult]:
        return DBTaskResult.objects.failed().order_by("-finished_at")


class FailedTasksPanel(Component):
    """On the admin's first page: how many tasks failed, or nothing when none did."""

    name = "failed_tasks"
    order = 50
    template_name = "cms/admin/failed_tasks_panel.html"

    def get_context_data(self, parent_context):
        """Count them."""
        return {"failed": DBTaskResult.objects.failed().count()}


@require_POST
def run_again(request: HttpRequest, task_id) -> HttpResponse:
    """Give a failed task another chance."""
    if not may_manage_background_tasks(request.user):
        raise PermissionDenied
    task = get_object_or_404(DBTaskResult, pk=task_id)
    try:
        run_task_again(task=task, by=request.user, at=timezone.now())
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("“%(task)s” runs again in a moment.") % {"task": title_of(task)}
        )
    return redirect("failed_tasks")


@require_POST
def dismiss(request: HttpRequest, task_id) -> HttpResponse:
    """Take a failed task off the list."""
    if not may_manage_background_tasks(request.user):
        raise PermissionDenied
    task = get_object_or_404(DBTaskResult, pk=task_id)
    try:
        dismiss_task(task=task, by=request.user)
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(task)s” is off the list.") % {"task": title_of(task)})
    return redirect("failed_tasks")
