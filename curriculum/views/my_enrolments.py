"""What signed-in people have before and behind them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.eligibility import is_over
from curriculum.models import Enrolment
from curriculum.visit_links import seat_token

PAST_PAGE = 20


@never_cache
@login_required
def my_enrolments(request):
    """List one's own enrolments: what comes first, then what was."""
    person = access.person_of(request.user)
    at = timezone.now()
    coming, past = [], []
    for enrolment in Enrolment.objects.of(person).newest_first() if person else ():
        is_coming = enrolment.is_active and not is_over(enrolment.session, at)
        if is_coming:
            token = seat_token(enrolment) if enrolment.session.is_visit else ""
            coming.append((enrolment, token))
        else:
            past.append(enrolment)
    return render(
        request,
        "curriculum/my_enrolments.html",
        {
            "person": person,
            "coming": list(reversed(coming)),
            "past": Paginator(past, PAST_PAGE).get_page(request.GET.get("page")),
        },
    )
