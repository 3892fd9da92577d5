"""Filters that several listings share."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.forms.fields import indented
from curriculum.models import Territory


class TerritoryChoice(django_filters.fields.ModelChoiceField):
    """A node of the tree, drawn as a tree."""

    def label_from_instance(self, territory: Territory) -> str:
        """Indent by depth."""
        return indented(territory)


class TerritoryFilter(django_filters.ModelChoiceFilter):
    """Keep rows that lie in a territory or in any part of it; `lookup` leads to the territory."""

    field_class = TerritoryChoice

    def __init__(self, lookup: str = "territory", **kwargs):
        self.lookup = lookup
        super().__init__(
            label=_("Territory"),
            queryset=lambda request: Territory.objects.all(),
            empty_label=_("All"),
            widget=forms.Select,
            **kwargs,
        )

    def filter(self, qs, value):
        """Compare paths: those inside begin alike."""
        if value is None:
            return qs
        return qs.filter(**{f"{self.lookup}__path__startswith": value.path})
