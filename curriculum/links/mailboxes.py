"""The mailbox that a link was sent to: once the person has another address, the old one opens nothing more."""

from django.utils.crypto import constant_time_compare, salted_hmac


def mailbox_print(email: str, salt: str) -> str:
    """Give a fingerprint that says nothing about the address."""
    return salted_hmac(salt, email.lower()).hexdigest()[:16]


def is_of_mailbox(found: object, email: str, salt: str) -> bool:
    """Tell whether a fingerprint that came back is that of the address as it is now."""
    return isinstance(found, str) and constant_time_compare(found, mailbox_print(email, salt))
