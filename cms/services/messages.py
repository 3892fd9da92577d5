"""Messages that visitors send by a form of the site."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page

from curriculum.background import enqueue


@transaction.atomic
def receive_message(*, page: Page, data: dict[str, Any]) -> FormSubmission:
    """Keep a message of a visitor and put its mail to staff in the queue."""
    message = FormSubmission.objects.create(page=page, form_data=data)
    enqueue("cms.tasks.send_message", message_id=message.pk)
    return message


@transaction.atomic
def forget_messages(*, page: Page, keep_months: int, at: datetime) -> int:
    """Delete the messages of a page that are older than it promises; 0 months promise nothing."""
    if not keep_months:
        return 0
    oldest = at - timedelta(days=31 * keep_months)
    old = FormSubmission.objects.filter(page=page, submit_time__lt=oldest)
    return old.delete()[0]
