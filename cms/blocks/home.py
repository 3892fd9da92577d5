"""The sections of the front page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.blocks.links import LinkBlock
from cms.blocks.lists import CallToActionBlock, CardsBlock, KeyFactsBlock, QuestionsBlock
from cms.blocks.text import PARAGRAPH, QuotationBlock


class IntroBlock(blocks.StructBlock):
    """Words beside a picture."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=PARAGRAPH, label=_("Text"))
    picture = ImageBlock(required=False, label=_("Picture"))
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "pilcrow"
        label = _("Introduction")
        template = "cms/blocks/intro.html"


class MethodFigureBlock(blocks.StructBlock):
    """One figure of the method."""

    name = blocks.CharBlock(max_length=80, label=_("Name"), help_text=_("Clinique du Relais…"))
    text = blocks.TextBlock(label=_("What happens there, in two sentences"))
    link = LinkBlock(label=_("Link"))


class MethodFiguresBlock(blocks.StructBlock):
    """The figures of the method, from the simplest to the widest."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    introduction = blocks.TextBlock(required=False, label=_("Introduction"))
    figures = blocks.ListBlock(MethodFigureBlock(), min_num=2, max_num=6, label=_("Figures"))

    class Meta:
        icon = "group"
        label = _("Figures of the method")
        template = "cms/blocks/method_figures.html"


class NextSessionsBlock(blocks.StructBlock):
    """The next sessions that one may join; read from the agenda when the page is shown."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    number = blocks.IntegerBlock(min_value=1, max_value=8, default=4, label=_("How many"))
    link = LinkBlock(label=_("Link to the agenda"))

    class Meta:
        icon = "calendar-alt"
        label = _("Next sessions")
        template = "cms/blocks/next_sessions.html"


class NewsBlock(blocks.StructBlock):
    """The latest articles."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    number = blocks.IntegerBlock(min_value=1, max_value=6, default=3, label=_("How many"))
    link = LinkBlock(label=_("Link to all news"))

    class Meta:
        icon = "calendar"
        label = _("News")
        template = "cms/blocks/news.html"


class HomeBlock(blocks.StreamBlock):
    """What the front page is made of, in the order that editors choose."""

    intro = IntroBlock(group=_("Words"))
    quotation = QuotationBlock(group=_("Words"))
    key_facts = KeyFactsBlock(group=_("Words"))
    method_figures = MethodFiguresBlock(group=_("Words"))
    questions = QuestionsBlock(group=_("Words"))
    cards = CardsBlock(group=_("Ways on"))
    next_sessions = NextSessionsBlock(group=_("Ways on"))
    news = NewsBlock(group=_("Ways on"))
    call_to_action = CallToActionBlock(group=_("Ways on"))
