"""The lists of an institution, and the place where one is brought."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.rosters import RosterForm
from curriculum.models import Institution, Roster
from curriculum.ratelimit import account, rate_limit
from curriculum.rosters.fields import find_roster_table
from curriculum.services.rosters import bring_roster
from curriculum.spreadsheets.reading import Unreadable, read_workbook
from curriculum.views.rosters.frame import comes_late, get_on

PAGE = 20
uploads = rate_limit("rosters", limit=60, seconds=3600, methods=("POST",), who=account)


@never_cache
@login_required
@uploads
def rosters(request: HttpRequest, code: str) -> HttpResponse:
    """List what was brought for an institution; take a new list in."""
    institution = access.access_institution(request.user, code)
    if not access.may_enrol_for(request.user, institution):
        raise PermissionDenied
    return _lists(request, institution)


@never_cache
@access.requires(access.may_manage_sessions)
@uploads
def own_rosters(request: HttpRequest) -> HttpResponse:
    """The same for people who come by themselves, whom staff enrol."""
    return _lists(request, None)


def _lists(request: HttpRequest, institution: Institution | None) -> HttpResponse:
    session = request.GET.get("session", "")[:20]
    form = RosterForm(
        request.POST or None,
        request.FILES or None,
        institution=institution,
        on=timezone.localdate(),
        past_too=comes_late(request),
        initial={"session": session},
    )
    if request.method == "POST" and form.is_valid():
        roster = _bring(request, institution, form)
        if roster is not None:
            get_on(request, roster)
            return redirect("curriculum:roster", roster.code)
    found = Roster.objects.filter(institution=institution).select_related("made_by", "session")
    return render(
        request,
        "curriculum/rosters/rosters.html",
        {
            "frame": "curriculum/institution/base.html"
            if institution
            else "curriculum/rosters/base.html",
            "institution": institution,
            "page_name": _("Enrol a list"),
            "form": form,
            "template_query": f"?session={quote(session)}" if session else "",
            "rosters": Paginator(found, PAGE).get_page(request.GET.get("page")),
        },
    )


def _bring(
    request: HttpRequest, institution: Institution | None, form: RosterForm
) -> Roster | None:
    """Take a list in; None when the file or a rule refuses, and the form says why."""
    file = form.cleaned_data["file"]
    try:
        book = read_workbook(file.data, name=file.name)
        table = find_roster_table(book.sheets)
    except Unreadable as refusal:
        form.add_error("file", str(refusal))
        return None
    try:
        roster = bring_roster(
            institution=institution,
            session=form.cleaned_data["session"],
            file=file,
            table=table,
            all_or_none=form.cleaned_data["all_or_none"],
            by=request.user,
            at=timezone.now(),
            instead_of=_replaced(request, institution),
        )
    except CurriculumError as refusal:
        add_refusal(form, refusal)
        return None
    for note in book.notes:
        messages.warning(request, note)
    return roster


def _replaced(request: HttpRequest, institution: Institution | None) -> Roster | None:
    """Find the list that the new file mends."""
    code = request.GET.get("instead_of", "")
    return Roster.objects.filter(institution=institution, code=code[:20]).first() if code else None
