"""What happens when somebody proves that an e-mail address is theirs."""

from allauth.account.adapter import DefaultAccountAdapter

from curriculum.services.accounts import link_person


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own behaviour, and the account finds its person."""

    def confirm_email(self, request, email_address) -> bool:
        """Mark the address as proved, then look for the person behind it."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            link_person(user=email_address.user, email=email_address.email)
        return confirmed
