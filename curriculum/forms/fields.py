"""Fields that several forms share."""

from django import forms

from curriculum.models import Territory


def indented(territory: Territory) -> str:
    """Write a name with wide spaces for its depth: browsers drop ordinary ones."""
    return "\N{EM SPACE}" * (territory.depth - 1) + territory.name


class TerritoryField(forms.ModelChoiceField):
    """Choose a node of the tree, drawn as a tree; one query."""

    def __init__(self, **kwargs):
        super().__init__(Territory.objects.all(), **kwargs)

    def label_from_instance(self, territory: Territory) -> str:
        """Indent by depth."""
        return indented(territory)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
