"""A paper's content in, the bytes of its PDF out. The same content gives the same bytes."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from certification.documents.content import AttestationContent
from curriculum import pdf

TEMPLATE = "certification/documents/attestation"


def render_html(content: AttestationContent) -> str:
    """Lay a paper out as HTML; always in the language of the site, whoever asks."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(
            f"{TEMPLATE}.html",
            {
                "content": content,
                "qr": pdf.qr_code(content.address),
                "emblem": pdf.emblem(),
            },
        )


def render_pdf(content: AttestationContent) -> bytes:
    """Draw a paper, A4."""
    return pdf.print_pdf(
        render_html(content),
        stylesheet=f"{TEMPLATE}.css",
        identifier=f"{content.number} {content.code}",
    )
