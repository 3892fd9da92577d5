"""How every mail of ours is written: a template of plain text, to one address."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_mail(
    to: str, subject: str, template: str, context: dict, files: Iterable[tuple] = ()
) -> None:
    """Write `curriculum/email/<template>.txt`; `context["name"]` is whom it greets."""
    body = render_to_string(f"curriculum/email/{template}.txt", context)
    mail = EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to])
    for file in files:
        mail.attach(*file)
    mail.send()
