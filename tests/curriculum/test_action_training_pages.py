"""The form of institutions, and the screens of staff about it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import OfferingKind, RequestStatus
from curriculum.models import ActionTrainingRequest, Institution
from curriculum.services.action_training_requests import accept_quote, note_quote
from tests.curriculum.test_action_training_requests import WORDS, receive
from tests.factories import NOON, make_offering, make_session

pytestmark = pytest.mark.django_db

FORM = {name: value for name, value in WORDS.items() if value is not None}
INDEX = "/admin/action-training-requests/"


def ask(client, **values):
    return client.post(reverse("curriculum:request_action_training"), FORM | values)


def step(request, action) -> str:
    return reverse("requests_admin:act", args=[request.code, action])


def text(answer) -> str:
    html = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])
    return " ".join(html.replace("\N{NO-BREAK SPACE}", " ").split())


# the public form


def test_it_receives_a_request_and_thanks(client, run_tasks):
    answer = ask(client)
    run_tasks()

    assert answer["Location"] == reverse("curriculum:action_training_requested")
    assert "parvenue" in text(client.get(answer["Location"]))
    assert ActionTrainingRequest.objects.get().institution_name == "Collège Paul-Fort"
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"institution_name": ""}, "institution_name"),
        ({"institution_name": "http://spam.example"}, "institution_name"),
        ({"territory_text": ""}, "territory"),
        ({"territory": "999999"}, "territory"),
        ({"group_size": "beaucoup"}, "group_size"),
        ({"group_size": "0"}, "group_size"),
        ({"group_size": "99999999999"}, "group_size"),
        ({"contact_email": "jeanne"}, "contact_email"),
        ({"situations": "x" * 5001}, "situations"),
    ],
)
def test_it_says_beside_the_field_what_is_wrong_and_keeps_the_rest(client, values, field):
    answer = ask(client, **values)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert "Montlhéry" in answer.content.decode()
    assert not ActionTrainingRequest.objects.exists()


def test_it_takes_a_territory_of_the_tree(client, essonne):
    ask(client, territory=essonne.pk, territory_text="")

    assert ActionTrainingRequest.objects.get().territory == essonne


def test_it_refuses_programs(client):
    assert "programme" in text(ask(client, leave_empty="x"))
    assert not ActionTrainingRequest.objects.exists()


def test_it_limits_what_comes_from_one_address(client):
    answers = [ask(client, situations=f"Situation {n}") for n in range(5)]

    assert [answer.status_code for answer in answers] == [302] * 4 + [200]
    assert "aujourd’hui" in text(answers[-1])


def test_it_limits_one_visitor(client):
    codes = [ask(client, contact_email=f"n{n}@example.net").status_code for n in range(16)]

    assert codes == [302] * 15 + [429]


# staff


@pytest.fixture
def staff(client, denis):
    """A client signed in as staff."""
    client.force_login(denis)
    return client


@pytest.fixture
def asked(db):
    """A request that came in some days ago."""
    return receive(at=timezone.now() - timedelta(days=3))


@pytest.mark.parametrize("address", ["", "{code}/", "{code}/quote/"])
def test_it_is_for_staff_only(client, asked, amina, farida, address):
    address = INDEX + address.format(code=asked.code)
    for user in (amina.user, farida):
        client.force_login(user)
        assert client.get(address).status_code in (302, 403, 404)
    client.logout()
    assert client.get(address).status_code == 302


def test_it_lists_what_waits_for_an_answer_with_counts(staff, denis, essonne):
    old = receive(institution_name="Ancienne", situations="a", at=NOON - timedelta(days=9))
    receive(institution_name="Récente", situations="b", territory=essonne)
    done = receive(institution_name="Finie", situations="c")
    note_quote(request=done, reference="D", cents=1, by=denis, at=NOON)
    accept_quote(request=done, by=denis, at=NOON)

    page = staff.get(INDEX)

    assert [one.institution_name for one in page.context["page"]] == ["Ancienne", "Récente"]
    counts = {value: number for value, _label, number in page.context["tabs"]}
    assert (counts[""], counts["received"], counts["accepted"], counts["all"]) == (2, 2, 1, 3)
    for query, expected in {
        "?status=accepted": [done],
        "?q=ANCIENNE": [old],
        "?q=recente": ["Récente"],
        f"?territory={essonne.pk}": ["Récente"],
        f"?follower={denis.pk}&status=all": [],
        "?status=declined": [],
        "?status=nonsense&territory=abc&follower=0&page=x": ["Ancienne", "Récente"],
    }.items():
        found = [str(one) for one in staff.get(INDEX + query).context["page"]]
        assert found == [str(one) for one in expected], query


def test_it_lists_many_in_as_many_queries(staff, essonne, django_assert_max_num_queries):
    for number in range(25):
        receive(institution_name=f"N {number}", situations=str(number), territory=essonne)
    staff.get(INDEX)

    with django_assert_max_num_queries(16):
        staff.get(INDEX)


def test_it_leads_from_the_request_to_the_session(staff, asked, denis, essonne, place):
    page = staff.get(reverse("requests_admin:request", args=[asked.code]))
    assert WORDS["situations"] in page.content.decode()
    assert list(page.context["steps"]) == ["discuss", "quote", "give-up", "decline"]

    staff.post(step(asked, "discuss"))
    answer = staff.post(step(asked, "quote"), {"reference": "D-7", "amount": "4 800,50"})
    assert answer.status_code == 302
    staff.post(step(asked, "accept"))
    staff.post(step(asked, "new-institution"), {"territory": essonne.pk})
    training = make_session(place, offering=make_offering(OfferingKind.ACTION_TRAINING, "FA"))
    staff.post(step(asked, "session"), {"session": training.pk})

    asked.refresh_from_db()
    assert (asked.status, asked.quote_cents) == (RequestStatus.ACCEPTED, 480_050)
    assert (asked.institution, asked.session) == (Institution.objects.get(), training)
    page = staff.get(reverse("requests_admin:request", args=[asked.code]))
    assert list(page.context["steps"]) == []
    assert len(page.context["journal"]) == 6


@pytest.mark.parametrize(
    ("action", "values", "field"),
    [
        ("quote", {"reference": "D", "amount": "beaucoup"}, "amount"),
        ("quote", {"reference": "D", "amount": "-1"}, "amount"),
        ("quote", {"reference": "D", "amount": "99999999999"}, "amount"),
        ("quote", {"reference": "D", "amount": "NaN"}, "amount"),
        ("quote", {"reference": "", "amount": "1"}, "reference"),
        ("decline", {"reason": " "}, "reason"),
        ("give-up", {}, "reason"),
        ("assign", {"to": "999999"}, "to"),
        ("institution", {"institution": "x"}, "institution"),
        ("new-institution", {}, "territory"),
    ],
)
def test_it_says_what_is_wrong_with_a_step(staff, asked, action, values, field):
    page = staff.post(step(asked, action), values)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    asked.refresh_from_db()
    assert asked.status == RequestStatus.RECEIVED


def test_it_says_when_a_step_comes_too_late(staff, asked, denis):
    note_quote(request=asked, reference="D", cents=1, by=denis, at=NOON)

    page = staff.post(step(asked, "discuss"), follow=True)

    assert "devis envoyé" in text(page)
    assert staff.get(step(asked, "dance")).status_code == 404


def test_it_keeps_a_note_and_refuses_an_empty_one(staff, asked):
    address = reverse("requests_admin:note", args=[asked.code])

    assert staff.post(address, {"text": ""}).context["note_form"].errors
    page = staff.post(address, {"text": "Appel du matin"}, follow=True)

    assert "Appel du matin" in text(page)
    assert staff.get(address).status_code == 405


def test_it_escapes_what_strangers_typed(staff):
    asked = receive(institution_name="<script>alert(1)</script>", situations="<b>x</b>")

    for address in (INDEX, reverse("requests_admin:request", args=[asked.code])):
        html = staff.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<b>x</b>" not in html


def test_it_stands_in_the_menu_of_staff_only(staff, client, farida):
    assert INDEX in staff.get("/admin/").content.decode()
    client.force_login(farida)
    assert INDEX not in client.get("/admin/").content.decode()
