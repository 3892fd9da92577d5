"""Turn the sections of a text into blocks of a page, and its links into links to pages."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cms.demo.pictures import PICTURES
from cms.demo.texts.text import Section
from cms.demo.typesetting import typeset
from cms.models import Picture, Profile, SitePage

_LINK = re.compile(r'<a page="([^"]+)">')

Block = dict[str, Any]


class Weaver:
    """Knows the pages, pictures and cards that texts speak of by name."""

    def __init__(
        self,
        *,
        pages: Mapping[str, SitePage],
        pictures: Mapping[str, Picture],
        profiles: Mapping[str, Profile],
    ):
        """Keep what names stand for; an unknown name raises `KeyError`."""
        self.pages = pages
        self.pictures = pictures
        self.profiles = profiles

    def html(self, text: str) -> str:
        """Typeset rich text, and lead its links to pages."""
        html = typeset(_LINK.sub(self._page_link, text))
        return html if not html or html.startswith("<") else f"<p>{html}</p>"

    def link(self, target: str, label: str = "") -> Block:
        """Lead to a page by its key, or to an address."""
        is_address = "/" in target
        return {
            "page": None if is_address or not target else self.pages[target].pk,
            "address": target if is_address else "",
            "label": typeset(label),
        }

    def blocks(self, sections: Iterable[Section]) -> list[Block]:
        """Turn sections into the raw value of a stream."""
        woven = []
        for kind, *parts in sections:
            name, value = getattr(self, f"_{kind}")(*parts)
            woven.append({"type": name, "value": value})
        return woven

    def programme(self, parts: Iterable[tuple[str, str, str]]) -> list[Block]:
        """Turn the parts of a programme into the raw value of its stream."""
        return [
            {
                "type": "part",
                "value": {"when": typeset(when), "title": typeset(title), "text": self.html(text)},
            }
            for when, title, text in parts
        ]

    def teachers(self, names: Iterable[str]) -> list[Block]:
        """Point at the public cards of people."""
        return [{"type": "person", "value": self.profiles[name].pk} for name in names]

    def _page_link(self, found: re.Match) -> str:
        return f'<a linktype="page" id="{self.pages[found[1]].pk}">'

    def _image(self, name: str) -> Block:
        alt = typeset(PICTURES[name][1])
        return {"image": self.pictures[name].pk, "decorative": False, "alt_text": alt}

    # One method for each kind of section: the name of its block, and its value.

    def _heading(self, text):
        return "heading", {"text": typeset(text), "level": "h2"}

    def _subheading(self, text):
        return "heading", {"text": typeset(text), "level": "h3"}

    def _text(self, html):
        return "text", self.html(html)

    def _notice(self, title, html):
        return "notice", {"tone": "info", "title": typeset(title), "text": self.html(html)}

    def _quote(self, text, author, source):
        return "quotation", {
            "text": typeset(text),
            "author": typeset(author),
            "source": typeset(source),
        }

    def _figure(self, picture, caption):
        return "figure", {
            "picture": self._image(picture),
            "caption": typeset(caption),
            "size": "text",
        }

    def _facts(self, title, facts):
        return "key_facts", {
            "title": typeset(title),
            "facts": [
                {"figure": typeset(figure), "label": typeset(label), "source": typeset(source)}
                for figure, label, source in facts
            ],
        }

    def _steps(self, title, steps):
        return "steps", {
            "title": typeset(title),
            "steps": [{"title": typeset(name), "text": self.html(html)} for name, html in steps],
        }

    def _questions(self, title, questions):
        return "questions", {
            "title": typeset(title),
            "questions": [
                {"question": typeset(question), "answer": self.html(answer)}
                for question, answer in questions
            ],
        }

    def _cards(self, title, introduction, cards):
        return "cards", {
            "title": typeset(title),
            "introduction": typeset(introduction),
            "cards": [
                {
                    "title": typeset(name),
                    "text": typeset(text),
                    "picture": self.pictures[picture].pk,
                    "link": self.link(target, label),
                }
                for name, text, target, label, picture in cards
            ],
            "more": self.link(""),
        }

    def _call(self, title, text, button, second):
        return "call_to_action", {
            "title": typeset(title),
            "text": typeset(text),
            "button": self.link(*button),
            "second": self.link(*second) if second else self.link(""),
        }

    def _intro(self, title, html, picture, target, label):
        return "intro", {
            "title": typeset(title),
            "text": self.html(html),
            "picture": self._image(picture),
            "link": self.link(target, label),
        }

    def _figures(self, title, introduction, figures):
        return "method_figures", {
            "title": typeset(title),
            "introduction": typeset(introduction),
            "figures": [
                {"name": typeset(name), "text": typeset(text), "link": self.link(target)}
                for name, text, target in figures
            ],
        }

    def _sessions(self, title, number, target, label):
        return "next_sessions", {
            "title": typeset(title),
            "number": number,
            "link": self.link(target, label),
        }

    def _news(self, title, number, target, label):
        return "news", {
            "title": typeset(title),
            "number": number,
            "link": self.link(target, label),
        }
