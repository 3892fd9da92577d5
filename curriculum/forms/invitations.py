"""What is asked of those who are invited."""

from allauth.account.forms import SetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.models import Person, User


class OpenAccountForm(SetPasswordForm):
    """A password for an account that is not there yet."""

    def __init__(self, data=None, *, person: Person, email: str):
        # Passwords are compared with the names and the address.
        account = User(email=email, first_name=person.given_name, last_name=person.family_name)
        super().__init__(account, data)


class NewLinkForm(forms.Form):
    """The address to which a new link goes, if it is the one that we keep."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The one at which the invitation came."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
