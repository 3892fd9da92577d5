"""Something to show in each block of the style guide, without a row of the database."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlock


def samples(stream: StreamBlock) -> list[dict[str, Any]]:
    """Give one value, in its raw form, for each block of a stream that needs no picture, file or person."""
    title, words = _("A title"), _("A sentence that says what it is about, in plain words.")
    rich = f"<p>{words}</p><ul><li>{title}</li><li>{title}</li></ul>"
    button = {"page": None, "address": "#blocks", "label": _("See the dates")}
    values: dict[str, Any] = {
        "heading": {"text": title, "level": "h2"},
        "text": rich,
        "quotation": {"text": words, "author": "Camille Personne", "source": title},
        "notice": {"tone": "info", "title": title, "text": f"<p>{words}</p>"},
        "key_facts": {
            "title": title,
            "facts": [{"figure": "13", "label": _("days")}, {"figure": "4", "label": _("levels")}],
        },
        "steps": {
            "title": title,
            "steps": [{"title": title, "text": f"<p>{words}</p>"} for _number in range(3)],
        },
        "cards": {
            "title": title,
            "introduction": words,
            "cards": [{"title": title, "text": words, "link": button} for _number in range(3)],
            "more": button,
        },
        "questions": {
            "title": title,
            "questions": [{"question": title, "answer": f"<p>{words}</p>"} for _number in range(2)],
        },
        "call_to_action": {"title": title, "text": words, "button": button, "second": button},
        "intro": {"title": title, "text": f"<p>{words}</p>", "link": button},
        "method_figures": {
            "title": title,
            "introduction": words,
            "figures": [{"name": title, "text": words} for _number in range(3)],
        },
        "video": {"title": title, "address": "https://video.example/film", "summary": words},
    }
    return [{"type": name, "value": values[name]} for name in stream.child_blocks if name in values]
