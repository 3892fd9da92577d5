"""The people of an institution: who works there, who did, and what the institution pays for them."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from curriculum import access
from curriculum.errors import CurriculumError, MaybeKnown
from curriculum.forms.institution_people import (
    AddressForm,
    FunctionForm,
    LeaveForm,
    NewMemberForm,
    PeopleFilter,
)
from curriculum.forms.refusals import add_refusal
from curriculum.members import nothing_rests_on
from curriculum.models import Enrolment, Institution, Membership, Person
from curriculum.models.collation import FrenchKey
from curriculum.services.invitations import resend_invitation
from curriculum.services.members import add_member, note_address
from curriculum.services.memberships import leave_institution, name_function
from curriculum.services.newcomers import Newcomer

A_PAGE = 50
MOST_ENROLMENTS = 25


@never_cache
@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    """List who works in the institution, or who did."""
    institution = access.access_institution(request.user, code)
    today = timezone.localdate()
    form = PeopleFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    shows = request.GET.get("shows", "")
    memberships = institution.memberships.select_related("person").order_by(
        FrenchKey("person__family_name"), FrenchKey("person__given_name"), "-starts_on"
    )
    past = Q(ends_on__lt=today)
    found = memberships.filter(past) if shows == "past" else memberships.exclude(past)
    if shows == "without-address":
        found = found.filter(person__email="", person__user=None)
    if words:
        # The address of who works here no more is not the institution's to know.
        named = Person.objects.named_like(words, or_address=shows != "past")
        found = found.filter(person__in=named)
    return render(
        request,
        "curriculum/institution/people.html",
        {
            "institution": institution,
            "page_name": _("People"),
            "form": form,
            "shows": shows,
            "memberships": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        },
    )


@never_cache
@login_required
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Note one more person; ask when it may be somebody of the institution."""
    institution = access.access_institution(request.user, code)
    form = NewMemberForm(request.POST or None, initial={"territory": institution.territory_id})
    if request.method == "POST" and form.is_valid():
        try:
            person = add_member(
                institution=institution,
                newcomer=Newcomer(**form.newcomer()),
                is_same=form.is_same,
                by=request.user,
                at=timezone.now(),
            )
        except MaybeKnown as question:
            form.ask(str(question))
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            added = _("%(person)s is among your people.") % {"person": person}
            messages.success(request, added)
            return redirect("curriculum:institution_person", code, person.code)
    return render(
        request,
        "curriculum/institution/add_person.html",
        {"institution": institution, "page_name": _("Add a person"), "form": form},
    )


@never_cache
@login_required
def person(request: HttpRequest, code: str, person_code: str) -> HttpResponse:
    """Show what the institution knows of one person: where they stand in it, and what it pays for."""
    institution = access.access_institution(request.user, code)
    person = access.access_institution_person(institution, person_code)
    memberships = list(institution.memberships.filter(person=person))
    current = _current(memberships, timezone.localdate())
    enrolments = Enrolment.objects.paid_by(institution).filter(person=person)
    return render(
        request,
        "curriculum/institution/person.html",
        {
            "institution": institution,
            "page_name": str(person),
            "person": person,
            "memberships": memberships,
            "current": current,
            "enrolments": Paginator(
                enrolments.with_session().newest_first(), MOST_ENROLMENTS
            ).get_page(request.GET.get("page")),
            "may_note_address": current is not None
            and not person.email
            and nothing_rests_on(person, institution),
        },
    )


@never_cache
@login_required
def function(request: HttpRequest, code: str, person_code: str) -> HttpResponse:
    """Say as what somebody works here."""
    institution, person, membership = _member(request, code, person_code)
    form = FunctionForm(request.POST or None, initial={"function": membership.function})
    return _form_page(
        request,
        institution,
        person,
        form,
        page_name=_("Function"),
        perform=lambda values: name_function(membership=membership, by=request.user, **values),
    )


@never_cache
@login_required
def leave(request: HttpRequest, code: str, person_code: str) -> HttpResponse:
    """Note that somebody works here no more."""
    institution, person, membership = _member(request, code, person_code)
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    return _form_page(
        request,
        institution,
        person,
        form,
        page_name=_("Note a departure"),
        explanation=_(
            "What the institution paid for stays in this space, attendance too; nothing that comes after "
            "does. Places ahead stay until you withdraw them, or let a colleague take them."
        ),
        perform=lambda values: leave_institution(membership=membership, by=request.user, **values),
    )


@never_cache
@login_required
def address(request: HttpRequest, code: str, person_code: str) -> HttpResponse:
    """Note the address of somebody who has none."""
    institution, person, _membership = _member(request, code, person_code)
    form = AddressForm(request.POST or None)
    return _form_page(
        request,
        institution,
        person,
        form,
        page_name=_("Note the address"),
        perform=lambda values: note_address(
            person=person, institution=institution, by=request.user, **values
        ),
    )


@require_POST
@login_required
def invite(request: HttpRequest, code: str, person_code: str) -> HttpResponse:
    """Send somebody who works here the invitation, once more."""
    institution, person, _membership = _member(request, code, person_code)
    try:
        resend_invitation(
            person=person, by=request.user, at=timezone.now(), institution=institution
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is on its way."))
    return redirect("curriculum:institution_person", code, person_code)


def _form_page(
    request, institution: Institution, person: Person, form, *, page_name, perform, explanation=""
) -> HttpResponse:
    """Show one small form about a person, hand it to a service, go back."""
    if request.method == "POST" and form.is_valid():
        try:
            perform(form.cleaned_data)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is noted."))
            return redirect("curriculum:institution_person", institution.code, person.code)
    return render(
        request,
        "curriculum/institution/person_form.html",
        {
            "institution": institution,
            "page_name": page_name,
            "person": person,
            "form": form,
            "explanation": explanation,
        },
    )


def _member(request, code: str, person_code: str) -> tuple[Institution, Person, Membership]:
    """Find somebody who works in the institution now; 404 about all others."""
    institution = access.access_institution(request.user, code)
    current = institution.memberships.current(on=timezone.localdate())
    found = get_object_or_404(
        current.select_related("person", "institution"), person__code=person_code
    )
    return institution, found.person, found


def _current(memberships: list[Membership], today: date) -> Membership | None:
    lasting = (row for row in memberships if row.ends_on is None or row.ends_on >= today)
    return next((row for row in lasting if row.starts_on <= today), None)
