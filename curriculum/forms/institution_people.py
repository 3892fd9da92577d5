"""Forms about the people of an institution, for its managers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import Civility
from curriculum.forms.fields import DayInput, TerritoryField

ANSWERS = [("same", _("It is the same person")), ("another", _("It is another person"))]


class PeopleFilter(forms.Form):
    """Whom to list."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)


class NewMemberForm(forms.Form):
    """Somebody who works in the institution."""

    civility = forms.ChoiceField(
        label=_("Civility"), required=False, choices=[("", "–"), *Civility.choices]
    )
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("The own address of the person: the invitation to Jalons goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=DayInput,
        help_text=_("Tells two people of the same name apart; it is not shown in this space."),
    )
    function = forms.CharField(label=_("Function"), required=False, max_length=120)
    territory = TerritoryField(label=_("Professional territory"))
    answer = forms.ChoiceField(
        label=_("Is it the same person?"),
        required=False,
        choices=ANSWERS,
        widget=forms.HiddenInput,
    )

    def ask(self, question: str) -> None:
        """Ask whether it is somebody known."""
        field = self.fields["answer"]
        field.widget = forms.RadioSelect(choices=ANSWERS)
        field.is_needed = True
        self.add_error("answer", question)

    def newcomer(self) -> dict:
        """Give what the service takes about the person."""
        return {name: value for name, value in self.cleaned_data.items() if name != "answer"}

    @property
    def is_same(self) -> bool | None:
        """Tell what was answered; None when nothing was asked yet."""
        answer = self.cleaned_data["answer"]
        return answer == "same" if answer else None


class FunctionForm(forms.Form):
    """As what somebody works in the institution."""

    function = forms.CharField(label=_("Function"), required=False, max_length=120)


class LeaveForm(forms.Form):
    """The last day in the institution."""

    on = forms.DateField(label=_("Last day"), widget=DayInput)


class AddressForm(forms.Form):
    """The address of somebody who has none."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The own address of the person: the invitation to Jalons goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
