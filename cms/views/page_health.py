"""What is amiss on pages, for those who write them."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from cms.link_trials import MOST, try_links
from cms.page_health import examine, unwell_pages

PER_PAGE = 30
SHOWN_ON_PANEL = 5


def pages_of(user):
    """Find the pages that somebody may change."""
    return page_permission_policy.instances_user_has_any_permission_for(user, {"change"})


def may_see_health(user) -> bool:
    """Tell whether somebody writes pages."""
    return user.is_active and page_permission_policy.user_has_any_permission(user, {"change"})


class PageHealthView(WagtailAdminTemplateMixin, TemplateView):
    """All pages with a fault, the worst first."""

    page_title = gettext_lazy("Pages to look after")
    header_icon = "clipboard-list"
    template_name = "cms/admin/page_health.html"
    _show_breadcrumbs = True
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("page_health"), "label": gettext_lazy("Pages to look after")},
    ]

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not may_see_health(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Examine every page that the person may change."""
        unwell = unwell_pages(pages_of(self.request.user), at=timezone.now())
        page = Paginator(unwell, PER_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "unwell": page}


class PageLinksView(WagtailAdminTemplateMixin, TemplateView):
    """What is amiss on one page; its links to other sites are tried when asked for (POST)."""

    header_icon = "link"
    template_name = "cms/admin/page_links.html"
    http_method_names = ["get", "post", "head"]

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not may_see_health(request.user):
            raise PermissionDenied
        self.page = get_object_or_404(pages_of(request.user).filter(depth__gt=1), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Links of “%(page)s”") % {"page": self.page.title}

    def get_breadcrumbs_items(self):
        """Lead back to the list."""
        return [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            {"url": reverse("page_health"), "label": _("Pages to look after")},
            {"url": "", "label": self.page.title},
        ]

    def get_context_data(self, **kwargs):
        """Examine the page."""
        health = examine(self.page.specific, at=timezone.now())
        return {**super().get_context_data(**kwargs), "health": health, "most": MOST}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Try the links, which takes seconds."""
        context = self.get_context_data(**kwargs)
        trials = try_links(context["health"].elsewhere)
        failed = sum(not trial.answers for trial in trials)
        return self.render_to_response({**context, "trials": trials, "failed": failed})


class PageHealthPanel(Component):
    """On the admin's first page: how many pages have a fault, and the worst of them."""

    name = "page_health"
    order = 60
    template_name = "cms/admin/page_health_panel.html"

    def get_context_data(self, parent_context):
        """Examine every page that the person may change."""
        user = parent_context["request"].user
        unwell = unwell_pages(pages_of(user), at=timezone.now())
        return {"number": len(unwell), "unwell": unwell[:SHOWN_ON_PANEL]}
