"""Which part of the ledger of hours is meant."""

from django import forms
from django.utils.translation import gettext_lazy

from certification.enums import HourSource, HourState
from certification.ledger.scope import LedgerScope
from curriculum.enums import HourKind
from curriculum.forms.periods import AnyPeriodForm
from curriculum.models import Person

ANY = ("", gettext_lazy("Any"))
STATES = [choice for choice in HourState.choices if choice[0] != HourState.DRAFT]


class LedgerForm(AnyPeriodForm):
    """A name or a person, a period, a kind, a state, a source; whatever is left empty is not a condition."""

    named = forms.CharField(
        label=gettext_lazy("Person"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[ANY, *HourKind.choices]
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[ANY, *STATES])
    source = forms.ChoiceField(
        label=gettext_lazy("Source"), required=False, choices=[ANY, *HourSource.choices]
    )
    person = forms.ModelChoiceField(
        Person.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("This person does not exist.")},
    )

    field_order = ["named"]

    @property
    def scope(self) -> LedgerScope:
        """What was chosen, once it is valid."""
        return LedgerScope(**self.cleaned_data)
