"""Who issues and signs papers, as staff keep it; what a paper says is frozen with it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="clipboard-list")
class Issuer(BaseGenericSetting):
    """The federation and its signatory; what is empty comes from the settings file (FEDERATION)."""

    name = models.CharField(_("name of the federation"), max_length=160, blank=True)
    short_name = models.CharField(_("short name"), max_length=20, blank=True)
    address = models.CharField(
        _("postal address"), max_length=200, blank=True, help_text=_("On one line.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    place = models.CharField(
        _("issued in"), max_length=80, blank=True, help_text=_("The place of papers: “Paris”.")
    )
    signatory_name = models.CharField(_("who signs"), max_length=120, blank=True)
    signatory_function = models.CharField(
        _("function"), max_length=120, blank=True, help_text=_("As it stands below the name.")
    )

    FACTS = (
        "name",
        "short_name",
        "address",
        "email",
        "place",
        "signatory_name",
        "signatory_function",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("short_name"),
                FieldPanel("address"),
                FieldPanel("email"),
            ],
            heading=_("Federation"),
            help_text=_("What is empty is as the server's settings say."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("signatory_name"), FieldPanel("signatory_function")]),
                FieldPanel("place"),
            ],
            heading=_("Signatory of attestations"),
            help_text=_("For papers to come. Those already issued keep their signatory."),
        ),
    ]

    class Meta:
        verbose_name = _("federation and signatory")
        verbose_name_plural = _("federation and signatory")

    @classmethod
    def facts(cls) -> dict[str, str]:
        """Say how the federation is called, where it is and who signs for it; one query."""
        row = cls.objects.first()
        kept = {name: getattr(row, name) for name in cls.FACTS} if row else {}
        return {name: kept.get(name) or settings.FEDERATION[name] for name in cls.FACTS}
