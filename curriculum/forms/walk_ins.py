"""Somebody came who is not enrolled: who is it?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.forms.fields import DayInput
from curriculum.forms.honeypot import no_address
from curriculum.models import Person, Session
from curriculum.walk_in_people import SHORTEST, people_who_may_have_come


class FindForm(forms.Form):
    """A name or an address to find somebody by, and who was chosen."""

    q = forms.CharField(
        label=gettext_lazy("Name, or whole e-mail address"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "By name, you find people of the institutions of this session; by the whole address, anybody "
            "whom the federation knows."
        ),
    )

    def __init__(self, *args, session: Session, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.session, self.on = session, on
        self.found: list[Person] = []

    def clean_q(self):
        """Look for people, kept as `found`."""
        text = self.cleaned_data["q"]
        if "@" not in text and len(text) < SHORTEST:
            raise forms.ValidationError(_("Write three letters of the name at least."))
        self.found = people_who_may_have_come(self.session, text, on=self.on)
        return text

    def chosen(self, code: str) -> Person | None:
        """Give the person of this code, when it is among those found."""
        return next((person for person in self.found if person.code == code), None)


class NewcomerForm(forms.Form):
    """Somebody whom the federation does not know; an address or a date of birth keep doubles away."""

    given_name = forms.CharField(
        label=gettext_lazy("Given name"), max_length=100, validators=[no_address]
    )
    family_name = forms.CharField(
        label=gettext_lazy("Family name"), max_length=100, validators=[no_address]
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(
        label=gettext_lazy("Date of birth"), required=False, widget=DayInput
    )
    is_bare = forms.BooleanField(
        label=gettext_lazy("I have neither: add the person with the name alone"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        """Ask once for an address or a date of birth."""
        values = super().clean() or {}
        is_bare = values.pop("is_bare", False)
        if self.errors or values.get("email") or values.get("birth_date"):
            return values
        if not is_bare:
            self.fields["is_bare"].widget = forms.CheckboxInput()
            self.add_error(
                "is_bare",
                _(
                    "Ask for the e-mail address or the date of birth: they tell one person from another."
                ),
            )
        return values
