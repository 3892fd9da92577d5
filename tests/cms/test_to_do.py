"""The admin's first page says what waits for the staff, and finds people from anywhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from certification.enums import HourState
from curriculum.enums import EnrolmentStatus, HourKind, SessionStatus
from curriculum.models import SessionSlot, User
from curriculum.services.attendance import mark_attendance
from tests.certification.records import make_days, make_record
from tests.factories import make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def first_page(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_it_says_when_nothing_waits(client, denis):
    page = first_page(client, denis)

    assert "Tout est décidé" in page
    assert "Aucun niveau complet n’attend son attestation." in page
    assert "Toutes les sessions terminées sont clôturées." in page
    assert "Rien ne manque aux sessions des 30 prochains jours." in page


def test_it_says_how_long_the_oldest_hours_wait(client, denis, amina):
    record = make_record(amina, HourKind.THEORY, 6, state=HourState.SUBMITTED)
    record.submitted_at = timezone.now() - timedelta(days=12)
    record.save(update_fields=["submitted_at"])

    page = first_page(client, denis)

    assert "La plus ancienne attend depuis 12 jours." in page


def test_it_tells_a_session_to_mark_from_a_session_to_close(
    client, denis, amina, bruno, place, today
):
    to_mark = make_session(place, animator=bruno, on=today - timedelta(days=9), title="À émarger")
    make_enrolment(to_mark, amina)
    to_close = make_session(place, animator=bruno, on=today - timedelta(days=8), title="À clore")
    make_enrolment(to_close, amina)
    mark_attendance(
        session=to_close,
        marks=[],
        others_present_at=SessionSlot.objects.of_session(to_close),
        by=denis,
        at=timezone.now(),
    )
    make_session(place, animator=bruno, on=today, title="Encore en cours")

    page = first_page(client, denis)

    assert "il manque 2 émargements" in page
    assert reverse("sessions_admin:attendance", args=[to_mark.code]) in page
    assert reverse("certification_admin:close_session", args=[to_close.code]) in page
    assert reverse("certification_admin:close_session", args=[to_mark.code]) not in page
    assert "Encore en cours" not in page.split("Sessions à préparer")[0]


def test_it_says_what_sessions_soon_lack(client, denis, amina, bruno, place, today):
    soon = today + timedelta(days=10)
    make_session(place, on=soon, title="Sans rien", status=SessionStatus.DRAFT)
    full = make_session(place, on=soon, title="Pleine", animator=bruno, capacity=1)
    make_enrolment(full, amina)
    make_enrolment(full, make_person(), status=EnrolmentStatus.WAITING, enrolled_at=None)
    far = make_session(place, on=today + timedelta(days=60), title="Lointaine")

    page = first_page(client, denis)

    assert "Sans rien" in page
    assert "encore en brouillon" in page
    assert "personne n’est inscrit" in page
    assert "2 demi-journées sans animateur" in page
    assert "Pleine" not in page
    assert far.title not in page


def test_it_reads_all_in_a_fixed_number_of_queries(
    client, denis, amina, bruno, place, today, django_assert_max_num_queries
):
    for number in range(1, 9):
        session = make_session(place, animator=bruno, on=today - timedelta(days=number))
        make_enrolment(session, make_person())
        make_session(place, on=today + timedelta(days=number))
        make_days(make_person(), HourKind.THEORY, 10)
        make_record(amina, HourKind.THEORY, 6, state=HourState.SUBMITTED)
    client.force_login(denis)

    with django_assert_max_num_queries(25):
        page = client.get(reverse("wagtailadmin_home"))

    assert "Voir les 2 autres" in page.content.decode()


def test_it_shows_nothing_of_it_to_others_in_the_admin(client):
    editor = User.objects.create_user("editor@jalons.test")
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))

    page = first_page(client, editor)

    assert "À faire" not in page
    assert "Trouver une personne" not in page


def test_it_finds_a_person_from_the_menu(client, denis, amina):
    page = first_page(client, denis)

    assert f'"_args": ["{reverse("people:index")}"]' in page
    found = client.get(reverse("people:index"), {"q": "benali"}).content.decode()
    assert reverse("curriculum_admin:person", args=[amina.code]) in found


def test_it_lists_the_sessions_that_are_over(client, denis, place, today):
    make_session(place, on=today - timedelta(days=3), title="Finie hier")
    make_session(place, on=today + timedelta(days=3), title="À venir bientôt")
    client.force_login(denis)

    page = client.get(reverse("sessions_admin:index"), {"status": "over"}).content.decode()

    assert "Finie hier" in page
    assert "À venir bientôt" not in page


def test_it_counts_the_seats_asked_for(client, denis, place, amina, today):
    coming = make_session(place, on=today + timedelta(days=60), title="Module demandé")
    make_enrolment(coming, amina, status=EnrolmentStatus.APPLIED, enrolled_at=None)

    page = first_page(client, denis)

    assert "Places demandées" in page
    assert "Module demandé" in page
    assert "1 demande à confirmer" in page
