"""Institutions, places, external providers and the catalogue in the Wagtail admin."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from curriculum.forms.institutions import InstitutionForm
from curriculum.forms.reference import OfferingForm, PlaceForm, ProviderForm
from curriculum.french_days import spell_day
from curriculum.models import ExternalProvider, Institution, Offering, Place
from curriculum.services import institutions, reference
from curriculum.viewsets.base import ListView, ServiceCreateView, ServiceEditView, ServiceViewSet
from curriculum.viewsets.filters import TerritoryFilter


class InstitutionFilters(WagtailFilterSet):
    """Institutions by kind and by territory."""

    territory = TerritoryFilter()

    class Meta:
        model = Institution
        fields = ["kind"]


class InstitutionIndexView(ListView):
    """All institutions; each leads to its own page."""

    add_item_label = _("Add an institution")

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
            Column("people_now", label=_("People now"), accessor=_people_now),
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
        return institutions.create_institution

    def get_update_service(self):
        """Give the service that changes."""
        return institutions.update_institution

    def get_remove_service(self):
        """Give the service that removes."""
        return institutions.remove_institution


class PlaceFilters(WagtailFilterSet):
    """Places by territory."""

    territory = TerritoryFilter()

    class Meta:
        model = Place
        fields: list[str] = []


class PlaceIndexView(ListView):
    """All places."""

    add_item_label = _("Add a place")
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


class ProviderIndexView(ListView):
    """All training bodies elsewhere."""

    add_item_label = _("Add a training body")
    queryset = ExternalProvider.objects.select_related("territory")

    @cached_property
    def columns(self):
        """Show whether and when each is accredited."""
        return [
            self._get_title_column("name"),
            self._get_custom_column("city"),
            Column("accredited_now", label=_("Today"), accessor=_accredited_now),
            Column("accredited", label=_("Accreditation"), accessor=_accreditation),
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


class OfferingIndexView(ListView):
    """The catalogue."""

    add_item_label = _("Add an offering")

    def get_base_queryset(self):
        """Count sessions in the same query."""
        return Offering.objects.annotate(sessions_count=Count("sessions"))

    @cached_property
    def columns(self):
        """Show what is offered and how often it was planned."""
        return [
            self._get_title_column("title"),
            self._get_custom_column("kind"),
            Column("sessions_count", label=_("Sessions"), accessor=_sessions_count),
            Column("is_listed", label=_("Catalogue"), accessor=_listed, sort_key="is_listed"),
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


def _accredited_now(provider: ExternalProvider) -> str:
    return _("Accredited") if provider.is_accredited(on=timezone.localdate()) else ""


def _accreditation(provider: ExternalProvider) -> str:
    if provider.accredited_from is None:
        return ""
    first = spell_day(provider.accredited_from)
    if provider.accredited_until is None:
        return _("since %(day)s") % {"day": first}
    last = spell_day(provider.accredited_until)
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def _listed(offering: Offering) -> str:
    return _("In the catalogue") if offering.is_listed else ""


def _people_now(institution: Institution) -> str:
    count = institution.people_now
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def _sessions_count(offering: Offering) -> str:
    count = offering.sessions_count
    return ngettext("%(count)d session", "%(count)d sessions", count) % {"count": count}
