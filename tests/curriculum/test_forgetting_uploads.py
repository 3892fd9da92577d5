"""Spreadsheets that people brought are forgotten in time, with their files; what came of them stays."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certification.models import HourImport
from certification.services.hour_import_forgetting import forget_imports
from curriculum.enums import UploadState
from curriculum.models import AttendanceReturn, Enrolment, Roster
from curriculum.services.uploads import forget_uploads
from tests.factories import NOON, TODAY, make_session
from tests.rosters import bring, checked, csv_file, enrolled

pytestmark = pytest.mark.django_db

LATE = NOON + settings.UPLOADS_KEPT + timedelta(minutes=1)
JUST_IN_TIME = NOON + settings.UPLOADS_KEPT - timedelta(minutes=1)
ROWS = [["Martin", "Zoé", "zoe@example.org", "", ""], ["Petit", "", "luc@example.org", "", ""]]


@pytest.fixture
def coming(place):
    return make_session(place, on=TODAY + timedelta(days=30))


def is_there(file) -> bool:
    return file.storage.exists(file.name)


def forget(service, at, capture) -> int:
    with capture(execute=True):
        return service(at=at)


def test_a_list_from_which_nobody_was_enrolled_goes(
    coming, institution, claire, django_capture_on_commit_callbacks
):
    roster = checked(csv_file(ROWS), claire.user, institution, coming)

    assert forget(forget_uploads, JUST_IN_TIME, django_capture_on_commit_callbacks) == 0
    assert is_there(roster.file)
    assert forget(forget_uploads, LATE, django_capture_on_commit_callbacks) == 1
    assert not is_there(roster.file)
    assert not Roster.objects.exists()
    assert ModelLogEntry.objects.filter(action="curriculum.discard_roster", user=None).exists()


def test_of_a_list_that_was_enrolled_only_the_file_goes(
    client, coming, institution, claire, django_capture_on_commit_callbacks
):
    roster = enrolled(checked(csv_file(ROWS), claire.user, institution, coming), claire.user)
    file = roster.file
    client.force_login(claire.user)
    page = reverse("curriculum:roster", args=[roster.code])
    links = [
        reverse(f"curriculum:{name}", args=[roster.code])
        for name in ("roster_file", "roster_refused")
    ]
    before = client.get(page).content.decode()
    assert all(link in before for link in links)
    Roster.objects.update(finished_at=NOON)

    assert forget(forget_uploads, LATE, django_capture_on_commit_callbacks) == 1
    assert forget(forget_uploads, LATE, django_capture_on_commit_callbacks) == 0

    assert not is_there(file)
    assert roster.lines.count() == 2
    assert Enrolment.objects.count() == 1
    after = client.get(page).content.decode()
    assert not any(link in after for link in links)
    assert [client.get(link).status_code for link in links] == [404, 404]


def test_of_attendance_brought_back_only_the_file_goes(
    session, denis, django_capture_on_commit_callbacks
):
    found = AttendanceReturn(session=session, name="a.xlsx", made_by=denis, made_at=NOON)
    found.file.save("a.xlsx", ContentFile(b"x"))
    file = found.file

    assert forget(forget_uploads, LATE, django_capture_on_commit_callbacks) == 1

    found.refresh_from_db()
    assert (found.name, bool(found.file), is_there(file)) == ("a.xlsx", False, False)


@pytest.mark.parametrize(
    ("state", "is_kept", "has_file"),
    [
        ("to_map", False, False),
        ("ready", False, False),
        ("done", True, True),
        ("undone", True, False),
    ],
)
def test_past_hours_keep_the_workbook_they_come_from(
    state, is_kept, has_file, client, denis, django_capture_on_commit_callbacks
):
    found = HourImport(
        name="h.xlsx", size=1, state=state, made_by=denis, made_at=NOON, finished_at=NOON
    )
    found.file.save("h.xlsx", ContentFile(b"x"))
    file = found.file

    forget(forget_imports, LATE, django_capture_on_commit_callbacks)

    assert HourImport.objects.filter(pk=found.pk).exists() == is_kept
    assert is_there(file) == has_file
    client.force_login(denis)
    download = client.get(reverse("certification_admin:import_file", args=[found.code]))
    assert download.status_code == (200 if has_file else 404)


def test_the_clock_of_the_site_does_it(institution, claire, coming, transactional_db):
    roster = bring(csv_file(ROWS), claire.user, institution, coming)
    Roster.objects.update(made_at=NOON - timedelta(days=4000), state=UploadState.READY)

    call_command("tick")

    assert not Roster.objects.exists()
    assert not is_there(roster.file)
