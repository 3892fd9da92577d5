"""Forms about one person: who it is, where it works, its institutions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.forms.fields import DayInput, TerritoryField
from curriculum.french_days import spell_day
from curriculum.models import Institution, Person


class PersonForm(forms.ModelForm):
    """Who a person is, as papers name them."""

    class Meta:
        model = Person
        fields = [
            "civility",
            "given_name",
            "family_name",
            "birth_date",
            "email",
            "phone",
            "profession",
            "field",
        ]
        widgets = {"birth_date": DayInput}


class NewPersonForm(PersonForm):
    """A new person; somebody known under that name or address must be said to be another."""

    is_another = forms.BooleanField(
        label=_("This is another person"), required=False, widget=forms.HiddenInput
    )

    def clean(self):
        """Ask once when the person may be known already."""
        values = super().clean()
        is_another = values.pop("is_another", False)
        known = []
        if not self.errors:
            names = values["given_name"], values["family_name"]
            known = list(Person.objects.may_be(*names, email=values["email"])[:5])
        if known and not is_another:
            self.fields["is_another"].widget = forms.CheckboxInput()
            self.add_error(
                "is_another",
                _("Known already: %(people)s. Tick this box to add another person all the same.")
                % {"people": ", ".join(map(_presentation, known))},
            )
        return values


def _presentation(person: Person) -> str:
    details = [person.email, person.birth_date and spell_day(person.birth_date)]
    found = ", ".join(str(detail) for detail in details if detail)
    return f"{person} ({found})" if found else str(person)


class HomeTerritoryForm(forms.Form):
    """A professional territory and the day from which it holds."""

    territory = TerritoryField(label=_("Territory"), required=False)
    is_unknown = forms.BooleanField(label=_("No territory is known from that day"), required=False)
    since = forms.DateField(label=_("Since"), widget=DayInput)

    def clean(self):
        """Ask for a territory, or for the word that none is known."""
        values = super().clean()
        is_unknown = values.pop("is_unknown", False)
        if "territory" in values and is_unknown == bool(values["territory"]):
            self.add_error(
                "territory", _("Choose a territory, or tick that none is known: one of the two.")
            )
        return values


class MembershipForm(forms.Form):
    """When and as what a person works in an institution."""

    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    since = forms.DateField(label=_("From"), widget=DayInput)
    until = forms.DateField(
        label=_("Until"),
        widget=DayInput,
        required=False,
        help_text=_("Last day. Empty: still there."),
    )


class JoinForm(MembershipForm):
    """The same, with the institution."""

    institution = forms.ModelChoiceField(Institution.objects.all(), label=_("Institution"))
    field_order = ["institution", "function", "since", "until"]


class LeaveForm(forms.Form):
    """The last day in an institution."""

    on = forms.DateField(label=_("Last day"), widget=DayInput)


class ReasonForm(forms.Form):
    """A reason that is kept in the journal."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class ManagerForm(forms.Form):
    """A person who may act for an institution; only those with an account can."""

    person = forms.ModelChoiceField(
        Person.objects.exclude(user=None).in_order(),
        label=_("Person"),
        help_text=_("Only people who have an account are listed: invite the person first."),
    )
