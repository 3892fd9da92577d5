"""No page costs more than 25 queries, and none costs more because there is more of everything."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from certification.enums import AttestationState, HourState
from certification.models import (
    Attestation,
    Evidence,
    FollowedRulebook,
    HourImport,
    HourImportLine,
    HourRecord,
    IssueBatchItem,
    Rulebook,
)
from curriculum.enums import HourKind, OfferingKind
from curriculum.models import (
    Animation,
    Enrolment,
    ExternalProvider,
    HomeTerritory,
    Institution,
    Membership,
    Offering,
    Person,
    Place,
    Roster,
    RosterLine,
    Session,
    SessionDay,
    SessionSlot,
    User,
)
from tests.architecture.access_decisions import all_addresses, decision_about
from tests.architecture.access_world import PAST_HOURS, address, world  # noqa: F401
from tests.factories import LONG_AGO, NOON, TODAY

pytestmark = pytest.mark.django_db

MOST = 25
FEW, MANY = 10, 1_000
A_SESSION_FULL = 200
DRAWN = ("certification:statement_pdf", "certification_admin:statement_pdf")
"""Papers of all the rows: thousands would take half a minute to draw, a hundred show what grows as well."""
A_HUNDRED = 100
WARMTH = 2
"""Queries by which one visit differs from the next: what the process remembers, a second page."""


def grow(world, number: int) -> None:  # noqa: F811
    """Add so many of everything that is listed anywhere, in few statements."""
    start = Person.objects.count()
    territory, rulebook = world.place.territory, Rulebook.objects.first()
    users = User.objects.bulk_create(
        User(email=f"u{start + i}@example.org", first_name="U", last_name=str(i))
        for i in range(number)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    people = Person.objects.bulk_create(
        Person(given_name="Camille", family_name=f"N{start + i}", user=user, email=user.email)
        for i, user in enumerate(users)
    )
    institutions = Institution.objects.bulk_create(
        Institution(name=f"Institution {start + i}", kind="association", territory=territory)
        for i in range(number)
    )
    Place.objects.bulk_create(
        Place(name=f"Lieu {start + i}", city="Évry", territory=territory) for i in range(number)
    )
    Offering.objects.bulk_create(
        Offering(code=f"o-{start + i}", kind=OfferingKind.SEMINAR, title=f"Séminaire {i}")
        for i in range(number)
    )
    ExternalProvider.objects.bulk_create(
        ExternalProvider(name=f"Institut {start + i}") for i in range(number)
    )
    HomeTerritory.objects.bulk_create(
        HomeTerritory(person=person, territory=territory, since=LONG_AGO) for person in people
    )
    Membership.objects.bulk_create(
        Membership(person=person, institution=where, starts_on=LONG_AGO)
        for person, here in zip(people, institutions, strict=True)
        for where in (here, world.institution)
    )
    FollowedRulebook.objects.bulk_create(
        FollowedRulebook(person=person, rulebook=rulebook, began_on=LONG_AGO) for person in people
    )
    _add_sessions(world, number, start)
    _add_hours(world, people, number)
    _add_papers(world, people, rulebook, start)
    Enrolment.objects.bulk_create(
        Enrolment(
            session=world.session,
            person=person,
            institution=world.institution,
            status="enrolled",
            applied_at=NOON,
            enrolled_at=NOON,
        )
        for person in people[:A_SESSION_FULL]
    )
    _add_lines(world, people, number)
    _add_imports(world, people, number, start)
    _add_lists(world, number)
    task = DBTaskResult.objects.get(pk=world.task.pk)
    fields = {f.attname: getattr(task, f.attname) for f in task._meta.concrete_fields}
    del fields["id"]
    DBTaskResult.objects.bulk_create(DBTaskResult(**fields) for _ in range(number))


def _add_sessions(world, number: int, start: int) -> None:  # noqa: F811
    """Sessions of one half-day, all led by the animator: some past, one today, most to come."""
    today = timezone.localdate()
    sessions = Session.objects.bulk_create(
        Session(
            offering=world.offering,
            title=f"Séance {start + i}",
            territory=world.place.territory,
            status="open",
            is_open_to_everyone=True,
            starts_on=today + timedelta(days=i - 5),
            ends_on=today + timedelta(days=i - 5),
        )
        for i in range(number)
    )
    days = SessionDay.objects.bulk_create(
        SessionDay(session=session, on=session.starts_on) for session in sessions
    )
    slots = SessionSlot.objects.bulk_create(
        SessionSlot(
            day=day,
            half="morning",
            starts_at="09:00",
            ends_at="12:00",
            minutes=180,
            place=world.place,
            territory=world.place.territory,
            kind=HourKind.THEORY,
        )
        for day in days
    )
    bruno = world.users["animator"].person
    Animation.objects.bulk_create(
        Animation(slot=slot, person=bruno, role="animator") for slot in slots
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            session=session,
            person=world.amina,
            institution=world.institution,
            status="enrolled",
            applied_at=NOON,
            enrolled_at=NOON,
        )
        for session in sessions
    )


def _add_hours(world, people: list[Person], number: int) -> None:  # noqa: F811
    """Every state of hours for Amina, and hours that wait for everybody."""

    def record(person, state, days) -> HourRecord:
        return HourRecord(
            person=person,
            source="declared",
            state=state,
            kind=HourKind.THEORY,
            on=TODAY - timedelta(days=days),
            minutes=60,
            title=f"Activité {days}",
            territory=world.place.territory,
            provider=world.provider,
            submitted_at=NOON,
            decided_at=NOON if state in ("validated", "refused") else None,
            decided_by=world.users["staff"] if state in ("validated", "refused") else None,
            decision_reason="Illisible" if state == "refused" else "",
        )

    states = [HourState.DRAFT, HourState.SUBMITTED, HourState.VALIDATED, HourState.REFUSED]
    records = HourRecord.objects.bulk_create(
        [record(world.amina, states[i % 4], i % 900) for i in range(number)]
        + [record(person, HourState.SUBMITTED, 3) for person in people]
        + [record(person, HourState.VALIDATED, 9) for person in people]
    )
    Evidence.objects.bulk_create(
        Evidence(
            record=one,
            file=world.evidence.file.name,
            name="preuve.pdf",
            content_type="application/pdf",
            size=9,
            sha256="0" * 64,
            added_at=NOON,
        )
        for one in records
    )


def _add_papers(world, people: list[Person], rulebook, start: int) -> None:  # noqa: F811
    """Papers of Amina's and of everybody else, each in a batch."""
    papers = Attestation.objects.bulk_create(
        Attestation(
            code=f"{start + i:08d}{side:08d}",
            kind="partial",
            year=2020 + side,
            sequence=start + i,
            person=person if side else world.amina,
            rulebook=rulebook,
            content=world.paper.content,
            sha256="0" * 64,
            file=world.paper.file.name or "x.pdf",
            issued_on=TODAY,
            issued_at=NOON,
            state=AttestationState.VALID,
        )
        for i, person in enumerate(people)
        for side in (0, 1)
    )
    IssueBatchItem.objects.bulk_create(
        IssueBatchItem(
            batch=world.batch, kind="partial", person=paper.person, state="done", attestation=paper
        )
        for paper in papers
    )


def _add_imports(world, people: list[Person], number: int, start: int) -> None:  # noqa: F811
    """Workbooks of past hours, and lines of one: known people, questions, newcomers, words."""
    fields = {
        f.attname: getattr(world.hour_import, f.attname)
        for f in world.hour_import._meta.concrete_fields
    }
    del fields["id"], fields["code"]
    HourImport.objects.bulk_create(HourImport(**fields) for _ in range(number))
    world.hour_import.lines.bulk_create(
        HourImportLine(
            hour_import=world.hour_import,
            row=start + i,
            values={**PAST_HOURS, "kind": "théorie" if i % 2 else f"Mot {start + i}"},
            who=f"who {start + i}",
            person=person if i % 3 == 0 else None,
            candidate=person if i % 3 == 1 else None,
            fingerprint=f"{start + i}",
        )
        for i, person in enumerate(people, start=10)
    )


def _add_lines(world, people: list[Person], number: int) -> None:  # noqa: F811
    """A long journal for what has a page of its own."""
    things = [world.amina, world.session, world.institution, world.sent, world.paper, world.draft]
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            label=str(thing),
            action="curriculum.update_session",
            user=people[i % len(people)].user,
            timestamp=NOON,
            data={"before": {"title": "a"}, "after": {"title": "b"}},
        )
        for thing in things
        for i in range(number)
    )


def _add_lists(world, number: int) -> None:  # noqa: F811
    """Lists of people to enrol, and one that is long."""
    told = {f.attname: getattr(world.roster, f.attname) for f in world.roster._meta.concrete_fields}
    del told["id"], told["code"]
    Roster.objects.bulk_create(Roster(**told) for _ in range(number))
    row = world.roster.lines.count() + 1
    RosterLine.objects.bulk_create(
        RosterLine(
            roster=world.roster,
            row=row + i,
            values={"family_name": f"Nom {i}", "given_name": "Zoé"},
            problems=[["email", "…"]] if i % 2 else [],
            state="problem" if i % 2 else "new",
            session=world.visit,
        )
        for i in range(1, number + 1)
    )


def measure(client: Client, role: str, world, *, drawn: bool) -> dict[str, int]:  # noqa: F811
    """Count the queries of every page that a role reads; of the papers of all the rows when `drawn`."""
    counts = {}
    for entry in all_addresses():
        if (entry.name in DRAWN) != drawn:
            continue
        decision = decision_about(entry.name)
        if decision.answers[role] != "200" or decision.mark == "post" or "logout" in entry.name:
            continue
        path = address(entry, world)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(path)
            if response.streaming:
                b"".join(response.streaming_content)
        assert response.status_code == 200, path
        counts[entry.name] = sum("SAVEPOINT" not in query["sql"] for query in captured)
    return counts


@pytest.mark.parametrize("role", ["visitor", "trainee", "animator", "manager", "staff"])
def test_no_page_costs_more_when_there_is_more_of_everything(role, world):  # noqa: F811
    client = Client()
    if world.users[role]:
        client.force_login(world.users[role])
    grow(world, FEW)
    before = measure(client, role, world, drawn=False) | measure(client, role, world, drawn=True)
    grow(world, A_HUNDRED)
    drawn = measure(client, role, world, drawn=True)
    grow(world, MANY - A_HUNDRED)
    after = measure(client, role, world, drawn=False) | drawn

    greedy = {name: count for name, count in after.items() if count > MOST}
    growing = {
        name: f"{before[name]} → {count}"
        for name, count in after.items()
        if count > before[name] + WARMTH
    }
    assert not greedy, f"More than {MOST} queries: {greedy}"
    assert not growing, f"More queries with more rows: {growing}"
