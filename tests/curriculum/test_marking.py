"""What a phone sends and gets, row by row; and the note on a half-day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.enums import AttendanceStatus, EnrolmentStatus, SessionStatus
from curriculum.errors import InvalidInput, NotAllowed, SessionNotOpen, StaleData
from curriculum.models import Attendance, Enrolment, Session, SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.services.slot_notes import note_half_day
from tests.factories import NOON, make_enrolment, make_person


@pytest.fixture
def gaelle(db):
    return make_person("Gaëlle", "Huet")


@pytest.fixture
def slot(session, amina, gaelle):
    make_enrolment(session, amina)
    make_enrolment(session, gaelle)
    return SessionSlot.objects.of_session(session).select_related("day__session__territory").first()


@pytest.fixture
def phone(client, bruno, slot):
    """Give a function that sends rows as Bruno's phone does, and one that asks for the state."""
    client.force_login(bruno.user)

    class Phone:
        address = reverse("curriculum:save_marks", args=[slot.code])
        state_address = reverse("curriculum:marks_state", args=[slot.code])
        account = bruno.user.pk

        def state(self, **headers):
            return client.get(self.state_address, headers=headers)

        def send(self, *people, seen=None, **fields):
            rows = self.state().json()["rows"]
            data = {"account": self.account}
            for person in people:
                key = f"{slot.pk}-{person.pk}"
                data[f"seen-{key}"] = seen or rows[key]["seen"]
                data |= {f"{name}-{key}": value for name, value in fields.items()}
            return client.post(self.address, data)

        def answer(self, response, person):
            return response.json()["rows"][f"{slot.pk}-{person.pk}"]

    return Phone()


def mark(slot, person, status, by, **extra):
    wanted = Mark(slot_id=slot.pk, person_id=person.pk, status=status, **extra)
    mark_attendance(session=slot.day.session, marks=[wanted], by=by, at=timezone.now())


def test_it_saves_one_row_and_gives_what_it_then_is(phone, amina):
    response = phone.send(amina, status="absent", reason="Malade")

    answer = phone.answer(response, amina)
    assert response.status_code == 200
    assert (answer["result"], answer["status"], answer["reason"]) == ("saved", "absent", "Malade")
    assert answer["by"] == "Bruno Costa"
    assert answer["seen"].startswith("1.")
    assert Attendance.objects.get().person == amina


def test_it_saves_a_row_twice_when_the_answer_got_lost(phone, amina):
    first = phone.state().json()["rows"]
    phone.send(amina, status="present")
    seen = next(row["seen"] for key, row in first.items() if key.endswith(f"-{amina.pk}"))

    again = phone.send(amina, seen=seen, status="present")

    assert again.status_code == 200
    assert Attendance.objects.get().version == 1


@pytest.mark.parametrize(
    ("fields", "minutes", "reason"),
    [
        ({"late": "30"}, 150, "Arrivée à 10 h"),
        ({"arrived": "10:00"}, 150, "Arrivée à 10 h"),
        ({"arrived": "10h", "reason": "Train"}, 150, "Arrivée à 10 h, Train"),
        ({"left": "12 h 00"}, 150, "Départ à 12 h"),
        ({"minutes": "90", "reason": "Train"}, 90, "Train"),
    ],
)
def test_it_takes_late_and_early_in_any_of_three_ways(phone, amina, fields, minutes, reason):
    phone.send(amina, status="partial", **fields)

    kept = Attendance.objects.get()
    assert (kept.minutes, kept.reason) == (minutes, reason)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"late": "30", "arrived": "10:00"}, "Une seule indication"),
        ({"late": "30", "minutes": "90"}, "Une seule indication"),
        ({"arrived": "25:00"}, "Écrivez une heure"),
        ({"arrived": "tard"}, "Écrivez une heure"),
        ({"left": "18:00"}, "La demi-journée va de"),
        ({"late": "9999"}, "manqué"),
        ({}, "minutes"),
    ],
)
def test_it_says_of_a_row_what_is_wrong(phone, amina, fields, words):
    response = phone.send(amina, status="partial", **fields)

    assert response.status_code == 400
    assert words in phone.answer(response, amina)["error"]
    assert not Attendance.objects.exists()


def test_it_replaces_a_lateness_by_another(phone, amina):
    phone.send(amina, status="partial", late="30")
    minutes = Attendance.objects.get().minutes
    reason = Attendance.objects.get().reason

    phone.send(amina, status="partial", late="15", minutes=str(minutes), reason=reason)

    kept = Attendance.objects.get()
    assert (kept.minutes, kept.reason) == (
        165,
        "Arrivée à 9 h 45",
    )


def test_it_tells_what_another_marked_and_saves_the_rest(phone, slot, amina, gaelle, denis):
    rows = phone.state().json()["rows"]
    mark(slot, amina, AttendanceStatus.ABSENT, denis, reason="Malade")
    seen = rows[f"{slot.pk}-{amina.pk}"]["seen"]

    response = phone.send(amina, gaelle, seen=seen, status="present")

    conflict = phone.answer(response, amina)
    assert response.status_code == 409
    assert conflict["result"] == "conflict"
    assert conflict["mine"] == "Présent"
    assert conflict["theirs"]["label"] == "Absent, Malade"
    assert conflict["theirs"]["by"] == "Denis Évrard"
    assert phone.answer(response, gaelle)["result"] == "saved"
    decided = phone.send(amina, seen=conflict["theirs"]["seen"], status="present")
    assert decided.status_code == 200
    assert Attendance.objects.get(person=amina).status == AttendanceStatus.PRESENT


def test_it_saves_each_row_for_itself(phone, slot, amina, gaelle):
    key = f"{slot.pk}-{amina.pk}"

    response = phone.send(amina, gaelle, status="partial", late="15")
    wrong = phone.send(gaelle, status="partial", minutes="999", reason="x")

    assert response.status_code == 200
    assert wrong.status_code == 400
    assert Attendance.objects.filter(status="partial", minutes=165).count() == 2
    assert key in response.json()["rows"]


def test_it_says_who_is_no_longer_expected(phone, slot, amina, client):
    rows = phone.state().json()["rows"]
    key = f"{slot.pk}-{amina.pk}"
    Enrolment.objects.filter(person=amina).update(status=EnrolmentStatus.WITHDRAWN, ended_at=NOON)

    response = client.post(
        phone.address,
        {"account": phone.account, f"seen-{key}": rows[key]["seen"], f"status-{key}": "present"},
    )

    assert response.status_code == 400
    assert "n’est plus attendue" in response.json()["rows"][key]["error"]


def test_it_takes_a_mark_back(phone, slot, amina, gaelle):
    phone.send(amina, gaelle, status="absent", reason="Malade")

    answer = phone.answer(phone.send(amina, status="none"), amina)

    assert (answer["result"], answer["status"], answer["reason"]) == ("saved", "", "")
    assert list(Attendance.objects.values_list("person", flat=True)) == [gaelle.pk]
    line = ModelLogEntry.objects.get(action="curriculum.unmark_attendance")
    assert line.data["before"] == {"status": "absent", "minutes": 0, "reason": "Malade"}
    assert line.user.person.given_name == "Bruno"

    assert phone.answer(phone.send(amina, status="none"), amina)["result"] == "saved"
    assert ModelLogEntry.objects.filter(action="curriculum.unmark_attendance").count() == 1


def test_it_takes_no_mark_back_that_another_has_changed(phone, slot, amina, denis):
    seen = phone.answer(phone.send(amina, status="absent"), amina)["seen"]
    mark(slot, amina, AttendanceStatus.PRESENT, denis, version=1)

    response = phone.send(amina, seen=seen, status="none")

    answer = phone.answer(response, amina)
    assert (response.status_code, answer["result"], answer["mine"]) == (
        409,
        "conflict",
        "Non émargé",
    )
    assert Attendance.objects.get().status == "present"


def test_it_takes_the_mark_of_who_is_no_longer_expected_back(phone, slot, amina):
    phone.send(amina, status="present")
    Enrolment.objects.filter(person=amina).update(status=EnrolmentStatus.WITHDRAWN, ended_at=NOON)

    response = phone.send(amina, status="none")

    assert phone.answer(response, amina)["status"] == ""
    assert not Attendance.objects.exists()


def test_it_offers_to_take_a_mark_back_without_a_script(client, bruno, slot, amina):
    mark(slot, amina, AttendanceStatus.PRESENT, bruno.user)
    client.force_login(bruno.user)
    address = reverse("curriculum:mark", args=[slot.code])
    key = f"{slot.pk}-{amina.pk}"
    page = client.get(address)
    assert f'name="status-{key}" value="none"' in page.content.decode()
    row = next(row for row in page.context["form"].rows if row.key == key)

    client.post(address, {f"seen-{key}": row.seen, f"status-{key}": "none"})

    assert not Attendance.objects.exists()


def test_it_says_that_the_session_is_closed(phone, slot, amina):
    Session.objects.update(status=SessionStatus.CLOSED, closed_at=NOON)

    response = phone.send(amina, status="present")

    assert response.status_code == 423
    assert "clôturée" in response.json()["refusal"]
    assert phone.state().json()["refusal"]


def test_it_writes_nothing_in_the_name_of_who_signed_in_since(phone, amina, denis):
    phone.account = denis.pk

    response = phone.send(amina, status="present")

    assert response.status_code == 423
    assert "autre compte" in response.json()["refusal"]
    assert not Attendance.objects.exists()


def test_it_says_once_what_is_marked(phone, slot, amina, denis):
    first = phone.state()
    unchanged = phone.state(**{"If-None-Match": first["ETag"]})
    mark(slot, amina, AttendanceStatus.PRESENT, denis)
    changed = phone.state(**{"If-None-Match": first["ETag"]})
    mark(slot, amina, None, denis, version=1)
    undone = phone.state(**{"If-None-Match": changed["ETag"]})
    make_enrolment(slot.day.session, make_person("Hugo", "Lemaître"))
    longer = phone.state(**{"If-None-Match": undone["ETag"]})

    assert [answer.status_code for answer in (unchanged, changed, undone, longer)] == [
        304,
        200,
        200,
        200,
    ]
    assert not unchanged.content
    assert len(longer.json()["rows"]) == 3


def test_looking_again_costs_little(phone):
    etag = phone.state()["ETag"]

    with CaptureQueriesContext(
        connection,
    ) as captured:
        phone.state(**{"If-None-Match": etag})

    assert len(captured) <= 9


def test_it_saves_many_rows_in_a_fixed_number_of_queries(phone, slot, amina):
    people = [make_person("Prénom", f"Nom{number}") for number in range(30)]
    for person in people:
        make_enrolment(slot.day.session, person)
    with CaptureQueriesContext(connection) as few:
        phone.send(amina, status="present")

    with CaptureQueriesContext(connection) as many:
        phone.send(*people, status="present")

    assert len(many) <= len(few) + 2
    assert Attendance.objects.count() == 31


@pytest.mark.parametrize("seen", ["", "x", "-1.0", "99999999999999999999.0"])
def test_it_survives_rows_that_were_tampered_with(phone, amina, seen):
    response = phone.send(amina, seen=seen or ".", status="present")

    assert response.status_code in (200, 409)


def test_it_answers_to_no_stranger(client, slot, amina, claire, erwan):
    for user in (amina.user, claire.user, erwan):
        client.force_login(user)
        for name in ("save_marks", "marks_state"):
            address = reverse(f"curriculum:{name}", args=[slot.code])
            assert client.post(address).status_code == 403
            assert client.get(address).status_code == 403


# The note


def test_it_keeps_a_note_and_who_wrote_it(slot, bruno):
    note_half_day(
        slot=slot, note="  Salle trop petite.\n", seen="", by=bruno.user, at=timezone.now()
    )

    slot.refresh_from_db()
    assert slot.note == "Salle trop petite."
    line = ModelLogEntry.objects.get(action="curriculum.note_half_day")
    assert line.user == bruno.user


def test_it_writes_over_nobody_s_note(slot, bruno, denis):
    now = timezone.now()
    note_half_day(slot=slot, note="De Denis", seen="", by=denis, at=now)

    with pytest.raises(StaleData, match="De Denis"):
        note_half_day(slot=slot, note="De Bruno", seen="", by=bruno.user, at=now)

    note_half_day(slot=slot, note="Des deux", seen="De Denis", by=bruno.user, at=now)
    slot.refresh_from_db()
    assert slot.note == "Des deux"


def test_it_takes_no_note_too_long_too_late_or_from_others(slot, bruno, amina):
    now = timezone.now()
    with pytest.raises(InvalidInput):
        note_half_day(slot=slot, note="x" * 2001, seen="", by=bruno.user, at=now)
    with pytest.raises(NotAllowed):
        note_half_day(slot=slot, note="x", seen="", by=amina.user, at=now)
    Session.objects.update(status=SessionStatus.CLOSED, closed_at=NOON)
    with pytest.raises(SessionNotOpen):
        note_half_day(slot=slot, note="x", seen="", by=bruno.user, at=now)


def test_it_shows_both_notes_to_who_comes_second(client, slot, bruno, denis):
    client.force_login(bruno.user)
    address = reverse("curriculum:note_half_day", args=[slot.code])
    note_half_day(slot=slot, note="De Denis", seen="", by=denis, at=timezone.now())

    stale = client.post(address, {"note": "De Bruno", "seen": ""})
    again = client.post(
        address, {"note": "Des deux", "seen": stale.context["form"]["seen"].value()}
    )

    assert "De Denis" in stale.content.decode()
    assert "De Bruno" in stale.content.decode()
    assert again.status_code == 302
    slot.refresh_from_db()
    assert slot.note == "Des deux"


def test_staff_read_the_note_beside_the_marks(client, slot, bruno, denis):
    note_half_day(slot=slot, note="Salle trop petite", seen="", by=bruno.user, at=timezone.now())
    client.force_login(denis)

    page = client.get(
        reverse("sessions_admin:attendance_of_half_day", args=[slot.day.session.code, slot.code])
    )

    assert "Salle trop petite" in page.content.decode()
