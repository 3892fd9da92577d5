import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.enums import HourState
from certification.models import Evidence, HourRecord
from certification.services.deciding import refuse_hours, validate_hours
from certification.services.declaring import declare
from certification.services.evidence import attach_evidence
from tests.certification.hours import PDF, activity, picture, submitted, upload
from tests.certification.records import make_ficc
from tests.factories import NOON


@pytest.fixture(autouse=True)
def ficc(db):
    return make_ficc()


@pytest.fixture
def as_amina(client, amina):
    client.force_login(amina.user)
    return client


def facts(**changes):
    return {
        "kind": "theory",
        "title": "Approche contextuelle",
        "on": "2026-05-04",
        "minutes_hours": "6",
        "minutes_minutes": "30",
        "provider_name": "Institut systémique",
        "place": "Bruxelles",
    } | changes


def send(client, name, record=None, data=None):
    args = [record.code] if record else []
    return client.post(reverse(f"certification:{name}", args=args), data or {}, follow=True)


def test_it_declares_and_submits_at_once(as_amina, amina):
    files = [upload(), upload(picture(), "photo.jpg")]

    response = send(as_amina, "declare", data=facts(files=files, submit="1"))

    record = HourRecord.objects.get()
    assert (record.person, record.minutes, record.state) == (amina, 390, HourState.SUBMITTED)
    assert record.evidence.count() == 2
    assert response.redirect_chain[-1][0] == reverse("certification:record", args=[record.code])


def test_it_saves_a_draft_without_evidence(as_amina):
    send(as_amina, "declare", data=facts(draft="1"))

    assert HourRecord.objects.get().state == HourState.DRAFT


def test_it_asks_for_evidence_before_it_submits(as_amina):
    response = send(as_amina, "declare", data=facts(submit="1"))

    assert response.status_code == 422
    assert "files" in response.context["form"].errors
    assert not HourRecord.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes_hours": "", "minutes_minutes": ""}, "minutes"),
        ({"minutes_hours": "25"}, "minutes"),
        ({"minutes_hours": "six"}, "minutes"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": "31/02/2026"}, "on"),
        ({"kind": "magic"}, "kind"),
        ({"kind": "participation_cc"}, "territory"),
        ({"provider_name": ""}, "provider_name"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_it_says_what_is_wrong_beside_the_field(as_amina, changes, field):
    response = send(as_amina, "declare", data=facts(**changes))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not HourRecord.objects.exists()


def test_it_keeps_the_draft_when_a_file_is_refused(as_amina):
    files = [upload(), upload(b"<html>", "faux.pdf")]

    response = send(as_amina, "declare", data=facts(files=files, submit="1"))

    record = HourRecord.objects.get()
    assert (record.state, record.evidence.count()) == (HourState.DRAFT, 1)
    assert "faux.pdf" in response.content.decode()


def test_it_repeats_an_activity_for_another_day(as_amina, amina):
    record = submitted(amina, minutes=200)

    response = as_amina.get(reverse("certification:declare"), {"from": record.code})

    initial = response.context["form"].initial
    assert (initial["title"], initial["minutes"]) == (record.title, 200)
    assert "on" not in initial


def test_it_leads_a_declaration_from_draft_to_correction(as_amina, amina, denis):
    send(as_amina, "declare", data=facts())
    record = HourRecord.objects.get()
    send(as_amina, "edit_declaration", record, facts(title="Titre corrigé"))
    send(as_amina, "add_evidence", record, {"files": [upload()]})
    send(as_amina, "submit", record)
    send(as_amina, "take_back", record)
    send(as_amina, "submit", record)
    refuse_hours(ids=[record.pk], reason="Page manquante", by=denis, at=NOON)

    page = as_amina.get(reverse("certification:record", args=[record.code])).content.decode()
    assert "Page manquante" in page
    assert "Titre corrigé" in page
    assert str(denis) not in page
    assert "attestation.pdf" in page
    assert "Brouillon" in page

    send(as_amina, "remove_evidence", record.evidence.get())
    send(as_amina, "add_evidence", record, {"files": [upload(picture(), "photo.jpg")]})
    send(as_amina, "submit", record)
    record.refresh_from_db()
    assert record.state == HourState.SUBMITTED


def test_it_asks_before_it_deletes_or_withdraws(as_amina, amina):
    draft = declare(person=amina, activity=activity(), by=amina.user, at=NOON)
    waiting = submitted(amina, on=date(2026, 3, 3))

    for name, record in (("delete_draft", draft), ("withdraw", waiting)):
        assert as_amina.get(reverse(f"certification:{name}", args=[record.code])).status_code == 200
    assert HourRecord.objects.count() == 2

    send(as_amina, "delete_draft", draft)
    send(as_amina, "withdraw", waiting)
    assert list(HourRecord.objects.values_list("state", flat=True)) == [HourState.WITHDRAWN]


def test_it_refuses_politely_what_is_no_longer_possible(as_amina, amina, denis):
    record = submitted(amina)
    validate_hours(ids=[record.pk], by=denis, at=NOON)

    for name in ("submit", "take_back", "withdraw", "delete_draft", "edit_declaration"):
        response = send(as_amina, name, record, facts())
        assert response.status_code == 200
        assert next(iter(response.context["messages"])).level_tag == "error"
    assert send(as_amina, "add_evidence", record, {"files": [upload()]}).status_code == 200
    assert record.evidence.count() == 1


def test_it_lists_what_is_to_finish_apart(as_amina, amina):
    assert "Rien" in as_amina.get(reverse("certification:declarations")).content.decode()
    declare(person=amina, activity=activity(), by=amina.user, at=NOON)
    submitted(amina, on=date(2026, 3, 3))

    response = as_amina.get(reverse("certification:declarations"))

    assert [record.state for record in response.context["to_finish"]] == ["draft"]
    assert [record.state for record in response.context["page"]] == ["submitted"]


def test_it_lists_twenty_with_as_many_queries_as_two(as_amina, amina):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            as_amina.get(reverse("certification:declarations"))
        return len(captured)

    for day in (1, 2):
        submitted(amina, on=date(2026, 3, day))
    queries()
    few = queries()
    for day in range(3, 21):
        submitted(amina, on=date(2026, 3, day))

    assert queries() == few


@pytest.mark.parametrize("role", ["bruno", "claire"])
def test_it_hides_a_record_from_others(client, amina, role, request):
    record = submitted(amina)
    client.force_login(request.getfixturevalue(role).user)

    assert client.get(reverse("certification:record", args=[record.code])).status_code == 404
    for name in ("edit_declaration", "submit", "take_back", "withdraw", "delete_draft"):
        assert send(client, name, record, facts()).status_code == 404
    assert send(client, "add_evidence", record, {"files": [upload()]}).status_code == 404
    assert send(client, "remove_evidence", record.evidence.get()).status_code == 404
    assert client.get(reverse("certification:declare"), {"from": record.code}).status_code == 404


def test_it_lets_staff_change_nothing_in_the_trainees_stead(client, amina, denis):
    denis_person = submitted(amina).person
    amina_record = HourRecord.objects.get(person=denis_person)
    client.force_login(denis)

    assert send(client, "take_back", amina_record).status_code in (403, 404)
    assert HourRecord.objects.get().state == HourState.SUBMITTED


def test_it_is_for_those_who_are_signed_in_and_have_hours(client, erwan):
    names = ("declare", "declarations")
    assert all(client.get(reverse(f"certification:{name}")).status_code == 302 for name in names)

    client.force_login(erwan)
    assert all(client.get(reverse(f"certification:{name}")).status_code == 403 for name in names)


class TestEvidenceFile:
    @pytest.fixture
    def evidence(self, amina):
        return submitted(amina).evidence.get()

    def address(self, evidence):
        return reverse("certification:evidence", args=[evidence.code])

    @pytest.mark.parametrize("role", ["amina", "denis"])
    def test_it_is_sent_to_its_person_and_to_staff(self, client, evidence, role, request):
        found = request.getfixturevalue(role)
        client.force_login(getattr(found, "user", found))

        response = client.get(self.address(evidence))

        assert b"".join(response.streaming_content) == PDF
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "private" in response["Cache-Control"]
        assert response["Content-Disposition"] == 'inline; filename="attestation.pdf"'

    @pytest.mark.parametrize("role", ["bruno", "claire", "erwan", "farida"])
    def test_it_does_not_exist_for_others(self, client, evidence, role, request):
        found = request.getfixturevalue(role)
        client.force_login(getattr(found, "user", found))

        assert client.get(self.address(evidence)).status_code == 404

    def test_it_asks_visitors_to_sign_in(self, client, evidence):
        assert client.get(self.address(evidence)).status_code == 302

    def test_it_is_not_shown_to_staff_before_it_is_submitted(self, client, amina, denis):
        record = declare(person=amina, activity=activity(), by=amina.user, at=NOON)
        evidence = attach_evidence(record=record, upload=upload(), by=amina.user, at=NOON)
        client.force_login(denis)

        assert client.get(self.address(evidence)).status_code == 404

    def test_it_is_saved_under_a_safe_name(self, client, amina):
        record = declare(person=amina, activity=activity(), by=amina.user, at=NOON)
        evidence = attach_evidence(
            record=record,
            upload=upload(name='../é"\r\nX-Evil: 1.html'),
            by=amina.user,
            at=NOON,
        )
        client.force_login(amina.user)

        response = client.get(self.address(evidence), {"download": ""})

        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Disposition"].endswith(".html.pdf")
        assert "X-Evil" not in response.headers

    def test_it_answers_404_when_the_file_is_gone(self, client, evidence, amina):
        evidence.file.storage.delete(evidence.file.name)
        client.force_login(amina.user)

        assert client.get(self.address(evidence)).status_code == 404
        assert Evidence.objects.exists()


def test_it_calls_nothing_optional_that_submitting_asks_for(as_amina):
    page = as_amina.get(reverse("certification:declare")).content.decode()

    optional = re.findall(r'<label for="([^"]*)">[^<]*<span class="field__optional">', page)
    assert optional == ["id_place"]
