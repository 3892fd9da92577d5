"""The data of an institution, and who acts for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curriculum import access
from curriculum.errors import CurriculumError
from curriculum.forms.institutions import OwnInstitutionForm
from curriculum.forms.refusals import add_refusal
from curriculum.links.managers import lifetime
from curriculum.services.institutions import update_institution


@never_cache
@login_required
def data(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is known of the institution, and its managers."""
    institution = access.access_institution(request.user, code)
    managers = institution.managers.filter(ended_at=None).select_related("user")
    invitations = institution.manager_invitations.filter(ended_at=None)
    return render(
        request,
        "curriculum/institution/data.html",
        {
            "institution": institution,
            "page_name": _("Institution"),
            "managers": managers.order_by("appointed_at", "pk"),
            "invitations": invitations.select_related("invited_by").order_by("invited_at"),
            "too_old": timezone.now() - lifetime(),
        },
    )


@never_cache
@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what managers keep themselves."""
    institution = access.access_institution(request.user, code)
    # The form writes into its own copy: the service compares with what is stored.
    copy = access.access_institution(request.user, code)
    form = OwnInstitutionForm(request.POST or None, instance=copy)
    if request.method == "POST" and form.is_valid():
        try:
            update_institution(institution=institution, by=request.user, **form.cleaned_data)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The data of the institution is saved."))
            return redirect("curriculum:institution_data", code)
    return render(
        request,
        "curriculum/institution/edit.html",
        {"institution": institution, "page_name": _("Change the data"), "form": form},
    )
