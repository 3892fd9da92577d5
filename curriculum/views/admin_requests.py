"""Requests for action-trainings in the admin: the list, one request, and each step."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curriculum import access
from curriculum.enums import OPEN_REQUESTS, RequestStatus
from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.training_requests import NoteForm, RequestFilterForm
from curriculum.models import ActionTrainingRequest
from curriculum.services.action_training_requests import note_on_request
from curriculum.timeline import timeline
from curriculum.views.admin_page import admin_page
from curriculum.views.request_actions import ACTIONS, LINKS, STEPS, offered

PAGE_SIZE = 20

staff_only = access.requires(access.may_follow_requests)


def _crumbs(request=None):
    crumbs = [(_("Action-trainings asked for"), reverse("requests_admin:index"))]
    if request is not None:
        crumbs.append((str(request), reverse("requests_admin:request", args=[request.code])))
    return crumbs


@staff_only
@require_safe
def index(request):
    """List requests, those that wait for an answer first; each state with its number."""
    form = RequestFilterForm(request.GET)
    found = form.wanted()
    counts = found.count_by_status()
    status = form.cleaned_data.get("status") or ""
    listed = found.order_by("-received_at", "-pk")
    if status in RequestStatus.values:
        listed = listed.filter(status=status)
    elif status != "all":
        listed = listed.open().order_by("received_at", "pk")
    tabs = [("", _("To answer"), sum(counts.get(state, 0) for state in OPEN_REQUESTS))]
    tabs += [(state, label, counts.get(state, 0)) for state, label in RequestStatus.choices]
    tabs += [("all", _("All requests"), sum(counts.values()))]
    filters = ("q", "territory", "follower")
    return admin_page(
        request,
        "curriculum/admin/requests.html",
        title=_("Action-trainings asked for"),
        icon="mail",
        form=form,
        tabs=tabs,
        chosen=status,
        page=Paginator(listed.select_related("territory", "assigned_to"), PAGE_SIZE).get_page(
            request.GET.get("page")
        ),
        is_filtered=any(request.GET.get(name) for name in filters),
    )


@staff_only
@require_safe
def request_page(request, code):
    """Show a request: what was asked for, what became of it, what may be done now."""
    return _page(request, access.access_training_request(request.user, code), NoteForm())


@staff_only
@require_POST
def note(request, code):
    """Keep a remark."""
    found = access.access_training_request(request.user, code)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note_on_request(request=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The note is kept."))
            return redirect("requests_admin:request", code)
    return _page(request, found, form)


def _page(request, found: ActionTrainingRequest, note_form: NoteForm):
    return admin_page(
        request,
        "curriculum/admin/request.html",
        title=str(found),
        crumbs=_crumbs(),
        icon="mail",
        asked=found,
        steps=offered(STEPS, found, request.user),
        links=offered(LINKS, found, request.user),
        may_see_institutions=access.may_manage_people(request.user),
        note_form=note_form,
        notes=found.notes.select_related("written_by"),
        journal=timeline((ActionTrainingRequest, [found.pk])),
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, code, action):
    """Show the form of a step, or do it."""
    found = access.access_training_request(request.user, code)
    step = ACTIONS.get(action)
    if step is None:
        raise Http404
    back = reverse("requests_admin:request", args=[code])
    if not step.suits(found, request.user):
        messages.error(
            request,
            _("This is not possible any more; the request is now: %(status)s.")
            % {"status": found.get_status_display().lower()},
        )
        return redirect(back)
    form = step.form(
        request.POST if request.method == "POST" else None, initial=step.initial(found)
    )
    if request.method == "POST" and form.is_valid():
        values = form.values() if hasattr(form, "values") else form.cleaned_data
        try:
            step.perform(found, values, request.user, timezone.now())
        except CurriculumError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, step.done)
            return redirect(back)
    return admin_page(
        request,
        "curriculum/admin/form.html",
        title=str(step.title),
        crumbs=_crumbs(found),
        icon="mail",
        form=form,
        intro=step.intro,
        submit=step.submit,
        is_danger=step.is_danger,
        back=back,
    )
