"""Institutions, places, external providers and the catalogue in the Wagtail admin."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, NumberColumn
from wagtail.admin.views import generic

from curriculum.forms.reference import InstitutionForm, OfferingForm, PlaceForm, ProviderForm
from curriculum.models import ExternalProvider, Institution, Offering, Place
from curriculum.services import reference
from curriculum.viewsets.base import ServiceCreateView, ServiceEditView, ServiceViewSet
from curriculum.viewsets.filters import TerritoryFilter


class InstitutionFilters(WagtailFilterSet):
    """Institutions by kind and by territory."""

    territory = TerritoryFilter()

    class Meta:
        model = Institution
        fields = ["kind"]


class InstitutionIndexView(generic.IndexView):
    """All institutions; each leads to its own page."""

    def get_base_queryset(self):
        """Count who works there now, in the same query."""
        today = timezone.localdate()
        current = Q(memberships__starts_on__lte=today) & (
            Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today)
        )
        return Institution.objects.select_related("territory").annotate(
            people_now=Count("memberships__person", filter=current, distinct=True)
        )

    def get_edit_url(self, instance):
        """Lead to the page of the institution, from which it is changed."""
        return reverse("curriculum_admin:institution", args=[instance.code])

    @cached_property
    def columns(self):
        """Show what tells institutions apart."""
        return [
            self._get_title_column("name"),
            self._get_custom_column("kind"),
            self._get_custom_column("city"),
            Column("territory", label=_("Territory")),
            NumberColumn("people_now", label=_("People now")),
        ]


class InstitutionCreateView(ServiceCreateView):
    """A new institution, then its page."""

    def get_success_url(self):
        """Go to its page."""
        return reverse("curriculum_admin:institution", args=[self.object.code])


class InstitutionEditView(ServiceEditView):
    """An institution's data, then its page."""

    def get_success_url(self):
        """Go back to its page."""
        return reverse("curriculum_admin:institution", args=[self.object.code])


class InstitutionViewSet(ServiceViewSet):
    """Institutions."""

    model = Institution
    name = "institutions"
    icon = "home"
    instance_name = "institution"
    menu_label = _("Institutions")
    menu_order = 220
    add_to_admin_menu = True
    index_view_class = InstitutionIndexView
    add_view_class = InstitutionCreateView
    edit_view_class = InstitutionEditView
    ordering = "name"
    search_fields = ["name", "city", "registration_number"]
    filterset_class = InstitutionFilters

    def get_form_class(self, for_update=False):
        """Give the form."""
        return InstitutionForm

    def get_create_service(self):
        """Give the service that creates."""
        return reference.create_institution

    def get_update_service(self):
        """Give the service that changes."""
        return reference.update_institution

    def get_remove_service(self):
        """Give the service that removes."""
        return reference.remove_institution


class PlaceFilters(WagtailFilterSet):
    """Places by territory."""

    territory = TerritoryFilter()

    class Meta:
        model = Place
        fields: list[str] = []


class PlaceIndexView(generic.IndexView):
    """All places."""

    queryset = Place.objects.select_related("territory")

    @cached_property
    def columns(self):
        """Show name, town and territory."""
        return [
            self._get_title_column("name"),
            self._get_custom_column("city"),
            Column("territory", label=_("Territory")),
        ]


class PlaceViewSet(ServiceViewSet):
    """Places."""

    model = Place
    name = "places"
    icon = "site"
    instance_name = "place"
    menu_label = _("Places")
    index_view_class = PlaceIndexView
    ordering = "city"
    search_fields = ["name", "city", "street"]
    filterset_class = PlaceFilters

    def get_form_class(self, for_update=False):
        """Give the form."""
        return PlaceForm

    def get_create_service(self):
        """Give the service that creates."""
        return reference.create_place

    def get_update_service(self):
        """Give the service that changes."""
        return reference.update_place

    def get_remove_service(self):
        """Give the service that removes."""
        return reference.remove_place


class ProviderIndexView(generic.IndexView):
    """All training bodies elsewhere."""

    queryset = ExternalProvider.objects.select_related("territory")

    @cached_property
    def columns(self):
        """Show whether and when each is accredited."""
        return [
            self._get_title_column("name"),
            self._get_custom_column("city"),
            BooleanColumn("accredited_now", label=_("Accredited today"), accessor=_accredited_now),
            DateColumn("accredited_from", label=_("From"), sort_key="accredited_from"),
            DateColumn("accredited_until", label=_("Until"), sort_key="accredited_until"),
        ]


class ProviderViewSet(ServiceViewSet):
    """Training bodies elsewhere, accredited or not."""

    model = ExternalProvider
    name = "providers"
    icon = "globe"
    instance_name = "provider"
    menu_label = _("Training bodies")
    index_view_class = ProviderIndexView
    ordering = "name"
    search_fields = ["name", "city"]

    def get_form_class(self, for_update=False):
        """Give the form."""
        return ProviderForm

    def get_create_service(self):
        """Give the service that creates."""
        return reference.create_provider

    def get_update_service(self):
        """Give the service that changes."""
        return reference.update_provider

    def get_remove_service(self):
        """Give the service that removes."""
        return reference.remove_provider


class OfferingFilters(WagtailFilterSet):
    """Offerings by kind, mode and whether the catalogue shows them."""

    class Meta:
        model = Offering
        fields = ["kind", "mode", "is_listed"]


class OfferingIndexView(generic.IndexView):
    """The catalogue."""

    def get_base_queryset(self):
        """Count sessions in the same query."""
        return Offering.objects.annotate(sessions_count=Count("sessions"))

    @cached_property
    def columns(self):
        """Show what is offered and how often it was planned."""
        return [
            self._get_title_column("title"),
            self._get_custom_column("kind"),
            NumberColumn("sessions_count", label=_("Sessions")),
            BooleanColumn("is_listed", label=_("In the catalogue"), sort_key="is_listed"),
        ]


class OfferingViewSet(ServiceViewSet):
    """The catalogue."""

    model = Offering
    name = "offerings"
    icon = "list-ul"
    instance_name = "offering"
    menu_label = _("Offerings")
    index_view_class = OfferingIndexView
    ordering = "title"
    search_fields = ["title", "code"]
    filterset_class = OfferingFilters

    def get_form_class(self, for_update=False):
        """Give the form."""
        return OfferingForm

    def get_create_service(self):
        """Give the service that creates."""
        return reference.create_offering

    def get_update_service(self):
        """Give the service that changes."""
        return reference.update_offering

    def get_remove_service(self):
        """Give the service that removes."""
        return reference.remove_offering


def _accredited_now(provider: ExternalProvider) -> bool:
    return provider.is_accredited(on=timezone.localdate())
