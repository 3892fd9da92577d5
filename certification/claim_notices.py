"""On the page of a person who may be somebody else whom we know: the question, and the way to its answer."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from curriculum.access import may_manage_people
from curriculum.models import Person, PersonClaim


def notice_of_claims(request: HttpRequest, person: Person) -> str:
    """Write the notice, as HTML; nothing for others than those who keep people, or when nothing is open."""
    if not may_manage_people(request.user):
        return ""
    claims = PersonClaim.objects.pending().about(person).select_related("newcomer", "known")
    found = list(claims[:5])
    if not found:
        return ""
    return render_to_string("certification/admin/people/notice.html", {"claims": found})
