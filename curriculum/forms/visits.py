"""What a visitor types to come and see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.forms.honeypot import HoneypotForm, no_address


class VisitForm(HoneypotForm):
    """Who comes, and where the confirmation goes."""

    given_name = forms.CharField(
        label=_("Given name"),
        max_length=100,
        validators=[no_address],
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=100,
        validators=[no_address],
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We write to it at once: you confirm from that mail."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    profession = forms.CharField(
        label=_("Profession or institution"),
        max_length=120,
        required=False,
        validators=[no_address],
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
