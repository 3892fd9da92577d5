"""What a page of the demonstration is, in words: no database, no block, no address.

A section is a tuple: its kind, then what the kind takes.

    ("heading", text)   ("subheading", text)   ("text", html)   ("notice", title, html)
    ("quote", text, author, source)            ("figure", picture, caption)
    ("facts", title, [(figure, label, source)])
    ("steps", title, [(title, html)])          ("questions", title, [(question, html)])
    ("cards", title, introduction, [(title, text, target, label, picture)])
    ("call", title, text, (target, label), (target, label) or None)

The front page also has ("intro", title, html, picture, target, label), ("figures", title, introduction,
[(name, text, target)]), ("sessions", title, number, target, label), ("news", title, number, target, label).
In HTML, `<a page="KEY">` leads to the page of that key. A target is a key too, or an address with a slash.
Spaces that must not break are put in by `cms.demo.typesetting`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Section = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One page. `slug` is empty where the title gives it; `description` where the introduction does."""

    key: str
    title: str
    introduction: str
    sections: Sequence[Section] = ()
    slug: str = ""
    description: str = ""
    in_menu: bool = False
    has_contents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingText:
    """The page of an offering; `key` is the code of the offering."""

    key: str
    title: str
    introduction: str
    picture: str
    duration: str
    price_note: str
    audience: str
    objectives: Sequence[str]
    programme: Sequence[tuple[str, str, str]]
    """When, title, HTML."""
    methods: str
    prerequisites: str
    enrolment: str
    teachers: Sequence[str] = field(default_factory=tuple)
    """Names of public cards."""
    sections: Sequence[Section] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """A piece of news, published so many days before today."""

    key: str
    title: str
    introduction: str
    days_ago: int
    authors: str
    picture: str
    picture_alt: str
    sections: Sequence[Section]
