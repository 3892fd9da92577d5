"""What the page of a training is made of, beside its plain texts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.lists import FactBlock
from cms.blocks.text import PARAGRAPH


class ProgrammePartBlock(blocks.StructBlock):
    """A day, a half-day or a module of the programme."""

    when = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("When"),
        help_text=_("For example: Day 1, or Days 2 to 4, morning. Empty: the parts are numbered."),
    )
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    text = blocks.RichTextBlock(features=PARAGRAPH, required=False, label=_("What is done"))

    class Meta:
        icon = "list-ol"
        label = _("Part")


class ProgrammeBlock(blocks.StreamBlock):
    """The programme, part by part."""

    part = ProgrammePartBlock()


class ResultsBlock(blocks.StreamBlock):
    """Figures of past sessions: only those that are known, with where they come from."""

    figure = FactBlock(icon="order", label=_("Figure"))


class OtherTeacherBlock(blocks.StructBlock):
    """Somebody who teaches and has no public card."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    role = blocks.CharBlock(required=False, max_length=160, label=_("Role or profession"))

    class Meta:
        icon = "user"
        label = _("Somebody without a public card")


class TeachersBlock(blocks.StreamBlock):
    """Who teaches."""

    person = SnippetChooserBlock("cms.Profile", icon="user", label=_("Public card"))
    other = OtherTeacherBlock()
