"""Marking in the admin and on a phone: the same rows, the same refusals."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.enums import AnimationRole, AttendanceStatus, SessionStatus
from curriculum.errors import NotAllowed
from curriculum.models import Animation, Attendance, SessionSlot
from curriculum.services.attendance import Mark, mark_attendance
from curriculum.services.enrolment import enrol
from tests.factories import make_enrolment, make_person, make_session


@pytest.fixture
def animator(client, bruno):
    client.force_login(bruno.user)
    return client


@pytest.fixture
def slot(session, amina):
    make_enrolment(session, amina)
    make_enrolment(session, make_person("Gaëlle", "Huet"))
    return SessionSlot.objects.of_session(session).select_related("day__session").first()


def form_of(response):
    """Read the form as a browser would send it back untouched."""
    page = response.content.decode()
    values = dict(re.findall(r'name="((?:seen|minutes|reason)-[\d-]+)" value="([^"]*)"', page))
    for name, value in re.findall(r'name="(status-[\d-]+)" value="(\w+)" checked', page):
        values[name] = value
    return values


def mark(slot, person, status, by, **extra):
    wanted = Mark(slot_id=slot.pk, person_id=person.pk, status=status, **extra)
    mark_attendance(session=slot.day.session, marks=[wanted], by=by, at=timezone.now())


# On a phone


def test_it_marks_everybody_present_with_one_tap(animator, slot):
    address = reverse("curriculum:mark", args=[slot.code])

    response = animator.post(address, form_of(animator.get(address)) | {"everybody": "1"})

    assert response.status_code == 302
    assert Attendance.objects.filter(status=AttendanceStatus.PRESENT).count() == 2


def test_it_keeps_the_exceptions_chosen_before_the_tap(animator, slot, amina):
    address = reverse("curriculum:mark", args=[slot.code])
    form = form_of(animator.get(address))
    form[f"status-{slot.pk}-{amina.pk}"] = "excused"
    form[f"reason-{slot.pk}-{amina.pk}"] = "Maladie"

    animator.post(address, form | {"everybody": "1"})

    assert Attendance.objects.get(person=amina).reason == "Maladie"
    assert Attendance.objects.filter(status=AttendanceStatus.PRESENT).count() == 1


def test_it_marks_a_presence_in_part(animator, slot, amina):
    address = reverse("curriculum:mark", args=[slot.code])
    form = form_of(animator.get(address))
    key = f"{slot.pk}-{amina.pk}"
    form |= {f"status-{key}": "partial", f"minutes-{key}": "90", f"reason-{key}": "Train"}

    animator.post(address, form)

    kept = Attendance.objects.get()
    assert (kept.person, kept.minutes, kept.reason) == (amina, 90, "Train")


@pytest.mark.parametrize("minutes", ["", "deux heures", "-5", "180", "9999", "٣"])
def test_it_says_beside_the_person_what_is_wrong(animator, slot, amina, minutes):
    address = reverse("curriculum:mark", args=[slot.code])
    form = form_of(animator.get(address))
    key = f"{slot.pk}-{amina.pk}"
    form |= {f"status-{key}": "partial", f"minutes-{key}": minutes, f"reason-{key}": "Mon train"}

    response = animator.post(address, form)

    [wrong] = [row for row in response.context["form"].rows if row.error]
    assert wrong.cell.person == amina
    assert "Mon train" in response.content.decode()
    assert not Attendance.objects.exists()


def test_it_changes_only_what_was_touched(animator, slot, amina, denis):
    address = reverse("curriculum:mark", args=[slot.code])
    mark(slot, amina, AttendanceStatus.PRESENT, denis)
    form = form_of(animator.get(address))
    mark(slot, amina, AttendanceStatus.ABSENT, denis, version=1)
    other = next(n for n in form if n.startswith("seen") and not n.endswith(f"-{amina.pk}"))

    response = animator.post(address, form | {other.replace("seen", "status"): "present"})

    assert response.status_code == 302
    assert Attendance.objects.get(person=amina).status == AttendanceStatus.ABSENT


def test_it_shows_who_marked_meanwhile_and_lets_one_decide(animator, slot, amina, denis):
    address = reverse("curriculum:mark", args=[slot.code])
    form = form_of(animator.get(address)) | {f"status-{slot.pk}-{amina.pk}": "present"}
    mark(slot, amina, AttendanceStatus.ABSENT, denis)

    conflict = animator.post(address, form)
    decided = animator.post(address, form_of(conflict))

    assert conflict.status_code == 409
    assert "Denis Évrard" in conflict.content.decode()
    assert decided.status_code == 302
    kept = Attendance.objects.get()
    assert (kept.status, kept.version) == (AttendanceStatus.PRESENT, 2)


@pytest.mark.parametrize("seen", ["", "x.y", "99999999999999999999.0", "-1.0", "1"])
def test_it_survives_a_form_that_was_tampered_with(animator, slot, amina, seen):
    key = f"{slot.pk}-{amina.pk}"

    response = animator.post(
        reverse("curriculum:mark", args=[slot.code]),
        {f"seen-{key}": seen, f"status-{key}": "present", "status-0-0": "present"},
    )

    assert response.status_code in (302, 409)


def test_it_shows_a_coming_half_day_without_a_button(animator, place, bruno, amina):
    session = make_session(place, animator=bruno, on=timezone.localdate() + timedelta(days=3))
    make_enrolment(session, amina)
    slot = SessionSlot.objects.of_session(session).first()
    address = reverse("curriculum:mark", args=[slot.code])

    page = animator.get(address).content.decode()
    response = animator.post(address, {"everybody": "1"})

    assert 'type="submit" name="everybody"' not in page
    assert response.context["form"].message
    assert not Attendance.objects.exists()


def test_it_lists_the_sessions_that_one_leads(animator, place, bruno, session):
    today = timezone.localdate()
    now = make_session(place, animator=bruno, on=today, title="Aujourd’hui même")
    coming = make_session(place, animator=bruno, on=today + timedelta(days=9), title="Bientôt")
    make_session(place, title="À d’autres")

    response = animator.get(reverse("curriculum:my_sessions"))

    assert {slot.day.session for slot in response.context["halves"]} == {now}
    assert response.context["coming"] == [now, coming]
    assert list(response.context["past"].object_list) == [session]
    assert "À d’autres" not in response.content.decode()


def test_it_lists_many_sessions_in_a_fixed_number_of_queries(
    animator, place, bruno, django_assert_max_num_queries
):
    for number in range(12):
        make_session(place, animator=bruno, on=timezone.localdate() - timedelta(days=number))

    with django_assert_max_num_queries(16):
        animator.get(reverse("curriculum:my_sessions"))


def test_it_shows_a_session(animator, session, slot):
    page = animator.get(reverse("curriculum:session", args=[session.code])).content.decode()

    assert "BENALI Amina" in page
    assert reverse("curriculum:sheet", args=[session.code]) in page


def test_it_shows_no_trainee_and_no_stranger_a_session(
    client, session, slot, amina, erwan, place, bruno
):
    elsewhere = make_session(place)
    other = SessionSlot.objects.of_session(elsewhere).first()
    for user, expected in ((amina.user, 403), (erwan, 403)):
        client.force_login(user)
        assert client.get(reverse("curriculum:my_sessions")).status_code == expected
        assert client.get(reverse("curriculum:mark", args=[slot.code])).status_code == expected
    client.force_login(bruno.user)
    assert client.get(reverse("curriculum:mark", args=[other.code])).status_code == 404
    assert client.get(reverse("curriculum:session", args=[elsewhere.code])).status_code == 404
    assert client.get(reverse("curriculum:sheet", args=[elsewhere.code])).status_code == 404
    client.logout()
    assert client.get(reverse("curriculum:mark", args=[slot.code])).status_code == 302


def test_it_lets_no_animator_enrol_elsewhere(place, bruno, amina):
    with pytest.raises(NotAllowed):
        enrol(session=make_session(place), person=amina, by=bruno.user, at=timezone.now())


# In the admin


@pytest.fixture
def staff(client, denis):
    client.force_login(denis)
    return client


def admin_url(name, *args):
    return reverse(f"sessions_admin:{name}", args=args)


def test_it_shows_sixty_people_and_twenty_six_half_days(
    staff, place, bruno, denis, django_assert_max_num_queries
):
    session = make_session(place, animator=bruno, days=13)
    for number in range(60):
        make_enrolment(session, make_person("Camille", f"Nom{number:02}"))
    staff.post(admin_url("everybody_present", session.code))

    with django_assert_max_num_queries(20):
        page = staff.get(admin_url("attendance", session.code)).content.decode()

    assert Attendance.objects.count() == 60 * 26
    assert page.count("ja-mark--present") == 60 * 26 + 1  # and once in the legend


def test_it_marks_one_half_day_in_the_admin(staff, session, slot, amina):
    address = admin_url("attendance_of_half_day", session.code, slot.code)

    response = staff.post(
        address, form_of(staff.get(address)) | {f"status-{slot.pk}-{amina.pk}": "absent"}
    )

    assert response.status_code == 302
    assert Attendance.objects.get().status == AttendanceStatus.ABSENT
    assert "Denis Évrard" in staff.get(address).content.decode()


def test_it_marks_one_person_at_every_half_day(staff, session, slot, amina):
    address = admin_url("attendance_of_person", session.code, amina.code)
    slots = SessionSlot.objects.of_session(session)

    staff.post(address, {f"status-{one.pk}-{amina.pk}": "present" for one in slots})

    assert Attendance.objects.filter(person=amina).count() == 2


def test_it_takes_a_mark_away_in_the_admin(staff, session, slot, amina, denis):
    mark(slot, amina, AttendanceStatus.PRESENT, denis)
    address = admin_url("attendance_of_half_day", session.code, slot.code)

    staff.post(address, form_of(staff.get(address)) | {f"status-{slot.pk}-{amina.pk}": "none"})

    assert not Attendance.objects.exists()


def test_it_shows_a_closed_session_without_a_way_to_mark(staff, session, slot, amina):
    session.status = SessionStatus.CLOSED
    session.save()

    page = staff.get(admin_url("attendance_of_half_day", session.code, slot.code)).content.decode()

    assert "disabled" in page


def test_it_does_not_open_the_half_day_of_another_session(staff, session, place):
    other = SessionSlot.objects.of_session(make_session(place)).first()

    response = staff.get(admin_url("attendance_of_half_day", session.code, other.code))

    assert response.status_code == 404


def test_it_shows_a_co_animator_once(staff, session, slot, amina):
    Animation.objects.create(slot=slot, person=amina, role=AnimationRole.CO_ANIMATOR)

    page = staff.get(admin_url("attendance", session.code))

    assert [person for person, _cells in page.context["rows"]].count(amina) == 1


def test_it_admits_somebody_who_came_unannounced(staff, session, slot):
    person = make_person("Hugo", "Lemaître")
    address = admin_url("enrol", session.code, person.code) + f"?slot={slot.code}"

    response = staff.post(address, {})

    assert response.url == admin_url("attendance_of_half_day", session.code, slot.code)
    assert Attendance.objects.get(person=person).status == AttendanceStatus.PRESENT
