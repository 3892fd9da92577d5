"""Where a trainee enrols in a session by herself, or is told why not and what would help."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from curriculum import access, eligibility
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.self_enrolment import SelfEnrolmentForm
from curriculum.links.places import place_token
from curriculum.models import Institution, SessionSlot
from curriculum.plan import today_at
from curriculum.ratelimit import rate_limit
from curriculum.services.self_enrolment import enrol_myself

SENSITISING_SHOWN = 5
DONE = {
    EnrolmentStatus.ENROLLED: _("You are enrolled."),
    EnrolmentStatus.WAITING: _("You are on the waiting list."),
    EnrolmentStatus.APPLIED: _("Your request has been received."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("enrol", limit=60, seconds=3600, methods=("POST",))
def enrol(request, code):
    """Enrol, wait or ask; who is not signed in learns how, and comes back here."""
    session = access.access_visit(code)
    if session.is_visit:
        return redirect("curriculum:visit", code)
    at, person = timezone.now(), access.person_of(request.user)
    context = {
        "session": session,
        "slots": _slots(session),
        "refusal": eligibility.refusal_of_self_enrolment(session, at),
        "person": person,
        "is_full": eligibility.seats_left(session) == 0 or eligibility.waiting_count(session) > 0,
        "has_a_price": eligibility.has_a_price(session),
    }
    if person is not None and not context["refusal"]:
        held = session.enrolments.active().filter(person=person).first()
        context["place_token"] = place_token(held) if held else ""
        context |= _prerequisite(session, person)
        form = _form(request, session, person, at)
        if request.method == "POST" and not held and form.is_valid():
            try:
                made = enrol_myself(
                    session=session, person=person, by=request.user, at=at, **form.values()
                )
            except CurriculumError as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, str(DONE[made.status]))
                return redirect("curriculum:place", place_token(made))
        context["form"] = form
        # Who lets an institution pay asks first, also where the session is full.
        seat_is_asked_for = context["has_a_price"] and not context["is_full"]
        context["asks_first"] = seat_is_asked_for or "institution" in form.fields
    return render(request, "curriculum/places/enrol.html", context)


def _slots(session):
    slots = SessionSlot.objects.of_session(session)
    return list(slots.select_related("day", "place", "territory"))


def _form(request, session, person, at) -> SelfEnrolmentForm:
    works_at = person.memberships.current(on=today_at(session, at)).values("institution")
    return SelfEnrolmentForm(
        request.POST if request.method == "POST" else None,
        institutions=list(Institution.objects.filter(pk__in=works_at)),
        has_a_price=eligibility.has_a_price(session),
        overlapping=eligibility.overlapping_sessions(person, session),
    )


def _prerequisite(session, person) -> dict:
    """Say what the person has of the prior sensitisation, and what would give it."""
    if not session.offering.needs_sensitisation:
        return {}
    found = eligibility.sensitisation_of(person)
    coming = eligibility.sensitising_sessions(session).select_related("offering", "territory")
    return {
        "sensitisation": found,
        "would_help": [] if found.is_met else list(coming[:SENSITISING_SHOWN]),
    }
