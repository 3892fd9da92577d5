"""Pictures, films and files."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

FIGURE_SIZES = [("text", _("As wide as the text")), ("small", _("Small, for a drawing or a cover"))]

SMALLEST_WIDE = 640
"""Pixels of the narrowest picture that fills the width of a text."""


class FigureValue(blocks.StructValue):
    """A picture and how wide it is shown."""

    @property
    def is_small(self) -> bool:
        """Tell whether it is shown small: by choice, or because enlarging would blur it."""
        return self["size"] == "small" or self["picture"].width < SMALLEST_WIDE


class FigureBlock(blocks.StructBlock):
    """A picture with what it shows, for those who see it and for those who don't."""

    picture = ImageBlock(
        label=_("Picture"),
        help_text=_(
            "The alternative text says what the picture tells; mark it as decorative when it tells nothing."
        ),
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))
    size = blocks.ChoiceBlock(choices=FIGURE_SIZES, default="text", label=_("Size"))

    class Meta:
        icon = "image"
        value_class = FigureValue
        label = _("Figure")
        template = "cms/blocks/figure.html"


class VideoValue(blocks.StructValue):
    """A film, and who shows it."""

    @property
    def host(self) -> str:
        """Name the site where it plays."""
        return (urlsplit(self["address"]).hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A film that is somewhere else: the site shows a still and a link, and loads nothing from there."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    address = blocks.URLBlock(
        label=_("Address of the film"),
        help_text=_("The page where it plays: PeerTube, Vimeo, YouTube… It opens on a click only."),
    )
    still = ImageChooserBlock(
        required=False, label=_("Still"), help_text=_("A picture of the film, wider than high.")
    )
    duration = blocks.CharBlock(
        required=False, max_length=20, label=_("Duration"), help_text=_("For example: 12 min")
    )
    summary = blocks.TextBlock(
        required=False,
        label=_("What is seen and said"),
        help_text=_("For those who cannot watch it, and to know whether to."),
    )

    class Meta:
        icon = "media"
        value_class = VideoValue
        label = _("Film")
        template = "cms/blocks/video.html"


class DownloadBlock(blocks.StructBlock):
    """One file."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False, max_length=160, label=_("Title"), help_text=_("Empty: the document's own.")
    )
    description = blocks.CharBlock(required=False, max_length=240, label=_("What it is for"))

    class Meta:
        icon = "doc-full"
        label = _("Document")


class DownloadsBlock(blocks.StructBlock):
    """Files to take along, with their kind and weight."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    documents = blocks.ListBlock(DownloadBlock(), min_num=1, label=_("Documents"))

    class Meta:
        icon = "download"
        label = _("Downloads")
        template = "cms/blocks/downloads.html"
