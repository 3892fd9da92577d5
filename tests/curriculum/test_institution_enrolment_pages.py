"""An institution enrols its people and keeps the places that it pays for."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import EnrolmentStatus, OfferingKind
from curriculum.models import Attendance, Enrolment, Membership, SessionPartner, SessionSlot
from tests.factories import (
    LONG_AGO,
    NOON,
    make_enrolment,
    make_institution,
    make_offering,
    make_person,
    make_session,
)


@pytest.fixture
def manager(client, claire):
    """A browser in which Claire is signed in."""
    client.force_login(claire.user)
    return client


@pytest.fixture
def coming(place):
    """A session in three weeks with two seats."""
    on = timezone.localdate() + timedelta(days=21)
    return make_session(place, on=on, capacity=2, title="Module à venir")


@pytest.fixture
def people(institution):
    """Three who work there."""
    found = [make_person("Camille", name) for name in ("Arnaud", "Blanc", "Colin")]
    for person in found:
        Membership.objects.create(person=person, institution=institution, starts_on=LONG_AGO)
    return found


def url(name, *args):
    return reverse(f"curriculum:{name}", args=args)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def sentences(response) -> str:
    """Give the messages shown on the page one lands on."""
    return " ".join(str(message) for message in response.context["messages"])


def places(session) -> dict[str, str]:
    found = Enrolment.objects.filter(session=session).select_related("person")
    return {place.person.family_name: place.status for place in found}


# sessions


def test_it_lists_the_catalogue_and_its_own_action_trainings(manager, institution, coming, place):
    on = coming.starts_on
    groups = make_offering(OfferingKind.ACTION_TRAINING, "Formation-action")
    own = make_session(place, offering=groups, on=on, title="La nôtre")
    SessionPartner.objects.create(session=own, institution=institution)
    others = make_session(place, offering=groups, on=on, title="Celle d’autres")
    draft = make_session(place, on=on, title="Brouillon", status="draft")

    page = text(manager.get(url("institution_sessions", institution.code)))

    assert "Module à venir" in page
    assert "La nôtre" in page
    assert "Celle d’autres" not in page
    assert "Brouillon" not in page
    for hidden in (others, draft):
        address = url("institution_session", institution.code, hidden.code)
        assert manager.get(address).status_code == 404
        assert manager.post(address).status_code == 404


def test_a_manager_enrols_chosen_people_at_once(manager, institution, coming, people, run_tasks):
    answer = manager.post(
        url("institution_session", institution.code, coming.code),
        {"people": [person.code for person in people]},
        follow=True,
    )

    assert sorted(places(coming).values()) == ["enrolled", "enrolled", "waiting"]
    assert "2 personnes sont inscrites. 1 personne est sur la liste" in sentences(answer)
    assert Enrolment.objects.filter(institution=institution).count() == 3
    run_tasks()


def test_a_group_comes_all_or_none(manager, institution, coming, people):
    manager.post(
        url("institution_session", institution.code, coming.code),
        {"people": [person.code for person in people[:2]], "all_or_none": "on"},
    )
    refused = manager.post(
        url("institution_session", institution.code, coming.code),
        {"people": [people[2].code], "all_or_none": "on"},
        follow=True,
    )

    assert places(coming) == {"Arnaud": "enrolled", "Blanc": "enrolled", "Colin": "waiting"}
    assert "liste d’attente" in sentences(refused)


def test_nobody_from_elsewhere_is_enrolled(manager, institution, coming, people, bruno):
    page = manager.post(
        url("institution_session", institution.code, coming.code),
        {"people": [people[0].code, bruno.code]},
    )

    assert "ne travaille plus ici" in page.context["form"].errors["people"][0]
    assert places(coming) == {}
    assert f'value="{people[0].code}" id="p-{people[0].code}" checked' in text(page)


def test_what_is_missing_for_an_advanced_module_is_said(manager, institution, place, people):
    offering = make_offering(OfferingKind.ADVANCED_MODULE, "Module avancé")
    on = timezone.localdate() + timedelta(days=9)
    session = make_session(place, offering=offering, on=on)
    address = url("institution_session", institution.code, session.code)

    assert "sensibilisation préalable manquante" in text(manager.get(address))
    page = manager.post(address, {"people": [people[0].code]})

    assert "Camille Arnaud" in " ".join(page.context["form"].non_field_errors())
    assert places(session) == {}


def test_the_place_that_somebody_pays_for_is_not_shown(manager, institution, coming, people):
    make_enrolment(coming, people[0])

    page = text(manager.get(url("institution_session", institution.code, coming.code)))

    assert "Vos personnes dans cette session" not in page
    assert people[0].code in page, "as if nothing were known of it"


# enrolments


def test_it_lists_what_it_pays_for_and_finds_in_it(manager, institution, coming, people, session):
    make_enrolment(coming, people[0], institution=institution)
    make_enrolment(session, people[1], institution=institution)
    make_enrolment(coming, people[2])
    address = url("institution_enrolments", institution.code)

    assert {"ARNAUD", "BLANC"} == _listed(manager.get(address))
    assert {"ARNAUD"} == _listed(manager.get(address, {"session": coming.code}))
    assert {"BLANC"} == _listed(manager.get(address, {"q": "blanc"}))
    assert set() == _listed(manager.get(address, {"state": "waiting"}))
    assert {"ARNAUD", "BLANC"} == _listed(manager.get(address, {"state": "active"}))
    assert text(manager.get(address, {"session": "nothing", "state": "x", "page": "z"}))


def _listed(response) -> set[str]:
    page = text(response)
    return {name for name in ("ARNAUD", "BLANC", "COLIN") if f">{name}" in page}


def test_an_enrolment_shows_its_rank(manager, institution, coming, people):
    make_enrolment(coming, people[1], status="waiting", enrolled_at=None)
    waits = make_enrolment(
        coming, people[0], institution=institution, status="waiting", enrolled_at=None
    )

    page = text(manager.get(url("institution_enrolment", institution.code, waits.code)))

    assert "rang 2" in page


@pytest.mark.parametrize(
    "name",
    [
        "institution_enrolment",
        "institution_accept",
        "institution_confirm",
        "institution_withdraw",
        "institution_transfer",
        "institution_exchange",
    ],
)
def test_the_enrolments_that_others_pay_for_are_not_there(
    manager, institution, coming, people, essonne, name
):
    own = make_enrolment(coming, people[0])
    other = make_enrolment(coming, people[1], institution=make_institution(essonne))

    for enrolment in (own, other):
        address = url(name, institution.code, enrolment.code)
        assert manager.get(address).status_code in (404, 405)
        assert manager.post(address, {"person": people[2].code}).status_code == 404
    assert set(places(coming).values()) == {"enrolled"}


def test_a_manager_accepts_an_offer(manager, institution, coming, people):
    offered = make_enrolment(
        coming,
        people[0],
        institution=institution,
        status="offered",
        enrolled_at=None,
        offered_until=timezone.now() + timedelta(days=2),
    )
    assert "Camille Arnaud" in text(manager.get(url("institution", institution.code)))
    assert "Accepter la place" in text(
        manager.get(url("institution_enrolment", institution.code, offered.code))
    )

    manager.post(url("institution_accept", institution.code, offered.code))

    assert places(coming) == {"Arnaud": "enrolled"}


def test_a_manager_confirms_what_somebody_asked_for(manager, institution, coming, people):
    asked = make_enrolment(
        coming, people[0], institution=institution, status="applied", enrolled_at=None
    )

    manager.post(url("institution_confirm", institution.code, asked.code))

    assert places(coming) == {"Arnaud": "enrolled"}


def test_a_manager_withdraws(manager, institution, coming, people):
    place = make_enrolment(coming, people[0], institution=institution)

    manager.post(url("institution_withdraw", institution.code, place.code), {"reason": "Congé"})

    place.refresh_from_db()
    assert (place.status, place.end_reason) == (EnrolmentStatus.WITHDRAWN, "Congé")


def test_a_manager_reads_the_reasons_of_managers_alone(
    manager, institution, coming, people, claire, denis
):
    """Why somebody else gave a place up may be about their health."""
    ended = {"status": "withdrawn", "ended_at": NOON, "institution": institution}
    by_link = make_enrolment(coming, people[0], end_reason="Opération", **ended)
    by_staff = make_enrolment(
        coming, people[1], end_reason="Burn-out, dit au téléphone", ended_by=denis, **ended
    )
    by_manager = make_enrolment(
        coming, people[2], end_reason="Congé", ended_by=claire.user, **ended
    )

    def page(place):
        return text(manager.get(url("institution_enrolment", institution.code, place.code)))

    assert "Opération" not in page(by_link)
    assert "Burn-out" not in page(by_staff)
    assert "Congé" in page(by_manager)


def test_a_manager_reads_why_a_session_is_cancelled(manager, institution, coming, people, denis):
    place = make_enrolment(
        coming,
        people[0],
        institution=institution,
        status="cancelled",
        ended_at=NOON,
        ended_by=denis,
        end_reason="Salle inondée",
    )

    page = text(manager.get(url("institution_enrolment", institution.code, place.code)))

    assert "Salle inondée" in page


def test_a_colleague_takes_the_place(manager, institution, coming, people):
    place = make_enrolment(coming, people[0], institution=institution)
    address = url("institution_exchange", institution.code, place.code)

    answer = manager.post(address, {"person": people[1].code})

    assert places(coming) == {"Arnaud": "transferred", "Blanc": "enrolled"}
    successor = Enrolment.objects.get(person=people[1])
    assert answer.url == url("institution_enrolment", institution.code, successor.code)


def test_nobody_from_elsewhere_takes_the_place(manager, institution, coming, people, bruno):
    place = make_enrolment(coming, people[0], institution=institution)

    page = manager.post(
        url("institution_exchange", institution.code, place.code), {"person": bruno.code}
    )

    assert page.context["form"].errors["person"]
    assert places(coming) == {"Arnaud": "enrolled"}


def test_a_seat_moves_to_a_session_of_the_same_training_only(
    manager, institution, coming, people, place
):
    on = coming.starts_on + timedelta(days=7)
    same = make_session(place, offering=coming.offering, on=on, title="La suivante")
    other = make_session(place, on=on, title="Autre chose")
    seat = make_enrolment(coming, people[0], institution=institution)
    address = url("institution_transfer", institution.code, seat.code)

    refused = manager.post(address, {"session": other.code})
    assert refused.context["form"].errors["session"]
    manager.post(address, {"session": same.code})

    assert places(same) == {"Arnaud": "enrolled"}
    assert places(coming) == {"Arnaud": "transferred"}


def test_after_the_last_day_for_changes_it_explains(manager, institution, coming, people):
    type(coming).objects.update(changes_until=timezone.localdate() - timedelta(days=1))
    seat = make_enrolment(coming, people[0], institution=institution)

    page = text(manager.get(url("institution_enrolment", institution.code, seat.code)))
    assert "jusqu’au" in page
    assert "Céder la place" not in page
    refused = manager.post(url("institution_withdraw", institution.code, seat.code))

    assert "jusqu’au" in text(refused)
    assert places(coming) == {"Arnaud": "enrolled"}


# attendance and papers


def test_it_shows_the_attendance_it_pays_for_and_no_other(manager, institution, session, people):
    make_enrolment(session, people[0], institution=institution)
    make_enrolment(session, people[1])
    for person in people[:2]:
        for slot, status in zip(
            SessionSlot.objects.of_session(session), ("present", "absent"), strict=True
        ):
            Attendance.objects.create(
                slot=slot,
                person=person,
                role="participant",
                status=status,
                minutes=180 if status == "present" else 0,
                marked_at=NOON,
                reason="Raison privée",
            )

    page = text(manager.get(url("institution_session_attendance", institution.code, session.code)))

    assert "ARNAUD" in page
    assert "BLANC" not in page
    assert ("Présent" in page, "Absent" in page) == (True, True)
    assert "Raison privée" not in page
    assert '<th scope="col">21 oct.<br>' in page  # « jui » would be two months
    assert session.title in text(manager.get(url("institution_attendance", institution.code)))
    papers = text(manager.get(url("institution_papers", institution.code)))
    assert f"{url('sheet', session.code)}?institution={institution.code}" in papers


def test_the_attendance_of_a_session_it_does_not_pay_for_is_not_there(
    manager, institution, session, people
):
    make_enrolment(session, people[0])

    address = url("institution_session_attendance", institution.code, session.code)
    assert manager.get(address).status_code == 404
