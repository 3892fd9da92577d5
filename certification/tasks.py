"""Background work of the certification; services enqueue it by name (see `curriculum.background`)."""

from django.db import transaction

from certification import notifications
from certification.models import HourRecord
from curriculum.background import background_task, enqueue


@background_task(queue="mail")
def tell_people(*, ids: list[int]) -> None:
    """Queue one mail a person about what was decided on these records, all of them or none."""
    by_person: dict[int, list[int]] = {}
    for pk, person in HourRecord.objects.filter(pk__in=ids).values_list("pk", "person"):
        by_person.setdefault(person, []).append(pk)
    with transaction.atomic():
        for person, mine in by_person.items():
            enqueue("certification.tasks.tell_person", person_id=person, record_ids=mine)


@background_task(queue="mail")
def tell_person(*, person_id: int, record_ids: list[int]) -> None:
    """Send one person one mail about what was decided on these records."""
    notifications.send_decisions(person_id, record_ids)
