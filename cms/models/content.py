"""Pages of text, and the pages that the law asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.models.site_page import SitePage


class ContentPage(SitePage):
    """A page of text; pages below it make it a section of the site."""

    body = ContentField(BodyBlock(required=False), blank=True, verbose_name=_("content"))
    has_contents = models.BooleanField(
        _("show a table of contents"),
        default=False,
        help_text=_("For long pages: a list of the headings, at the top."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("body"),
        FieldPanel("has_contents"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    @property
    def contents(self) -> list[str]:
        """The headings of the first level, when the page shows them."""
        return headings(self.body) if self.has_contents else []


class LegalPage(SitePage):
    """Legal mentions, privacy, accessibility: what is still to be filled in stands out."""

    body = ContentField(BodyBlock(required=False), blank=True, verbose_name=_("content"))
    shows_publisher = models.BooleanField(
        _("begin with who publishes the site"),
        default=False,
        help_text=_(
            "The facts come from “Legal mentions” and “Federation and signatory” in the settings."
        ),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("shows_publisher"), FieldPanel("reviewed_on")]),
        FieldPanel(
            "body",
            help_text=_("Write [à compléter] where a fact is missing: the page marks it."),
        ),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")


def headings(body) -> list[str]:
    """List the headings of the first level of a body."""
    return [
        block.value["text"]
        for block in body
        if block.block_type == "heading" and block.value["level"] == "h2"
    ]
