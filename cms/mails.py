"""Mails of the site."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.contrib.forms.models import FormSubmission


def send_message(message_id: int) -> None:
    """Pass a visitor's message on to staff, who answer by replying to it."""
    message = FormSubmission.objects.select_related("page").filter(pk=message_id).first()
    if message is None:  # deleted meanwhile
        return
    page = message.page.specific
    if not page.to_address:
        return
    fields = list(page.get_form_fields())
    answers = [
        (field.label, _in_words(message.form_data.get(field.clean_name))) for field in fields
    ]
    senders = [
        message.form_data.get(field.clean_name) for field in fields if field.field_type == "email"
    ]
    EmailMessage(
        " ".join(
            (page.subject or _("Message from the site: %(page)s") % {"page": page.title}).split()
        ),
        render_to_string("cms/email/message.txt", {"answers": answers, "page": page, "name": ""}),
        to=[address.strip() for address in page.to_address.split(",")],
        reply_to=[sender for sender in senders if sender][:1],
    ).send()


def _in_words(value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
