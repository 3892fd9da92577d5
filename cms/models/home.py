"""The front page of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import ContentField, HomeBlock
from cms.known_pages import published_pages
from cms.models.site_page import SitePage


class HomePage(SitePage):
    """The page at the root of the site; there is one in each language."""

    headline = models.CharField(
        _("headline"),
        max_length=120,
        blank=True,
        help_text=_("The first words that a visitor reads. Empty: a sentence about Jalons."),
    )
    button_label = models.CharField(_("words of the button"), max_length=40, blank=True)
    button_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page behind the button"),
    )
    sections = ContentField(
        HomeBlock(required=False), blank=True, verbose_name=_("sections"), collapsed=True
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("headline"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("button_label"), FieldPanel("button_page")])],
            heading=_("Main button"),
        ),
        FieldPanel("sections"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("sections")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 5  # one in each of LANGUAGES

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def button_target(self) -> Page | None:
        """The page behind the button, when it is published."""
        return published_pages().get(self.button_page_id)
