"""What came of an import that was written: counts, people, and those whom it added."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from certification.enums import ImportResult
from certification.models import HourImport, HourRecord
from curriculum.enums import UploadState
from curriculum.models import Enrolment, Person


def result_counts(hour_import: HourImport) -> Counter:
    """Count the lines by what became of them; one query."""
    rows = hour_import.lines.order_by().values_list("result").annotate(Count("pk"))
    return Counter(dict(rows))


def people_of(hour_import: HourImport) -> QuerySet[Person]:
    """Ask for those who have hours from this import, with how many records and minutes."""
    mine = HourRecord.objects.filter(import_line__hour_import=hour_import)
    sums = mine.filter(person=OuterRef("pk")).order_by().values("person")
    return (
        Person.objects.filter(pk__in=mine.order_by().values("person"))
        .annotate(
            record_count=sums.annotate(count=Count("pk")).values("count"),
            imported_minutes=sums.annotate(total=Sum("minutes")).values("total"),
            is_newcomer=Exists(hour_import.lines.filter(person=OuterRef("pk"), made_person=True)),
        )
        .in_order()
    )


def kept_newcomers(hour_import: HourImport) -> list[Person]:
    """List those whom an undone import had added and who have nothing else: they stay."""
    if hour_import.state != UploadState.UNDONE:
        return []
    added = hour_import.lines.filter(result=ImportResult.REMOVED, made_person=True)
    return list(
        Person.objects.filter(
            ~Exists(HourRecord.objects.filter(person=OuterRef("pk"))),
            ~Exists(Enrolment.objects.filter(person=OuterRef("pk"))),
            pk__in=added.order_by().values("person"),
        ).in_order()
    )
