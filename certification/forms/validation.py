"""What staff choose and write when they decide on hours."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification.enums import HourSource
from certification.forms.fields import TerritoryField
from certification.models import HourRecord
from certification.models.hour_queries import HourRecordQuerySet
from curriculum.enums import HourKind
from curriculum.models import ExternalProvider, Institution, Session

ANY = ("", _("Any"))
AGES = [
    ("7", _("For a week or longer")),
    ("30", _("For a month or longer")),
    ("90", _("For three months or longer")),
]


class QueueFilterForm(forms.Form):
    """Which waiting hours to show; a choice that does not exist is left out, never an error page."""

    person = forms.CharField(label=_("Person"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *HourKind.choices])
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[ANY, *HourSource.choices]
    )
    provider = forms.ModelChoiceField(
        ExternalProvider.objects.all(),
        label=_("Training body"),
        required=False,
        empty_label=_("Any"),
    )
    territory = TerritoryField(required=False, empty_label=_("Any"))
    institution = forms.ModelChoiceField(
        Institution.objects.all(),
        label=_("Institution of the person"),
        required=False,
        empty_label=_("Any"),
    )
    session = forms.ModelChoiceField(
        Session.objects.all(), to_field_name="code", required=False, widget=forms.HiddenInput
    )
    age = forms.ChoiceField(label=_("Waiting"), required=False, choices=[ANY, *AGES])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].widget.attrs["placeholder"] = _("Name or e-mail address")

    def choose(self, records: HourRecordQuerySet) -> HourRecordQuerySet:
        """Keep the records that the form asks for."""
        self.is_valid()
        chosen = self.cleaned_data
        for name in ("kind", "source", "provider", "session"):
            if chosen.get(name):
                records = records.filter(**{name: chosen[name]})
        if chosen.get("person"):
            records = records.of_people_named(chosen["person"])
        if chosen.get("territory"):
            records = records.in_territory(chosen["territory"])
        if chosen.get("institution"):
            records = records.of_institution(chosen["institution"])
        if chosen.get("age"):
            records = records.submitted_until(timezone.now() - timedelta(days=int(chosen["age"])))
        return records

    @property
    def chosen_session(self) -> Session | None:
        """Give the session that the queue is narrowed to; after `choose`."""
        return self.cleaned_data.get("session")

    @property
    def is_used(self) -> bool:
        """Tell whether anything is left out; after `choose`."""
        return any(self.cleaned_data.values())


class DecisionForm(forms.Form):
    """Whether to validate or to refuse, and when the person who decides looked at the hours."""

    VALIDATE, REFUSE = "validate", "refuse"

    decision = forms.ChoiceField(choices=[(VALIDATE, _("Validate")), (REFUSE, _("Refuse"))])
    seen_at = forms.DateTimeField(required=False)

    @property
    def validates(self) -> bool:
        """Tell which of both it is; after `is_valid`."""
        return self.cleaned_data["decision"] == self.VALIDATE


class RefusalForm(forms.Form):
    """Why hours are refused."""

    reason = forms.CharField(
        label=_("Reason of the refusal"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The trainee reads it in the mail and beside the hours."),
        error_messages={"required": _("Say why: the trainee reads the reason.")},
    )


class OverruleForm(forms.Form):
    """Off-territory or not, against the calendar."""

    off_territory = forms.TypedChoiceField(
        label=_("These hours are"),
        choices=[("yes", _("off-territory")), ("no", _("on the territory"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ProviderForm(forms.Form):
    """Which body a declaration is about."""

    provider = forms.ModelChoiceField(
        ExternalProvider.objects.all(),
        label=_("Training body of the list"),
        required=False,
        empty_label=_("None: as the trainee wrote it"),
        help_text=_("Its dates of accreditation then decide."),
    )
    accredited = forms.BooleanField(
        label=_("Accredit the body written by the trainee, for this activity only"), required=False
    )

    @classmethod
    def of(cls, record: HourRecord) -> "ProviderForm":
        """Begin with what the record says."""
        typed = record.provider_id is None
        return cls(
            initial={"provider": record.provider_id, "accredited": typed and record.accredited}
        )
