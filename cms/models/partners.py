"""Institutions that work with the federation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.models.site_page import SitePage, is_preview
from curriculum.models import Territory


class PartnersPage(SitePage):
    """The partner institutions, each with its logo and its own site."""

    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_("Above the list of partners."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("body"),
        InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.RelatedFields("partners", [index.SearchField("name")]),
    ]
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("partner institutions")
        verbose_name_plural = _("pages of partner institutions")

    def get_context(self, request, *args, **kwargs):
        """Add the partners with their logos."""
        context = super().get_context(request, *args, **kwargs)
        partners = self.partners.all()
        if not is_preview(request):
            partners = partners.select_related("logo", "territory").prefetch_related(
                "logo__renditions"
            )
        context["partners"] = partners
        return context


class Partner(TranslatableMixin, Orderable):
    """One partner, as the page shows it."""

    page = ParentalKey(PartnersPage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=160)
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("With the partner's agreement. On white or transparent."),
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    address = models.URLField(_("its own site"), blank=True)
    presentation = models.TextField(
        _("what it does with the federation"), blank=True, max_length=400
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("territory")]),
        FieldPanel("logo"),
        FieldPanel("address"),
        FieldPanel("presentation"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name
