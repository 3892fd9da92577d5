"""The links at the foot of every page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.links import ButtonBlock


class FooterLinksBlock(blocks.StreamBlock):
    """A short list of links."""

    link = ButtonBlock(label=_("Link"))
