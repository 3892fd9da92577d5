"""The sessions in which an institution may enrol its people, several at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.eligibility import end_of_visit, seats_left, unsensitised, waiting_count
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError
from curriculum.forms.institution_enrolments import EnrolPeopleForm, SessionsFilter
from curriculum.forms.refusals import add_refusal
from curriculum.models import Enrolment, Person, Session
from curriculum.services.groups import enrol_group

A_PAGE = 20
MOST_TO_CHOOSE = 100
MOST_PLACES = 50


@never_cache
@login_required
def sessions(request: HttpRequest, code: str) -> HttpResponse:
    """List the coming sessions in which the institution may enrol."""
    institution = access.access_institution(request.user, code)
    form = SessionsFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = Session.objects.usable_by(institution, on=timezone.localdate())
    if wanted.get("kind"):
        found = found.filter(offering__kind=wanted["kind"])
    for word in (wanted.get("q") or "").split():
        found = found.filter(Q(title__icontains=word) | Q(territory__name__icontains=word))
    listed = found.select_related("offering", "territory").with_seats_left().in_order()
    return render(
        request,
        "curriculum/institution/sessions.html",
        {
            "institution": institution,
            "page_name": _("Enrol"),
            "form": form,
            "sessions": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        },
    )


@never_cache
@login_required
def session(request: HttpRequest, code: str, session_code: str) -> HttpResponse:
    """Show a session with the institution's places in it, and enrol chosen people."""
    institution = access.access_institution(request.user, code)
    at = timezone.now()
    today = timezone.localdate(at)
    session = access.access_institution_session(institution, session_code, on=today)
    places = Enrolment.objects.paid_by(institution).active().filter(session=session)
    # Who has a place that the institution does not pay for is no secret of ours to tell: they are listed.
    colleagues = Person.objects.working_at(institution, on=today)
    free = colleagues.exclude(pk__in=places.values("person"))
    words = request.GET.get("q", "")
    listed = (free.named_like(words) if words else free).in_order()
    form = EnrolPeopleForm(request.POST or None, people=free)
    if request.method == "POST" and form.is_valid():
        try:
            made = enrol_group(
                session=session,
                institution=institution,
                by=request.user,
                at=at,
                **form.cleaned_data,
            )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _outcome(made, len(form.cleaned_data["people"])))
            return redirect("curriculum:institution_session", code, session_code)
    shown = list(listed[: MOST_TO_CHOOSE + 1])
    needs = session.offering.needs_sensitisation
    return render(
        request,
        "curriculum/institution/session.html",
        {
            "institution": institution,
            "page_name": str(session),
            "session": session,
            "places": Paginator(
                places.select_related("person").with_rank().in_name_order(), MOST_PLACES
            ).get_page(request.GET.get("page")),
            "people": shown[:MOST_TO_CHOOSE],
            "is_cut": len(shown) > MOST_TO_CHOOSE,
            "missing": unsensitised(shown) if needs else set(),
            "words": words,
            "chosen": set(request.POST.getlist("people")),
            "form": form,
            "seats": seats_left(session),
            "waiting": waiting_count(session),
            "ended": end_of_visit(session, at),
        },
    )


def _outcome(made: list[Enrolment], asked: int) -> str:
    """Say how many got a seat, how many wait, and how many had a place."""
    seated = sum(place.status == EnrolmentStatus.ENROLLED for place in made)
    waiting, held = len(made) - seated, asked - len(made)
    parts = []
    if seated:
        parts.append(
            ngettext("%(count)d person is enrolled.", "%(count)d people are enrolled.", seated)
            % {"count": seated}
        )
    if waiting:
        parts.append(
            ngettext(
                "%(count)d person is on the waiting list.",
                "%(count)d people are on the waiting list.",
                waiting,
            )
            % {"count": waiting}
        )
    if held:
        parts.append(
            ngettext(
                "%(count)d person has a place already and keeps it.",
                "%(count)d people have a place already and keep it.",
                held,
            )
            % {"count": held}
        )
    return " ".join(parts)
