"""Words: headings, paragraphs, quotations, notices."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PARAGRAPH = ["bold", "italic", "superscript", "ol", "ul", "link", "document-link"]
"""What a text may hold; headings of a page are blocks of their own."""
SHORT = ["bold", "italic", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the page; the first level makes up its table of contents."""

    text = blocks.CharBlock(max_length=160, label=_("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("h2", _("Part of the page")), ("h3", _("Part of a part"))],
        default="h2",
        label=_("Level"),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"
        form_classname = "struct-block"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(
        label=_("Words"), help_text=_("Without quotation marks: they are added.")
    )
    author = blocks.CharBlock(required=False, max_length=120, label=_("Who says it"))
    source = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Where it is from"),
        help_text=_("Title, year, page."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quotation.html"


class NoticeBlock(blocks.StructBlock):
    """Something not to be missed."""

    tone = blocks.ChoiceBlock(
        choices=[("info", _("Good to know")), ("warning", _("Take care"))],
        default="info",
        label=_("Tone"),
    )
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=SHORT, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "cms/blocks/notice.html"
