"""No template lies about unused, loads what it does not need, or breaks the security policy."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(
    str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"}
)


def strings_of(tree: ast.AST) -> list[str]:
    """Turn every string of a piece of code into a pattern; what is computed may be anything."""
    inside = {
        part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    patterns = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
                for part in node.values
            ]
            if any(isinstance(part, ast.Constant) for part in node.values):
                patterns.append("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside:
            patterns.append(re.escape(node.value))
    return patterns


PATTERNS = {
    pattern
    for app in ("certification", "cms", "curriculum")
    for path in (settings.BASE_DIR / app).rglob("*.py")
    for pattern in strings_of(ast.parse(path.read_text()))
    if 3 < len(pattern) < 100
}
NAMED_IN_CODE = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(PATTERNS)))
# Found by Django, Wagtail and allauth by a name of their own making.
FOUND_BY_NAME = re.compile(
    r"^(4\d\d(_csrf)?|500)\.html$|^account/|^allauth/|^django/|^wagtail[a-z]*/|^cms/\w+_page\.html$"
)
# Mails and papers are read by programs that know no stylesheet or no policy.
FREE_OF_POLICY = re.compile(r"^(email|account/email)/|/(email|documents)/|\.txt$")
LOAD = re.compile(r"{%\s*load\s+(?P<what>[^%]+?)\s*%}")


def source(name: str) -> str:
    """Read a template without its comments."""
    text = (FOLDER / name).read_text()
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", text, flags=re.DOTALL)
    return re.sub(r"{#.*?#}", "", text)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_is_used(name):
    if FOUND_BY_NAME.search(name):
        return
    by_code = NAMED_IN_CODE.fullmatch(name) and (
        # A folder that code fills in: then the last part is named by itself, too.
        re.escape(name) in PATTERNS or NAMED_IN_CODE.fullmatch(Path(name).stem)
    )
    by_code = by_code or re.escape(name.rsplit(".", 1)[0]) in PATTERNS
    by_template = any(f'"{name}"' in source(other) for other in TEMPLATES if other != name)
    used = by_code or by_template

    assert used, f"Nothing uses {name}."


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_loads_what_it_uses(name):
    text = source(name)
    libraries = engines["django"].engine.template_libraries
    unused = []
    for load in LOAD.finditer(text):
        words = load["what"].split()
        if "from" in words:
            continue  # names are given; a wrong one does not compile
        for word in words:
            library = libraries[word]
            tags = any(re.search(rf"{{%\s*{re.escape(tag)}\b", text) for tag in library.tags)
            filters = any(re.search(rf"\|{re.escape(name)}\b", text) for name in library.filters)
            if not tags and not filters:
                unused.append(word)

    assert unused == []


@pytest.mark.parametrize("name", [n for n in TEMPLATES if not FREE_OF_POLICY.search(n)])
def test_it_has_nothing_inline(name):
    text = source(name)
    inline = re.findall(r"\sstyle=|<style(?![^>]*nonce)|\son[a-z]+=\"|javascript:", text)
    inline += [
        tag
        for tag in re.findall(r"<script[^>]*>", text)
        if "src=" not in tag and "nonce" not in tag
    ]

    assert inline == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_says_nothing_that_is_not_translated(name):
    """Look for words between tags, outside of translation blocks."""
    if Path(name).suffix != ".html":
        return
    text = re.sub(r"{%\s*blocktrans.*?endblocktrans(late)?\s*%}", "", source(name), flags=re.DOTALL)
    text = re.sub(r"<(style|script|code|title).*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r"{% block \w+_class %}.*?{% endblock", "{% endblock", text)
    text = re.sub(r"{%.*?%}|{{.*?}}|<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "\n", text).replace(settings.FEDERATION["name"], "")
    allowed = {
        "Jalons",
        "FICC",
        "PDF",
        "QR",
        "CSV",
        "RSS",
        "Atom",
        "h",
        "co",
    }  # co: co-animator, with its title
    words = re.findall(r"[A-Za-zÀ-ÿ]{2,}", re.sub(r"&\w+;", "", text))

    assert [word for word in words if word not in allowed] == []


@pytest.mark.parametrize("name", [n for n in TEMPLATES if "{% csrf_token %}" in source(n)])
def test_its_form_knows_the_token_of_the_page(name):
    """An include with `only` hides the token from the form inside: every sending is then refused."""
    isolated = re.compile(rf'{{%\s*include\s+"{re.escape(name)}"[^%]*\bonly\s*%}}')

    assert [other for other in TEMPLATES if isolated.search(source(other))] == []
