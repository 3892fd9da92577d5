"""The feeds of news, for those who follow the site with a reader."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import SyndicationFeed

FEED_LENGTH = 20


class ArticleFeed:
    """The latest articles below a news page, in the form that a generator writes."""

    def __init__(self, index, request: HttpRequest):
        self.index = index
        self.request = request

    def response(self, form: type[SyndicationFeed], route: str) -> HttpResponse:
        """Write the feed; its own address is that of `route` on the news page."""
        index, request = self.index, self.request
        address = index.get_full_url(request)
        feed = form(
            title=f"{index.title} – Jalons",
            link=address,
            description=index.description,
            language=index.locale.language_code,
            feed_url=address + index.reverse_subpage(route),
        )
        for article in index.articles[:FEED_LENGTH]:
            link = article.get_full_url(request)
            feed.add_item(
                title=article.title,
                link=link,
                description=article.description,
                unique_id=str(article.translation_key),
                unique_id_is_permalink=False,
                author_name=article.authors or None,
                pubdate=_midday(article.date),
                updateddate=article.last_published_at or _midday(article.date),
            )
        return HttpResponse(
            feed.writeString("utf-8"),
            content_type=f"{feed.content_type.split(';')[0]}; charset=utf-8",
        )


def _midday(day) -> datetime:
    """Noon, so that no reader's time zone moves an article to another day."""
    return timezone.make_aware(datetime.combine(day, time(12)))
