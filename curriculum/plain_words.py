"""Words that hold no address: names go into mails to people who never heard of who typed them."""

import re

ADDRESS = re.compile(r"://|www\.|@|[<>]|\w\w\.\w\w", re.IGNORECASE)
"""The last: « casino.example »; initials have one letter before each full stop."""


def holds_an_address(text: str) -> bool:
    """Tell whether there is a link or a mail address in a text, or what programs make a link of."""
    return ADDRESS.search(text) is not None
