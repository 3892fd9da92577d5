"""What the mails about seats say, read as a person reads them: in French, whole, with a way to answer."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from curriculum.enums import SeatNews
from curriculum.mails import institutions, people
from tests.curriculum.seating import NEXT_MONTH, offered, waits
from tests.factories import NOON, make_enrolment, make_person, make_session

ENGLISH = re.compile(r"\b(the|you|your|seat|session is|of the|and|waiting|until)\b", re.IGNORECASE)


@pytest.fixture
def coming(place):
    """A session of the coming month."""
    return make_session(place, on=NEXT_MONTH, title="Module d’essai")


def read(message) -> str:
    """Give the text of a mail, after checking what every one of them needs."""
    assert message.subject
    assert "Module d’essai" in message.subject + message.body
    assert message.body.startswith(("Bonjour ", "Bonjour,"))
    assert "l’équipe de la FICC" in message.body
    words = re.sub(r"https?://\S+", "", message.subject + message.body)
    assert not ENGLISH.search(words)
    assert "{" not in words
    return message.body


@pytest.mark.parametrize(
    ("status", "send", "says"),
    [
        ("enrolled", people.send_enrolled, "confirmée"),
        ("waiting", people.send_waiting, "en tête de la liste d’attente"),
        ("applied", people.send_requested, "bien reçu votre demande"),
        ("offered", people.send_offered, "samedi 21 novembre 2026 à 12:00"),
        ("waiting", people.send_offer_lapsed, "au rang 1"),
        ("waiting", people.send_offer_taken_back, "Vous gardez votre rang"),
        ("withdrawn", people.send_withdrawn, "est retirée"),
        ("transferred", people.send_exchanged, "à votre place"),
        ("no_show", people.send_no_show, "ne vous y avons pas vu"),
        ("cancelled", people.send_cancelled, "n’aura pas lieu"),
    ],
)
@pytest.mark.parametrize("paid", [True, False])
def test_each_mail_is_whole_and_in_french(coming, amina, institution, status, send, says, paid):
    enrolment = make_enrolment(
        coming,
        amina,
        status=status,
        institution=institution if paid else None,
        offered_until=NOON + timedelta(days=1) if status == "offered" else None,
        ended_at=NOON,
    )

    send(enrolment.pk)

    [message] = mail.outbox
    assert message.to == [amina.email]
    assert says in read(message)
    if status in ("enrolled", "waiting", "applied", "offered"):
        assert "https://jalons.test/ma-place/" in message.body


@pytest.mark.parametrize("news", list(SeatNews))
def test_managers_read_who_is_concerned_and_where_to_answer(
    coming, amina, claire, institution, news
):
    status = institutions.STILL[news]
    enrolment = make_enrolment(
        coming,
        amina,
        status=status,
        institution=institution,
        offered_until=NOON + timedelta(days=1),
        ended_at=NOON if status == "withdrawn" else None,
    )

    institutions.send_seat_news([enrolment.pk], news.value)

    [message] = mail.outbox
    assert message.to == [claire.email]
    body = read(message)
    assert "Amina Benali" in body
    assert f"/etablissements/{institution.code}/inscriptions/{enrolment.code}/" in body


def test_a_manager_no_longer_appointed_reads_nothing(coming, amina, claire, institution):
    claire.user.managed_institutions.update(ended_at=NOON)
    place = offered(coming, amina, institution=institution)

    institutions.send_seat_news([place.pk], "offered")

    assert mail.outbox == []


def test_no_mail_tells_what_is_no_longer_true(coming, amina, claire, institution):
    place = waits(coming, amina, institution=institution)

    people.send_offered(place.pk)
    people.send_no_show(place.pk)
    institutions.send_seat_news([place.pk], "offered")
    institutions.send_request_for_seat(place.pk)

    assert mail.outbox == []


def test_staff_read_of_a_request(coming, amina):
    asked = make_enrolment(coming, amina, status="applied", enrolled_at=None)

    institutions.send_request_for_seat(asked.pk)

    body = read(mail.outbox[0])
    assert f"https://jalons.test/admin/sessions/{coming.code}/" in body


def test_a_person_without_an_address_gets_none(coming):
    people.send_offered(offered(coming, make_person()).pk)

    assert mail.outbox == []
