"""The page of the agenda and the page of the four levels: words around what is known elsewhere."""

from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from certification.dossier import rules_of
from certification.models import Rulebook
from cms.agenda import agenda_calendar, agenda_form, agenda_list, ways_to_see
from cms.blocks import BodyBlock, ContentField
from cms.blocks.text import PARAGRAPH
from cms.models.site_page import SitePage


class AgendaPage(SitePage):
    """All sessions that visitors may know of, to filter, page through and subscribe to."""

    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Below the sessions, which come from the curriculum by themselves."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: HttpRequest, *args, **kwargs):
        """Add the filters and what they leave, as a list or as a calendar; four queries at most."""
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        in_month_view = request.GET.get("view") == "month"
        is_past = request.GET.get("period") == "past"
        form = agenda_form(request.GET, in_month_view=in_month_view, on=today)
        wanted = form.wanted
        context |= {
            "form": form,
            "wanted": wanted,
            # The months of the calendar are turned like leaves: one subscribes to all of them.
            "subscribed": replace(wanted, month=None) if in_month_view else wanted,
            "today": today,
            "in_month_view": in_month_view,
            "ways": ways_to_see(
                request.GET,
                in_month_view=in_month_view,
                is_past=is_past,
                of_one_month=bool(wanted.month),
            ),
        }
        if in_month_view:
            context["calendar"] = agenda_calendar(wanted, on=today)
        else:
            context["listed"] = agenda_list(
                wanted,
                page=request.GET.get("page"),
                is_past=is_past,
                on=today,
            )
        return context


class LevelsPage(SitePage):
    """The four levels, as the rulebook in force has them."""

    before = RichTextField(
        _("before the levels"),
        blank=True,
        features=PARAGRAPH,
        help_text=_("What levels are for. Hours and requirements come from the rulebook in force."),
    )
    counting = RichTextField(
        _("how hours are counted"), blank=True, features=PARAGRAPH, help_text=_("After the levels.")
    )
    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("more"),
        help_text=_("Questions and answers, documents: at the end of the page."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("before"),
        FieldPanel("counting"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("before"),
        index.SearchField("counting"),
        index.SearchField("body"),
    ]
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.CataloguePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of the levels")
        verbose_name_plural = _("pages of the levels")

    def get_context(self, request: HttpRequest, *args, **kwargs):
        """Add the rules that newcomers follow today, if any were published; one query."""
        context = super().get_context(request, *args, **kwargs)
        context["rulebook"] = rulebook = Rulebook.objects.for_newcomer(on=timezone.localdate())
        context["rules"] = rules_of(rulebook) if rulebook else None
        return context
