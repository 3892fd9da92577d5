"""Managers invite others, and end what should not last."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from curriculum import access
from curriculum.errors import CurriculumError, LinkNotValid
from curriculum.forms.institutions import InviteManagerForm
from curriculum.forms.refusals import add_refusal
from curriculum.services import managers


@never_cache
@login_required
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Ask somebody, by the address, to act for the institution."""
    institution = access.access_institution(request.user, code)
    form = InviteManagerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = managers.invite_manager(
                institution=institution, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            sent = _("An invitation is on its way to %(email)s.") % {"email": invitation.email}
            messages.success(request, sent)
            return redirect("curriculum:institution_data", code)
    return render(
        request,
        "curriculum/institution/invite.html",
        {"institution": institution, "page_name": _("Invite a manager"), "form": form},
    )


@require_POST
@login_required
def answer_invitation(request: HttpRequest, code: str, invitation_code: str) -> HttpResponse:
    """Send an invitation again, or take it back."""
    institution = access.access_institution(request.user, code)
    invitation = get_object_or_404(institution.manager_invitations, code=invitation_code)
    by, at = request.user, timezone.now()
    try:
        if "take_back" in request.POST:
            managers.take_back_manager_invitation(invitation=invitation, by=by, at=at)
            sentence = _("The invitation of %(email)s is taken back.")
        else:
            managers.send_manager_invitation_again(invitation=invitation, by=by, at=at)
            sentence = _("The invitation is sent to %(email)s again.")
        messages.success(request, sentence % {"email": invitation.email})
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
    return redirect("curriculum:institution_data", code)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Ask, then end somebody's right to act for the institution."""
    institution = access.access_institution(request.user, code)
    acting = institution.managers.filter(ended_at=None).select_related("user", "institution")
    manager = get_object_or_404(acting, pk=pk)
    if request.method == "POST":
        try:
            managers.end_manager(manager=manager, by=request.user, at=timezone.now())
        except CurriculumError as refusal:
            messages.error(request, str(refusal))
            return redirect("curriculum:institution_data", code)
        ended = _("%(user)s does not act for this institution any more.")
        messages.success(request, ended % {"user": manager.user})
        if manager.user == request.user and not access.may_see_institutions(request.user):
            return redirect("curriculum:my_institutions")
        return redirect("curriculum:institution_data", code)
    return render(
        request,
        "curriculum/institution/end_manager.html",
        {
            "institution": institution,
            "page_name": _("End a manager’s appointment"),
            "manager": manager,
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever opened the mail; its owner accepts once signed in."""
    try:
        found = access.manager_invitation_by_link(token)
        if request.method == "POST" and request.user.is_authenticated:
            managers.accept_manager_invitation(invitation=found, by=request.user, at=timezone.now())
            accepted = _("You now act for %(institution)s.")
            messages.success(request, accepted % {"institution": found.institution})
            return redirect("curriculum:institution", found.institution.code)
    except LinkNotValid as refusal:
        return render(
            request,
            "curriculum/institution/no_invitation.html",
            {"refusal": str(refusal)},
            status=404,
        )
    except CurriculumError as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return render(
        request,
        "curriculum/institution/invitation.html",
        {"invitation": found, "is_owner": access.owns_address(request.user, found.email)},
    )
