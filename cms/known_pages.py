"""Published pages by their number, remembered until something changes."""

from wagtail.models import Page

from curriculum.page_cache import remembered


def published_pages() -> dict[int, Page]:
    """Give every published page; one query, and none until something changes."""
    return remembered(
        "published_pages",
        lambda: {page.pk: page for page in Page.objects.live().filter(depth__gt=1)},
    )
