"""The screens of Wagtail's admin that the site replaces."""

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from curriculum.services.logins import settle_login


class UniqueAddress(forms.Form):
    """Refuses an address that opens somebody else's account, before anything is written."""

    def clean_email(self) -> str:
        """Compare without case, also with the second addresses that people added themselves."""
        email = self.cleaned_data["email"].lower()
        taken = EmailAddress.objects.filter(email__iexact=email).exclude(user=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError(_("This address opens somebody else’s account already."))
        return email


class NewLoginForm(UniqueAddress, UserCreationForm):
    """A new account."""


class LoginForm(UniqueAddress, UserEditForm):
    """An account that exists."""


class ForAdministrators:
    """Keeps out whoever is no administrator: to change an account is to be able to become anybody."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AddLogin(ForAdministrators, CreateView):
    """Make an account; its owner signs in by a code sent to its address."""

    def save_instance(self):
        user = super().save_instance()
        settle_login(user=user, by=self.request.user)
        return user


class EditLogin(ForAdministrators, EditView):
    """Change an account."""

    def save_instance(self):
        user = super().save_instance()
        if "email" in self.form.changed_data:
            settle_login(user=user, by=self.request.user)
        return user


class EmailUserViewSet(UserViewSet):
    """Accounts known by their e-mail address."""

    add_view_class = AddLogin
    edit_view_class = EditLogin

    def get_form_class(self, for_update: bool = False):
        return LoginForm if for_update else NewLoginForm
