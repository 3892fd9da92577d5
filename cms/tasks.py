"""What the worker does for the site: send mails."""

from django.utils.translation import gettext_lazy as _

from cms import mails
from curriculum.background import background_task


@background_task(queue="mail", title=_("Mail: message from the site"))
def send_message(*, message_id: int) -> None:
    """Pass a visitor's message on to staff."""
    mails.send_message(message_id)
