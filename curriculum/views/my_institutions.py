"""The institutions for which one acts, and those where one works."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.errors import CurriculumError
from curriculum.forms.institution_people import LeaveForm
from curriculum.forms.refusals import add_refusal
from curriculum.models import Institution, Membership
from curriculum.services.memberships import leave_institution


@never_cache
@login_required
def my_institutions(request: HttpRequest) -> HttpResponse:
    """List both; what one works in can be left here."""
    person, today = access.person_of(request.user), timezone.localdate()
    memberships = Membership.objects.filter(person=person).select_related("institution")
    return render(
        request,
        "curriculum/my_institutions.html",
        {
            "managed": Institution.objects.managed_by(request.user).select_related("territory"),
            "present": [row for row in memberships if row.ends_on is None or row.ends_on >= today],
            "past": [row for row in memberships if row.ends_on and row.ends_on < today],
        },
    )


@never_cache
@login_required
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Note that one works in an institution no more; nobody else is asked."""
    person, today = access.person_of(request.user), timezone.localdate()
    own = Membership.objects.current(on=today).filter(person=person)
    membership = get_object_or_404(
        own.select_related("institution", "person"), institution__code=code
    )
    form = LeaveForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            leave_institution(membership=membership, by=request.user, **form.cleaned_data)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            left = _("It is noted that you leave %(institution)s.")
            messages.success(request, left % {"institution": membership.institution})
            return redirect("curriculum:my_institutions")
    return render(
        request,
        "curriculum/leave_my_institution.html",
        {"institution": membership.institution, "form": form},
    )
