"""The pages of « Venir voir » and of one's own enrolments."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from curriculum.enums import EnrolmentStatus, SessionStatus
from curriculum.links.places import confirmation_token, seat_token
from curriculum.models import Enrolment, Person, Session, VisitRequest
from curriculum.services.enrolment import enrol_visitor
from curriculum.services.visits import confirm_visit, register_visit
from tests.curriculum.test_visits import make_visit
from tests.factories import make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db

WHO = {"given_name": "Nora", "family_name": "Petit", "email": "nora@example.net"}


@pytest.fixture
def visit(place):
    """A visit of the coming month, by the clock of the machine."""
    return make_visit(place, on=timezone.localdate() + timedelta(days=30), capacity=2)


def address(visit) -> str:
    return reverse("curriculum:visit", args=[visit.code])


def seat(visit, email="nora@example.net", family="Petit"):
    at = timezone.now()
    values = {"given_name": "Nora", "family_name": family, "email": email}
    return confirm_visit(request=register_visit(session=visit, at=at, **values), at=at)


def text(answer) -> str:
    """Give what a page says, with plain spaces."""
    html = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])
    return " ".join(html.replace("\N{NO-BREAK SPACE}", " ").split())


# the form


def test_it_leads_from_the_form_through_the_mail_to_a_seat_and_back(client, visit, run_tasks):
    answer = client.post(address(visit), WHO, follow=True)
    run_tasks()
    assert "nora@example.net" in text(answer)
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]

    page = client.get(link)
    assert "Nora Petit" in text(page)
    assert not Enrolment.objects.exists()

    page = client.post(link, follow=True)
    run_tasks()
    assert "Votre place est gardée" in text(page)
    place_link = re.search(r"https?://[^/]+(/venir-voir/place/\S+)", mail.outbox[1].body)[1]

    page = client.get(place_link + "annuler/")
    assert Enrolment.objects.get().status == EnrolmentStatus.ENROLLED
    page = client.post(place_link + "annuler/", follow=True)
    assert "n’avez plus de place" in text(page)
    assert Enrolment.objects.get().status == EnrolmentStatus.WITHDRAWN


def test_it_answers_the_same_whether_the_address_is_known_or_not(client, visit, amina, run_tasks):
    make_enrolment(visit, amina)
    answers = []
    for email in (amina.email, "unknown@example.net"):
        answer = client.post(address(visit), WHO | {"email": email}, follow=True)
        answers.append((answer.status_code, text(answer).replace(email, "…")))
    run_tasks()

    assert answers[0] == answers[1]
    bodies = [re.sub(r"/confirmer/\S+", "", message.body) for message in mail.outbox]
    assert bodies[0] == bodies[1]


def test_it_costs_the_same_whether_the_address_is_known_or_not(
    client, visit, amina, django_assert_num_queries
):
    client.post(address(visit), WHO)  # warms up what is read once
    for email in (amina.email, "unknown@example.net"):
        with django_assert_num_queries(5):
            client.post(address(visit), WHO | {"email": email})


def test_it_shows_the_form_in_few_queries(client, visit, django_assert_max_num_queries):
    client.get(address(visit))
    with django_assert_max_num_queries(12):
        client.get(address(visit))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"family_name": "x" * 101}, "family_name"),
        ({"email": "nora"}, "email"),
        ({"given_name": "Gagnez sur http://spam.example"}, "given_name"),
        ({"profession": "www.spam.example"}, "profession"),
    ],
)
def test_it_says_beside_the_field_what_is_wrong(client, visit, change, field):
    answer = client.post(address(visit), WHO | change)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not VisitRequest.objects.exists()


def test_it_refuses_programs_and_lets_people_try_again(client, visit):
    answer = client.post(address(visit), WHO | {"leave_empty": "http://spam.example"})

    assert "programme" in text(answer)
    assert "spam" not in answer.content.decode()
    assert not VisitRequest.objects.exists()


def test_it_says_that_the_session_is_full_and_takes_for_the_waiting_list(client, visit):
    seat(visit, "a@example.net", "A"), seat(visit, "b@example.net", "B")

    assert "liste d’attente" in text(client.get(address(visit)))
    third = seat(visit, "c@example.net", "C")
    page = client.get(reverse("curriculum:visit_place", args=[seat_token(third)]))
    assert "en tête" in text(page)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": SessionStatus.CANCELLED}, "annulée"),
        ({"status": SessionStatus.CLOSED}, "terminée"),
        ({"is_open_to_everyone": False}, "librement"),
    ],
)
def test_it_says_why_nobody_can_register(client, visit, change, words):
    for name, value in change.items():
        setattr(visit, name, value)
    visit.save()

    page = client.get(address(visit))
    client.post(address(visit), WHO)

    assert words in text(page)
    assert 'name="email"' not in page.content.decode()
    assert not VisitRequest.objects.exists()


def test_it_keeps_drafts_to_itself(client, visit):
    visit.status = SessionStatus.DRAFT
    visit.save()

    assert client.get(address(visit)).status_code == 404


# limits


def test_it_writes_a_few_times_an_hour_to_one_address(client, visit, run_tasks):
    for _number in range(6):
        answer = client.post(address(visit), WHO)
    run_tasks()

    assert "réessayez plus tard" in text(answer)
    assert len(mail.outbox) == 4


def test_it_counts_mails_sent_again_too(client, visit, run_tasks):
    asked = client.post(address(visit), WHO)["Location"]
    for _number in range(5):
        client.post(asked)
    run_tasks()

    assert len(mail.outbox) == 4


def test_it_stops_one_visitor_who_tries_many_addresses(client, visit):
    codes = [
        client.post(address(visit), WHO | {"email": f"n{n}@example.net"}).status_code
        for n in range(21)
    ]

    assert codes == [302] * 20 + [429]


# links


@pytest.mark.parametrize("name", ["confirm_visit", "visit_place", "cancel_visit"])
def test_it_explains_links_that_lead_nowhere(client, visit, name):
    for token in ("abc", "a:b:c", seat_token(seat(visit))[:-2] + "xx"):
        for method in (client.get, client.post):
            if name == "visit_place" and method == client.post:
                continue
            answer = method(reverse(f"curriculum:{name}", args=[token]))
            assert answer.status_code == 404
            assert "incomplète" in text(answer)


def test_it_explains_a_link_that_was_forgotten(client, visit):
    request = register_visit(session=visit, at=timezone.now() - timedelta(days=8), **WHO)
    answer = client.post(reverse("curriculum:confirm_visit", args=[confirmation_token(request)]))

    assert answer.status_code == 404
    assert not Person.objects.filter(email=WHO["email"]).exists()


def test_the_link_no_longer_gives_back_once_the_session_is_over(client, visit):
    token = seat_token(seat(visit))
    yesterday = timezone.localdate() - timedelta(days=1)
    visit.starts_on = visit.ends_on = yesterday
    visit.save()

    page = client.post(reverse("curriculum:cancel_visit", args=[token]))

    assert "terminée" in text(page)
    assert Enrolment.objects.get().status == EnrolmentStatus.ENROLLED


def test_it_is_never_cached_or_indexed(client, visit):
    token = seat_token(seat(visit))
    page = client.get(reverse("curriculum:visit_place", args=[token]))

    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page.content.decode()


def test_following_the_link_alone_takes_no_seat(client, visit):
    request = register_visit(session=visit, at=timezone.now(), **WHO)
    client.get(reverse("curriculum:confirm_visit", args=[confirmation_token(request)]))

    assert not Enrolment.objects.exists()


# signed in


def test_who_is_signed_in_registers_by_one_click(client, visit, amina):
    client.force_login(amina.user)

    assert "Amina Benali" in text(client.get(address(visit)))
    page = client.post(address(visit), follow=True)

    assert "Votre place est gardée" in text(page)
    assert Enrolment.objects.get().made_by == amina.user
    assert "Vous avez une place" in text(client.get(address(visit)))


def test_an_account_without_a_person_fills_in_the_form(client, visit, erwan):
    client.force_login(erwan)

    assert erwan.email in client.get(address(visit)).content.decode()


def test_it_lists_own_enrolments_only(client, visit, place, amina):
    other = make_session(place, title="Celle d’une autre")
    make_enrolment(other, make_person())
    past = make_session(place, title="Journée passée", on=timezone.localdate() - timedelta(days=40))
    make_enrolment(past, amina)
    enrolment = enrol_visitor(session=visit, person=amina, by=amina.user, at=timezone.now())
    client.force_login(amina.user)

    page = client.get(reverse("curriculum:my_enrolments"))

    coming, before = page.content.decode().split('id="past"')
    assert visit.title in coming
    assert reverse("curriculum:cancel_visit", args=[seat_token(enrolment)]) in coming
    assert "Journée passée" in before
    assert "Celle d’une autre" not in coming + before


def test_it_is_given_back_there_on_the_very_day(client, visit, amina):
    enrolment = make_enrolment(visit, amina)
    Session.objects.filter(pk=visit.pk).update(
        starts_on=timezone.localdate(), ends_on=timezone.localdate()
    )
    client.force_login(amina.user)

    page = client.get(reverse("curriculum:my_enrolments")).content.decode()

    assert reverse("curriculum:cancel_visit", args=[seat_token(enrolment)]) in page


def test_giving_back_while_signed_in_is_told_of_oneself(client, visit, amina):
    enrolment = enrol_visitor(session=visit, person=amina, by=amina.user, at=timezone.now())
    client.force_login(amina.user)

    client.post(reverse("curriculum:cancel_visit", args=[seat_token(enrolment)]))

    line = ModelLogEntry.objects.for_instance(enrolment).get(action="curriculum.leave_visit")
    assert line.user == amina.user


def test_only_visits_are_given_back_there(client, place, amina):
    coming = make_session(place, on=timezone.localdate() + timedelta(days=9), title="Module")
    make_enrolment(coming, amina)
    client.force_login(amina.user)

    html = client.get(reverse("curriculum:my_enrolments")).content.decode()

    assert "Module" in html
    assert "/annuler/" not in html


def test_it_costs_the_same_for_one_enrolment_as_for_thirty(
    client, place, amina, django_assert_max_num_queries
):
    for number in range(30):
        make_enrolment(make_session(place, title=f"Session {number}"), amina)
    client.force_login(amina.user)
    client.get(reverse("curriculum:my_enrolments"))

    with django_assert_max_num_queries(16):
        client.get(reverse("curriculum:my_enrolments"))


def test_it_says_what_an_empty_list_means(client, amina, erwan):
    client.force_login(amina.user)
    assert "Aucune session à venir" in text(client.get(reverse("curriculum:my_enrolments")))
    client.force_login(erwan)
    assert "rattaché" in text(client.get(reverse("curriculum:my_enrolments")))
    client.logout()
    assert client.get(reverse("curriculum:my_enrolments")).status_code == 302


def test_staff_see_visitors_on_the_sheet_like_anybody(client, visit, denis):
    seat(visit)
    client.force_login(denis)

    sheet = client.get(reverse("curriculum:sheet_pdf", args=[visit.code])).content

    assert "PETIT Nora" in PdfReader(BytesIO(sheet)).pages[0].extract_text()
