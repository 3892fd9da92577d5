"""The list of people in the Wagtail admin, and the forms of who they are."""

import django_filters
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

import curriculum.converters  # noqa: F401
from curriculum.forms.people import NewPersonForm, PersonForm
from curriculum.models import HomeTerritory, Institution, Membership, Person
from curriculum.services import people
from curriculum.viewsets.base import ListView, ServiceCreateView, ServiceEditView, ServiceViewSet
from curriculum.viewsets.filters import TerritoryFilter


class HomeFilter(TerritoryFilter):
    """Keep people who work today in a territory or in a part of it."""

    def filter(self, qs, value):
        """Look at today's entry of each history."""
        if value is None:
            return qs
        today = HomeTerritory.objects.on(timezone.localdate())
        inside = today.filter(territory__path__startswith=value.path)
        return qs.filter(pk__in=inside.values("person"))


class PeopleFilters(WagtailFilterSet):
    """People by territory, institution, field and account."""

    territory = HomeFilter()
    institution = django_filters.ModelChoiceFilter(
        label=_("Institution"),
        queryset=Institution.objects.all(),
        method="in_institution",
        empty_label=_("All"),
    )
    account = django_filters.ChoiceFilter(
        label=_("Account"),
        choices=[("yes", _("Has an account")), ("no", _("Has no account"))],
        method="with_account",
        empty_label=_("All"),
    )

    class Meta:
        model = Person
        fields = ["field"]

    def in_institution(self, queryset, name, value):
        """Keep those who work there today."""
        current = Membership.objects.current(on=timezone.localdate()).filter(institution=value)
        return queryset.filter(pk__in=current.values("person"))

    def with_account(self, queryset, name, value):
        """Keep those with, or those without."""
        return queryset.filter(user__isnull=value == "no")


class PeopleIndexView(ListView):
    """All people, with where they work now."""

    add_item_label = _("Add a person")
    is_searchable = True

    def get_base_queryset(self):
        """Bring today's territory and institutions along: three queries for any number of rows."""
        today = timezone.localdate()
        homes = HomeTerritory.objects.on(today).select_related("territory")
        memberships = Membership.objects.current(on=today).select_related("institution")
        return Person.objects.prefetch_related(
            Prefetch("home_territories", homes, to_attr="homes_today"),
            Prefetch("memberships", memberships, to_attr="memberships_today"),
        )

    def order_queryset(self, queryset):
        """Sort by name as a French dictionary does, forwards or backwards."""
        ordered = queryset.in_order()
        return ordered.reverse() if self.ordering == "-family_name" else ordered

    def search_queryset(self, queryset):
        """Look for every word in names and addresses."""
        return queryset.named_like(self.search_query) if self.is_searching else queryset

    def get_edit_url(self, instance):
        """Lead to the person's page, from which all is changed."""
        return reverse("curriculum_admin:person", args=[instance.code])

    def get_delete_url(self, instance):
        """People are not deleted: hours and papers rest on them."""

    @cached_property
    def columns(self):
        """Show what tells people apart."""
        return [
            self._get_title_column("sorted_name", label=_("Name"), sort_key="family_name"),
            Column("territory", label=_("Professional territory"), accessor=_home_today),
            Column("institutions", label=_("Institutions"), accessor=_institutions_today),
            Column("email", label=_("E-mail address")),
            Column("account", label=_("Account"), accessor=_account),
        ]

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        """Take the sorted name, which is no column of the table."""
        return self._get_title_column_class(column_class)(
            field_name, get_url=self.get_edit_url, **kwargs
        )


class PersonCreateView(ServiceCreateView):
    """A new person, then their page."""

    def get_success_url(self):
        """Go to the person's page."""
        return reverse("curriculum_admin:person", args=[self.object.code])

    get_edit_url = get_success_url


class PersonEditView(ServiceEditView):
    """Who a person is; the address holds their code."""

    def get_object(self, queryset=None):
        """Find by code."""
        return get_object_or_404(Person, code=self.kwargs["code"])

    def get_edit_url(self):
        """Name the person by code."""
        return reverse("people:edit", args=[self.object.code])

    def get_success_url(self):
        """Go back to the person's page."""
        return reverse("curriculum_admin:person", args=[self.object.code])


class PersonFinder(ModelAdminURLFinder):
    """Where Wagtail’s own reports find a person."""

    def construct_edit_url(self, instance: Person) -> str:
        """Lead to the person’s page, whose address has their code."""
        return reverse("curriculum_admin:person", args=[instance.code])


class PersonViewSet(ServiceViewSet):
    """People: listed, added and changed here; the rest is done on their page."""

    model = Person
    name = "people"
    icon = "user"
    instance_name = "person"
    menu_label = _("People")
    menu_order = 200
    add_to_admin_menu = True
    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    ordering = "family_name"
    filterset_class = PeopleFilters
    url_finder_class = PersonFinder

    def get_common_view_kwargs(self, **kwargs):
        """People have a page with their journal instead of these, and are not deleted."""
        return super().get_common_view_kwargs(
            **{"history_url_name": None, "delete_url_name": None, **kwargs}
        )

    def get_form_class(self, for_update=False):
        """Give the form; a new person is looked for among those known."""
        return PersonForm if for_update else NewPersonForm

    def get_create_service(self):
        """Give the service that creates."""
        return people.create_person

    def get_update_service(self):
        """Give the service that changes."""
        return people.update_person

    def get_remove_service(self):
        """Give none: people are not removed."""
        return

    def get_urlpatterns(self):
        """Name people by code."""
        kept = [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name in {"index", "index_results", "add"}
        ]
        return [*kept, path("<code:code>/edit/", self.edit_view, name="edit")]


def _home_today(person: Person) -> str:
    return ", ".join(str(entry.territory or "–") for entry in person.homes_today)


def _institutions_today(person: Person) -> str:
    return ", ".join(str(membership.institution) for membership in person.memberships_today)


def _account(person: Person) -> str:
    return _("Has an account") if person.user_id else ""
