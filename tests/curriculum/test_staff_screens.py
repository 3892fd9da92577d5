"""The staff's screens for people, institutions and the reference data."""

import html
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.models import (
    Enrolment,
    ExternalProvider,
    HomeTerritory,
    Institution,
    InstitutionManager,
    Membership,
    Offering,
    Person,
    Place,
    SensitisationWaiver,
    Territory,
)
from curriculum.services.enrolment import enrol
from curriculum.services.memberships import join_institution
from curriculum.services.people import set_home_territory
from tests.factories import (
    LONG_AGO,
    NOON,
    make_enrolment,
    make_institution,
    make_person,
    make_place,
    make_session,
)

LISTS = ["people", "institutions", "places", "providers", "offerings", "territories"]


@pytest.fixture
def staff(client, denis):
    """A browser in which Denis is signed in."""
    client.force_login(denis)
    return client


def url(name, *args):
    return reverse(f"curriculum_admin:{name}", args=args)


def sentences(response) -> str:
    """Give the messages shown on the page one lands on."""
    return " ".join(str(message) for message in response.context["messages"])


# lists


@pytest.mark.parametrize("name", LISTS)
def test_staff_see_each_list_empty_or_not(staff, name, amina, institution, place):
    page = staff.get(reverse(f"{name}:index"))

    assert page.status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_others_see_none(client, name, farida):
    client.force_login(farida)

    assert client.get(reverse(f"{name}:index")).status_code == 302
    assert client.get(reverse(f"{name}:add")).status_code == 302


@pytest.mark.parametrize("name", ["people", "institutions"])
def test_lists_take_the_same_number_of_queries_whatever_their_length(staff, essonne, denis, name):
    def fill(count):
        for number in range(count):
            person = make_person(home=essonne)
            institution = make_institution(essonne)
            if number < 60:
                join_institution(
                    person=person, institution=institution, since=date(2020, 1, 1), by=denis
                )

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(reverse(f"{name}:index")).status_code == 200
        return len(queries)

    fill(10)
    count()
    few = count()
    fill(200)

    assert count() == few <= 25


def test_the_list_of_people_is_searched_and_filtered(
    staff, amina, bruno, institution, denis, liege
):
    join_institution(person=amina, institution=institution, since=date(2020, 1, 1), by=denis)
    set_home_territory(person=bruno, territory=liege, since=date(2020, 1, 1), by=denis)
    address = reverse("people:index")

    def names(**query):
        return [str(row) for row in staff.get(address, query).context["object_list"]]

    assert names() == ["Amina Benali", "Bruno Costa"]
    assert names(q="costa bru") == ["Bruno Costa"]
    assert names(institution=institution.pk) == ["Amina Benali"]
    assert names(territory=Territory.objects.get(name="Belgique").pk) == ["Bruno Costa"]
    assert names(account="no") == []


# forms of reference data


@pytest.mark.parametrize(
    ("name", "model", "values"),
    [
        ("places", Place, {"name": "Salle des fêtes", "city": "Évry"}),
        (
            "institutions",
            Institution,
            {"name": "Collège d’Étampes", "kind": "school", "city": "Étampes"},
        ),
        (
            "providers",
            ExternalProvider,
            {"name": "Institut de Namur", "accredited_from": "2020-01-01"},
        ),
    ],
)
def test_staff_add_change_and_remove(staff, denis, essonne, name, model, values):
    values = {**values, "territory": essonne.pk}

    staff.post(reverse(f"{name}:add"), values)
    row = model.objects.get()
    staff.post(reverse(f"{name}:edit", args=[row.pk]), {**values, "name": "Autre nom"})
    row.refresh_from_db()
    history = staff.get(reverse(f"{name}:history", args=[row.pk]))
    staff.post(reverse(f"{name}:delete", args=[row.pk]))

    assert row.name == "Autre nom"
    assert [line.user for line in history.context["object_list"]] == [denis, denis]
    assert f"\u00a0: {values['name']} → Autre nom" in html.unescape(history.content.decode())
    assert not model.objects.exists()


def test_the_price_of_an_offering_is_typed_in_euros(staff):
    staff.post(
        reverse("offerings:add"),
        {"title": "Module été", "kind": "base_module", "mode": "onsite", "price": "450.50"},
    )

    offering = Offering.objects.get()
    assert (offering.code, offering.price_cents) == ("module-ete", 45050)
    page = staff.get(reverse("offerings:edit", args=[offering.pk]))
    assert page.context["form"]["price"].value() == 450.5


def test_a_wrong_value_is_told_beside_its_field(staff, essonne):
    page = staff.post(
        reverse("providers:add"),
        {"name": "Institut", "accredited_from": "2020-01-01", "accredited_until": "2019-01-01"},
    )

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not ExternalProvider.objects.exists()


def test_what_is_in_use_stays(staff, essonne):
    place = make_place(essonne)
    make_session(place)

    page = staff.post(reverse("places:delete", args=[place.pk]), follow=True)

    assert Place.objects.exists()
    assert place.name in sentences(page)


def test_staff_add_and_rename_local_territories_only(staff, france):
    staff.post(reverse("territories:add"), {"parent": france.pk, "name": "Essonne"})
    essonne = Territory.objects.get(name="Essonne")
    staff.post(reverse("territories:edit", args=[essonne.pk]), {"name": "Essonne sud"})

    assert Territory.objects.get(pk=france.pk).get_children().get().name == "Essonne sud"
    refused = staff.post(reverse("territories:edit", args=[france.pk]), {"name": "Gaule"})
    assert refused.status_code == 302
    staff.post(reverse("territories:delete", args=[france.pk]))
    assert Territory.objects.get(pk=france.pk).name == "France"


# people


def test_staff_add_a_person_and_land_on_their_page(staff):
    page = staff.post(
        reverse("people:add"), {"given_name": "Inès", "family_name": "Le Goff"}, follow=True
    )

    person = Person.objects.get()
    assert page.request["PATH_INFO"] == url("person", person.code)
    assert "Inès Le Goff" in page.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"given_name": "amina", "family_name": "Bénali"},
        {"given_name": "A.", "family_name": "B.", "email": "AMINA.benali@example.org"},
    ],
)
def test_a_person_known_already_is_added_only_on_purpose(staff, amina, values):
    asked = staff.post(reverse("people:add"), values)

    assert "Amina Benali" in str(asked.context["form"].errors["is_another"])
    assert Person.objects.count() == 1
    staff.post(reverse("people:add"), {**values, "is_another": "on"})
    assert Person.objects.count() == 2


def test_staff_change_a_person(staff, amina):
    address = reverse("people:edit", args=[amina.code])
    values = {"given_name": "Amina", "family_name": "Benali", "profession": "Éducatrice"}

    assert staff.get(address).status_code == 200
    staff.post(address, {**values, "email": "nulle part"})
    amina.refresh_from_db()
    assert amina.profession == ""
    staff.post(address, values)
    amina.refresh_from_db()
    assert amina.profession == "Éducatrice"


def test_the_page_of_a_person_costs_the_same_with_many_enrolments(staff, amina, place, denis):
    def enrol_in(count):
        for _number in range(count):
            enrol(session=make_session(place), person=amina, by=denis, at=NOON)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(url("person", amina.code)).status_code == 200
        return len(queries)

    enrol_in(2)
    count()
    few = count()
    enrol_in(20)

    assert count() == few <= 25


def test_nobody_else_sees_the_page_of_a_person(client, amina, farida):
    for user in (farida, amina.user):
        client.force_login(user)
        assert client.get(url("person", amina.code)).status_code in (302, 404)
        assert client.get(url("invite", amina.code)).status_code in (302, 403)


def test_an_unknown_code_is_not_found(staff):
    assert staff.get(url("person", "AAAAAAAAAAAA")).status_code == 404
    assert staff.get(url("withdraw", "AAAAAAAAAAAA")).status_code == 404


def test_staff_note_a_move_correct_and_remove_it(staff, amina, liege):
    staff.post(url("add_territory", amina.code), {"territory": liege.pk, "since": "2026-01-01"})
    entry = amina.home_territories.get(territory=liege)
    again = staff.post(
        url("add_territory", amina.code), {"territory": liege.pk, "since": "2026-01-01"}
    )
    assert again.context["form"].non_field_errors()

    address = url("correct_territory", amina.code, entry.pk)
    assert staff.get(address).status_code == 200
    staff.post(address, {"territory": liege.pk, "since": "2026-02-01"})
    entry.refresh_from_db()
    assert entry.since == date(2026, 2, 1)

    address = url("remove_territory", amina.code, entry.pk)
    assert staff.get(address).status_code == 200
    staff.post(address)
    assert not HomeTerritory.objects.filter(pk=entry.pk).exists()


def test_that_no_territory_is_known_is_said_on_purpose(staff, amina, liege):
    address = url("add_territory", amina.code)

    for values in ({}, {"territory": liege.pk, "is_unknown": "on"}):
        page = staff.post(address, {"since": "2026-01-01", **values})
        assert page.context["form"].errors["territory"]
    staff.post(address, {"since": "2026-01-01", "is_unknown": "on"})

    assert amina.home_territories.get(since=date(2026, 1, 1)).territory is None


def test_an_entry_of_somebody_else_is_not_found(staff, amina, bruno):
    entry = bruno.home_territories.get()

    assert staff.post(url("remove_territory", amina.code, entry.pk)).status_code == 404


def test_staff_keep_the_institutions_of_a_person(staff, amina, institution):
    values = {"institution": institution.pk, "function": "Éducatrice", "since": "2020-01-01"}
    staff.post(url("join", amina.code), values)
    membership = Membership.objects.get()

    bad = staff.post(
        url("correct_membership", amina.code, membership.pk),
        {"since": "2020-01-01", "until": "2019-01-01"},
    )
    assert bad.context["form"].errors["until"]
    staff.post(
        url("correct_membership", amina.code, membership.pk),
        {"function": "Cheffe", "since": "2020-01-01"},
    )
    staff.post(url("leave", amina.code, membership.pk), {"on": "2026-01-31"})
    membership.refresh_from_db()

    assert (membership.function, membership.ends_on) == ("Cheffe", date(2026, 1, 31))
    page = staff.get(url("person", amina.code)).content.decode()
    assert institution.name in page
    assert "31 janvier 2026" in page
    staff.post(url("remove_membership", amina.code, membership.pk))
    assert not Membership.objects.exists()


def test_staff_invite_and_detach(staff, run_tasks, mailoutbox):
    person = make_person(email="ines@example.org")

    page = staff.post(url("invite", person.code), follow=True)
    run_tasks()

    assert "ines@example.org" in sentences(page)
    assert len(mailoutbox) == 1
    staff.post(url("unlink_account", person.code))
    person.refresh_from_db()
    assert person.user is None


def test_an_invitation_without_an_address_is_explained(staff):
    page = staff.post(url("invite", make_person().code))

    assert page.status_code == 200
    assert page.context["form"].non_field_errors()


# enrolments


def enrol_from(staff, person, session, **values):
    """Choose the session on the person's page, then decide on its own; give the page one ends on."""
    chosen = staff.post(url("enrol", person.code), {"session": session.pk})
    return staff.post(chosen.url, values, follow=True)


def test_staff_enrol_from_the_page_of_a_person(staff, amina, session, institution):
    address = url("enrol", amina.code)

    assert staff.get(address).status_code == 200
    page = enrol_from(staff, amina, session, institution=institution.pk)

    assert Enrolment.objects.get().institution == institution
    assert session.title in sentences(page)
    assert page.redirect_chain[-1][0] == url("person", amina.code)
    # The session is no longer offered.
    assert session not in staff.get(address).context["form"].fields["session"].queryset


def test_staff_are_warned_of_another_session_at_the_same_hours(staff, amina, place, denis):
    first, second = make_session(place, title="Première"), make_session(place, title="Seconde")
    enrol(session=first, person=amina, by=denis, at=NOON)

    page = enrol_from(staff, amina, second)

    assert Enrolment.objects.filter(session=second).exists()
    assert "Première" in sentences(page)


def test_staff_do_with_an_enrolment_what_its_state_allows(staff, amina, place, denis, institution):
    past = make_session(place)
    enrolment = enrol(session=past, person=amina, by=denis, at=NOON)
    coming = make_session(place, on=date(2099, 1, 1), capacity=1, title="À venir")

    for name in ("withdraw", "drop_out", "transfer", "payer", "give_place"):
        assert staff.get(url(name, enrolment.code)).status_code == 200
    staff.post(url("payer", enrolment.code), {"institution": institution.pk})
    moved = staff.post(url("transfer", enrolment.code), {"session": coming.pk}, follow=True)
    assert "À venir" in sentences(moved)

    enrolment.refresh_from_db()
    assert enrolment.status == "transferred"
    new = Enrolment.objects.get(session=coming)
    assert new.institution == institution
    other = make_person()
    enrol_from(staff, other, coming, or_wait="on")
    waiting = Enrolment.objects.get(person=other)
    refused = staff.post(url("give_place", waiting.code))
    assert refused.context["form"].non_field_errors()
    staff.post(url("withdraw", new.code), {"reason": ""})
    waiting.refresh_from_db()
    assert waiting.status == "offered"
    staff.post(url("give_place", waiting.code))
    waiting.refresh_from_db()
    assert waiting.status == "enrolled"


def test_staff_confirm_a_request(staff, amina, place):
    coming = make_session(place, on=date(2099, 1, 1))
    asked = make_enrolment(coming, amina, status="applied", enrolled_at=None)

    page = staff.post(url("confirm_request", asked.code), follow=True)

    asked.refresh_from_db()
    assert asked.status == "enrolled"
    assert "Amina Benali" in sentences(page)


def test_staff_extend_an_offer_until_a_moment_before_the_session(staff, amina, place):
    coming = make_session(place, on=date(2099, 1, 10))
    soon = timezone.now() + timedelta(days=1)
    offered = make_enrolment(coming, amina, status="offered", enrolled_at=None, offered_until=soon)
    address = url("extend_offer", offered.code)

    late = staff.post(address, {"until": "2099-02-01T12:00", "reason": "En congé"})
    assert late.context["form"].errors["until"]
    staff.post(address, {"until": "2099-01-02T12:00", "reason": "En congé"})

    offered.refresh_from_db()
    assert offered.offered_until.year == 2099


def test_staff_let_a_colleague_take_a_place_over(staff, amina, place, institution):
    coming = make_session(place, on=date(2099, 1, 1))
    enrolment = make_enrolment(coming, amina, institution=institution)
    colleague, stranger = make_person("Jeanne"), make_person()
    Membership.objects.create(person=colleague, institution=institution, starts_on=LONG_AGO)
    address = url("exchange", enrolment.code)

    assert list(staff.get(address).context["form"].fields["person"].queryset) == [colleague]
    assert staff.post(address, {"person": stranger.pk}).context["form"].errors["person"]
    staff.post(address, {"person": colleague.pk})

    enrolment.refresh_from_db()
    assert enrolment.status == "transferred"
    assert coming.enrolments.active().get().person == colleague


def test_staff_note_who_did_not_come_and_undo_it(staff, amina, session):
    enrolment = make_enrolment(session, amina)

    staff.post(url("no_show", enrolment.code))
    enrolment.refresh_from_db()
    assert enrolment.status == "no_show"
    assert "Finalement présent" in staff.get(url("person", amina.code)).content.decode()
    staff.post(url("undo_no_show", enrolment.code))

    enrolment.refresh_from_db()
    assert enrolment.status == "enrolled"


def test_a_drop_out_needs_a_reason(staff, amina, session, denis):
    enrolment = enrol(session=session, person=amina, by=denis, at=NOON)

    page = staff.post(url("drop_out", enrolment.code), {"reason": ""})
    assert page.context["form"].errors["reason"]
    staff.post(url("drop_out", enrolment.code), {"reason": "A changé de poste"})

    enrolment.refresh_from_db()
    assert enrolment.status == "dropped_out"


def test_one_goes_back_where_one_came_from(staff, amina, session, denis):
    enrolment = enrol(session=session, person=amina, by=denis, at=NOON)
    address = url("payer", enrolment.code)

    page = staff.post(address, {"institution": "", "next": "/admin/"})
    stranger = staff.post(address, {"institution": "", "next": "https://example.org/"})

    assert page.url == "/admin/"
    assert stranger.url == url("person", amina.code)


def test_staff_waive_the_sensitisation(staff, amina):
    staff.post(url("waive", amina.code), {"reason": "Formée en 2009."})
    assert SensitisationWaiver.objects.get().person == amina
    assert "Formée en 2009." in staff.get(url("person", amina.code)).content.decode()

    staff.post(url("take_back_waiver", amina.code))
    assert not SensitisationWaiver.objects.exists()


# institutions


def test_staff_appoint_a_manager_and_end_the_appointment(staff, institution, amina):
    assert staff.get(url("institution", institution.code)).status_code == 200

    staff.post(url("appoint_manager", institution.code), {"person": amina.pk})
    manager = InstitutionManager.objects.get()
    page = staff.get(url("institution", institution.code)).content.decode()
    staff.post(url("end_manager", institution.code, manager.pk))
    manager.refresh_from_db()

    assert "Amina Benali" in page
    assert manager.ended_at is not None


def test_the_page_of_an_institution_tells_who_works_there_now_and_before(
    staff, institution, amina, bruno, denis
):
    since = date(2020, 1, 1)
    join_institution(person=amina, institution=institution, since=since, by=denis)
    join_institution(
        person=bruno, institution=institution, since=since, until=date(2021, 1, 1), by=denis
    )

    context = staff.get(url("institution", institution.code)).context

    assert [row.person for row in context["present"]] == [amina]
    assert [row.person for row in context["past"]] == [bruno]
