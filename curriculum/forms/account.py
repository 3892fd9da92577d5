"""What sign-up asks besides an address and a password."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.forms.honeypot import no_address


class SignupNames(forms.Form):
    """The names under which a person is known; allauth puts its own fields behind."""

    first_name = forms.CharField(
        label=_("Given name"),
        max_length=100,
        validators=[no_address],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=100,
        validators=[no_address],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def signup(self, request, user) -> None:
        """Need nothing more: allauth keeps these two names by itself."""
