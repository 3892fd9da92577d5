"""What the front page reads when it is shown."""

from django import template
from django.utils import timezone, translation

from cms.models import ArticlePage
from curriculum.models import Session

register = template.Library()


@register.simple_tag
def next_sessions(number: int) -> list[Session]:
    """Give the next sessions of the catalogue that take people and have not begun; one query."""
    today = timezone.localdate()
    sessions = Session.objects.open_for_enrolment(on=today).filter(starts_on__gte=today)
    listed = sessions.filter(offering__is_listed=True).select_related("offering", "territory")
    return list(listed.in_order()[:number])


@register.simple_tag
def latest_articles(number: int) -> list[ArticlePage]:
    """Give the latest articles in the language of the page."""
    articles = ArticlePage.objects.to_read().in_language(translation.get_language())
    return list(articles.prefetch_related("picture__renditions")[:number])
