"""Controls that the forms of hours share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.models import Territory

STEP = "\N{EM SPACE}"


class TerritoryField(forms.ModelChoiceField):
    """A territory of the tree, each one indented below what it lies in."""

    def __init__(self, **options):
        super().__init__(Territory.objects.all(), label=_("Territory"), **options)

    def label_from_instance(self, territory: Territory) -> str:
        return STEP * (territory.depth - 1) + territory.name


class DurationWidget(forms.MultiWidget):
    """Hours and minutes, side by side."""

    template_name = "certification/widgets/duration.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        number = {"inputmode": "numeric", "autocomplete": "off", "min": 0}
        super().__init__(
            {
                "hours": forms.NumberInput({**number, "max": 24}),
                "minutes": forms.NumberInput({**number, "max": 59}),
            },
            attrs,
        )

    def decompress(self, value):
        return list(divmod(value, 60)) if value else [None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, label in zip(
            context["widget"]["subwidgets"], (_("hours"), _("minutes")), strict=True
        ):
            part["label"] = label
        return context


class DurationField(forms.MultiValueField):
    """A duration typed as hours and minutes, in whole minutes."""

    widget = DurationWidget

    def __init__(self, **options):
        fields = (
            forms.IntegerField(
                min_value=0,
                max_value=24,
                error_messages={"invalid": _("Write the hours as a whole number.")},
            ),
            forms.IntegerField(
                min_value=0,
                max_value=59,
                error_messages={"invalid": _("Write the minutes as a whole number.")},
            ),
        )
        super().__init__(fields, require_all_fields=False, **options)
        for field in fields:
            field.required = False

    def compress(self, values):
        hours, minutes = values or [None, None]
        return (hours or 0) * 60 + (minutes or 0)


class FilesWidget(forms.ClearableFileInput):
    """Several files chosen at once, also without scripts."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files; their content is checked when they are attached."""

    widget = FilesWidget

    def clean(self, data, initial=None):
        files = [file for file in (data or []) if file]
        if not files and self.required:
            raise forms.ValidationError(_("Choose at least one file."), code="required")
        # Empty files pass here: the service names each one and says what is wrong with it.
        return files
