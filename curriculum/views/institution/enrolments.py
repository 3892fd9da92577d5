"""The enrolments that an institution pays for: where they stand, and what it may still change."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from curriculum import access, eligibility, waiting
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError
from curriculum.forms.enrolment import WithdrawForm
from curriculum.forms.institution_enrolments import EnrolmentsFilter, ExchangeForm, MoveForm
from curriculum.forms.refusals import add_refusal
from curriculum.models import Enrolment, Institution, Person
from curriculum.plan import moment_at
from curriculum.services.departures import withdraw as give_back
from curriculum.services.self_enrolment import confirm_request
from curriculum.services.transfers import exchange as let_take_over
from curriculum.services.transfers import transfer
from curriculum.services.waiting_list import accept_offer

A_PAGE = 25


@never_cache
@login_required
def enrolments(request: HttpRequest, code: str) -> HttpResponse:
    """List them, the latest session first."""
    institution = access.access_institution(request.user, code)
    form = EnrolmentsFilter(request.GET, institution=institution)
    found = form.narrow(Enrolment.objects.paid_by(institution))
    listed = found.with_session().select_related("person").with_rank().newest_first()
    return render(
        request,
        "curriculum/institution/enrolments.html",
        {
            "institution": institution,
            "page_name": _("Enrolments"),
            "form": form,
            "enrolments": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
            "is_narrowed": any(request.GET.get(name) for name in form.fields),
        },
    )


@never_cache
@login_required
def enrolment(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Show one, with what may be done about it, or why nothing may be any more."""
    institution = access.access_institution(request.user, code)
    enrolment = access.access_paid_enrolment(institution, enrolment_code)
    session, at = enrolment.session, timezone.now()
    until, waits = enrolment.offered_until, enrolment.status == EnrolmentStatus.WAITING
    ended = eligibility.end_of_visit(session, at)
    refusal = eligibility.refusal_of_withdrawal(enrolment, session, at)
    may_change = enrolment.is_active and not refusal
    return render(
        request,
        "curriculum/institution/enrolment.html",
        {
            "institution": institution,
            "page_name": str(enrolment.person),
            "enrolment": enrolment,
            "session": session,
            "rank": eligibility.waiting_rank(enrolment) if waits else None,
            "until": moment_at(session, until) if until else None,
            "has_lapsed": waiting.has_lapsed(enrolment, at),
            "together": len(waiting.together_with(enrolment)),
            "may_accept": not ended and waiting.may_accept(enrolment, session, at),
            "may_confirm": not ended and enrolment.status == EnrolmentStatus.APPLIED,
            "may_withdraw": may_change,
            "may_move": may_change and enrolment.status == EnrolmentStatus.ENROLLED,
            "may_exchange": may_change and not eligibility.has_begun(session, at),
            "refusal": refusal if enrolment.is_active else "",
            "end_reason": _reason_told(enrolment, institution),
        },
    )


def _reason_told(enrolment: Enrolment, institution: Institution) -> str:
    """Give why a place ended, when the institution said so itself, or the session does not take place.

    What the person wrote, or staff noted, may be about health: it is not for who pays.
    """
    acted_for_it = institution.managers.filter(user=enrolment.ended_by_id).exists()
    is_cancelled = enrolment.status == EnrolmentStatus.CANCELLED
    return enrolment.end_reason if is_cancelled or acted_for_it else ""


@require_POST
@login_required
def accept(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Take the seat that is offered."""
    return _act(request, code, enrolment_code, accept_offer, _("The seat is taken."))


@require_POST
@login_required
def confirm(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Agree to pay for somebody who asked for a seat."""
    return _act(request, code, enrolment_code, confirm_request, _("The request is confirmed."))


@never_cache
@login_required
def withdraw(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Ask, then give a place back, decline an offer or a request."""
    form = WithdrawForm(request.POST or None)
    return _form_page(
        request,
        code,
        enrolment_code,
        lambda _enrolment: form,
        page_name=_("Give the place back"),
        follows=_("A seat that comes free is offered to the next on the waiting list."),
        perform=lambda enrolment, values: give_back(
            enrolment=enrolment, by=request.user, at=timezone.now(), **values
        ),
        success=_("The place is given back."),
    )


@never_cache
@login_required
def move(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Move a seat to another session of the same training."""
    at = timezone.now()

    def form_for(enrolment: Enrolment) -> MoveForm:
        sessions = eligibility.sessions_to_change_to(enrolment, at).in_order()
        return MoveForm(request.POST or None, sessions=sessions)

    return _form_page(
        request,
        code,
        enrolment_code,
        form_for,
        page_name=_("Transfer to another session"),
        follows=_(
            "The seat here comes free; in the other session, the person has a seat, or waits when it is full."
        ),
        perform=lambda enrolment, values: transfer(
            enrolment=enrolment,
            to=values["session"],
            reason=values["reason"],
            by=request.user,
            at=at,
        ),
        success=_("The seat is transferred."),
    )


@never_cache
@login_required
def exchange(request: HttpRequest, code: str, enrolment_code: str) -> HttpResponse:
    """Let a colleague take over a place."""
    at = timezone.now()

    def form_for(enrolment: Enrolment) -> ExchangeForm:
        held = enrolment.institution.enrolments.active().filter(session=enrolment.session)
        colleagues = Person.objects.working_at(enrolment.institution, on=timezone.localdate(at))
        free = colleagues.exclude(pk__in=held.values("person")).in_order()
        return ExchangeForm(request.POST or None, people=free)

    return _form_page(
        request,
        code,
        enrolment_code,
        form_for,
        page_name=_("Let a colleague take the place"),
        follows=_(
            "The colleague has the same seat, or the same rank; the institution pays as before."
        ),
        perform=lambda enrolment, values: let_take_over(
            enrolment=enrolment, by=request.user, at=at, **values
        ),
        success=_("The place is taken over."),
    )


def _act(request, code: str, enrolment_code: str, service: Callable, success: str) -> HttpResponse:
    """Call a service about an enrolment, then show it again."""
    institution = access.access_institution(request.user, code)
    enrolment = access.access_paid_enrolment(institution, enrolment_code)
    try:
        service(enrolment=enrolment, by=request.user, at=timezone.now())
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, success)
    return redirect("curriculum:institution_enrolment", code, enrolment_code)


def _form_page(
    request, code, enrolment_code, form_for, *, page_name, follows, perform, success
) -> HttpResponse:
    """Show a form about an enrolment that may still change; perform what it says."""
    institution = access.access_institution(request.user, code)
    enrolment = access.access_paid_enrolment(institution, enrolment_code)
    if not enrolment.is_active:
        return redirect("curriculum:institution_enrolment", code, enrolment_code)
    refusal = eligibility.refusal_of_withdrawal(enrolment, enrolment.session, timezone.now())
    form = form_for(enrolment)
    if request.method == "POST" and form.is_valid():
        try:
            followed = perform(enrolment, form.cleaned_data)
        except CurriculumError as error:
            add_refusal(form, error)
        else:
            messages.success(request, success)
            return redirect("curriculum:institution_enrolment", code, followed.code)
    return render(
        request,
        "curriculum/institution/enrolment_form.html",
        {
            "institution": institution,
            "page_name": page_name,
            "enrolment": enrolment,
            "refusal": refusal,
            "follows": follows,
            "form": form,
        },
    )
