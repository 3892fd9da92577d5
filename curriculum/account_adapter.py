"""What this site asks of allauth: people behind accounts, and mails that lead here and nowhere else."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.utils.translation import gettext as _

from curriculum.services.accounts import forget_password, link_person


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own behaviour, with our own address in its mails."""

    def send_mail(self, template_prefix, email, context) -> None:
        """Write addresses below SITE_BASE_URL: the request's host is whatever its sender says."""
        ours = {
            name: _on_this_site(value)
            for name, value in context.items()
            if name.endswith("_url") and isinstance(value, str)
        }
        super().send_mail(template_prefix, email, {**context, **ours})


def address_is_proved(*, request, email_address, **kwargs) -> None:
    """Find the person behind an account (`email_confirmed` receiver: allauth proves in several ways).

    Whoever comes in by a code sent to the mailbox need not be who opened the account and chose its
    password: that password is forgotten.
    """
    user = email_address.user
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    if not request.user.is_authenticated and "code" in methods and forget_password(user=user):
        messages.info(
            request,
            _(
                "The password given before this address was proved no longer holds: choose another, "
                "or go on with codes."
            ),
        )
    link_person(user=user, email=email_address.email)


def _on_this_site(address: str) -> str:
    parts = urlsplit(address)
    return settings.SITE_BASE_URL + parts._replace(scheme="", netloc="").geturl()
