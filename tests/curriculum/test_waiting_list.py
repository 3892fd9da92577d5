"""The waiting list: in order, group by group, with a deadline; and how staff overrule it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.eligibility import waiting_rank
from curriculum.enums import Half, OfferingKind
from curriculum.errors import (
    EnrolmentNotActive,
    InvalidInput,
    NotAllowed,
    SessionFull,
    SessionNotOpen,
)
from curriculum.links.places import place_token
from curriculum.models import Enrolment
from curriculum.services.departures import withdraw
from curriculum.services.enrolment import cancel_enrolments, enrol
from curriculum.services.sessions import close_session, update_session
from curriculum.services.waiting_list import (
    accept_offer,
    end_waiting,
    extend_offer,
    give_place,
    lapse_offers,
    offer_free_seats,
)
from curriculum.timeline import history
from curriculum.waiting import next_in_line, offer_deadline
from tests.curriculum.seating import DAY, NEXT_MONTH, group_waits, offered, status_of, waits
from tests.factories import NOON, make_enrolment, make_offering, make_person, make_session

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def coming(place):
    """A session of the coming month with two seats."""
    return make_session(place, on=NEXT_MONTH, capacity=2)


@pytest.fixture
def full(coming):
    """Both seats of `coming`, taken."""
    return [make_enrolment(coming, make_person()) for _seat in range(2)]


# order


def test_a_free_seat_is_offered_to_the_first_with_a_deadline(coming, full, amina, bruno, denis):
    first, second = waits(coming, amina, 1), waits(coming, bruno, 2)

    withdraw(enrolment=full[0], by=denis, at=NOON)

    assert status_of(first, second) == ["offered", "waiting"]
    first.refresh_from_db()
    assert first.offered_until == datetime(2026, 11, 23, 23, 59, tzinfo=PARIS)
    line = ModelLogEntry.objects.for_instance(first).get(action="curriculum.offer_seat")
    assert line.user is None
    assert line.data["after"]["status"] == "offered"


def test_an_offered_seat_is_not_given_to_somebody_else(coming, full, amina, bruno, denis):
    waits(coming, amina)
    withdraw(enrolment=full[0], by=denis, at=NOON)

    with pytest.raises(SessionFull):
        enrol(session=coming, person=bruno, by=denis, at=NOON)


@pytest.mark.both_databases
def test_ranks_follow_the_order_and_keep_groups_together(coming, full, institution, amina, bruno):
    group = group_waits(coming, institution, [make_person(), make_person()], minute=2)
    last, first = waits(coming, amina, 3), waits(coming, bruno, 1)

    ranks = Enrolment.objects.filter(session=coming).with_rank().values_list("pk", "rank")

    assert dict(ranks) == {
        full[0].pk: None,
        full[1].pk: None,
        first.pk: 1,
        group[0].pk: 2,
        group[1].pk: 3,
        last.pk: 4,
    }
    assert [waiting_rank(one) for one in (first, *group, last)] == [1, 2, 3, 4]


def test_more_seats_are_offered_to_as_many(coming, full, amina, bruno, denis):
    first, second, third = (
        waits(coming, amina, 1),
        waits(coming, bruno, 2),
        waits(coming, make_person(), 3),
    )

    update_session(
        session=coming,
        title=coming.title,
        territory=coming.territory,
        capacity=4,
        is_open_to_everyone=False,
        changes_until=None,
        partners=[],
        by=denis,
        at=NOON,
    )

    assert status_of(first, second, third) == ["offered", "offered", "waiting"]


def test_seats_offered_count_when_there_are_to_be_fewer(coming, amina, bruno, denis):
    make_enrolment(coming, amina)
    offered(coming, bruno)

    with pytest.raises(InvalidInput):
        update_session(
            session=coming,
            title=coming.title,
            territory=coming.territory,
            capacity=1,
            is_open_to_everyone=False,
            changes_until=None,
            partners=[],
            by=denis,
            at=NOON,
        )


def test_at_a_visit_the_seat_is_given_at_once(place, amina, denis):
    offering = make_offering(OfferingKind.OPEN_PRACTICE_SESSION)
    offering.price_cents = 0
    offering.save()
    visit = make_session(place, offering=offering, on=NEXT_MONTH, capacity=1)
    visit.is_open_to_everyone = True
    visit.save()
    held = make_enrolment(visit, make_person())
    waiting = waits(visit, amina)

    withdraw(enrolment=held, by=denis, at=NOON)

    assert status_of(waiting) == ["enrolled"]


# groups


def test_a_group_that_wants_all_or_none_is_not_passed_over(coming, full, institution, amina, denis):
    group = group_waits(coming, institution, [make_person(), make_person()], minute=1)
    behind = waits(coming, amina, 2)

    withdraw(enrolment=full[0], by=denis, at=NOON)
    assert status_of(*group, behind) == ["waiting"] * 3
    withdraw(enrolment=full[1], by=denis, at=NOON)

    assert status_of(*group, behind) == ["offered", "offered", "waiting"]


def test_an_ordinary_group_takes_the_seats_as_they_come(coming, full, institution, denis):
    people = [make_person(), make_person()]
    group = group_waits(coming, institution, people, all_or_none=False)

    withdraw(enrolment=full[0], by=denis, at=NOON)

    assert status_of(*group) == ["offered", "waiting"]


def test_a_group_that_shrinks_may_fit(coming, full, institution, denis):
    group = group_waits(coming, institution, [make_person(), make_person()])
    withdraw(enrolment=full[0], by=denis, at=NOON)

    withdraw(enrolment=group[0], by=denis, at=NOON)

    assert status_of(*group) == ["withdrawn", "offered"]


def test_one_yes_is_a_yes_for_the_whole_group(coming, institution, claire, amina, bruno):
    one, other = group_waits(coming, institution, [amina, bruno])
    offer_free_seats(session=coming, at=NOON)

    accept_offer(enrolment=one, by=claire.user, at=NOON)

    assert status_of(one, other) == ["enrolled", "enrolled"]


def test_a_no_is_for_oneself(coming, institution, amina, bruno):
    one, other = group_waits(coming, institution, [amina, bruno])
    offer_free_seats(session=coming, at=NOON)
    one.refresh_from_db()

    withdraw(enrolment=one, by=amina.user, at=NOON)

    assert status_of(one, other) == ["withdrawn", "offered"]


def test_a_group_that_lapses_stays_together_at_the_end(coming, institution, amina):
    group = group_waits(coming, institution, [make_person(), make_person()])
    offer_free_seats(session=coming, at=NOON)
    behind = waits(coming, amina, 5)

    lapse_offers(at=NOON + 4 * DAY)

    assert status_of(*group, behind) == ["waiting", "waiting", "offered"]
    assert [waiting_rank(place) for place in group] == [1, 2]


# deadline


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (timedelta(days=2), timedelta(days=1)),  # half of what is left
        (timedelta(hours=3), timedelta(hours=2)),  # the shortest time
        (timedelta(hours=1), timedelta(hours=1)),  # never after it begins
    ],
)
def test_the_deadline_is_shorter_near_the_session(place, before, kept):
    session = make_session(place, on=NEXT_MONTH, halves=(Half.MORNING,))
    begins = datetime.combine(NEXT_MONTH, datetime.min.time(), PARIS).replace(hour=9, minute=30)

    assert offer_deadline(session, begins - before) == begins - before + kept


def test_an_offer_that_lapses_goes_to_the_next(coming, amina, bruno, run_tasks):
    make_enrolment(coming, make_person())
    late, next_one = offered(coming, amina), waits(coming, bruno)

    assert lapse_offers(at=NOON + DAY - timedelta(minutes=1)) == 0
    assert lapse_offers(at=NOON + DAY) == 1
    assert lapse_offers(at=NOON + DAY) == 0
    run_tasks()

    assert status_of(late, next_one) == ["waiting", "offered"]
    late.refresh_from_db()
    assert (late.applied_at, late.offered_until) == (NOON + DAY, None)
    told = {message.to[0]: message for message in mail.outbox}
    assert "n’a pas été confirmée" in told[amina.email].subject
    assert "Une place pour vous" in told[bruno.email].subject


def test_who_let_an_offer_lapse_alone_is_not_asked_again_at_once(coming, amina):
    make_enrolment(coming, make_person())
    late = offered(coming, amina)

    lapse_offers(at=NOON + DAY)

    assert status_of(late) == ["waiting"]


def test_and_may_still_take_the_seat_while_it_is_free(coming, amina):
    make_enrolment(coming, make_person())
    late = offered(coming, amina)
    lapse_offers(at=NOON + DAY)

    accept_offer(enrolment=late, by=amina.user, at=NOON + 2 * DAY)

    assert status_of(late) == ["enrolled"]


def test_the_clock_lets_offers_lapse(coming, amina):
    late = offered(coming, amina)

    call_command("tick")

    assert status_of(late) == ["waiting"]


def test_nothing_is_offered_once_the_session_has_begun(session, amina):
    waiting = waits(session, amina)

    assert offer_free_seats(session=session, at=NOON) == []
    assert status_of(waiting) == ["waiting"]


# accept


def test_the_person_accepts(coming, amina, run_tasks):
    place = offered(coming, amina)

    accepted = accept_offer(enrolment=place, by=amina.user, at=NOON)
    run_tasks()

    assert (accepted.status, accepted.enrolled_at) == ("enrolled", NOON)
    assert accepted.offered_until is None
    assert mail.outbox[0].to == [amina.email]
    line = ModelLogEntry.objects.for_instance(place).get(action="curriculum.accept_offer")
    assert line.user == amina.user


def test_nobody_accepts_for_others_late_or_twice(coming, amina, bruno, erwan):
    place = offered(coming, amina)

    for user in (bruno.user, erwan):
        with pytest.raises(NotAllowed):
            accept_offer(enrolment=place, by=user, at=NOON)
    with pytest.raises(EnrolmentNotActive):
        accept_offer(enrolment=place, by=amina.user, at=NOON + DAY)
    accept_offer(enrolment=place, by=None, at=NOON)
    with pytest.raises(EnrolmentNotActive):
        accept_offer(enrolment=place, by=amina.user, at=NOON)


def test_who_waits_cannot_accept_what_is_not_offered(coming, full, amina):
    with pytest.raises(EnrolmentNotActive):
        accept_offer(enrolment=waits(coming, amina), by=amina.user, at=NOON)


# staff overrule


def test_a_place_out_of_turn_needs_a_reason(place, amina, bruno, denis, institution):
    session = make_session(place, on=NEXT_MONTH, capacity=3)
    make_enrolment(session, make_person())
    group_waits(session, institution, [make_person() for _one in range(3)], minute=1)
    behind = waits(session, amina, 2)

    with pytest.raises(InvalidInput) as refusal:
        give_place(enrolment=behind, by=denis, at=NOON)
    assert "reason" in refusal.value.errors
    give_place(enrolment=behind, by=denis, at=NOON, reason="Seule de son service")

    assert status_of(behind) == ["enrolled"]


def test_in_turn_it_needs_none(coming, amina, denis):
    assert next_in_line(coming) == []
    waiting = waits(coming, amina)

    give_place(enrolment=waiting, by=denis, at=NOON)

    assert status_of(waiting) == ["enrolled"]


def test_only_staff_overrule(coming, amina, claire):
    place = offered(coming, amina)

    for user in (amina.user, claire.user):
        with pytest.raises(NotAllowed):
            give_place(enrolment=place, by=user, at=NOON, reason="Non")
        with pytest.raises(NotAllowed):
            extend_offer(enrolment=place, until=NOON + 2 * DAY, by=user, at=NOON, reason="Non")


def test_an_offer_is_extended_and_told(coming, amina, denis, run_tasks):
    place = offered(coming, amina)

    extend_offer(enrolment=place, until=NOON + 5 * DAY, by=denis, at=NOON, reason="En congé")
    run_tasks()

    place.refresh_from_db()
    assert place.offered_until == NOON + 5 * DAY
    assert "mercredi 25 novembre 2026 à 12:00" in mail.outbox[0].body
    line = ModelLogEntry.objects.for_instance(place).get(action="curriculum.extend_offer")
    assert line.data["reason"] == "En congé"


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (NOON - DAY, "En congé", "until"),
        (NOON + 40 * DAY, "En congé", "until"),
        (NOON + 2 * DAY, " ", "reason"),
    ],
)
def test_it_is_extended_within_bounds_and_for_a_reason(coming, amina, denis, until, reason, field):
    place = offered(coming, amina)

    with pytest.raises(InvalidInput) as refusal:
        extend_offer(enrolment=place, until=until, by=denis, at=NOON, reason=reason)

    assert field in refusal.value.errors


def test_only_an_offer_is_extended(coming, amina, denis):
    with pytest.raises(EnrolmentNotActive):
        extend_offer(
            enrolment=waits(coming, amina), until=NOON + DAY, by=denis, at=NOON, reason="Non"
        )


# the end of it all


def test_a_cancelled_session_ends_offers_and_requests_too(coming, amina, bruno, denis, run_tasks):
    place, waiting = offered(coming, amina), waits(coming, bruno)

    cancel_enrolments(session=coming, by=denis, at=NOON, reason="Grève")
    run_tasks()

    assert status_of(place, waiting) == ["cancelled", "cancelled"]
    place.refresh_from_db()
    assert place.offered_until is None
    assert {message.to[0] for message in mail.outbox} == {amina.email, bruno.email}


def test_a_closed_session_takes_no_answer(coming, amina):
    place = offered(coming, amina)
    coming.status = "closed"
    coming.save()

    with pytest.raises(SessionNotOpen):
        accept_offer(enrolment=place, by=amina.user, at=NOON)


# no seat came free


def test_who_waited_in_vain_is_told_once_the_first_day_is_over(coming, amina, run_tasks):
    waiting, asks = (
        waits(coming, amina),
        offered(coming, make_person(), offered_until=NOON + 90 * DAY),
    )
    first_day = NOON + 30 * DAY

    assert end_waiting(at=first_day) == 0
    assert end_waiting(at=first_day + DAY) == 1
    assert end_waiting(at=first_day + DAY) == 0

    assert status_of(waiting, asks) == ["withdrawn", "offered"]
    waiting.refresh_from_db()
    assert waiting.end_reason == "La session a commencé, et aucune place ne s’est libérée."
    run_tasks()
    [told] = mail.outbox
    assert told.to == [amina.mailbox]
    assert "aucune place ne s’est libérée" in told.body
    [line, *_earlier] = history(waiting)
    assert (line.what, line.who) == ("Attente terminée\xa0: aucune place ne s’est libérée", "")


def test_their_pages_do_not_call_it_a_withdrawal(coming, amina, client):
    waiting = waits(coming, amina)
    end_waiting(at=NOON + 31 * DAY)
    waiting.refresh_from_db()
    client.force_login(amina.user)

    mine = client.get(reverse("curriculum:my_enrolments")).content.decode()
    place = client.get(reverse("curriculum:place", args=[place_token(waiting)])).content.decode()

    assert "Terminée, sans place" in mine
    assert "Aucune place ne s’est libérée" in place
    assert not any("Désist" in text for text in (mine, place))


def test_those_who_wait_for_another_session_go_on_waiting(coming, place, amina):
    later = make_session(place, on=NEXT_MONTH + 10 * DAY, capacity=1)
    in_vain, waiting = waits(coming, amina), waits(later, amina)

    end_waiting(at=NOON + 31 * DAY)

    assert status_of(in_vain, waiting) == ["withdrawn", "waiting"]


def test_the_service_that_closes_a_session_ends_its_waiting_list(place, amina, denis, run_tasks):
    session = make_session(place, on=NOON.date(), capacity=1)
    waiting = waits(session, amina)

    close_session(session=session, by=denis, at=NOON)

    assert status_of(waiting) == ["withdrawn"]
    run_tasks()
    assert [message.to for message in mail.outbox] == [[amina.mailbox]]


def test_managers_learn_in_one_mail_who_waited_in_vain(
    coming, institution, claire, amina, bruno, run_tasks
):
    group_waits(coming, institution, [amina, bruno])

    end_waiting(at=NOON + 31 * DAY)
    run_tasks()

    [news] = [message for message in mail.outbox if message.to == [claire.email]]
    assert news.subject.startswith("Aucune place ne s’est libérée")
    assert "Amina Benali" in news.body
    assert "Bruno Costa" in news.body


@pytest.mark.parametrize("number", [2, 30])
def test_a_long_list_ends_in_as_many_queries(coming, number, django_assert_max_num_queries):
    for minute in range(number):
        waits(coming, make_person(), minute)

    with django_assert_max_num_queries(25):
        assert end_waiting(at=NOON + 31 * DAY) == number


def test_the_clock_ends_waiting_lists(place, amina):
    begun = make_session(place, on=timezone.localdate() - 2 * DAY, capacity=1)
    waiting = waits(begun, amina)

    call_command("tick")

    assert status_of(waiting) == ["withdrawn"]


# who is told


def test_the_manager_learns_of_offers_answers_and_lapses(
    coming, institution, claire, amina, bruno, run_tasks
):
    first, second = group_waits(coming, institution, [amina, bruno], all_or_none=False)
    offer_free_seats(session=coming, at=NOON)
    run_tasks()
    [news] = [message for message in mail.outbox if message.to == [claire.email]]
    assert "Amina Benali" in news.body
    assert "Bruno Costa" in news.body
    mail.outbox.clear()

    accept_offer(enrolment=first, by=amina.user, at=NOON)
    lapse_offers(at=NOON + 10 * DAY)
    run_tasks()

    subjects = [message.subject for message in mail.outbox if message.to == [claire.email]]
    assert len(subjects) == 2
    assert status_of(first, second) == ["enrolled", "waiting"]
    assert not any(
        "Amina" in message.body for message in mail.outbox if "sans réponse" in message.subject
    )


def test_the_journal_tells_the_deadline_in_words(coming, full, amina, denis):
    place = waits(coming, amina)
    withdraw(enrolment=full[0], by=denis, at=NOON)

    [entry, *_earlier] = history(place)

    assert ("proposée jusqu’au", "", "23 novembre 2026, 23:59") in entry.changes
