"""Things told one beside the other: facts, steps, cards, questions, people; and the call to act."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.links import ButtonBlock, LinkBlock
from cms.blocks.text import PARAGRAPH, SHORT


class FactBlock(blocks.StructBlock):
    """One figure and what it counts."""

    figure = blocks.CharBlock(
        max_length=24, label=_("Figure"), help_text=_("Short: “13 days”, “¾”, “1996”.")
    )
    label = blocks.CharBlock(max_length=160, label=_("What it says"))
    source = blocks.CharBlock(required=False, max_length=160, label=_("Source"))


class KeyFactsBlock(blocks.StructBlock):
    """A few figures that speak."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    facts = blocks.ListBlock(FactBlock(), min_num=1, max_num=6, label=_("Facts"))

    class Meta:
        icon = "order"
        label = _("Key facts")
        template = "cms/blocks/key_facts.html"


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=120, label=_("Step"))
    text = blocks.RichTextBlock(features=SHORT, required=False, label=_("What happens"))


class StepsBlock(blocks.StructBlock):
    """What comes after what, numbered."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    steps = blocks.ListBlock(StepBlock(), min_num=2, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Numbered steps")
        template = "cms/blocks/steps.html"


class CardBlock(blocks.StructBlock):
    """One card; its title is the link."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(required=False, label=_("Text"))
    picture = ImageChooserBlock(
        required=False,
        label=_("Picture"),
        help_text=_("Decorative: what matters is in the words."),
    )
    link = LinkBlock(label=_("Link"))


class CardsBlock(blocks.StructBlock):
    """Several things to choose from."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    introduction = blocks.TextBlock(required=False, label=_("Introduction"))
    cards = blocks.ListBlock(CardBlock(), min_num=1, label=_("Cards"))
    more = LinkBlock(label=_("Link to all of them"))

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "cms/blocks/cards.html"


class QuestionBlock(blocks.StructBlock):
    """One question."""

    question = blocks.CharBlock(max_length=200, label=_("Question"))
    answer = blocks.RichTextBlock(features=PARAGRAPH, label=_("Answer"))


class QuestionsBlock(blocks.StructBlock):
    """Questions whose answers unfold."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions.html"


class PeopleBlock(blocks.StructBlock):
    """A few people, by their public cards."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    people = blocks.ListBlock(
        SnippetChooserBlock("cms.Profile", label=_("Person")), min_num=1, label=_("People")
    )

    class Meta:
        icon = "group"
        label = _("People")
        template = "cms/blocks/people.html"


class CallToActionBlock(blocks.StructBlock):
    """What to do now."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(required=False, label=_("Text"))
    button = ButtonBlock(label=_("Button"))
    second = LinkBlock(label=_("Second link"))

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        template = "cms/blocks/call_to_action.html"
