"""Every sentence of the code reaches the catalogue."""

import ast

from django.conf import settings

MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}


def test_no_sentence_is_inside_an_f_string():
    """What collects sentences does not look there: they would stay in English, unseen by every check."""
    hidden = [
        f"{path.relative_to(settings.BASE_DIR)}:{call.lineno}"
        for app in ("certification", "cms", "curriculum")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MARKED
    ]

    assert hidden == []
