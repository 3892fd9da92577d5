"""How much of what people have, counted together."""

from collections.abc import Sequence

from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

from curriculum.models import Person


def counts_of(
    people: Sequence[Person], models: Sequence[type[Model]]
) -> dict[int, dict[type[Model], int]]:
    """Count the rows of each model that name each person, by the person's id; one query."""
    columns = {f"count_{number}": _count(model) for number, model in enumerate(models)}
    found = Person.objects.filter(pk__in=[person.pk for person in people]).order_by()
    return {
        pk: dict(zip(models, counts, strict=True))
        for pk, *counts in found.annotate(**columns).values_list("pk", *columns)
    }


def _count(model: type[Model]) -> Coalesce:
    rows = model.objects.filter(person=OuterRef("pk")).order_by().values("person")
    counted = Subquery(rows.annotate(number=Count("pk")).values("number"))
    return Coalesce(counted, 0, output_field=IntegerField())
