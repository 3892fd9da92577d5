"""What signed-in people have before and behind them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from curriculum import access, eligibility
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.self_enrolment import ChangeSessionForm
from curriculum.links.places import place_token, seat_token
from curriculum.models import Enrolment
from curriculum.plan import moment_at
from curriculum.services.transfers import transfer

PAST_PAGE = 20
FIRST = (EnrolmentStatus.OFFERED,)
"""What waits for an answer comes before all else."""


@never_cache
@login_required
def my_enrolments(request):
    """List one's own enrolments: what asks for an answer, what comes, then what was."""
    person = access.person_of(request.user)
    at = timezone.now()
    coming, past = [], []
    mine = Enrolment.objects.of(person).with_rank().newest_first() if person else ()
    for enrolment in mine:
        if enrolment.is_active and not eligibility.is_over(enrolment.session, at):
            coming.append(_entry(enrolment, at))
        else:
            past.append(enrolment)
    coming.reverse()
    coming.sort(key=lambda entry: entry["enrolment"].status not in FIRST)
    return render(
        request,
        "curriculum/my_enrolments.html",
        {
            "person": person,
            "coming": coming,
            "past": Paginator(past, PAST_PAGE).get_page(request.GET.get("page")),
        },
    )


def _entry(enrolment: Enrolment, at) -> dict:
    """Say how a place stands and what may be done about it; no query."""
    session, until = enrolment.session, enrolment.offered_until
    is_visit = session.is_visit and enrolment.status != EnrolmentStatus.OFFERED
    if is_visit:  # given back until its very end: it is free, and somebody may come instead
        refusal = eligibility.end_of_visit(session, at)
    else:
        refusal = eligibility.refusal_of_withdrawal(enrolment, session, at)
    return {
        "enrolment": enrolment,
        "session": session,
        "tone": "accent" if enrolment.status in FIRST else "",
        "is_visit": is_visit,
        "token": seat_token(enrolment) if is_visit else place_token(enrolment),
        "until": moment_at(session, until) if until else None,
        "may_leave": not refusal,
    }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_session(request, code):
    """Move one's own seat to another session of the same training."""
    enrolment = access.access_own_enrolment(request.user, code)
    session, at = enrolment.session, timezone.now()
    if enrolment.status != EnrolmentStatus.ENROLLED:
        return redirect("curriculum:place", place_token(enrolment))
    refusal = eligibility.refusal_of_withdrawal(enrolment, session, at)
    sessions = eligibility.sessions_to_change_to(enrolment, at)
    form = ChangeSessionForm(
        request.POST if request.method == "POST" else None,
        person=enrolment.person,
        sessions=sessions,
    )
    if request.method == "POST" and not refusal and form.is_valid():
        values = dict(form.cleaned_data)
        to = values.pop("session")
        try:
            made = transfer(enrolment=enrolment, to=to, by=request.user, at=at, **values)
        except CurriculumError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("You have changed session."))
            return redirect("curriculum:place", place_token(made))
    return render(
        request,
        "curriculum/places/change_session.html",
        {
            "enrolment": enrolment,
            "session": session,
            "token": place_token(enrolment),
            "refusal": refusal,
            "sessions": sessions,
            "form": form,
        },
    )
