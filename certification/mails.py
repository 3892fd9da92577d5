"""Mails of the certification, written from the rows as they are when the mail goes out."""

from collections.abc import Collection

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.enums import HourState
from certification.models import Attestation
from curriculum.models import Person

TOLD_STATES = (
    HourState.VALIDATED,
    HourState.REFUSED,
    HourState.SUBMITTED,
    HourState.WITHDRAWN,
)


def send_decisions(person_id: int, record_ids: Collection[int]) -> None:
    """Tell a person what was decided on these records of theirs, by what each is now."""
    person = Person.objects.select_related("user").get(pk=person_id)
    records = list(person.hour_records.filter(pk__in=record_ids).in_order())
    groups = [
        (state.value, [record for record in records if record.state == state])
        for state in TOLD_STATES
    ]
    groups = [(state, found) for state, found in groups if found]
    if groups:
        number = len(records)
        subject = ngettext(
            "A decision on your hours", "Decisions on your hours: %(number)d activities", number
        )
        send_mail(person, subject % {"number": number}, "hours_decided", {"groups": groups})


def send_mail(person: Person, subject: str, name: str, context: dict) -> None:
    """Send `certification/email/<name>.txt`; a person without an address gets none."""
    to = person.email or (person.user.email if person.user else "")
    if not to:
        return
    body = render_to_string(
        f"certification/email/{name}.txt", {"name": person.full_name, "person": person, **context}
    )
    EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to]).send()


def send_attestation_news(attestation_id: int, news: str) -> None:
    """Tell the holder that a paper was issued, revoked, or replaced by this one."""
    attestation = Attestation.objects.select_related("person__user", "supersedes").get(
        pk=attestation_id
    )
    subjects = {
        "issued": _("Your attestation no. %(number)s"),
        "revoked": _("Your attestation no. %(number)s is revoked"),
        "superseded": _("Your attestation is replaced by no. %(number)s"),
    }
    subject = subjects[news] % {"number": attestation.number}
    send_mail(attestation.person, subject, f"attestation_{news}", {"attestation": attestation})
