"""Enrolments in the admin: finding somebody to enrol, and what becomes of a place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curriculum import access
from curriculum.eligibility import has_begun, seats_left
from curriculum.enums import EnrolmentStatus
from curriculum.errors import CurriculumError, PrerequisiteMissing, SessionFull
from curriculum.forms.refusals import add_refusal
from curriculum.forms.seats import SeatForm
from curriculum.forms.sessions import ReasonForm
from curriculum.models import Enrolment, Person, SessionSlot
from curriculum.services import departures, waiting_list
from curriculum.services import enrolment as enrolments
from curriculum.services.attendance import admit_walk_in
from curriculum.views.admin_page import admin_page, session_crumbs
from curriculum.views.admin_sessions import staff_only

MOST_FOUND = 20


@staff_only
def find(request, code):
    """Look for the person to enrol."""
    session = access.access_session(request.user, code)
    words = request.GET.get("q", "").strip()[:100]
    found = list(Person.objects.named_like(words).in_order()[: MOST_FOUND + 1]) if words else []
    taken = set(session.enrolments.active().values_list("person", flat=True))
    return admin_page(
        request,
        "curriculum/admin/find_person.html",
        title=_("Enrol somebody"),
        crumbs=session_crumbs(session),
        icon="user",
        session=session,
        words=words,
        people=[(person, person.pk in taken) for person in found[:MOST_FOUND]],
        has_more=len(found) > MOST_FOUND,
        seats_left=seats_left(session),
        seats_taken=session.enrolments.with_seat().count(),
        slot=_slot(request, session),
    )


def _slot(request, session) -> SessionSlot | None:
    """Give the half-day that somebody came to without being enrolled (`?slot=`), if that is why."""
    code = request.GET.get("slot")
    if not code:
        return None
    return get_object_or_404(
        SessionSlot.objects.of_session(session).select_related("day__session"), code=code
    )


@staff_only
def enrol(request, code, person_code):
    """Give somebody a place: who pays, and what is to be decided when the session is full."""
    session = access.access_session(request.user, code)
    person = get_object_or_404(Person, code=person_code)
    slot = _slot(request, session)
    form = SeatForm(
        request.POST if request.method == "POST" else None,
        person=person,
        session=session,
        on=timezone.localdate(),
        may_wait=slot is None,
    )
    if request.method == "POST" and form.is_valid():
        who = {"person": person, "by": request.user, "at": timezone.now(), **form.values()}
        try:
            if slot:
                made = admit_walk_in(slot=slot, **who)
            else:
                made = enrolments.enrol(session=session, **who)
        except PrerequisiteMissing as refusal:
            form.add_error("waiver_reason", str(refusal))
        except SessionFull as refusal:
            form.add_error("or_wait" if slot is None else None, str(refusal))
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            waits = made.status == EnrolmentStatus.WAITING
            sentence = (
                _("%(person)s is on the waiting list.") if waits else _("%(person)s is enrolled.")
            )
            messages.success(request, sentence % {"person": person})
            if slot:
                return redirect("sessions_admin:attendance_of_half_day", code, slot.code)
            return redirect("sessions_admin:find_person", code)  # several come at a time
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=_("Enrol %(person)s") % {"person": person},
        crumbs=session_crumbs(session),
        icon="user",
        form=form,
        intro=_("The person is enrolled and marked present at this half-day.") if slot else "",
        submit=_("Enrol"),
        back=reverse("sessions_admin:find_person", args=[code]),
    )


@staff_only
@require_POST
def give_place(request, code, enrolment_code):
    """Give a seat to somebody who waits or asked for one."""
    session = access.access_session(request.user, code)
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("person", "session"), session=session, code=enrolment_code
    )
    try:
        waiting_list.give_place(enrolment=enrolment, by=request.user, at=timezone.now())
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s is enrolled.") % {"person": enrolment.person})
    return redirect("sessions_admin:session", code)


@staff_only
def end(request, code, enrolment_code):
    """Withdraw an enrolment before the session, or note a drop-out once it has begun."""
    session = access.access_session(request.user, code)
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("person", "session"), session=session, code=enrolment_code
    )
    at = timezone.now()
    drops_out = enrolment.status == EnrolmentStatus.ENROLLED and has_begun(session, at)
    form = ReasonForm(request.POST if request.method == "POST" else None, required=drops_out)
    if request.method == "POST" and form.is_valid():
        service = departures.drop_out if drops_out else departures.withdraw
        try:
            service(enrolment=enrolment, by=request.user, at=at, reason=form.cleaned_data["reason"])
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, _("The enrolment of %(person)s has ended.") % {"person": enrolment.person}
            )
            return redirect("sessions_admin:session", code)
    title = _("%(person)s drops out") if drops_out else _("Withdraw %(person)s")
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=title % {"person": enrolment.person},
        crumbs=session_crumbs(session),
        icon="user",
        form=form,
        intro=_("Half-days already marked stay.") if drops_out else "",
        submit=_("Note the drop-out") if drops_out else _("Withdraw"),
        is_danger=True,
        back=reverse("sessions_admin:session", args=[code]),
    )
