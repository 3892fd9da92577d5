"""The news of the demonstration, which speak of its sessions."""

import json
from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.dateformat import format as format_day

from cms.demo.texts.text import ArticleText, Section
from cms.demo.typesetting import typeset
from cms.demo.weaver import Weaver
from cms.models import ArticlePage
from curriculum.enums import SessionStatus
from curriculum.models import Session


def fill_article(page: ArticlePage, text: ArticleText, weaver: Weaver) -> None:
    """Write an article, with the days of the sessions that it speaks of."""
    days = _days()
    page.introduction = typeset(text.introduction.format(**days))
    page.authors = text.authors
    page.picture = weaver.pictures[text.picture]
    page.picture_alt = typeset(text.picture_alt)
    page.body = json.dumps(weaver.blocks(_dated(text.sections, days)))


def _dated(sections: Sequence[Section], days: dict[str, str]) -> list[Section]:
    return [
        ("text", section[1].format(**days)) if section[0] == "text" else section
        for section in sections
    ]


def _days() -> dict[str, str]:
    """Give the days that articles name."""
    liege = Session.objects.filter(offering__code="venir-voir-liege").order_by("starts_on")
    cancelled = liege.filter(status=SessionStatus.CANCELLED).get()
    following = liege.filter(starts_on__gt=cancelled.starts_on).first()
    seminar = Session.objects.filter(offering__code="seminaire-cc").latest("starts_on")
    return {
        "cancelled": in_words(cancelled.starts_on),
        "next_liege": in_words(following.starts_on),
        "seminar": in_words(seminar.starts_on),
    }


def in_words(day: date) -> str:
    """Write a day as one says it in French: « lundi 1er mars 2027 »."""
    with translation.override("fr"):
        number = "1er" if day.day == 1 else str(day.day)
        return format_day(day, "l ") + number + format_day(day, " F Y")
