"""What it costs to say how far everybody is, and how far one trainee is.

Rows: the totals of 2,000 trainees with 133,000 records beside one raw GROUP BY and a bare flow; the
queries of one trainee with every record explained.
"""

import os
import random
from datetime import timedelta

from tests.benchmarks.harness import compare, figure, scratch_site

TRAINEES = 2_000
RECORDS = 133_000
ATTESTED = 400
GROUP_BY = """
    SELECT person_id, kind, off_territory, accredited, SUM(minutes)
    FROM certification_hourrecord WHERE state = 'validated'
    GROUP BY person_id, kind, off_territory, accredited
"""


def fill() -> None:
    """Store the trainees; a fifth of them have an attested level, one record in twenty waits."""
    from certification.models import FollowedRulebook, HourRecord, Rulebook
    from curriculum.models import Person
    from tests.benchmarks.bench_rules import trainee
    from tests.factories import NOON

    rng = random.Random(2026)
    rulebook = Rulebook.objects.get()
    people = Person.objects.bulk_create(
        [Person(given_name="Camille", family_name=f"Personne{n}") for n in range(TRAINEES)]
    )
    FollowedRulebook.objects.bulk_create(
        FollowedRulebook(person=person, rulebook=rulebook, began_on=rulebook.in_force_from)
        for person in people
    )
    dossiers = [trainee(rng) for _ in people]
    per_person = RECORDS // TRAINEES
    rows = []
    for person, dossier in zip(people, dossiers, strict=True):
        records = list(dossier.records)
        while len(records) < per_person:
            records += dossier.records
        extra = len(rows) < RECORDS - per_person * (TRAINEES - person.pk)
        for number, hours in enumerate(records[: per_person + extra]):
            rows.append(
                HourRecord(
                    person=person,
                    source="declared",
                    state="submitted" if rng.random() < 0.05 else "validated",
                    kind=hours.kind,
                    on=hours.on + timedelta(days=number),
                    minutes=hours.minutes,
                    title="Activité",
                    off_territory=hours.off_territory,
                    accredited=hours.accredited,
                    decided_at=NOON,
                )
            )
    rng.shuffle(rows)
    HourRecord.objects.bulk_create(rows[:RECORDS], batch_size=2_000)
    _attest(people[:ATTESTED])


def _attest(people) -> None:
    from certification.dossier import assess
    from tests.certification.records import make_award

    for person in people:
        if assess(person).next_level_to_attest == 1:
            make_award(person, 1)


def bare_totals(cursor, bare) -> None:
    """Read the sums by one statement, and let the bare flow share them."""
    people: dict[int, dict] = {}
    for person, kind, off_territory, accredited, minutes in cursor.execute(GROUP_BY):
        people.setdefault(person, {})[kind, off_territory, accredited] = minutes
    for sums in people.values():
        bare.amounts(sums)


def main() -> None:
    os.environ.pop("DATABASE_URL", None)  # The floor is written for SQLite.
    with scratch_site():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from certification.dossier import assess, assess_many
        from certification.models import HourRecord, LevelAward
        from certification.rulebooks import packaged_rulebook
        from curriculum.models import Person
        from tests.benchmarks.bench_rules import Bare

        fill()
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        plain = connection.connection.cursor()
        rulebook = packaged_rulebook("ficc")
        bare = Bare(rulebook)
        print(
            f"{TRAINEES} trainees, {HourRecord.objects.count()} records, "
            f"{LevelAward.objects.count()} attested levels"
        )
        compare(
            3,
            "progress of all trainees (floor: one raw GROUP BY and a bare flow)",
            ours=assess_many,
            floor=lambda: bare_totals(plain, bare),
            must=2,
            good=1.3,
        )
        with CaptureQueriesContext(connection) as queries:
            assess_many()
        figure(3, "its queries", len(queries), must=4, good=2)

        person = Person.objects.first()
        with CaptureQueriesContext(connection) as queries:
            assert assess(person).assessment.records
        figure(
            4,
            "queries of one trainee's progress, every record explained",
            len(queries),
            must=2,
            good=1,
        )


if __name__ == "__main__":
    main()
