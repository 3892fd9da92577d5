"""What the pages about one list share: where they stand, and how one gets there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from curriculum.access import may_manage_sessions
from curriculum.enums import UploadState
from curriculum.models import Institution, Roster
from curriculum.services.roster_checking import check_roster
from curriculum.services.roster_writing import write_lines

AT_ONCE = 300
"""Lines that are looked at, and enrolled, while one waits for the page; more are for the worker."""

UNDER_WAY = (UploadState.CHECKING, UploadState.WRITING)


def page(
    request: HttpRequest, template: str, roster: Roster, page_name: str, **context: Any
) -> HttpResponse:
    """Render a page about a list, in the space of its institution or among the lists of staff."""
    own = (
        "curriculum/institution/base.html" if roster.institution else "curriculum/rosters/base.html"
    )
    context |= {
        "frame": own,
        "institution": roster.institution,
        "roster": roster,
        "page_name": page_name,
        "lists_address": lists_address(roster.institution),
    }
    return render(request, template, context)


def lists_address(institution: Institution | None) -> str:
    """Give the address of the lists of an institution, or of people who come by themselves."""
    if institution is None:
        return reverse("curriculum:own_rosters")
    return reverse("curriculum:rosters", args=[institution.code])


def get_on(request: HttpRequest, roster: Roster) -> None:
    """Do at once what the worker would do, when the list is short: nobody waits for a minute's work."""
    if roster.line_count > AT_ONCE:
        return
    if roster.state == UploadState.CHECKING:
        check_roster(roster_id=roster.pk, at=timezone.now())
    elif roster.state == UploadState.WRITING:
        write_lines(roster_id=roster.pk, by=request.user, at=timezone.now())


def comes_late(request: HttpRequest) -> bool:
    """Tell whether one may still enrol people in sessions that are over: staff may."""
    return may_manage_sessions(request.user)
