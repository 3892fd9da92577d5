"""What trainees do by themselves: enrol, see their place, answer an offer, leave, change session."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import OfferingKind
from curriculum.links.places import PLACE, place_token, seat_token
from curriculum.models import EnrolmentGroup
from tests.curriculum.seating import employ, group_waits, status_of, waits
from tests.factories import make_enrolment, make_offering, make_person, make_session

SOON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def coming(place):
    """A base module with a price, in twenty days, with two seats."""
    offering = make_offering()
    offering.price_cents = 54_000
    offering.save()
    return make_session(place, offering=offering, on=SOON, capacity=2, title="Module à venir")


@pytest.fixture
def as_amina(client, amina):
    client.force_login(amina.user)
    return client


def text(response) -> str:
    return html.unescape(response.content.decode())


def url(name, *args):
    return reverse(f"curriculum:{name}", args=args)


def by_mail(name, enrolment):
    return url(name, place_token(enrolment))


def offer(session, person, **extra):
    values = {
        "status": "offered",
        "enrolled_at": None,
        "offered_until": timezone.now() + timedelta(days=2),
    }
    return make_enrolment(session, person, **(values | extra))


# enrol


def test_a_visitor_learns_how_to_sign_in_and_come_back(client, coming):
    address = url("enrol_myself", coming.code)

    page = text(client.get(address))

    assert f"{reverse('account_login')}?next={address}" in page
    assert f"{reverse('account_signup')}?next={address}" in page
    assert address in text(client.get(url("public_session", coming.code)))
    client.post(address)
    assert not coming.enrolments.exists()


def test_who_makes_an_account_comes_back_and_enrols(client, coming, run_tasks):
    address = url("enrol_myself", coming.code)
    signup = f"{reverse('account_signup')}?next={address}"
    assert f'value="{address}"' in text(client.get(signup))
    typed = {
        "email": "gilda@example.org",
        "first_name": "Gilda",
        "last_name": "Iacono",
        "password1": "un mot de passe assez long",
        "password2": "un mot de passe assez long",
        "next": address,
    }

    client.post(reverse("account_signup"), typed)
    run_tasks()
    code = re.search(r"^([0-9A-Z-]{6,})$", mail.outbox[0].body, re.MULTILINE)[1]
    answer = client.post("/comptes/confirm-email/", {"code": code})
    assert answer.url == address
    client.post(address)

    assert coming.enrolments.get().person.full_name == "Gilda Iacono"


def test_one_asks_for_a_seat_and_pays_alone(as_amina, coming):
    address = url("enrol_myself", coming.code)

    assert "540" in text(as_amina.get(address))
    page = as_amina.post(address, follow=True)

    assert coming.enrolments.get().status == "applied"
    assert "Votre demande est bien reçue" in text(page)


def test_or_says_which_institution_is_to_pay(as_amina, amina, coming, institution):
    employ(amina, institution)
    address = url("enrol_myself", coming.code)

    unsaid = as_amina.post(address)
    as_amina.post(address, {"institution": institution.code})

    assert unsaid.context["form"].errors["institution"]
    assert coming.enrolments.get().institution == institution


def test_two_sessions_at_once_are_confirmed(as_amina, amina, coming, place):
    make_enrolment(make_session(place, on=SOON, title="Ailleurs"), amina)
    address = url("enrol_myself", coming.code)

    refused = as_amina.post(address)
    assert "Ailleurs" in text(refused)
    assert not coming.enrolments.exists()
    as_amina.post(address, {"overlap_confirmed": "on"})

    assert coming.enrolments.exists()


def test_a_full_session_says_so_and_shows_the_rank(as_amina, coming):
    for _seat in range(2):
        make_enrolment(coming, make_person())
    waits(coming, make_person())
    address = url("enrol_myself", coming.code)

    assert "Toutes les places sont prises" in text(as_amina.get(address))
    page = as_amina.post(address, follow=True)

    assert "Vous êtes au rang 2" in text(page)
    assert "rang 2" in text(as_amina.get(url("my_enrolments")))


def test_a_missing_sensitisation_is_explained(as_amina, place, coming):
    offering = make_offering(OfferingKind.ADVANCED_MODULE)
    advanced = make_session(place, offering=offering, on=SOON + timedelta(days=9))
    address = url("enrol_myself", advanced.code)

    page = text(as_amina.get(address))

    assert "Il manque une sensibilisation préalable" in page
    assert url("public_session", coming.code) in page  # a base module before it would do
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    as_amina.post(address)
    assert not advanced.enrolments.exists()


@pytest.mark.parametrize("case", ["begun", "action"])
def test_it_says_why_nobody_enrols_alone(as_amina, place, case):
    kind = OfferingKind.ACTION_TRAINING if case == "action" else OfferingKind.BASE_MODULE
    on = timezone.localdate() if case == "begun" else SOON
    session = make_session(place, offering=make_offering(kind), on=on)

    response = as_amina.get(url("enrol_myself", session.code))

    assert response.context["refusal"]
    assert "form" not in response.context


def test_a_visit_has_a_page_of_its_own(client, place):
    offering = make_offering(OfferingKind.OPEN_PRACTICE_SESSION)
    offering.price_cents = 0
    offering.save()
    visit = make_session(place, offering=offering, on=SOON)
    visit.is_open_to_everyone = True
    visit.save()

    assert client.get(url("enrol_myself", visit.code)).url == url("visit", visit.code)


def test_an_account_without_a_person_and_an_unknown_session(client, coming, erwan):
    client.force_login(erwan)

    assert "rattaché" in text(client.get(url("enrol_myself", coming.code)))
    assert client.get(url("enrol_myself", "AAAAAAAAAAAA")).status_code == 404


def test_one_place_is_enough(as_amina, amina, coming):
    held = make_enrolment(coming, amina)

    page = text(as_amina.get(url("enrol_myself", coming.code)))
    as_amina.post(url("enrol_myself", coming.code))

    assert by_mail("place", held).split(":")[0] in page
    assert coming.enrolments.count() == 1


# the place, by the link of a mail


def test_an_offer_is_accepted_without_an_account(client, coming, amina):
    place = offer(coming, amina)

    page = text(client.get(by_mail("place", place)))
    assert "Une place est libre pour vous" in page
    assert client.get(by_mail("accept_place", place)).status_code == 405
    answer = client.post(by_mail("accept_place", place), follow=True)

    assert status_of(place) == ["enrolled"]
    assert "La place est à vous" in text(answer)


def test_or_declined(client, coming, amina):
    place = offer(coming, amina)

    client.get(by_mail("leave_place", place))
    assert status_of(place) == ["offered"]
    answer = client.post(by_mail("leave_place", place), {"reason": ""}, follow=True)

    assert status_of(place) == ["withdrawn"]
    assert "Vous n’avez plus de place" in text(answer)


def test_too_late_is_said(client, coming, amina):
    place = offer(coming, amina, offered_until=timezone.now() - timedelta(minutes=1))

    assert "délai pour accepter cette place est passé" in text(client.get(by_mail("place", place)))
    answer = client.post(by_mail("accept_place", place), follow=True)

    assert status_of(place) == ["offered"]
    assert "revient à la personne suivante" in text(answer)


def test_a_group_learns_that_its_yes_counts_for_all(client, coming, amina, bruno, institution):
    group = EnrolmentGroup.objects.create(
        session=coming, institution=institution, all_or_none=True, made_at=timezone.now()
    )
    one, _other = offer(coming, amina, group=group), offer(coming, bruno, group=group)

    assert "le premier oui vaut pour tout le groupe" in text(client.get(by_mail("place", one)))


def test_who_waits_behind_a_group_learns_for_whom_seats_are_kept(
    client, coming, amina, institution
):
    make_enrolment(coming, make_person())
    ahead = group_waits(coming, institution, [make_person(), make_person()])
    behind = waits(coming, amina, 5)

    assert "groupe de 2 personnes qui vous précède" in text(client.get(by_mail("place", behind)))
    assert "qui vous précède" not in text(client.get(by_mail("place", ahead[0])))


def test_after_the_last_day_for_changes_one_writes(client, coming, amina):
    coming.changes_until = timezone.localdate() - timedelta(days=1)
    coming.save()
    place = make_enrolment(coming, amina)

    page = text(client.get(by_mail("place", place)))
    client.post(by_mail("leave_place", place))

    assert "Écrivez-nous" in page
    assert by_mail("leave_place", place) not in page
    assert status_of(place) == ["enrolled"]


def test_a_changed_link_opens_nothing_nor_does_that_of_a_visit(client, coming, amina):
    place = make_enrolment(coming, amina)

    for token in (place_token(place) + "x", seat_token(place), "x"):
        for name in ("place", "leave_place"):
            assert client.get(url(name, token)).status_code == 404
        assert client.post(url("accept_place", token)).status_code == 404
    assert client.get(url("visit_place", place_token(place))).status_code == 404


@pytest.mark.parametrize("status", ["applied", "waiting", "enrolled", "withdrawn", "no_show"])
def test_every_state_has_its_page(client, coming, amina, status):
    ended = timezone.now() if status in ("withdrawn", "no_show") else None
    place = make_enrolment(coming, amina, status=status, ended_at=ended)

    assert client.get(by_mail("place", place)).status_code == 200
    assert client.get(by_mail("leave_place", place)).status_code == (302 if ended else 200)


# my enrolments


def test_an_offer_comes_first_and_is_answered_there(as_amina, amina, coming, place):
    make_enrolment(make_session(place, on=SOON - timedelta(days=9), title="Avant"), amina)
    offered = offer(coming, amina)

    page = as_amina.get(url("my_enrolments"))

    assert [entry["session"].title for entry in page.context["coming"]] == [
        "Module à venir",
        "Avant",
    ]
    assert reverse("curriculum:accept_place", args=[page.context["coming"][0]["token"]]) in text(
        page
    )
    assert status_of(offered) == ["offered"]


def test_waiting_costs_no_query_more(as_amina, amina, place, django_assert_max_num_queries):
    for number in range(30):
        session = make_session(place, on=SOON + timedelta(days=number), title=f"Session {number}")
        waits(session, make_person())
        waits(session, amina, 1)
    as_amina.get(url("my_enrolments"))

    with django_assert_max_num_queries(16):
        page = text(as_amina.get(url("my_enrolments")))

    assert page.count("rang 2") == 30


def test_who_waited_in_vain_sees_it(as_amina, amina, session):
    waits(session, amina)

    assert "Terminée, sans place" in text(as_amina.get(url("my_enrolments")))


# change session


@pytest.mark.both_databases
def test_one_moves_to_another_session_of_the_training(as_amina, amina, coming, place):
    later = make_session(
        place, offering=coming.offering, on=SOON + timedelta(days=7), title="Plus tard"
    )
    full = make_session(
        place, offering=coming.offering, on=SOON + timedelta(days=8), capacity=1, title="Complète"
    )
    make_enrolment(full, make_person())
    make_session(place, on=SOON, title="Autre formation")
    held = make_enrolment(coming, amina)
    address = url("change_session", held.code)

    page = as_amina.get(address)
    assert list(page.context["sessions"]) == [later]
    answer = as_amina.post(address, {"session": later.pk}, follow=True)

    assert status_of(held) == ["transferred"]
    assert later.enrolments.get().person == amina
    assert "Vous avez changé de session" in text(answer)


def test_one_is_warned_of_the_same_hours(as_amina, amina, coming, place):
    later = make_session(place, offering=coming.offering, on=SOON + timedelta(days=7))
    make_enrolment(make_session(place, on=SOON + timedelta(days=7), title="Ailleurs"), amina)
    held = make_enrolment(coming, amina)
    address = url("change_session", held.code)

    asked = as_amina.post(address, {"session": later.pk})
    assert "Ailleurs" in text(asked)
    assert status_of(held) == ["enrolled"]
    as_amina.post(address, {"session": later.pk, "overlap_confirmed": "on"})

    assert status_of(held) == ["transferred"]


def test_nobody_moves_the_place_of_another(client, coming, amina, bruno):
    held = make_enrolment(coming, amina)
    client.force_login(bruno.user)

    assert client.get(url("change_session", held.code)).status_code == 404


def test_it_says_when_there_is_nowhere_to_go(as_amina, amina, coming):
    held = make_enrolment(coming, amina)

    assert "Aucune autre session" in text(as_amina.get(url("change_session", held.code)))


# who never came


def test_the_animator_notes_who_never_came_and_undoes_it(client, session, amina, bruno):
    held = make_enrolment(session, amina)
    client.force_login(bruno.user)
    address = url("session_people", session.code)

    assert "BENALI Amina" in text(client.get(address))
    client.post(address, {"enrolment": held.code})
    assert status_of(held) == ["no_show"]
    client.post(address, {"enrolment": held.code, "undo": "1"})
    assert status_of(held) == ["enrolled"]
    gone = client.post(address, {"enrolment": "AAAAAAAAAAAA"}, follow=True)

    assert "n’est plus sur la liste" in text(gone)


def test_an_animator_of_another_session_does_not(client, place, session, amina):
    other = make_person("Olga", account=True)
    make_session(place, animator=other)
    held = make_enrolment(session, amina)
    client.force_login(other.user)

    answer = client.post(url("session_people", session.code), {"enrolment": held.code})

    assert answer.status_code == 404
    assert status_of(held) == ["enrolled"]


def test_an_address_that_was_wrong_opens_nothing_once_it_is_mended(client, coming):
    person = make_person("Zoé", email="somebody.else@example.org")
    held = make_enrolment(coming, person)
    sent = [url("place", place_token(held)), url("leave_place", place_token(held))]
    assert [client.get(address).status_code for address in sent] == [200, 200]
    person.email = "zoe@example.org"
    person.save()

    assert [client.get(address).status_code for address in sent] == [404, 404]
    client.post(sent[1], {"reason": ""})
    assert status_of(held) == ["enrolled"]
    assert client.get(by_mail("place", held)).status_code == 200


def test_an_address_of_before_or_of_nothing_is_refused(client, coming):
    held = make_enrolment(coming, make_person("Zoé"))
    for said in (held.code, [held.code], [held.code, None], [None, "x"], {"a": 1}, 7):
        token = signing.dumps(said, salt=PLACE)
        assert client.get(url("place", token)).status_code == 404


def test_a_title_is_text_wherever_it_stands(as_amina, amina, coming, place):
    title = "Atelier <b>R&D</b>"
    make_enrolment(make_session(place, on=SOON, title=title), amina)

    page = as_amina.post(url("enrol_myself", coming.code), {})

    assert title in text(page)
    assert "<b>R&" not in page.content.decode()
