"""The tree of territories in the Wagtail admin: the standard's nodes stand, staff add local ones."""

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from curriculum.enums import TerritoryKind
from curriculum.forms.fields import indented
from curriculum.forms.reference import LocalTerritoryForm, TerritoryNameForm
from curriculum.models import Territory
from curriculum.services import territories
from curriculum.viewsets.base import (
    ListView,
    ServiceCreateView,
    ServiceDeleteView,
    ServiceEditView,
    ServiceViewSet,
)
from curriculum.viewsets.filters import TerritoryFilter


class WithinFilter(TerritoryFilter):
    """Keep one branch of the tree."""

    def filter(self, qs, value):
        """Compare paths."""
        return qs if value is None else qs.within(value)


class TerritoryFilters(WagtailFilterSet):
    """Territories by branch and by kind."""

    within = WithinFilter()

    class Meta:
        model = Territory
        fields = ["kind"]


class TerritoryIndexView(ListView):
    """The tree, in its order."""

    add_item_label = _("Add a local territory")

    def get_edit_url(self, instance):
        """Only local territories change."""
        if instance.kind == TerritoryKind.LOCAL:
            return super().get_edit_url(instance)
        return None

    def get_delete_url(self, instance):
        """Only local territories go."""
        if instance.kind == TerritoryKind.LOCAL:
            return super().get_delete_url(instance)
        return None

    def get_list_more_buttons(self, instance):
        """Offer to add below each node."""
        buttons = super().get_list_more_buttons(instance)
        if self.add_url:
            url = f"{self.add_url}?parent={quote(instance.pk)}"
            buttons.append(
                Button(_("Add a local territory in it"), url=url, icon_name="plus", priority=5)
            )
        return buttons

    @cached_property
    def columns(self):
        """Show the tree, kinds and the standard's codes."""
        title = self._get_title_column("name", accessor=indented)
        return [
            title,
            self._get_custom_column("kind"),
            Column("iso_code", label=_("ISO 3166 code"), sort_key="iso_code"),
        ]


class TerritoryCreateView(ServiceCreateView):
    """A new local territory, by default in the node from which one came."""

    def get_initial(self):
        """Propose the node that the address names."""
        return {**super().get_initial(), "parent": self.request.GET.get("parent")}


class StandardIsKept:
    """Refuse what would touch a territory of the standard, even by a typed address."""

    def get_object(self, queryset=None):
        """Give local territories only."""
        territory = super().get_object(queryset)
        if territory.kind != TerritoryKind.LOCAL:
            raise PermissionDenied
        return territory


class TerritoryEditView(StandardIsKept, ServiceEditView):
    """Another name for a local territory."""


class TerritoryDeleteView(StandardIsKept, ServiceDeleteView):
    """Remove a local territory."""


class TerritoryViewSet(ServiceViewSet):
    """The tree of territories."""

    model = Territory
    name = "territories"
    icon = "site"
    instance_name = "territory"
    menu_label = _("Territories")
    index_view_class = TerritoryIndexView
    add_view_class = TerritoryCreateView
    edit_view_class = TerritoryEditView
    delete_view_class = TerritoryDeleteView
    ordering = "path"
    search_fields = ["name", "iso_code"]
    filterset_class = TerritoryFilters
    list_per_page = 100

    def get_form_class(self, for_update=False):
        """Give the form: where and what, then only what."""
        return TerritoryNameForm if for_update else LocalTerritoryForm

    def get_create_service(self):
        """Give the service that adds."""
        return territories.add_local_territory

    def get_update_service(self):
        """Give the service that renames."""
        return territories.rename_local_territory

    def get_remove_service(self):
        """Give the service that removes."""
        return territories.remove_local_territory
