"""What the site adds to the Wagtail admin: registration only, no logic."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from cms.content_checks import SiteContentCheckerItem
from cms.rich_text_links import KnownPageLinkHandler
from cms.snippets import ProfileViewSet, WorkViewSet
from cms.views import background_tasks, page_health, to_do, translations_report
from cms.views.styleguide import styleguide
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

    Wagtail would show the French page below /nl/, with Dutch menus around it. So it would the copy
    that it keeps of an untranslated page, as the place for its translations.
    """
    source = page.alias_of if page.alias_of_id else page
    if source.locale_id == page.locale_id:
        source = page
    address = source.get_url(request)
    language = get_language_from_path(urlsplit(address).path) or settings.LANGUAGE_CODE
    return None if source is page and language == get_language() else redirect(address)


@hooks.register("construct_wagtail_userbar")
def content_checks(request: HttpRequest, items: list, page: Page) -> None:
    """Check more than Wagtail does, in the editor and on the page."""
    items[:] = [
        SiteContentCheckerItem(in_editor=item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]


@hooks.register("register_rich_text_features", order=10)
def links_to_pages(features) -> None:
    """Look up the pages that a text links to in memory."""
    features.register_link_type(KnownPageLinkHandler)


@hooks.register("register_admin_urls")
def editors_tools() -> list:
    """Show what is amiss on pages, and what the site is made of."""
    health, links = page_health.PageHealthView.as_view(), page_health.PageLinksView.as_view()
    return [
        path("reports/pages-a-revoir/", health, name="page_health"),
        path("reports/pages-a-revoir/<int:pk>/", links, name="page_links"),
        path("guide-de-style/", styleguide, name="styleguide"),
    ]


class PageHealthMenuItem(MenuItem):
    """The way to the pages with a fault, for those who write pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_health.may_see_health(request.user)


@hooks.register("register_reports_menu_item")
def page_health_menu_item() -> MenuItem:
    """Put the pages with a fault among the reports."""
    return PageHealthMenuItem(
        _("Pages to look after"), reverse("page_health"), icon_name="clipboard-list", order=310
    )


@hooks.register("construct_homepage_panels")
def page_health_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell those who write pages what to look after."""
    if page_health.may_see_health(request.user):
        panels.append(page_health.PageHealthPanel())


@hooks.register("construct_reports_menu")
def hide_translations_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """Show the way to the translations only to those who may open them."""
    if not request.user.has_perm(translations_report.TRANSLATE):
        address = reverse("wagtail_localize:translations_report")
        items[:] = [item for item in items if item.url != address]


@hooks.register("register_help_menu_item")
def styleguide_menu_item() -> MenuItem:
    """Put the style guide beside the help."""
    return MenuItem(_("Style guide"), reverse("styleguide"), icon_name="view", order=900)


register_snippet(ProfileViewSet)
register_snippet(WorkViewSet)
