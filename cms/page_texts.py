"""What a page says, in plain text: for the search index, and to show where a word was found."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Manager
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

OWN_FIELD = "search_words"
BLOCK_TAG = re.compile(r"<(/?(?:p|li|h\d|br)\b)")


def texts_of(page: Page) -> list[str]:
    """Give the texts of a page in the order of its fields, without its title."""
    fields = [field for field in page.get_search_fields() if field.field_name != "title"]
    texts = [_plain(text) for field in fields for text in _texts(page, field)]
    return [text for text in texts if text]


def _texts(instance: Any, field: Any) -> Iterator[str]:
    if isinstance(field, SearchField):
        if field.field_name != OWN_FIELD:
            yield from _flat(field.get_value(instance))
    elif isinstance(field, RelatedFields):
        related = field.get_value(instance)
        for each in related.all() if isinstance(related, Manager) else filter(None, [related]):
            for inner in field.fields:
                yield from _texts(each, inner)


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _flat(each)
    elif value:
        yield str(value)


def _plain(text: str) -> str:
    """Take the tags away, with a space where a line ended."""
    return " ".join(strip_tags(BLOCK_TAG.sub(r" <\1", text)).split())
