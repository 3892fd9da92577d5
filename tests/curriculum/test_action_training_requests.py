"""Requests for action-trainings: received, discussed, quoted, answered."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from certification.models import Issuer
from curriculum.enums import OfferingKind, RequestStatus, SessionStatus
from curriculum.errors import InvalidInput, NotAllowed, RequestNotOpen
from curriculum.models import ActionTrainingRequest, Institution
from curriculum.services.action_training_requests import (
    accept_quote,
    assign_request,
    create_institution_of,
    decline_request,
    discuss_request,
    give_up_request,
    link_institution,
    link_session,
    note_on_request,
    note_quote,
    reopen_request,
    request_action_training,
)
from tests.factories import NOON, make_offering, make_session

WORDS = {
    "institution_name": "Collège Paul-Fort",
    "institution_kind": "school",
    "city": "Montlhéry",
    "contact_name": "Jeanne Morel",
    "contact_email": "Jeanne.Morel@example.net",
    "territory": None,
    "territory_text": "La vallée de l’Orge",
    "group_size": 25,
    "situations": "Des élèves suivis par six services.",
    "period": "À partir de septembre",
}


def receive(at=NOON, **values) -> ActionTrainingRequest:
    return request_action_training(at=at, **(WORDS | values))


@pytest.fixture
def asked(db):
    """A request of today."""
    return receive()


@pytest.fixture
def quoted(asked, denis):
    """A request with a quote."""
    return note_quote(request=asked, reference="D-2026-07", cents=480_050, by=denis, at=NOON)


@pytest.fixture
def accepted(quoted, denis):
    """A request of which the quote is accepted."""
    return accept_quote(request=quoted, by=denis, at=NOON)


def lines(request) -> list[tuple]:
    found = ModelLogEntry.objects.for_instance(request).order_by("timestamp", "pk")
    return [(line.action.removeprefix("curriculum."), line.user) for line in found]


# receive


def test_it_writes_to_the_address_that_staff_keep(asked, run_tasks):
    Issuer.objects.create(email="demandes@ficc.example")

    run_tasks()

    assert [sent.to for sent in mail.outbox][1] == ["demandes@ficc.example"]
    assert "demandes@ficc.example" in mail.outbox[0].body


def test_it_tells_those_who_asked_and_staff(asked, settings, run_tasks):
    run_tasks()

    assert asked.status == RequestStatus.RECEIVED
    assert asked.contact_email == "jeanne.morel@example.net"
    assert lines(asked) == [("request_action_training", None)]
    to_them, to_staff = mail.outbox
    assert (to_them.to, to_staff.to) == ([asked.contact_email], [settings.FEDERATION["email"]])
    assert asked.code in to_them.body
    assert "Collège Paul-Fort" in to_staff.subject
    assert f"/admin/action-training-requests/{asked.code}/" in to_staff.body


def test_it_repeats_nothing_to_an_address_that_may_be_a_strangers(asked, run_tasks):
    run_tasks()

    body = mail.outbox[0].body
    assert not any(WORDS[name] in body for name in ("institution_name", "contact_name", "period"))


def test_it_takes_the_same_words_once(asked, run_tasks):
    again = receive(at=NOON + timedelta(minutes=5))
    later = receive(at=NOON + timedelta(hours=2))
    run_tasks()

    assert again == asked
    assert later != asked
    assert len(mail.outbox) == 4


def test_it_needs_a_territory_chosen_or_in_words(db, essonne):
    with pytest.raises(InvalidInput) as refusal:
        receive(territory_text="  ")

    assert list(refusal.value.errors) == ["territory"]
    assert receive(territory_text="", territory=essonne).where == "Essonne"
    assert receive(situations="x", territory=essonne).where == "Essonne, La vallée de l’Orge"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"group_size": 0}, "group_size"),
        ({"institution_kind": "spaceship"}, "institution_kind"),
        ({"contact_email": "jeanne"}, "contact_email"),
        ({"city": ""}, "city"),
    ],
)
def test_it_refuses_wrong_values_by_name(db, values, field):
    with pytest.raises(InvalidInput) as refusal:
        receive(**values)

    assert field in refusal.value.errors


# discuss, quote


def test_it_says_who_follows_it(asked, denis, run_tasks):
    run_tasks()
    mail.outbox.clear()

    discuss_request(request=asked, by=denis)
    run_tasks()

    assert (asked.status, asked.assigned_to) == (RequestStatus.IN_DISCUSSION, denis)
    assert "Denis Évrard" in mail.outbox[0].body
    with pytest.raises(RequestNotOpen):
        discuss_request(request=asked, by=denis)


def test_it_keeps_who_was_assigned(asked, denis, django_user_model):
    chief = django_user_model.objects.create_superuser("ines@example.org")
    assign_request(request=asked, to=chief, by=denis)

    discuss_request(request=asked, by=denis)

    assert asked.assigned_to == chief


def test_it_announces_a_quote_and_another_one(quoted, denis, run_tasks):
    run_tasks()
    assert (quoted.status, quoted.quoted_at) == (RequestStatus.QUOTE_SENT, NOON)
    body = mail.outbox[-1].body.replace("\N{NO-BREAK SPACE}", " ")
    assert "D-2026-07" in body
    assert "4 800,50 €" in body

    note_quote(request=quoted, reference="D-2026-08", cents=0, by=denis, at=NOON)

    assert (quoted.quote_reference, quoted.quote_cents) == ("D-2026-08", 0)
    line = ModelLogEntry.objects.for_instance(quoted).order_by("-pk").first()
    assert line.data["before"]["quote_reference"] == "D-2026-07"


def test_it_sends_no_mail_that_is_no_longer_true(quoted, denis, run_tasks):
    give_up_request(request=quoted, reason="Plus de budget", by=denis, at=NOON)
    run_tasks()

    assert not any("D-2026-07" in message.body for message in mail.outbox)


def test_a_quote_has_a_reference_and_no_negative_amount(asked, denis):
    with pytest.raises(InvalidInput) as refusal:
        note_quote(request=asked, reference=" ", cents=-1, by=denis, at=NOON)

    assert set(refusal.value.errors) == {"reference", "amount"}


# answers


def test_it_thanks_for_the_acceptance(accepted, run_tasks):
    run_tasks()

    assert (accepted.status, accepted.ended_at) == (RequestStatus.ACCEPTED, NOON)
    assert mail.outbox[-1].to == [accepted.contact_email]
    assert "confiance" in mail.outbox[-1].body


def test_it_accepts_only_a_quote(asked, denis):
    with pytest.raises(RequestNotOpen):
        accept_quote(request=asked, by=denis, at=NOON)


def test_it_declines_with_a_reason_that_is_told(asked, denis, run_tasks):
    with pytest.raises(InvalidInput):
        decline_request(request=asked, reason=" ", by=denis, at=NOON)

    decline_request(request=asked, reason="Pas de clinicien sur place", by=denis, at=NOON)
    run_tasks()

    assert asked.status == RequestStatus.DECLINED
    assert "Pas de clinicien sur place" in mail.outbox[-1].body


def test_it_notes_that_they_give_up_without_a_mail(asked, denis, run_tasks):
    run_tasks()
    mail.outbox.clear()

    give_up_request(request=asked, reason="Plus de budget", by=denis, at=NOON)
    run_tasks()

    assert (asked.status, asked.end_reason) == (RequestStatus.WITHDRAWN, "Plus de budget")
    assert mail.outbox == []


@pytest.mark.parametrize("end", [accept_quote, decline_request, give_up_request])
def test_nothing_more_happens_to_what_has_ended_until_it_is_taken_up(quoted, denis, end):
    extra = {} if end is accept_quote else {"reason": "x"}
    end(request=quoted, by=denis, at=NOON, **extra)

    for step, values in (
        (note_quote, {"reference": "D", "cents": 1, "at": NOON}),
        (decline_request, {"reason": "y", "at": NOON}),
        (give_up_request, {"reason": "y", "at": NOON}),
        (discuss_request, {}),
    ):
        with pytest.raises(RequestNotOpen):
            step(request=quoted, by=denis, **values)
    reopen_request(request=quoted, reason="Ils rappellent", by=denis)

    assert quoted.status == RequestStatus.IN_DISCUSSION
    assert (quoted.ended_at, quoted.end_reason) == (None, "")
    assert lines(quoted)[-1] == ("reopen_request", denis)


def test_what_is_open_is_not_taken_up_again(asked, denis):
    with pytest.raises(RequestNotOpen):
        reopen_request(request=asked, reason="x", by=denis)


# notes and links


def test_it_keeps_dated_notes(asked, denis):
    note = note_on_request(request=asked, text=" Appel du matin ", by=denis, at=NOON)

    assert (note.text, note.written_by, note.written_at) == ("Appel du matin", denis, NOON)
    with pytest.raises(InvalidInput):
        note_on_request(request=asked, text=" ", by=denis, at=NOON)


def test_it_is_assigned_only_to_who_may_follow(asked, denis, farida):
    with pytest.raises(InvalidInput):
        assign_request(request=asked, to=farida, by=denis)
    assign_request(request=asked, to=denis, by=denis)
    assign_request(request=asked, to=denis, by=denis)

    assert lines(asked).count(("assign_request", denis)) == 1


def test_it_links_a_known_institution_and_takes_it_off(asked, institution, denis):
    link_institution(request=asked, institution=institution, by=denis)
    assert asked.institution == institution
    link_institution(request=asked, institution=None, by=denis)

    assert asked.institution is None


def test_it_adds_the_institution_as_described(asked, essonne, denis):
    made = create_institution_of(request=asked, territory=essonne, by=denis)

    assert (made.name, made.kind, made.city) == ("Collège Paul-Fort", "school", "Montlhéry")
    assert asked.institution == made
    with pytest.raises(RequestNotOpen):
        create_institution_of(request=asked, territory=essonne, by=denis)
    assert Institution.objects.count() == 1


def test_it_leads_to_the_session_that_came_of_it(accepted, place, session, denis):
    training = make_session(place, offering=make_offering(OfferingKind.ACTION_TRAINING, "FA"))
    with pytest.raises(InvalidInput):
        link_session(request=accepted, session=session, by=denis)

    link_session(request=accepted, session=training, by=denis)

    assert accepted.session == training
    with pytest.raises(RequestNotOpen):
        reopen_request(request=accepted, reason="x", by=denis)
    link_session(request=accepted, session=None, by=denis)
    assert reopen_request(request=accepted, reason="x", by=denis).is_open


def test_it_leads_to_no_session_before_the_quote_is_accepted_nor_to_a_cancelled_one(
    quoted, place, denis
):
    offering = make_offering(OfferingKind.ACTION_TRAINING, "FA")
    training = make_session(place, offering=offering, status=SessionStatus.CANCELLED)

    with pytest.raises(RequestNotOpen):
        link_session(request=quoted, session=training, by=denis)
    accept_quote(request=quoted, by=denis, at=NOON)
    with pytest.raises(InvalidInput):
        link_session(request=quoted, session=training, by=denis)


@pytest.mark.parametrize(
    ("service", "values"),
    [
        (discuss_request, {}),
        (note_quote, {"reference": "D", "cents": 1, "at": NOON}),
        (accept_quote, {"at": NOON}),
        (decline_request, {"reason": "x", "at": NOON}),
        (give_up_request, {"reason": "x", "at": NOON}),
        (reopen_request, {"reason": "x"}),
        (assign_request, {"to": None}),
        (note_on_request, {"text": "x", "at": NOON}),
        (link_institution, {"institution": None}),
        (create_institution_of, {"territory": None}),
        (link_session, {"session": None}),
    ],
)
def test_it_is_for_staff(asked, amina, service, values):
    with pytest.raises(NotAllowed):
        service(request=asked, by=amina.user, **values)


# what the database refuses


@pytest.mark.parametrize(
    "values",
    [
        {"status": "lost"},
        {"institution_kind": "spaceship"},
        {"territory": None, "territory_text": ""},
        {"group_size": 0},
        {"status": "quote_sent"},
        {"status": "accepted", "ended_at": NOON},
        {"ended_at": NOON},
        {"status": "declined", "ended_at": NOON},
        {"status": "withdrawn", "end_reason": "x"},
    ],
)
def test_the_database_refuses_what_must_never_be(asked, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionTrainingRequest.objects.filter(pk=asked.pk).update(**values)
