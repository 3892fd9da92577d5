"""The first page of an institution's space: what needs doing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.enums import UploadState
from curriculum.models import Enrolment, Membership, Session

SOON = 8
MOST = 50


@never_cache
@login_required
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """Say what waits for an answer, what is under way and what comes."""
    institution = access.access_institution(request.user, code)
    today = timezone.localdate()
    members = Membership.objects.current(on=today).filter(institution=institution)
    paid = Enrolment.objects.paid_by(institution)
    return render(
        request,
        "curriculum/institution/institution.html",
        {
            "institution": institution,
            "page_name": _("Overview"),
            "offers": paid.offered(at=timezone.now())
            .with_session()
            .select_related("person")[:MOST],
            "requests": paid.requested().with_session().select_related("person")[:MOST],
            "lists": institution.rosters.exclude(state=UploadState.DONE).select_related("made_by")[
                :SOON
            ],
            "lacks_number": not institution.registration_number,
            "coming": Session.objects.coming_for(institution, on=today)[:SOON],
            "without_email": members.filter(person__email="", person__user=None).count(),
            "member_count": members.count(),
        },
    )
