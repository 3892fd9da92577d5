"""One's own place in a session, by the link of a mail or from « Mes inscriptions »; no account is needed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curriculum import access, eligibility, waiting
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError
from curriculum.forms.enrolment import WithdrawForm
from curriculum.forms.refusals import add_refusal
from curriculum.models import SessionSlot
from curriculum.plan import moment_at
from curriculum.services.departures import withdraw
from curriculum.services.waiting_list import accept_offer
from curriculum.views.visits import by_link

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
@by_link
def place(request, token):
    """Show a place: a seat, a request, a rank on the waiting list, an offer, or what became of it."""
    enrolment = access.place_by_link(token)
    session, at = enrolment.session, timezone.now()
    until = enrolment.offered_until
    waits = enrolment.status == EnrolmentStatus.WAITING
    slots = SessionSlot.objects.of_session(session).select_related("day", "place", "territory")
    ended = eligibility.end_of_visit(session, at)
    return render(
        request,
        "curriculum/places/place.html",
        {
            "enrolment": enrolment,
            "session": session,
            "slots": list(slots),
            "token": token,
            "rank": eligibility.waiting_rank(enrolment) if waits else None,
            "until": moment_at(session, until) if until else None,
            "has_lapsed": waiting.has_lapsed(enrolment, at),
            "together": len(waiting.together_with(enrolment)),
            "kept_for": _kept_for_others(enrolment) if waits else 0,
            "may_accept": not ended and waiting.may_accept(enrolment, session, at),
            "overlapping": eligibility.overlapping_sessions(enrolment.person, session),
            "ended": ended,
            "refusal": eligibility.refusal_of_withdrawal(enrolment, session, at),
            "is_own": access.is_own(request.user, enrolment),
        },
    )


def _kept_for_others(enrolment) -> int:
    """Count the people of a group before this place for whom free seats are kept."""
    kept_for = waiting.kept_for(enrolment.session)
    return 0 if enrolment in kept_for else len(kept_for)


@never_cache
@require_POST
@by_link
def accept(request, token):
    """Take the seat that is offered."""
    enrolment = access.place_by_link(token)
    try:
        accept_offer(enrolment=enrolment, by=_user(request, enrolment), at=timezone.now())
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The seat is yours."))
    return redirect("curriculum:place", token)


@never_cache
@form_page
@by_link
def leave(request, token):
    """Ask, then give back a seat, decline an offer, leave the list or take a request back."""
    enrolment = access.place_by_link(token)
    session, at = enrolment.session, timezone.now()
    if not enrolment.is_active:
        return redirect("curriculum:place", token)
    refusal = eligibility.refusal_of_withdrawal(enrolment, session, at)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not refusal and form.is_valid():
        by = _user(request, enrolment)
        try:
            withdraw(enrolment=enrolment, by=by, at=at, reason=form.cleaned_data["reason"])
        except CurriculumError as error:
            add_refusal(form, error)
        else:
            return redirect("curriculum:place", token)
    return render(
        request,
        "curriculum/places/leave.html",
        {
            "enrolment": enrolment,
            "session": session,
            "token": token,
            "refusal": refusal,
            "form": form,
        },
    )


def _user(request, enrolment):
    """Give the account when it is the person's own: others who hold the link act without a name."""
    return request.user if access.is_own(request.user, enrolment) else None
