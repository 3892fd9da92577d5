"""Many rows are written in few statements, on SQLite too."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.models import Person


def test_five_thousand_people_are_few_statements(db):
    people = [Person(given_name="Camille", family_name=f"Nom{number}") for number in range(5000)]

    with CaptureQueriesContext(connection) as queries:
        Person.objects.bulk_create(people)

    assert len(queries) <= 3
    assert Person.objects.count() == 5000
