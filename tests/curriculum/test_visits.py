"""« Venir voir »: registering, confirming by mail, giving the place back."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum import access
from curriculum.eligibility import seats_left, waiting_rank
from curriculum.enums import EnrolmentStatus, OfferingKind, SessionStatus
from curriculum.errors import EnrolmentNotActive, LinkNotValid, SessionNotOpen
from curriculum.links.places import confirmation_token, seat_token
from curriculum.models import Enrolment, Person, VisitRequest
from curriculum.services.accounts import link_person
from curriculum.services.departures import leave_visit
from curriculum.services.enrolment import enrol, enrol_visitor
from curriculum.services.visits import (
    confirm_visit,
    forget_visit_requests,
    register_visit,
    send_link_again,
)
from tests.at_once import at_once, refusals
from tests.factories import NOON, TODAY, make_offering, make_person, make_session, make_user

NEXT_MONTH = TODAY + timedelta(days=30)
LATER = NOON + timedelta(hours=1)


def make_visit(place, **values):
    """A free session that anybody may come and see."""
    offering = make_offering(OfferingKind.OPEN_PRACTICE_SESSION, "Venir voir")
    offering.price_cents = 0
    offering.save()
    session = make_session(place, offering=offering, **({"on": NEXT_MONTH} | values))
    session.is_open_to_everyone = True
    session.save()
    return session


@pytest.fixture
def open_session(place):
    """A visit of the coming month with two seats."""
    return make_visit(place, capacity=2, title="Clinique de Concertation ouverte")


def register(session, given="Nora", family="Petit", email="nora@example.net", at=NOON, **extra):
    return register_visit(
        session=session, given_name=given, family_name=family, email=email, at=at, **extra
    )


def come(session, given="Nora", family="Petit", email="nora@example.net", at=NOON):
    """Register and confirm."""
    return confirm_visit(request=register(session, given, family, email, at), at=at)


def link_in(message) -> str:
    """Find the last address in a mail."""
    return re.findall(r"https?://\S+?(/venir-voir/\S+)", message.body)[-1]


# register


def test_it_keeps_no_seat_and_makes_nobody_before_the_mail_is_answered(open_session, run_tasks):
    request = register(open_session, "  Nora ", "Petit  Jean", "Nora@Example.net")
    run_tasks()

    assert not Person.objects.filter(family_name="Petit Jean").exists()
    assert seats_left(open_session) == 2
    assert (request.full_name, request.email) == ("Nora Petit Jean", "nora@example.net")
    assert mail.outbox[0].to == ["nora@example.net"]
    assert confirmation_token(request)[:12] in mail.outbox[0].body


def test_it_repeats_nothing_that_was_typed_in_the_mail(open_session, run_tasks):
    register(open_session, "Gagnez", "Mille euros")
    run_tasks()

    assert "Gagnez" not in mail.outbox[0].body + mail.outbox[0].subject


def test_it_writes_nothing_into_the_journal_that_would_outlive_the_request(open_session):
    request = register(open_session)

    assert not ModelLogEntry.objects.for_instance(request).exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": SessionStatus.CANCELLED}, "annulée"),
        ({"status": SessionStatus.CLOSED}, "terminée"),
        ({"status": SessionStatus.DRAFT}, "ouverte"),
        ({"is_open_to_everyone": False}, "venir voir"),
    ],
)
def test_it_refuses_other_sessions_and_says_why(open_session, change, words):
    for name, value in change.items():
        setattr(open_session, name, value)

    with pytest.raises(SessionNotOpen, match=words):
        register(open_session)


def test_it_refuses_a_session_that_is_over_or_not_free(open_session):
    with pytest.raises(SessionNotOpen):
        register(open_session, at=NOON + timedelta(days=31))
    open_session.offering.price_cents = None
    with pytest.raises(SessionNotOpen):
        register(open_session)

    assert not VisitRequest.objects.exists()


def test_it_refuses_a_free_advanced_module(open_session):
    open_session.offering.kind = OfferingKind.ADVANCED_MODULE

    with pytest.raises(SessionNotOpen):
        register(open_session)


def test_it_takes_visitors_until_the_last_day(place):
    session = make_visit(place, on=TODAY - timedelta(days=1), days=2)

    assert register(session).pk


# confirm


def test_it_gives_a_seat_and_makes_a_person(open_session, run_tasks):
    request = register(open_session, profession="Éducatrice")

    enrolment = confirm_visit(request=request, at=LATER)
    run_tasks()

    person = Person.objects.get(email="nora@example.net")
    assert (person.full_name, person.profession) == ("Nora Petit", "Éducatrice")
    assert (enrolment.person, enrolment.status) == (person, EnrolmentStatus.ENROLLED)
    assert (enrolment.made_by, enrolment.enrolled_at) == (None, LATER)
    line = ModelLogEntry.objects.for_instance(enrolment).get()
    assert (line.action, line.user) == ("curriculum.enrol", None)
    request.refresh_from_db()
    assert (request.enrolment, request.confirmed_at) == (enrolment, LATER)


def test_it_sends_the_date_and_the_way_out(open_session, run_tasks):
    enrolment = come(open_session)
    run_tasks()

    message = mail.outbox[-1]
    name, content, kind = message.attachments[0]
    assert (name[-4:], kind) == (".ics", "text/calendar")
    assert "BEGIN:VEVENT" in (content if isinstance(content, str) else content.decode())
    token = link_in(message).split("/")[3]
    assert access.enrolment_by_link(token) == enrolment


def test_it_gives_one_seat_for_one_address_whatever_the_number_of_registrations(
    open_session, run_tasks
):
    first, second = register(open_session), register(open_session)

    seats = {confirm_visit(request=one, at=NOON).pk for one in (first, second, first)}
    run_tasks()

    assert len(seats) == 1
    assert Person.objects.filter(email="nora@example.net").count() == 1
    assert seats_left(open_session) == 1


def test_it_sends_the_seat_again_to_who_registers_again(open_session, run_tasks):
    come(open_session)
    come(open_session, at=LATER)
    run_tasks()

    first, again = mail.outbox
    assert first.body == again.body
    assert len(again.attachments) == 1


def test_it_finds_who_is_known_and_changes_nothing(open_session, amina):
    Person.objects.filter(pk=amina.pk).update(profession="Psychologue")
    request = register(open_session, "AMINA", "Bénali", amina.email, profession="Pirate")

    enrolment = confirm_visit(request=request, at=NOON)

    assert enrolment.person == amina
    amina.refresh_from_db()
    assert (amina.full_name, amina.profession) == ("Amina Benali", "Psychologue")


def test_it_finds_who_signs_in_with_the_address(open_session, amina):
    Person.objects.filter(pk=amina.pk).update(email="")

    assert come(open_session, "Amina", "Benali", amina.user.email).person == amina


def test_it_gives_nobodys_hours_to_a_colleague_of_the_same_mailbox(open_session, amina):
    enrolment = come(open_session, "Paul", "Martin", amina.email)

    assert enrolment.person != amina
    assert not amina.enrolments.exists()


def test_it_leaves_those_who_have_a_place_already_in_it(open_session, amina, denis):
    held = enrol(session=open_session, person=amina, by=denis, at=NOON)

    assert come(open_session, "Amina", "Benali", amina.email, at=LATER) == held


def test_it_puts_late_ones_on_the_waiting_list_in_order(open_session, run_tasks):
    for number in range(2):
        come(open_session, email=f"premier{number}@example.net", family=f"Premier{number}")

    waiting = [
        come(open_session, family=name, email=f"{name}@example.net", at=NOON + timedelta(minutes=m))
        for m, name in enumerate(["tard", "plustard"])
    ]
    run_tasks()

    assert [one.status for one in waiting] == [EnrolmentStatus.WAITING] * 2
    assert [waiting_rank(one) for one in waiting] == [1, 2]
    assert "/venir-voir/place/" in mail.outbox[-1].body


def test_it_refuses_a_link_that_is_too_old(open_session):
    request = register(open_session)

    with pytest.raises(LinkNotValid):
        confirm_visit(request=request, at=NOON + timedelta(days=7, minutes=1))


def test_it_refuses_when_the_session_was_cancelled_meanwhile(open_session):
    request = register(open_session)
    open_session.status = SessionStatus.CANCELLED
    open_session.save()

    with pytest.raises(SessionNotOpen):
        confirm_visit(request=request, at=NOON)

    assert not Person.objects.filter(email=request.email).exists()


def test_it_is_confirmed_with_an_enrolment_or_not_at_all(open_session):
    request = register(open_session)

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitRequest.objects.filter(pk=request.pk).update(confirmed_at=NOON)


# links


def test_it_knows_its_own_links_only(open_session):
    request = register(open_session)
    enrolment = confirm_visit(request=request, at=NOON)

    assert access.visit_request_by_link(confirmation_token(request)) == request
    assert access.enrolment_by_link(seat_token(enrolment)) == enrolment
    forged = [
        seat_token(enrolment)[:-1] + "x",
        enrolment.code,
        signing.dumps(enrolment.code),
        confirmation_token(request),
        "",
    ]
    for token in forged:
        with pytest.raises(LinkNotValid):
            access.enrolment_by_link(token)
    with pytest.raises(LinkNotValid):
        access.visit_request_by_link(seat_token(enrolment))


def test_it_sends_the_link_again_and_the_seat_once_there_is_one(open_session, run_tasks):
    request = register(open_session)
    send_link_again(request=request, at=NOON)
    run_tasks()
    assert len(mail.outbox) == 2

    confirm_visit(request=request, at=NOON)
    request.refresh_from_db()
    send_link_again(request=request, at=NOON)
    run_tasks()

    assert ["/place/" in message.body for message in mail.outbox] == [False, False, True, True]


# give back


def test_it_frees_the_seat_and_calls_the_first_who_waits(open_session, run_tasks):
    first = come(open_session)
    come(open_session, email="b@example.net", family="B")
    waiting = [
        come(open_session, family=name, email=f"{name}@example.net", at=NOON + timedelta(minutes=m))
        for m, name in enumerate(["tard", "plustard"])
    ]
    run_tasks()
    mail.outbox.clear()

    leave_visit(enrolment=first, at=LATER)
    run_tasks()

    assert first.status == EnrolmentStatus.WITHDRAWN
    for enrolment in waiting:
        enrolment.refresh_from_db()
    assert [one.status for one in waiting] == [EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING]
    assert sorted(message.to[0] for message in mail.outbox) == [
        "nora@example.net",
        "tard@example.net",
    ]
    actions = {line.action: line.user for line in ModelLogEntry.objects.for_instance(waiting[0])}
    assert actions["curriculum.give_place"] is None


def test_it_frees_nothing_when_who_waits_gives_up(open_session):
    come(open_session)
    come(open_session, email="b@example.net", family="B")
    waiting = [
        come(open_session, family=name, email=f"{name}@example.net") for name in ("tard", "apres")
    ]

    leave_visit(enrolment=waiting[0], at=LATER)

    waiting[1].refresh_from_db()
    assert waiting[1].status == EnrolmentStatus.WAITING


def test_it_is_a_dropout_once_the_session_has_begun_and_calls_nobody(place):
    session = make_visit(place, on=TODAY, capacity=1)
    seat = come(session, at=NOON - timedelta(days=1))
    waiting = come(session, email="b@example.net", family="B")

    leave_visit(enrolment=seat, at=NOON)

    waiting.refresh_from_db()
    assert (seat.status, waiting.status) == (EnrolmentStatus.DROPPED_OUT, EnrolmentStatus.WAITING)


def test_it_is_refused_when_the_session_is_over_or_the_place_given_back(open_session):
    enrolment = come(open_session)
    with pytest.raises(SessionNotOpen):
        leave_visit(enrolment=enrolment, at=NOON + timedelta(days=31))
    leave_visit(enrolment=enrolment, at=NOON)

    with pytest.raises(EnrolmentNotActive):
        leave_visit(enrolment=enrolment, at=NOON)


def test_it_gives_a_new_place_to_who_comes_back(open_session):
    first = come(open_session)
    leave_visit(enrolment=first, at=NOON)

    again = come(open_session, at=LATER)

    assert again != first
    assert again.person == first.person


# afterwards


def test_it_forgets_what_nobody_confirmed(open_session):
    kept = come(open_session)
    register(open_session, email="silence@example.net")
    register(open_session, email="hier@example.net", at=NOON + timedelta(days=6))

    count = forget_visit_requests(at=NOON + timedelta(days=7, hours=1))

    assert count == 1
    left = VisitRequest.objects.values_list("email", flat=True)
    assert sorted(left) == ["hier@example.net", kept.person.email]


def test_it_is_forgotten_without_anybody_asking(open_session):
    register(open_session)
    VisitRequest.objects.update(asked_at=timezone.now() - timedelta(days=8))

    call_command("tick")

    assert not VisitRequest.objects.exists()


def test_a_later_account_finds_the_visits(open_session):
    enrolment = come(open_session)
    user = make_user("nora@example.net", first_name="Nora", last_name="Petit")

    assert link_person(user=user, email=user.email) == enrolment.person


def test_a_later_account_finds_the_visits_also_behind_a_shared_mailbox(open_session):
    enrolment = come(open_session)
    make_person("Paul", "Martin", email="nora@example.net")
    user = make_user("nora@example.net", first_name="Nora", last_name="Petit")

    assert link_person(user=user, email=user.email) == enrolment.person


def test_who_is_signed_in_needs_no_mail(open_session, amina):
    enrolment = enrol_visitor(session=open_session, person=amina, by=amina.user, at=NOON)

    assert enrolment.made_by == amina.user
    assert enrol_visitor(session=open_session, person=amina, by=amina.user, at=LATER) == enrolment


# the last seat


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_many_who_confirm_at_once_only_as_many_get_in_as_fit(place):
    session = make_visit(place, capacity=2)
    requests = [register(session, family=f"N{n}", email=f"n{n}@example.net") for n in range(6)]

    outcomes = at_once([lambda one=one: confirm_visit(request=one, at=NOON) for one in requests])

    assert refusals(outcomes) == []
    statuses = sorted(Enrolment.objects.values_list("status", flat=True))
    assert statuses == ["enrolled"] * 2 + ["waiting"] * 4


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_one_address_that_confirms_twice_at_once_comes_one_person(place):
    sessions = [make_visit(place), make_visit(place)]
    requests = [register(session) for session in sessions for _twice in range(2)]

    outcomes = at_once([lambda one=one: confirm_visit(request=one, at=NOON) for one in requests])

    assert refusals(outcomes) == []
    assert Person.objects.filter(email="nora@example.net").count() == 1
    assert Enrolment.objects.count() == 2
