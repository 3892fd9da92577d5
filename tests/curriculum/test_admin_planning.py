"""The screens that plan: the page that creates, copying, moving, changing half-days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from curriculum.enums import AnimationRole, Half, HourKind, OfferingKind, SessionStatus
from curriculum.models import Animation, Session, SessionSlot
from tests.factories import make_offering, make_person, make_place, make_session


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


def url(name, *args):
    return reverse(f"sessions_admin:{name}", args=args)


@pytest.fixture
def plan(place):
    """What the page that creates is filled in with: three Tuesdays, a whole day each."""
    return {
        "offering": make_offering(title="Module de base").pk,
        "title": "",
        "pattern": "weekly",
        "first": "2027-01-12",
        "count": "3",
        "every": "1",
        "place": place.pk,
        "morning-on": "on",
        "morning-starts_at": "09:30",
        "morning-ends_at": "12:30",
        "morning-minutes": "180",
        "morning-kind": "theory",
        "afternoon-on": "on",
        "afternoon-starts_at": "13:30",
        "afternoon-ends_at": "16:30",
        "afternoon-minutes": "180",
        "afternoon-kind": "participation_cc",
        "afternoon-co_animation_kind": "co_animation_cc",
    }


SHOWN = "2027-01-12 2027-01-19 2027-01-26"


def test_it_shows_the_dates_before_saving(staff, plan):
    response = staff.post(url("create"), plan)

    assert [entry["on"] for entry in response.context["preview"]["dates"]] == [
        date(2027, 1, 12),
        date(2027, 1, 19),
        date(2027, 1, 26),
    ]
    assert not Session.objects.exists()


def test_it_plans_a_whole_session_at_once(staff, plan, bruno, amina, place):
    plan |= {"animators": "Bruno Costa", "co_animators": "amina.benali@example.org"}

    response = staff.post(url("create"), plan | {"save": "1", "shown": SHOWN})

    session = Session.objects.get()
    assert response.url == url("session", session.code)
    assert (session.title, session.territory) == ("Module de base", place.territory)
    slots = SessionSlot.objects.of_session(session)
    assert [(slot.half, slot.kind) for slot in slots][:2] == [
        (Half.MORNING, HourKind.THEORY),
        (Half.AFTERNOON, HourKind.PARTICIPATION_CC),
    ]
    assert slots.count() == 6
    assert Animation.objects.filter(person=bruno, role=AnimationRole.ANIMATOR).count() == 6
    assert Animation.objects.filter(person=amina, role=AnimationRole.CO_ANIMATOR).count() == 6


def test_it_shows_dates_again_that_were_not_looked_at(staff, plan):
    response = staff.post(url("create"), plan | {"count": "4", "save": "1", "shown": SHOWN})

    assert len(response.context["preview"]["dates"]) == 4
    assert not Session.objects.exists()


def test_it_warns_of_an_unusual_number_of_days_in_the_preview(staff, plan):
    response = staff.post(url("create"), plan | {"count": "4"})

    assert response.context["preview"]["warnings"]


def test_it_takes_a_pasted_list(staff, plan):
    plan |= {"pattern": "list", "listed": "12 janvier 2027\n19/01/2027\n26.01.27"}

    staff.post(url("create"), plan | {"save": "1", "shown": SHOWN})

    assert Session.objects.get().days.count() == 3


@pytest.mark.parametrize(
    ("values", "form", "field"),
    [
        ({"offering": ""}, "facts", "offering"),
        ({"offering": "999999"}, "facts", "offering"),
        ({"capacity": "-3"}, "facts", "capacity"),
        ({"title": "x" * 161}, "facts", "title"),
        ({"pattern": "yearly"}, "dates", "pattern"),
        ({"first": ""}, "dates", "first"),
        ({"first": "12 janvier"}, "dates", "first"),
        ({"first": "9999-12-31"}, "dates", "first"),
        ({"count": "61"}, "dates", "count"),
        ({"count": "beaucoup"}, "dates", "count"),
        ({"pattern": "list", "listed": ""}, "dates", "listed"),
        ({"pattern": "list", "listed": "12/01/2027\n31/02/2027"}, "dates", "listed"),
        ({"place": ""}, "halves", "place"),
        ({"animators": "Personne de tel"}, "halves", "animators"),
        ({"morning-minutes": ""}, "halves", "morning-minutes"),
        ({"morning-ends_at": "08:00"}, "halves", "morning-ends_at"),
        ({"afternoon-starts_at": "12:00"}, "halves", "afternoon-starts_at"),
        ({"morning-kind": "sieste"}, "halves", "morning-kind"),
        ({"morning-on": "", "afternoon-on": ""}, "halves", "__all__"),
    ],
)
def test_it_says_what_is_wrong_beside_the_field(staff, plan, values, form, field):
    response = staff.post(url("create"), plan | {"save": "1", "shown": SHOWN} | values)

    assert response.status_code == 200
    assert field in response.context[form].errors
    assert 'value="180"' in response.content.decode()
    assert not Session.objects.exists()


def test_it_names_the_line_of_a_wrong_date(staff, plan):
    plan |= {"pattern": "list", "listed": "12/01/2027\nlundi 13 janvier 2027"}

    page = staff.post(url("create"), plan).content.decode()

    assert "lundi 13 janvier 2027" in page
    assert "2" in page


def test_it_forgets_what_was_typed_about_a_half_that_is_not_planned(staff, plan):
    plan |= {"evening-starts_at": "tard", "evening-minutes": "-1"}

    staff.post(url("create"), plan | {"save": "1", "shown": SHOWN})

    assert Session.objects.exists()


def test_it_asks_who_is_meant_when_a_name_is_shared(staff, plan):
    for number in (1, 2):
        make_person("Camille", "Petit", email=f"camille{number}@example.org")

    response = staff.post(url("create"), plan | {"animators": "Camille Petit"})

    [message] = response.context["halves"].errors["animators"]
    assert "camille1@example.org" in message


@pytest.mark.parametrize(
    ("words", "is_enough"),
    [
        ("Bruno Costa", True),
        ("COSTA Bruno", True),
        ("Costa", True),
        ("cos", False),
        ("Bruno Costa <bruno.costa@example.org>", True),
        ("<nobody@example.org>", False),
        ("; ,", True),
    ],
)
def test_it_takes_whole_names_only(staff, plan, bruno, words, is_enough):
    response = staff.post(url("create"), plan | {"animators": words})

    assert ("animators" not in response.context["halves"].errors) == is_enough


def test_it_proposes_people_by_name(staff, bruno):
    found = staff.get(url("people"), {"q": "cos"}).json()

    assert [one["text"] for one in found["people"]] == ["Bruno Costa <bruno.costa@example.org>"]
    assert staff.get(url("people"), {"q": "c"}).json() == {"people": []}


def test_it_shows_the_empty_page_in_few_queries(staff, plan, django_assert_max_num_queries):
    staff.get(url("create"))

    with django_assert_max_num_queries(20):
        assert staff.get(url("create")).status_code == 200


# A plan that exists


def test_it_adds_days(staff, plan, session):
    shown = {"save": "1", "shown": SHOWN}

    staff.post(url("add_days", session.code), plan | shown)
    again = staff.post(url("add_days", session.code), plan | shown)

    assert session.days.count() == 4
    assert again.context["dates"].errors


def test_it_adds_a_half_day_to_a_day(staff, session, place):
    values = {
        "place": place.pk,
        "evening-on": "on",
        "evening-starts_at": "18:00",
        "evening-ends_at": "20:00",
        "evening-minutes": "120",
        "evening-kind": "seminar",
    }
    address = url("add_half_days", session.code, session.days.get().pk)

    page = staff.get(address)
    staff.post(address, values)

    assert page.status_code == 200
    assert SessionSlot.objects.of_session(session).filter(half=Half.EVENING).exists()


def test_it_moves_and_names_a_day(staff, session):
    day = session.days.get()

    staff.post(url("day", session.code, day.pk), {"on": "2026-12-01", "theme": "Le réseau"})

    day.refresh_from_db()
    assert (day.on, day.theme) == (date(2026, 12, 1), "Le réseau")


def test_it_moves_all_days(staff, place):
    session = make_session(place, on=date(2027, 1, 12), days=3)

    staff.post(url("shift", session.code), {"first_day": "2027-01-13"})

    session.refresh_from_db()
    assert session.ends_on == date(2027, 1, 15)


def test_it_moves_nothing_to_the_same_day(staff, session):
    response = staff.post(url("shift", session.code), {"first_day": session.starts_on.isoformat()})

    assert response.context["form"].errors


@pytest.mark.parametrize("values", [{"first_day": "0001-01-01"}, {"shift_weeks": "9999999"}, {}])
def test_it_refuses_a_copy_without_sensible_dates(staff, session, values):
    response = staff.post(url("copy", session.code), {"title": "Copie", **values})

    assert response.context["form"].errors
    assert Session.objects.count() == 1


def test_it_copies(staff, session):
    staff.post(
        url("copy", session.code),
        {"title": "Édition 2027", "shift_weeks": "52", "with_animators": "on"},
    )

    copy = Session.objects.get(title="Édition 2027")
    assert copy.status == SessionStatus.DRAFT
    assert copy.starts_on == session.starts_on + timedelta(weeks=52)


def test_it_changes_the_place_of_chosen_half_days(staff, place, liege, bruno):
    session = make_session(place, animator=bruno, days=2)
    elsewhere = make_place(liege)
    slots = list(SessionSlot.objects.of_session(session))
    codes = [slot.code for slot in slots[:3]]
    address = url("half_days", session.code)
    page = staff.get(address, {"slot": codes})
    values = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    values = {name: "" if value is None else value for name, value in values.items()}

    staff.post(address, values | {"slot": codes, "place": elsewhere.pk, "kind": "theory"})

    changed = SessionSlot.objects.of_session(session)
    assert [slot.place == elsewhere for slot in changed] == [True, True, True, False]
    assert {slot.territory for slot in changed if slot.place == elsewhere} == {liege}
    assert Animation.objects.filter(person=bruno).count() == 4


def test_it_leaves_what_differs_alone(staff, session):
    codes = [slot.code for slot in SessionSlot.objects.of_session(session)]
    before = list(SessionSlot.objects.of_session(session).values_list("starts_at", "ends_at"))

    staff.post(
        url("half_days", session.code),
        {
            "slot": codes,
            "starts_at": "",
            "ends_at": "",
            "minutes": "150",
            "kind": "theory",
            "place": SessionSlot.objects.first().place_id,
            "territory": session.territory_id,
            "animators": "-",
        },
    )

    slots = SessionSlot.objects.of_session(session)
    assert list(slots.values_list("starts_at", "ends_at")) == before
    assert {slot.minutes for slot in slots} == {150}
    assert not Animation.objects.filter(slot__in=slots).exists()


def test_it_asks_for_a_choice_first(staff, session):
    response = staff.get(url("half_days", session.code), {"slot": "ABCDEFGHJKLM"}, follow=True)

    assert list(response.context["messages"])


def test_it_takes_half_days_out_of_the_plan(staff, session):
    codes = [SessionSlot.objects.of_session(session).first().code]

    staff.post(url("half_days", session.code), {"slot": codes, "remove": "1"})

    assert SessionSlot.objects.of_session(session).count() == 1


def test_it_gives_partners_to_an_action_training(staff, plan, institution):
    plan["offering"] = make_offering(OfferingKind.ACTION_TRAINING).pk
    plan |= {"partners": [institution.pk], "save": "1", "shown": SHOWN}

    staff.post(url("create"), plan)

    assert list(Session.objects.get().partners.all()) == [institution]


def test_it_says_at_the_top_of_the_page_that_something_is_wrong(staff):
    page = staff.post(url("create"), {}).content.decode()

    assert "Rien n’a été enregistré" in page.split('id="facts"')[0]
