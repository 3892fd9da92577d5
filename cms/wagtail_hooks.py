"""What the site adds to the Wagtail admin: registration only, no logic."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from cms.content_checks import SiteContentCheckerItem
from cms.snippets import ProfileViewSet, WorkViewSet
from cms.views import background_tasks, to_do
from curriculum.access import may_manage_background_tasks

PAGE_PANELS = "wagtail.admin.views.home"
PAGE_WORK = ["add", "change", "publish", "lock", "unlock"]


@hooks.register("insert_global_admin_css")
def site_colours() -> SafeString:
    """Give the admin the colours of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("jalons/css/admin.css"))


@hooks.register("register_admin_urls")
def background_task_addresses() -> list:
    """Show the tasks that failed."""
    return [
        path(
            "reports/taches-en-echec/",
            background_tasks.FailedTasksView.as_view(),
            name="failed_tasks",
        ),
        path(
            "reports/taches-en-echec/resultats/",
            background_tasks.FailedTasksView.as_view(results_only=True),
            name="failed_tasks_results",
        ),
        path(
            "reports/taches-en-echec/<uuid:task_id>/relancer/",
            background_tasks.run_again,
            name="run_task_again",
        ),
        path(
            "reports/taches-en-echec/<uuid:task_id>/retirer/",
            background_tasks.dismiss,
            name="dismiss_task",
        ),
    ]


class BackgroundTasksMenuItem(MenuItem):
    """The way to the failed tasks, for those who look after them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_manage_background_tasks(request.user)


@hooks.register("register_reports_menu_item")
def failed_tasks_menu_item() -> MenuItem:
    """Put the failed tasks among the reports."""
    return BackgroundTasksMenuItem(
        _("Failed tasks"), reverse("failed_tasks"), icon_name="warning", order=300
    )


@hooks.register("construct_homepage_panels")
def to_do_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Say on the admin's first page what waits for the staff, and nothing of pages they do not edit."""
    if not policy_registry.get_by_type(Page).user_has_any_permission(request.user, PAGE_WORK):
        panels[:] = [panel for panel in panels if type(panel).__module__ != PAGE_PANELS]
    if to_do.has_something_to_do(request.user):
        panels.append(to_do.ToDoPanel())


@hooks.register("construct_homepage_panels")
def failed_tasks_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Warn on the admin's first page, before anybody misses a mail."""
    if may_manage_background_tasks(request.user):
        panels.append(background_tasks.FailedTasksPanel())


@hooks.register("before_serve_page")
def own_language(page: Page, request: HttpRequest, args, kwargs) -> HttpResponse | None:
    """Lead to a page's own address when it was asked for below another language's.

    Wagtail would show the French page below /nl/, with Dutch menus around it.
    """
    if page.locale.language_code == translation.get_language():
        return None
    return redirect(page.get_url(request))


@hooks.register("construct_wagtail_userbar")
def content_checks(request: HttpRequest, items: list, page: Page) -> None:
    """Check more than Wagtail does, in the editor and on the page."""
    items[:] = [
        SiteContentCheckerItem(in_editor=item.in_editor)
        if type(item) is ContentCheckerItem
        else item
        for item in items
    ]


register_snippet(ProfileViewSet)
register_snippet(WorkViewSet)
