"""Wagtail's generic screens, of which every write is a service."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history
from wagtail.admin.viewsets.model import ModelViewSet

from curriculum.errors import CurriculumError
from curriculum.forms.refusals import add_refusal
from curriculum.french_order import fold
from curriculum.models.collation import FrenchKey
from curriculum.timeline import entry_of


class ServiceFormMixin:
    """Show what the service refuses where it was typed."""

    def form_valid(self, form):
        """Save by the service, or show the form again with its refusal."""
        try:
            return super().form_valid(form)
        except CurriculumError as refusal:
            add_refusal(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class ServiceCreateView(ServiceFormMixin, generic.CreateView):
    """Create by a service."""

    success_message = _("“%(object)s” is saved.")
    error_message = _("Nothing was saved: please mend what is marked below.")
    create_service: Callable[..., Any] | None = None

    def save_instance(self):
        """Call the service with what the form understood."""
        return self.create_service(by=self.request.user, **self.form.cleaned_data)


class ServiceEditView(ServiceFormMixin, generic.EditView):
    """Change by a service, which names the row it changes after the model."""

    success_message = _("“%(object)s” is saved.")
    error_message = _("Nothing was saved: please mend what is marked below.")
    update_service: Callable[..., Any] | None = None
    instance_name = ""

    def save_instance(self):
        """Call the service on a fresh row: the form has written into its own already."""
        fresh = self.model._default_manager.get(pk=self.object.pk)
        return self.update_service(
            by=self.request.user, **{self.instance_name: fresh}, **self.form.cleaned_data
        )


class ServiceDeleteView(generic.DeleteView):
    """Remove by a service, which keeps what others rest on."""

    success_message = _("“%(object)s” is removed.")
    remove_service: Callable[..., Any] | None = None
    instance_name = ""

    def form_valid(self, form):
        """Remove, or say why it stays."""
        try:
            return super().form_valid(form)
        except CurriculumError as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_success_url())

    def delete_action(self):
        """Call the service."""
        self.remove_service(by=self.request.user, **{self.instance_name: self.object})


class JournalView(history.HistoryView):
    """The journal of one row, with values before and after."""

    @property
    def columns(self):
        """Add what changed to what Wagtail shows."""
        what, *rest = super().columns
        return [what, Column("changes", label=_("Changes"), accessor=_changes), *rest]


class ListView(generic.IndexView):
    """A listing of which each row is stacked on a phone."""

    table_classname = "listing listing--stacked"

    def search_queryset(self, queryset):
        """Look for every word in any of the fields, accents or not."""
        keys = {f"folded_{name}": FrenchKey(name) for name in self.search_fields or []}
        queryset = queryset.alias(**keys)
        for word in fold(self.search_query).split():
            anywhere = [Q(**{f"{key}__contains": word}) for key in keys]
            queryset = queryset.filter(reduce(or_, anywhere))
        return queryset


class ServiceViewSet(ModelViewSet):
    """List, add, change and remove rows of one model through its services.

    Subclasses give the three services; each takes the row under the name `instance_name`.
    """

    index_view_class = ListView
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    delete_view_class = ServiceDeleteView
    history_view_class = JournalView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    export_headings: dict[str, Any] = {}
    search_backend_name = None
    instance_name = ""

    def get_create_service(self) -> Callable[..., Any]:
        """Give the service that creates."""
        raise NotImplementedError

    def get_update_service(self) -> Callable[..., Any]:
        """Give the service that changes."""
        raise NotImplementedError

    def get_remove_service(self) -> Callable[..., Any]:
        """Give the service that removes."""
        raise NotImplementedError

    def get_common_view_kwargs(self, **kwargs):
        """Leave out the usage page: the service itself tells what is in use."""
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_add_view_kwargs(self, **kwargs):
        """Hand on the service that creates."""
        return super().get_add_view_kwargs(create_service=self.get_create_service(), **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        """Hand on the service that changes."""
        return super().get_edit_view_kwargs(
            update_service=self.get_update_service(), instance_name=self.instance_name, **kwargs
        )

    def get_delete_view_kwargs(self, **kwargs):
        """Hand on the service that removes."""
        return super().get_delete_view_kwargs(
            remove_service=self.get_remove_service(), instance_name=self.instance_name, **kwargs
        )

    def get_urlpatterns(self):
        """Drop the address of the usage page."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]

    def get_permissions_to_register(self):
        """Offer no permission per model in the groups' form: roles decide (see `access`)."""
        return Permission.objects.none()


def _changes(line) -> str:
    """Write what changed on one line of text."""
    entry = entry_of(line)
    parts = [
        gettext("%(label)s: %(value)s")
        % {"label": label, "value": f"{before} → {after or '–'}" if before else after}
        for label, before, after in entry.changes
    ]
    return gettext("; ").join([*parts, *([entry.reason] if entry.reason else [])])
