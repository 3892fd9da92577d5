"""The WeasyPrint door: HTML and the stylesheet of a paper in, the bytes of its PDF out.

WeasyPrint is imported when a first paper is made: it costs 0.4 s and 45 MiB. What papers share (fonts,
stylesheets, emblem) is read once a process. The same HTML gives the same bytes.
"""

import base64
import gc
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string

FONTS = Path(__file__).parent / "fonts"
FONT_FACES = {
    "text": "atkinson-hyperlegible-next-latin-400-normal",
    "text_extended": "atkinson-hyperlegible-next-latin-ext-400-normal",
    "strong": "atkinson-hyperlegible-next-latin-600-normal",
    "strong_extended": "atkinson-hyperlegible-next-latin-ext-600-normal",
    "display": "literata-latin-500-normal",
    "display_extended": "literata-latin-ext-500-normal",
}
COLLECT_EVERY = 10

# Pango's font map is shared, and not made for two threads at once.
_one_at_a_time = threading.Lock()


def print_pdf(html: str, *, stylesheet: str, identifier: str) -> bytes:
    """Draw a paper: tagged (PDF/UA-1), fonts embedded, nothing fetched from anywhere.

    `stylesheet` is the template of its CSS, the same for every paper of its kind; `identifier` tells this
    paper from all others.
    """
    with _one_at_a_time:
        workshop = _workshop()
        with workshop.rare_collections():
            return workshop.print(html, stylesheet, identifier)


@cache
def emblem() -> str:
    """Give the address of the federation's emblem, for the `src` of a picture."""
    svg = render_to_string("curriculum/documents/emblem.svg")
    return _data_address(svg.encode(), "image/svg+xml")


def qr_code(address: str) -> str:
    """Draw an address as a QR code, for the `src` of a picture."""
    return segno.make(address, error="m").svg_data_uri(border=0, dark="#2a2129")


def font_addresses() -> dict[str, str]:
    """Give the address of each face, as `faces.css` names them."""
    return {
        name: _data_address((FONTS / f"{file}.woff2").read_bytes(), "font/woff2")
        for name, file in FONT_FACES.items()
    }


class _Workshop:
    """WeasyPrint with all that papers share."""

    def __init__(self) -> None:
        import weasyprint
        from PIL import ImageFile
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        # WeasyPrint lets the whole process take pictures that were cut; evidence must be whole.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        self._html = weasyprint.HTML
        self._css = weasyprint.CSS
        # Neither files nor the network: what a paper shows comes inside its own HTML.
        self._fetcher = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
        self._fonts = FontConfiguration()
        self._styles: dict[str, Any] = {}
        self._style("curriculum/documents/faces.css", {"fonts": font_addresses()})
        self._emblem: dict[str, Any] = {}
        self._printed = 0

    def print(self, html: str, stylesheet: str, identifier: str) -> bytes:
        # A cache of its own for each paper, with the emblem in it: a shared one would keep every QR code.
        images = dict(self._emblem)
        pdf = self._html(string=html, url_fetcher=self._fetcher).write_pdf(
            stylesheets=[self._style(stylesheet)],
            font_config=self._fonts,
            cache=images,
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.encode(),
            finisher=_scope_headers,
        )
        self._emblem = {key: image for key, image in images.items() if key == emblem()}
        return pdf

    def _style(self, template: str, context: dict[str, Any] | None = None) -> Any:
        if template not in self._styles:
            self._styles[template] = self._css(
                string=render_to_string(template, context),
                font_config=self._fonts,
                url_fetcher=self._fetcher,
            )
        return self._styles[template]

    @contextmanager
    def rare_collections(self):
        """Collect garbage after every tenth paper: in between, it finds nothing and costs a fifth."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            self._printed += 1
            if self._printed == 1:
                gc.collect()
                gc.freeze()  # What the first paper loaded stays for good: don't look through it again.
            elif self._printed % COLLECT_EVERY == 0:
                gc.collect()
            if was_enabled:
                gc.enable()


@cache
def _workshop() -> _Workshop:
    return _Workshop()


def _scope_headers(document: Any, pdf: Any) -> None:
    """Say of each header cell whether it names a column or a row: WeasyPrint leaves that out."""
    elements = {element.reference: element for element in pdf.objects if hasattr(element, "get")}
    for element in elements.values():
        if element.get("S") == "/TH":
            row = elements[element["P"]]
            names_a_column = elements[row["P"]]["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if names_a_column else "/Row"


def _data_address(content: bytes, content_type: str) -> str:
    return f"data:{content_type};base64,{base64.b64encode(content).decode()}"
