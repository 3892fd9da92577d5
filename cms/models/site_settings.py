"""What editors decide once for the whole site. The federation's name and address are in `certification`."""

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.blocks import ContentField, FooterLinksBlock


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Contact, footer, legal mentions, sharing."""

    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    opening_hours = models.CharField(
        _("when one may call"),
        max_length=160,
        blank=True,
        help_text=_("Monday to Thursday, 9 to 12"),
    )

    disability_name = models.CharField(
        _("disability contact"),
        max_length=120,
        blank=True,
        help_text=_("Who answers people who need arrangements; shown with each offering."),
    )
    disability_email = models.EmailField(_("e-mail address"), blank=True)
    disability_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    disability_text = models.TextField(
        _("what can be arranged"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences."),
    )

    footer_text = models.TextField(_("words in the footer"), max_length=300, blank=True)
    footer_links = ContentField(
        FooterLinksBlock(required=False),
        blank=True,
        verbose_name=_("links in the footer"),
        help_text=_("Legal mentions, privacy, accessibility, contact…"),
    )

    social_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_("For pages without one of their own: at least 1200 × 630 pixels."),
    )

    legal_form = models.CharField(
        _("legal form"),
        max_length=160,
        blank=True,
        help_text=_("Association under the law of 1901…"),
    )
    registration = models.CharField(
        _("registrations"), max_length=160, blank=True, help_text=_("SIRET, RNA…")
    )
    activity_number = models.CharField(
        _("declaration of activity"),
        max_length=160,
        blank=True,
        help_text=_("Number of the training provider, with the prefecture of the region."),
    )
    publication_director = models.CharField(_("publication director"), max_length=120, blank=True)
    host = models.TextField(
        _("host of the site"), max_length=300, blank=True, help_text=_("Name, address, telephone.")
    )

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("opening_hours")])],
            heading=_("Contact"),
            help_text=_("Name, address and e-mail address are in “Federation and signatory”."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("disability_name"),
                FieldRowPanel([FieldPanel("disability_email"), FieldPanel("disability_phone")]),
                FieldPanel("disability_text"),
            ],
            heading=_("Disability contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("footer_text"), FieldPanel("footer_links")], heading=_("Footer")
        ),
        FieldPanel("social_picture"),
        MultiFieldPanel(
            [
                FieldPanel("legal_form"),
                FieldPanel("registration"),
                FieldPanel("activity_number"),
                FieldPanel("publication_director"),
                FieldPanel("host"),
            ],
            heading=_("Legal mentions"),
            help_text=_("What is empty is marked « [à compléter] » on the legal page."),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    @classmethod
    def of(cls, request: HttpRequest | None) -> "SiteSettings":
        """Give the settings of the site that was asked; one query a request, and nothing is written."""
        if request is None:
            return cls()
        if not hasattr(request, "_site_settings"):
            site = Site.find_for_request(request)
            request._site_settings = cls.objects.filter(site=site).first() or cls(site=site)
        return request._site_settings
