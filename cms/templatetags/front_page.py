"""What the front page reads when it is shown."""

import time

from django import template
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cms.models import ArticlePage, HomePage
from cms.models.site_page import is_preview
from curriculum.models import Session
from curriculum.page_cache import remembered

register = template.Library()


@register.simple_tag(takes_context=True)
def front_sections(context, page: HomePage) -> SafeString:
    """Write the sections of a front page; remembered for an hour or until something changes.

    They are the same for everybody, also for those whose pages are never kept. Days end with an hour.
    """
    request = context["request"]
    if is_preview(request):
        return _sections(page, request)
    hour = int(time.time()) // 3600
    name = ("front_sections", page.pk, translation.get_language(), hour)
    return remembered(name, lambda: _sections(page, request))


def _sections(page: HomePage, request: HttpRequest) -> SafeString:
    around = {"page": page, "request": request}
    return format_html_join("", "{}", ((part.render_as_block(around),) for part in page.sections))


@register.simple_tag
def next_sessions(number: int) -> list[Session]:
    """Give the next sessions of the catalogue that take people and have not begun; one query."""
    today = timezone.localdate()
    sessions = Session.objects.open_for_enrolment(on=today).filter(starts_on__gte=today)
    listed = sessions.filter(offering__is_listed=True).select_related("offering", "territory")
    return list(listed.in_order()[:number])


@register.simple_tag
def latest_articles(number: int) -> list[ArticlePage]:
    """Give the latest articles in the language of the page; three queries, none until something changes."""
    language = translation.get_language()
    articles = ArticlePage.objects.to_read().in_language(language)
    return remembered(
        ("latest_articles", language, number),
        lambda: list(articles.prefetch_related("picture__renditions")[:number]),
    )
