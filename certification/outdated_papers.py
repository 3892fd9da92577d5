"""Papers that name their holder otherwise than today, after a correction.

A paper never changes by itself: staff are told which ones carry the old name, and replace those that they choose.
"""

from django.http import HttpRequest
from django.template.loader import render_to_string

from certification.access import may_issue_attestations
from certification.models import Attestation
from curriculum.models import Person


def papers_to_replace(person: Person) -> list[Attestation]:
    """List a person's valid papers with another name or year of birth than today's; one query."""
    today = {
        "name": person.full_name,
        "birth_year": person.birth_date.year if person.birth_date else None,
    }
    papers = Attestation.objects.valid().filter(person=person).newest_first()
    return [paper for paper in papers if paper.content["holder"] != today]


def notice_of_outdated_papers(request: HttpRequest, person: Person) -> str:
    """Write the notice on a person's page, as HTML; nothing for others than those who issue papers."""
    papers = papers_to_replace(person) if may_issue_attestations(request.user) else []
    if not papers:
        return ""
    return render_to_string(
        "certification/admin/attestations/outdated.html", {"person": person, "papers": papers}
    )
