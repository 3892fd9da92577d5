"""The form by which an institution asks for an action-training."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.forms.training_requests import RequestForm
from curriculum.ratelimit import allow, rate_limit
from curriculum.services.action_training_requests import request_action_training as receive

HOUR = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("training_request", limit=15, seconds=HOUR, methods=("POST",))
def request_action_training(request):
    """Show the form, or receive what an institution asks for."""
    form = RequestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["contact_email"].lower()
        if not allow("training_request_mail", email, limit=4, seconds=24 * HOUR):
            form.add_error(
                "contact_email",
                _("Several requests came from this address today: answer our mail instead."),
            )
        else:
            try:
                receive(at=timezone.now(), **form.cleaned_data)
            except CurriculumError as refusal:
                add_refusal(form, refusal)
            else:
                return redirect("curriculum:action_training_requested")
    return render(request, "curriculum/training_requests/request.html", {"form": form})


@require_safe
def action_training_requested(request):
    """Thank, and say what comes next."""
    return render(request, "curriculum/training_requests/thanks.html")
