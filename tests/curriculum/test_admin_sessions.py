"""The screens of sessions in the admin: list, one session, its states, its enrolments."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from curriculum.enums import EnrolmentStatus, OfferingKind, SessionStatus
from curriculum.models import (
    Enrolment,
    EnrolmentGroup,
    Session,
    SessionDay,
    SessionSlot,
)
from tests.factories import (
    NOON,
    TODAY,
    make_enrolment,
    make_offering,
    make_person,
    make_session,
)


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


def url(name, *args):
    return reverse(f"sessions_admin:{name}", args=args)


def text(response):
    return response.content.decode()


# The list


def test_it_lists_sessions_with_their_counts(staff, session, amina):
    make_enrolment(session, amina)
    make_enrolment(session, make_person(), status=EnrolmentStatus.WAITING, enrolled_at=None)

    response = staff.get(url("index"))

    [row] = response.context["page"].object_list
    assert (row.seats_taken, row.waiting_count, row.day_count) == (1, 1, 1)
    assert (row.slots_marked, row.slot_count) == (0, 2)
    assert session.title in text(response)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=liégeois", True),
        ("q=autre", False),
        ("kind=action_training", True),
        ("kind=base_module", False),
        ("status=open", True),
        ("status=closed", False),
        ("from_day=2026-10-21", True),
        ("from_day=2026-10-22", False),
        ("to_day=2026-10-20", False),
        ("from_day=hier", True),
        ("kind=n’importe+quoi", True),
        ("page=999", True),
        ("territory=0", True),
    ],
)
def test_it_narrows_the_list(staff, place, query, is_found):
    offering = make_offering(OfferingKind.ACTION_TRAINING)
    session = make_session(place, offering=offering, title="Réseau liégeois", on=date(2026, 10, 21))

    page = staff.get(f"{url('index')}?{query}").context["page"]

    assert (session in page.object_list) == is_found


def test_it_finds_what_lies_inside_a_territory(staff, session, france, liege):
    inside = staff.get(f"{url('index')}?territory={france.pk}").context["page"]
    outside = staff.get(f"{url('index')}?territory={liege.pk}").context["page"]

    assert list(inside.object_list) == [session]
    assert not list(outside.object_list)


def test_it_says_that_a_period_ends_before_it_begins(staff, session):
    response = staff.get(f"{url('index')}?from_day=2026-02-01&to_day=2026-01-01")

    assert response.context["form"].errors["to_day"]


def make_many(place, number):
    offering = make_offering()
    sessions = Session.objects.bulk_create(
        Session(
            offering=offering,
            title=f"Session {n}",
            territory=place.territory,
            starts_on=TODAY,
            ends_on=TODAY,
        )
        for n in range(number)
    )
    SessionDay.objects.bulk_create(SessionDay(session=session, on=TODAY) for session in sessions)


@pytest.mark.parametrize("number", [10, 1000])
def test_it_lists_many_in_a_fixed_number_of_queries(
    staff, place, number, django_assert_max_num_queries
):
    make_many(place, number)
    staff.get(url("index"))

    # One of them is Wagtail's list of languages, for the scripts of each page of its admin.
    with django_assert_max_num_queries(13):
        response = staff.get(url("index"))

    assert len(response.context["page"].object_list) == min(number, 20)


# One session


def test_it_shows_a_session_with_warnings(staff, place, bruno):
    session = make_session(place, animator=bruno, days=2)

    response = staff.get(url("session", session.code))

    assert response.status_code == 200
    assert [w for w in response.context["warnings"] if "3" in w and "2" in w]


def test_it_says_who_leads_two_sessions_at_once(staff, place, bruno):
    session = make_session(place, animator=bruno, days=3)
    make_session(place, animator=bruno, days=3, title="Au même moment")

    warnings = staff.get(url("session", session.code)).context["warnings"]

    assert len([w for w in warnings if "Bruno Costa" in w and "Au même moment" in w]) == 3


def test_it_warns_of_nothing_when_all_is_usual(staff, place, bruno):
    session = make_session(place, animator=bruno, days=3)

    assert staff.get(url("session", session.code)).context["warnings"] == []


def test_it_counts_the_days_of_an_action_training_by_year(staff, place, bruno):
    session = make_session(
        place,
        animator=bruno,
        on=date(2026, 12, 28),
        days=9,
        offering=make_offering(OfferingKind.ACTION_TRAINING),
    )

    warnings = staff.get(url("session", session.code)).context["warnings"]

    assert len(warnings) == 1
    assert "2026" in warnings[0]


def test_it_shows_a_long_session_within_the_limit_of_queries(
    staff, place, bruno, django_assert_max_num_queries
):
    session = make_session(place, animator=bruno, days=13)
    for number in range(60):
        make_enrolment(session, make_person("Camille", f"Nom{number:02}"))
    staff.get(url("session", session.code))

    with django_assert_max_num_queries(25):
        response = staff.get(url("session", session.code))

    assert "NOM59 Camille" in text(response)


def test_it_does_not_know_other_codes(staff):
    assert staff.get(url("session", "ABCDEFGHJKLM")).status_code == 404


def test_it_is_for_staff_alone(client, session, amina, bruno, claire, farida, erwan):
    slot = SessionSlot.objects.of_session(session).first()
    day = session.days.get()
    addresses = [
        url("index"),
        url("create"),
        url("people"),
        *(
            url(name, session.code)
            for name in (
                "session",
                "edit",
                "cancel",
                "journal",
                "copy",
                "shift",
                "add_days",
                "half_days",
                "find_person",
                "attendance",
            )
        ),
        url("day", session.code, day.pk),
        url("add_half_days", session.code, day.pk),
        url("attendance_of_half_day", session.code, slot.code),
        url("attendance_of_person", session.code, amina.code),
        url("enrol", session.code, amina.code),
    ]
    for user in (None, amina.user, bruno.user, claire.user, farida, erwan):
        client.logout()
        if user:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code in (302, 403), (user, address)
        assert client.post(url("open", session.code)).status_code in (302, 403)


# States


def test_it_opens_a_draft(staff, place):
    session = make_session(place, status=SessionStatus.DRAFT)

    response = staff.post(url("open", session.code), follow=True)

    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN
    assert response.status_code == 200


def test_it_does_not_open_by_a_link(staff, session):
    assert staff.get(url("open", session.code)).status_code == 405


def test_it_cancels_after_asking_why(staff, session, amina):
    make_enrolment(session, amina)

    asked = staff.post(url("cancel", session.code), {"reason": " "})
    staff.post(url("cancel", session.code), {"reason": "Salle inondée"})

    session.refresh_from_db()
    assert asked.context["form"].errors["reason"]
    assert session.status == SessionStatus.CANCELLED
    assert staff.get(url("session", session.code)).status_code == 200


def test_it_changes_the_facts(staff, session, liege):
    values = {"title": "Nouveau titre", "territory": liege.pk, "capacity": 12}

    response = staff.post(url("edit", session.code), values)

    session.refresh_from_db()
    assert response.status_code == 302
    assert (session.title, session.capacity) == ("Nouveau titre", 12)


def test_it_keeps_what_was_typed_when_the_facts_are_refused(staff, session, amina):
    make_enrolment(session, amina)
    make_enrolment(session, make_person())
    values = {"title": "Nouveau titre", "territory": session.territory.pk, "capacity": 1}

    response = staff.post(url("edit", session.code), values)

    assert response.context["form"].errors["capacity"]
    assert "Nouveau titre" in text(response)


def test_it_tells_what_happened_to_a_session(staff, session, liege):
    staff.post(url("edit", session.code), {"title": "Nouveau titre", "territory": liege.pk})

    page = text(staff.get(url("journal", session.code)))

    assert "Nouveau titre" in page
    assert "Denis Évrard" in page


@pytest.mark.parametrize(("days", "is_offered"), [(1, False), (-1, True)])
def test_it_offers_closing_once_the_session_is_over(staff, place, days, is_offered):
    session = make_session(place, on=timezone.localdate() + timedelta(days=days))

    page = text(staff.get(url("session", session.code)))

    assert (reverse("certification_admin:close_session", args=[session.code]) in page) == is_offered


def test_it_leads_from_a_closed_session_to_its_hours_and_papers(staff, place):
    session = make_session(place, status=SessionStatus.CLOSED)

    page = text(staff.get(url("session", session.code)))

    assert f"{reverse('certification_admin:waiting_hours')}?session={session.code}" in page
    assert reverse("certification_admin:attest_session", args=[session.code]) in page


def test_it_says_on_each_screen_which_session_it_is_about(staff, session):
    page = text(staff.get(url("attendance", session.code)))

    assert f"{session.title} – {date_format(session.starts_on)}" in page


# Enrolments


def test_it_finds_and_enrols_somebody(staff, session, amina):
    found = staff.get(f"{url('find_person', session.code)}?q=benali")
    response = staff.post(url("enrol", session.code, amina.code), {})

    assert found.context["people"] == [(amina, False)]
    assert response.url == url("find_person", session.code)
    assert Enrolment.objects.get(session=session, person=amina).status == EnrolmentStatus.ENROLLED


def test_it_offers_the_waiting_list_of_a_full_session(staff, place, amina):
    session = make_session(place, capacity=1)
    make_enrolment(session, make_person())

    refused = staff.post(url("enrol", session.code, amina.code), {})
    staff.post(url("enrol", session.code, amina.code), {"or_wait": "on"})

    assert refused.context["form"].errors["or_wait"]
    assert Enrolment.objects.get(person=amina).status == EnrolmentStatus.WAITING


def test_it_asks_for_a_waiver_where_a_sensitisation_is_missing(staff, place, amina):
    session = make_session(place, offering=make_offering(OfferingKind.ADVANCED_MODULE))

    refused = staff.post(url("enrol", session.code, amina.code), {})
    staff.post(url("enrol", session.code, amina.code), {"waiver_reason": "Vingt ans de pratique"})

    assert refused.context["form"].errors["waiver_reason"]
    assert Enrolment.objects.filter(person=amina).exists()


def test_it_shows_requests_seats_and_the_waiting_list_in_its_order(staff, place, institution):
    session = make_session(place, on=date(2099, 1, 1), capacity=1)
    make_enrolment(session, make_person("Salomé", "Assise"))
    group = EnrolmentGroup.objects.create(
        session=session, institution=institution, all_or_none=True, made_at=NOON
    )
    waits = {"status": EnrolmentStatus.WAITING, "enrolled_at": None}
    make_enrolment(session, make_person("Zoé", "Arrivée"), **waits)
    make_enrolment(session, make_person("Abel", "Ensuite"), **waits, group=group)
    asked = {"status": EnrolmentStatus.APPLIED, "enrolled_at": None}
    make_enrolment(session, make_person("Rita", "Demande"), **asked)

    response = staff.get(url("session", session.code))
    page = text(response)

    seating = response.context["seating"]
    assert [(rank, one.person.given_name) for rank, one in seating.waiting] == [
        (1, "Zoé"),
        (2, "Abel"),
    ]
    assert page.index("DEMANDE Rita") < page.index("ASSISE Salomé") < page.index("ARRIVÉE Zoé")
    assert "toutes ou aucune" in page
    assert institution.name in page


def test_it_says_for_whom_free_seats_are_kept(staff, place, institution):
    session = make_session(place, on=date(2099, 1, 1), capacity=2)
    make_enrolment(session, make_person())
    group = EnrolmentGroup.objects.create(
        session=session, institution=institution, all_or_none=True, made_at=NOON
    )
    for _number in range(2):
        make_enrolment(
            session,
            make_person(),
            status=EnrolmentStatus.WAITING,
            enrolled_at=None,
            group=group,
        )

    page = text(staff.get(url("session", session.code)))

    assert "Les places libres sont gardées pour les 2 personnes" in page


def test_actions_on_an_enrolment_lead_back_to_the_session(staff, place, amina):
    session = make_session(place, on=date(2099, 1, 1))
    enrolment = make_enrolment(session, amina)
    address = reverse("curriculum_admin:withdraw", args=[enrolment.code])
    here = url("session", session.code)

    assert f'href="{address}?next={here}"' in text(staff.get(here))
    assert staff.post(f"{address}?next={here}", {"reason": ""}).url == here


def test_it_offers_days_first_to_a_session_that_has_none(staff, session):
    session.days.all().delete()

    page = text(staff.get(url("session", session.code)))

    assert url("add_days", session.code) in page
    assert url("shift", session.code) not in page
