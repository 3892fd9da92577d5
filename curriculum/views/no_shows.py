"""Who of those enrolled never came, noted by those who lead the session or by staff, and undone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curriculum import access
from curriculum.eligibility import has_begun
from curriculum.enums import EnrolmentStatus, SessionStatus
from curriculum.errors import CurriculumError
from curriculum.services.departures import note_no_show, undo_no_show

SHOWN = (EnrolmentStatus.ENROLLED, EnrolmentStatus.NO_SHOW)


@access.requires(access.may_use_animator_pages)
@require_http_methods(["GET", "HEAD", "POST"])
def session_people(request, code):
    """List those who are expected, and those who never came."""
    session = access.access_session(request.user, code)
    places = session.enrolments.filter(status__in=SHOWN).select_related("person", "session")
    if request.method == "POST":
        enrolment = places.filter(code=request.POST.get("enrolment", "")).first()
        if enrolment is None:
            messages.error(request, _("This person is not on the list any more."))
        else:
            _change(request, enrolment)
        return redirect("curriculum:session_people", code)
    return render(
        request,
        "curriculum/animator/people.html",
        {
            "session": session,
            "places": list(places.in_name_order()),
            "may_change": session.status == SessionStatus.OPEN
            and has_begun(session, timezone.now()),
        },
    )


def _change(request, enrolment) -> None:
    try:
        if "undo" in request.POST:
            undo_no_show(enrolment=enrolment, by=request.user)
            sentence = _("%(person)s is expected again.")
        else:
            note_no_show(enrolment=enrolment, by=request.user, at=timezone.now())
            sentence = _("%(person)s is no longer expected.")
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence % {"person": enrolment.person})
