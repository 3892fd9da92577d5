"""The shape of the staff's small forms in the Wagtail admin: one form, one service, then back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal


class StaffFormPage(WagtailAdminTemplateMixin, FormView):
    """Show a form, hand it to a service, show its refusal or go back with a word of success.

    Subclasses say who may (`allows`), what is done (`perform`) and where one comes from (`back`).
    """

    template_name = "curriculum/staff/form.html"
    form_class: type[forms.Form] = forms.Form
    explanation = ""
    submit_label = _("Save")
    success = ""
    is_serious = False

    def allows(self, user) -> bool:
        """Tell whether the account may open this page."""
        raise NotImplementedError

    def find(self) -> None:
        """Find what the address names, or raise Http404."""

    def perform(self, values: dict) -> str | None:
        """Call the service; give the sentence of success when it depends on the outcome."""
        raise NotImplementedError

    def back(self) -> str:
        """Give the address of the page one came from."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        """Ask who it is before anything else."""
        if not self.allows(request.user):
            raise PermissionDenied
        self.find()
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        """Go back to the page that sent us here, or to the usual one."""
        return get_valid_next_url_from_request(self.request) or self.back()

    def form_valid(self, form):
        """Perform; a refusal is shown on the form."""
        try:
            sentence = self.perform(form.cleaned_data)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        if sentence or self.success:
            messages.success(self.request, sentence or self.success)
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        """Add what the template shows around the form."""
        return super().get_context_data(
            explanation=self.explanation,
            submit_button_label=self.submit_label,
            submit_button_active_label=_("Saving…"),
            action_url="",
            back_url=self.get_success_url(),
            is_serious=self.is_serious,
            **kwargs,
        )
