"""The catalogue: words and pictures here, facts (dates, places, seats, price) from the curriculum."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.blocks import BodyBlock, ContentField
from cms.blocks.offerings import ProgrammeBlock, ResultsBlock, TeachersBlock
from cms.blocks.text import PARAGRAPH
from cms.models.site_page import SitePage
from cms.offering_facts import offering_facts, shelves
from curriculum.models import Offering


class CataloguePage(SitePage):
    """All trainings on offer, by kind."""

    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("content"),
        help_text=_(
            "Below the list of trainings, which makes itself from the pages below this one."
        ),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.OfferingPage", "cms.LevelsPage"]

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    def get_context(self, request, *args, **kwargs):
        """Add the trainings, shelf by shelf, with when each is held next; two queries."""
        context = super().get_context(request, *args, **kwargs)
        pages = OfferingPage.objects.child_of(self).live().public()
        pages = pages.filter(offering__is_listed=True).select_related("offering", "picture")
        context["shelves"] = shelves(pages, on=timezone.localdate())
        return context


class OfferingPage(SitePage):
    """One training of the catalogue, told to those who may come."""

    # Not one to one: the page exists once in each language.
    offering = models.ForeignKey(
        Offering,
        models.PROTECT,
        related_name="+",
        verbose_name=_("offering"),
        help_text=_(
            "Kind, price, seats and sessions come from it. A new one is made first, under "
            "“Catalogue and places › Offerings”; its sessions under “Sessions”."
        ),
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Decorative, wider than high. Empty: a drawing for the kind of training."),
    )
    audience = RichTextField(_("for whom"), blank=True, features=PARAGRAPH)
    objectives = RichTextField(
        _("objectives"),
        blank=True,
        features=PARAGRAPH,
        help_text=_("What one is able to do afterwards: one line each, beginning with a verb."),
    )
    programme = ContentField(
        ProgrammeBlock(required=False), blank=True, verbose_name=_("programme"), collapsed=True
    )
    methods = RichTextField(
        _("methods and assessment"),
        blank=True,
        features=PARAGRAPH,
        help_text=_("How one learns, and how what was learnt is looked at."),
    )
    duration = models.CharField(
        _("duration"),
        max_length=120,
        blank=True,
        help_text=_("Empty: counted from the next session."),
    )
    price_note = models.CharField(
        _("about the price"),
        max_length=240,
        blank=True,
        help_text=_("Beside the price: what it includes, who may pay it."),
    )
    prerequisites = RichTextField(
        _("prerequisites"),
        blank=True,
        features=PARAGRAPH,
        help_text=_("Advanced modules name the prior sensitisation by themselves."),
    )
    enrolment = RichTextField(
        _("how to enrol"),
        blank=True,
        features=PARAGRAPH,
        help_text=_("Steps and delays of access, beside what the page says by itself."),
    )
    results = ContentField(
        ResultsBlock(required=False),
        blank=True,
        verbose_name=_("results and satisfaction"),
        help_text=_(
            "Figures that are known, with year and source. Empty: the page says that none are."
        ),
    )
    accessibility = RichTextField(
        _("accessibility"),
        blank=True,
        features=PARAGRAPH,
        help_text=_("The disability contact of the site settings is added."),
    )
    teachers = ContentField(TeachersBlock(required=False), blank=True, verbose_name=_("teachers"))
    body = ContentField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("more"),
        help_text=_("Questions and answers, documents, quotations: at the end of the page."),
    )

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("offering"), FieldPanel("duration"), FieldPanel("price_note")],
            heading=_("Offering and practical facts"),
        ),
        FieldPanel("picture"),
        FieldPanel("audience"),
        FieldPanel("objectives"),
        FieldPanel("programme"),
        FieldPanel("methods"),
        FieldPanel("prerequisites"),
        FieldPanel("enrolment"),
        FieldPanel("teachers"),
        FieldPanel("results"),
        FieldPanel("accessibility"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("audience"),
        index.SearchField("objectives"),
        index.SearchField("programme"),
        index.SearchField("body"),
        index.RelatedFields("offering", [index.SearchField("title")]),
    ]
    parent_page_types = ["cms.CataloguePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page of an offering")
        verbose_name_plural = _("pages of offerings")

    def clean(self):
        """Refuse a second page for the same offering in the same language."""
        super().clean()
        if self.offering_id is None:
            return
        others = OfferingPage.objects.filter(offering=self.offering_id).exclude(pk=self.pk)
        other = others.filter(locale=self.locale_id).first() if self.locale_id else None
        if other is not None:
            message = _("“%(page)s” presents this offering already.") % {"page": other.title}
            raise ValidationError({"offering": message})

    def get_context(self, request, *args, **kwargs):
        """Add sessions, duration and what the hours count for; three queries."""
        context = super().get_context(request, *args, **kwargs)
        context["facts"] = offering_facts(self.offering, on=timezone.localdate())
        return context
