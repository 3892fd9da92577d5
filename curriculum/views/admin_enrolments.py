"""Enrolling in the admin: finding somebody, then what is to be decided about the seat."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request

from curriculum import access
from curriculum.eligibility import seats_left
from curriculum.errors import CurriculumError, PrerequisiteMissing, SessionFull
from curriculum.forms.refusals import add_refusal
from curriculum.forms.seats import SeatForm
from curriculum.models import Person, SessionSlot
from curriculum.services import enrolment as enrolments
from curriculum.services.attendance import admit_walk_in
from curriculum.views.admin_page import admin_page, session_crumbs
from curriculum.views.admin_sessions import staff_only
from curriculum.views.staff_enrolments import sentence_about, warn_of_overlap

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
    # From the session several come at a time; from a person one goes back there.
    usual = reverse("sessions_admin:find_person", args=[code])
    back = get_valid_next_url_from_request(request) or usual
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
            messages.success(request, sentence_about(made))
            warn_of_overlap(request, made)
            if slot:
                return redirect("sessions_admin:attendance_of_half_day", code, slot.code)
            return redirect(back)
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=_("Enrol %(person)s") % {"person": person},
        crumbs=session_crumbs(session),
        icon="user",
        form=form,
        intro=_("The person is enrolled and marked present at this half-day.") if slot else "",
        submit=_("Enrol"),
        back=back,
    )
