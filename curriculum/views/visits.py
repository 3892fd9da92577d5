"""« Venir voir »: register without an account, confirm by mail, see the place, give it back."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from curriculum import access
from curriculum.eligibility import end_of_visit, refusal_of_visit, seats_left, waiting_count
from curriculum.eligibility import waiting_rank as rank_of
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError, LinkNotValid
from curriculum.forms.refusals import add_refusal
from curriculum.forms.visits import VisitForm
from curriculum.links.places import seat_token
from curriculum.models import SessionSlot
from curriculum.ratelimit import allow, rate_limit
from curriculum.services.departures import leave_visit
from curriculum.services.enrolment import enrol_visitor
from curriculum.services.visits import confirm_visit as confirm
from curriculum.services.visits import register_visit, send_link_again

HOUR = 3600
MAILS_AN_HOUR = 4
"""So many mails may be asked for one address, whoever asks: it may be somebody else's."""

limited = rate_limit("visit", limit=20, seconds=HOUR, methods=("POST",))
form_page = require_http_methods(["GET", "HEAD", "POST"])


def by_link(view):
    """Explain, instead of failing, when the address from a mail leads nowhere."""

    @wraps(view)
    def explained(request, token):
        try:
            return view(request, token)
        except LinkNotValid as refusal:
            return render(
                request, "curriculum/visits/link.html", {"refusal": str(refusal)}, status=404
            )

    return explained


@never_cache
@form_page
@limited
def visit(request, code):
    """Register for a session that anybody may come and see; who is signed in needs no mail."""
    session = access.access_visit(code)
    at = timezone.now()
    person = access.person_of(request.user)
    refusal = refusal_of_visit(session, at)
    initial = {"email": request.user.email} if request.user.is_authenticated else {}
    form = VisitForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and not refusal:
        if person is not None:
            return _enrol(request, session, person, at)
        if form.is_valid() and _may_write_to(form.cleaned_data["email"], form):
            try:
                asked = register_visit(session=session, at=at, **form.cleaned_data)
            except CurriculumError as error:
                add_refusal(form, error)
            else:
                return redirect("curriculum:visit_asked", asked.code)
    held = session.enrolments.active().filter(person=person).first() if person else None
    return render(
        request,
        "curriculum/visits/register.html",
        {
            "session": session,
            "slots": _slots(session),
            "form": form,
            "refusal": refusal,
            "person": person,
            "place_token": seat_token(held) if held else "",
            "is_full": seats_left(session) == 0 or waiting_count(session) > 0,
        },
    )


def _enrol(request, session, person, at):
    try:
        enrolment = enrol_visitor(session=session, person=person, by=request.user, at=at)
    except CurriculumError as error:
        messages.error(request, str(error))
        return redirect("curriculum:visit", session.code)
    return redirect("curriculum:visit_place", seat_token(enrolment))


def _may_write_to(email: str, form=None) -> bool:
    if allow("visit_mail", email.lower(), limit=MAILS_AN_HOUR, seconds=HOUR):
        return True
    if form is not None:
        form.add_error("email", _too_many_mails())
    return False


def _too_many_mails() -> str:
    return _(
        "Several mails were sent to this address within an hour: look among unwanted mail too, or try later."
    )


def _slots(session):
    slots = SessionSlot.objects.of_session(session)
    return list(slots.select_related("day", "place", "territory"))


@never_cache
@form_page
@limited
def visit_asked(request, code):
    """Say that a mail is on its way, whether the address is known or not; send it again if asked."""
    asked = access.access_visit_request(code)
    if request.method == "POST":
        try:
            if _may_write_to(asked.email):
                send_link_again(request=asked, at=timezone.now())
                messages.success(request, _("The mail is sent again."))
            else:
                messages.error(request, _too_many_mails())
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
        return redirect("curriculum:visit_asked", code)
    return render(
        request, "curriculum/visits/asked.html", {"asked": asked, "session": asked.session}
    )


@never_cache
@form_page
@by_link
def confirm_visit(request, token):
    """Ask once more before the seat is taken: programs that read mails follow links by themselves."""
    asked = access.visit_request_by_link(token)
    at = timezone.now()
    if asked.enrolment is not None:
        return redirect("curriculum:visit_place", seat_token(asked.enrolment))
    refusal = refusal_of_visit(asked.session, at)
    if request.method == "POST" and not refusal:
        try:
            enrolment = confirm(request=asked, at=at)
        except LinkNotValid:
            raise
        except CurriculumError as error:
            refusal = str(error)
        else:
            return redirect("curriculum:visit_place", seat_token(enrolment))
    return render(
        request,
        "curriculum/visits/confirm.html",
        {
            "asked": asked,
            "session": asked.session,
            "slots": _slots(asked.session),
            "refusal": refusal,
            "is_full": seats_left(asked.session) == 0 or waiting_count(asked.session) > 0,
        },
    )


@never_cache
@require_safe
@by_link
def visit_place(request, token):
    """Show a place: a seat, a rank on the waiting list, or what became of it."""
    enrolment = access.enrolment_by_link(token)
    session = enrolment.session
    waits = enrolment.status == EnrolmentStatus.WAITING
    return render(
        request,
        "curriculum/visits/place.html",
        {
            "enrolment": enrolment,
            "session": session,
            "slots": _slots(session),
            "token": token,
            "rank": rank_of(enrolment) if waits else None,
            "ended": end_of_visit(session, timezone.now()),
            "may_register": not refusal_of_visit(session, timezone.now()),
        },
    )


@never_cache
@form_page
@by_link
def cancel_visit(request, token):
    """Ask, then give the place back."""
    enrolment = access.enrolment_by_link(token)
    at = timezone.now()
    refusal = end_of_visit(enrolment.session, at)
    if not enrolment.is_active:
        return redirect("curriculum:visit_place", token)
    if request.method == "POST" and not refusal:
        own = access.person_of(request.user) == enrolment.person
        try:
            leave_visit(enrolment=enrolment, at=at, by=request.user if own else None)
        except CurriculumError as error:
            refusal = str(error)
        else:
            return redirect("curriculum:visit_place", token)
    return render(
        request,
        "curriculum/visits/cancel.html",
        {
            "enrolment": enrolment,
            "session": enrolment.session,
            "token": token,
            "refusal": refusal,
        },
    )
