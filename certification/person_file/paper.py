"""Everything about one person on paper: the statement of hours, as a PDF."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from certification.person_file.facts import PersonFile
from curriculum import pdf
from curriculum.federation import federation

TEMPLATE = "certification/documents/statement"


def draw_statement(found: PersonFile) -> bytes:
    """Draw the statement, A4; always in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(
            f"{TEMPLATE}.html",
            {"found": found, "federation": federation(), "emblem": pdf.emblem()},
        )
    return pdf.print_pdf(
        html,
        stylesheet=f"{TEMPLATE}.css",
        identifier=f"{found.person.code} {found.on.isoformat()}",
    )
