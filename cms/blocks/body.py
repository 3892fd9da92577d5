"""The body of a text page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.lists import (
    CallToActionBlock,
    CardsBlock,
    KeyFactsBlock,
    PeopleBlock,
    QuestionsBlock,
    StepsBlock,
)
from cms.blocks.media import DownloadsBlock, FigureBlock, VideoBlock
from cms.blocks.text import PARAGRAPH, HeadingBlock, NoticeBlock, QuotationBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """Everything that the texts of the federation need."""

    heading = HeadingBlock(group=_("Words"))
    text = TextBlock(features=PARAGRAPH, group=_("Words"))
    quotation = QuotationBlock(group=_("Words"))
    notice = NoticeBlock(group=_("Words"))
    figure = FigureBlock(group=_("Pictures and files"))
    video = VideoBlock(group=_("Pictures and files"))
    downloads = DownloadsBlock(group=_("Pictures and files"))
    key_facts = KeyFactsBlock(group=_("Lists"))
    steps = StepsBlock(group=_("Lists"))
    cards = CardsBlock(group=_("Lists"))
    questions = QuestionsBlock(group=_("Lists"))
    people = PeopleBlock(group=_("Lists"))
    call_to_action = CallToActionBlock(group=_("Lists"))
