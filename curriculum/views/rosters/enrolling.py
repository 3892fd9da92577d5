"""The last step: say what will happen, and enrol; or give the list up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from curriculum import access
from curriculum.enums import GOOD_LINES, LineState, UploadState
from curriculum.errors import CurriculumError
from curriculum.rosters.resolving import seats_ahead
from curriculum.rosters.steps import OPEN_STATES
from curriculum.services.roster_writing import write_roster
from curriculum.services.rosters import discard_roster
from curriculum.views.rosters.frame import get_on, lists_address, page


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_enrol(request: HttpRequest, code: str) -> HttpResponse:
    """Say exactly what will happen; then do it."""
    roster = access.access_roster(request.user, code)
    if request.method == "POST":
        only_good = request.POST.get("mode") == "good"
        try:
            roster = write_roster(
                roster=roster, only_good=only_good, by=request.user, at=timezone.now()
            )
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
        else:
            get_on(request, roster)
        return redirect("curriculum:roster", code)
    if roster.state != UploadState.READY:
        return redirect("curriculum:roster", code)
    counts = roster.lines.counts()
    good = roster.lines.good()
    return page(
        request,
        "curriculum/rosters/enrol.html",
        roster,
        _("Enrol the people of this list"),
        counts=counts,
        good=sum(counts[state] for state in GOOD_LINES),
        waits=good.filter(will_wait=True).count(),
        to_mend=counts[LineState.PROBLEM] + counts[LineState.QUESTION],
        no_mail=good.without_address().count(),
        seats=seats_ahead(roster),
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster_discard(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then forget a list from which nobody was enrolled."""
    roster = access.access_roster(request.user, code)
    if request.method == "POST":
        try:
            discard_roster(roster=roster, by=request.user)
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
            return redirect("curriculum:roster", code)
        messages.success(request, _("The list is forgotten; nobody was enrolled."))
        return redirect(lists_address(roster.institution))
    if roster.state not in OPEN_STATES:
        return redirect("curriculum:roster", code)
    return page(request, "curriculum/rosters/discard.html", roster, _("Give this list up"))
