"""What a trainee says of an activity done elsewhere."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from certification.forms.fields import DurationField, FilesField, TerritoryField
from certification.hour_facts import EARLIEST
from certification.models import HourRecord
from certification.services.declaring import Activity
from curriculum.enums import HourKind
from curriculum.models import ExternalProvider

ACCEPT = "application/pdf,image/jpeg,image/png,image/webp"


class EvidenceForm(forms.Form):
    """Files that support a declaration."""

    files = FilesField(label=_("Add files"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["accept"] = ACCEPT
        self.fields["files"].help_text = _(
            "Certificate, attendance sheet, programme with your name: PDF, JPEG, PNG or WebP, "
            "up to %(size)s each. Several files at once are welcome."
        ) % {"size": filesizeformat(settings.EVIDENCE_MAX_BYTES)}


class DeclarationForm(forms.Form):
    """The facts of an activity."""

    kind = forms.ChoiceField(
        label=_("Kind of activity"), choices=[("", _("Choose…")), *HourKind.choices]
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As it stands on your evidence.")
    )
    on = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("One declaration for each day: the form offers you the next one."),
    )
    minutes = DurationField(label=_("Duration"), help_text=_("Time that counts, without breaks."))
    provider = forms.ModelChoiceField(
        ExternalProvider.objects.all(),
        label=_("Training body"),
        required=False,
        empty_label=_("Not in the list"),
        help_text=_("Choose it here, or write its name below."),
    )
    provider_name = forms.CharField(
        label=_("Name of the training body, if it is not in the list"),
        max_length=160,
        required=False,
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("Town and room, or “on line”."),
    )
    territory = TerritoryField(
        required=False,
        empty_label=_("None (on line, or none applies)"),
        help_text=_("Needed for participation and co-animation: some must be off your territory."),
    )

    def __init__(self, *args, latest=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("provider", "provider_name", "territory"):
            self.fields[name].is_needed = True  # one of two, or for some kinds
        if latest:
            self.fields["on"].widget.attrs |= {
                "min": EARLIEST.isoformat(),
                "max": latest.isoformat(),
            }

    @classmethod
    def facts_of(cls, record: HourRecord) -> dict:
        """Give the initial values of a form that corrects or repeats a record."""
        return {name: getattr(record, name) for name in cls.base_fields}

    def activity(self) -> Activity:
        """Give the cleaned facts as the service takes them."""
        names = Activity.__dataclass_fields__
        return Activity(**{name: self.cleaned_data[name] for name in names})


class NewDeclarationForm(EvidenceForm, DeclarationForm):
    """The facts of an activity and, at once, its evidence."""

    field_order = [*DeclarationForm.base_fields, "files"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].label = _("Evidence")
        self.fields["files"].required = "submit" in self.data
        self.fields["files"].is_needed = True
        self.fields["files"].help_text += " " + _("Needed to submit; a draft does without.")
