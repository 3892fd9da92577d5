"""Writing to the federation."""

import csv
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.contrib.forms.models import FormSubmission
from wagtail.log_actions import log

from cms.models import ContactField, ContactPage
from curriculum.models import User
from tests.cms.pages import french, publish
from tests.factories import make_person

pytestmark = pytest.mark.django_db

MESSAGE = {"nom": "Erwan", "courriel": "erwan@example.org", "message": "Bonjour, une question."}


@pytest.fixture
def admin():
    return User.objects.create_superuser("admin@jalons.test", "secret")


@pytest.fixture
def contact():
    """A form with a name, an address and a message."""
    page = ContactPage(title="Nous écrire", to_address="a@ficc.example, b@ficc.example")
    page.form_fields = [
        ContactField(label=label, field_type=kind, sort_order=rank, locale=french())
        for rank, (label, kind) in enumerate(
            [("Nom", "singleline"), ("Courriel", "email"), ("Message", "multiline")]
        )
    ]
    return publish(page)


def test_it_keeps_a_message_and_thanks(client, contact):
    answer = client.post(contact.url, MESSAGE, follow=True)

    assert FormSubmission.objects.get().form_data == MESSAGE
    assert answer.redirect_chain == [(f"{contact.url}?sent=1", 302)]
    assert "Votre message est parti" in answer.content.decode()


def test_it_sends_the_message_to_staff_who_answer_by_replying(
    client, contact, run_tasks, mailoutbox
):
    client.post(contact.url, MESSAGE)

    run_tasks()

    mail = mailoutbox[0]
    assert mail.to == ["a@ficc.example", "b@ficc.example"]
    assert mail.reply_to == ["erwan@example.org"]
    assert "Bonjour, une question." in mail.body


def test_it_sends_nothing_when_nobody_is_named(client, contact, run_tasks, mailoutbox):
    ContactPage.objects.update(to_address="")

    client.post(contact.url, MESSAGE)
    run_tasks()

    assert FormSubmission.objects.count() == 1
    assert mailoutbox == []


def test_it_says_what_is_wrong_and_keeps_what_was_written(client, contact):
    html = client.post(contact.url, {**MESSAGE, "courriel": "erwan"}).content.decode()

    assert "error-summary" in html
    assert "Bonjour, une question." in html
    assert not FormSubmission.objects.exists()


def test_it_keeps_nothing_of_a_program_that_fills_every_field(client, contact):
    client.post(contact.url, {**MESSAGE, "leave_empty": "https://casino.example"})

    assert not FormSubmission.objects.exists()


def test_it_asks_who_writes_too_often_to_come_back_later(client, contact):
    answers = [client.post(contact.url, MESSAGE).status_code for _ in range(11)]

    assert answers == [302] * 10 + [429]
    assert FormSubmission.objects.count() == 10


def test_it_still_shows_the_form_to_who_wrote_too_often(client, contact):
    for _ in range(11):
        client.post(contact.url, MESSAGE)

    assert client.get(contact.url).status_code == 200


def test_it_forgets_old_messages_with_the_tick(contact):
    for days in (10, 400):
        old = FormSubmission.objects.create(page=contact, form_data=MESSAGE)
        moment = timezone.now() - timedelta(days=days)
        FormSubmission.objects.filter(pk=old.pk).update(submit_time=moment)

    call_command("tick")

    assert FormSubmission.objects.count() == 1


def test_it_forgets_nothing_when_told_so(contact):
    ContactPage.objects.update(keep_months=0)
    old = FormSubmission.objects.create(page=contact, form_data=MESSAGE)
    FormSubmission.objects.filter(pk=old.pk).update(submit_time="2001-01-01T00:00Z")

    call_command("tick")

    assert FormSubmission.objects.exists()


def test_it_lists_messages_in_the_admin(client, admin_user, contact):
    client.post(contact.url, MESSAGE)
    client.force_login(admin_user)

    html = client.get(reverse("wagtailforms:list_submissions", args=[contact.pk])).content.decode()

    assert "erwan@example.org" in html


@pytest.mark.parametrize("mode", ["form", "landing"])
def test_it_can_be_previewed(rf, contact, mode):
    answer = contact.make_preview_request(preview_mode=mode)

    assert answer.status_code == 200


def test_what_visitors_write_runs_in_no_spreadsheet(client, contact, admin):
    for text in ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx", "a\x0bb\x1b[31m", "Bonjour"):
        client.post(contact.url, MESSAGE | {"message": text})
    client.force_login(admin)
    address = reverse("wagtailforms:list_submissions", args=[contact.pk])

    rows = csv.DictReader(
        client.get(address, {"export": "csv"}).getvalue().decode().splitlines(keepends=True)
    )
    as_xlsx = client.get(address, {"export": "xlsx"})

    assert [row["Message"] for row in rows] == [
        *("'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(1)", "x", "ab[31m", "Bonjour")
    ]
    [sheet] = load_workbook(BytesIO(as_xlsx.getvalue()))
    written = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in written} <= {"s", "d"}
    assert "=HYPERLINK(1)" in {cell.value for cell in written}


def test_the_journal_of_the_site_runs_in_no_spreadsheet(client, admin):
    log(make_person("=HYPERLINK(1)", "Petit"), "curriculum.create_person", user=admin)
    client.force_login(admin)

    answer = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})

    assert "'=HYPERLINK(1) Petit" in answer.getvalue().decode()
