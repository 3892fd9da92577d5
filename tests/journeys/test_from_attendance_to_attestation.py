"""The main journey through real pages: a module is held, its hours count, the paper is issued and checked."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certification.dossier import assess
from certification.enums import AttestationState
from certification.models import Attestation, FrozenClaim, HourRecord
from curriculum.enums import HourKind, SessionStatus
from curriculum.models import Session, SessionSlot
from tests.journeys.story import MODULE_DAYS, all_but_one_module, last_years_module

PASSWORD = "a-long-passphrase"
HALF_DAYS = 2 * MODULE_DAYS


def signed_in(user) -> Client:
    """A browser in which somebody signed in by the form."""
    client = Client()
    answer = client.post("/comptes/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def fill_in(page, **values) -> dict:
    """What a browser sends back of a page's hidden fields, with what is typed."""
    hidden = re.findall(
        r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.content.decode()
    )
    return dict(hidden) | values


@pytest.mark.django_db
def test_from_attendance_to_attestation(amina, bruno, denis, place, run_tasks, mailoutbox):
    today = timezone.localdate()
    model = last_years_module(place, bruno, today=today)
    all_but_one_module(amina, today=today)
    assert not assess(amina).assessment.level(1).complete
    staff, trainee, stranger = signed_in(denis), signed_in(amina.user), Client()

    session = _copy_and_open(staff, model, first_day=today - timedelta(days=9))
    _enrol(staff, session, amina)
    run_tasks()
    assert mailoutbox[-1].to == [amina.email]
    _mark(staff, bruno, session, amina)
    _close(staff, session)
    _validate_queue(staff, amina)
    paper = _issue_level_1(staff, amina, run_tasks)
    assert any(paper.number in mail.subject for mail in mailoutbox)

    pdf = _read_as_trainee(trainee, paper, session)
    _check_as_stranger(stranger, paper, pdf)

    _revoke(staff, paper, amina)
    page = stranger.get(reverse("certification:verify_code", args=[paper.code]))
    assert page.context["attestation"].state == AttestationState.REVOKED


def _copy_and_open(staff, model, *, first_day) -> Session:
    """Make this year's edition from the one before."""
    address = reverse("sessions_admin:copy", args=[model.code])
    assert staff.get(address).status_code == 200
    answer = staff.post(
        address,
        {
            "title": "Module de base, nouvelle édition",
            "shift_weeks": "",
            "first_day": first_day.isoformat(),
            "with_animators": "on",
        },
    )
    session = Session.objects.exclude(pk=model.pk).get()
    assert answer.url == reverse("sessions_admin:session", args=[session.code])
    assert session.status == SessionStatus.DRAFT
    assert [day.on for day in session.days.order_by("on")] == [
        first_day + timedelta(days=number) for number in range(MODULE_DAYS)
    ]
    staff.post(reverse("sessions_admin:open", args=[session.code]))
    session.refresh_from_db()
    assert session.status == SessionStatus.OPEN
    return session


def _enrol(staff, session, person) -> None:
    """Find a person by name and give them a place."""
    found = staff.get(reverse("sessions_admin:find_person", args=[session.code]), {"q": "amina"})
    address = reverse("sessions_admin:enrol", args=[session.code, person.code])
    assert address in found.content.decode()
    staff.post(address, {})
    assert session.enrolments.active().get().person == person


def _mark(staff, bruno, session, person) -> None:
    """The animator marks the first half-day, staff all that is left."""
    animator = signed_in(bruno.user)
    first = SessionSlot.objects.of_session(session).in_order().first()
    address = reverse("curriculum:mark", args=[first.code])
    page = animator.get(address)
    animator.post(address, fill_in(page, **{f"status-{first.pk}-{person.pk}": "present"}))
    assert first.attendances.get().marked_by == bruno.user
    close = reverse("certification_admin:close_session", args=[session.code])
    assert staff.post(close, follow=True).redirect_chain[-1][0] == close  # not all is marked
    staff.post(reverse("sessions_admin:everybody_present", args=[session.code]))


def _close(staff, session) -> None:
    """Close the session: its hours wait for validation."""
    address = reverse("certification_admin:close_session", args=[session.code])
    page = staff.get(address)
    assert page.context["credits"][0]["minutes"] == HALF_DAYS * 180
    staff.post(address)
    session.refresh_from_db()
    assert session.status == SessionStatus.CLOSED
    assert HourRecord.objects.waiting().count() == HALF_DAYS


def _validate_queue(staff, person) -> None:
    """Decide on everything that waits, after having seen it."""
    queue = staff.get(reverse("certification_admin:waiting_hours"))
    ids = [record.pk for record in queue.context["page"].rows]
    assert len(ids) == HALF_DAYS
    address = reverse("certification_admin:decide_hours")
    confirm = staff.post(address, {"decision": "validate", "ids": ids, "query": ""})
    assert confirm.status_code == 200
    assert person.sorted_name in confirm.content.decode()
    answer = staff.post(
        address,
        fill_in(confirm, decision="validate", confirmed="yes", ids=ids),
    )
    assert answer.url == reverse("certification_admin:waiting_hours")
    assert not HourRecord.objects.waiting().exists()
    level = assess(person).assessment.level(1)
    assert level.complete
    progress = staff.get(reverse("certification_admin:progress", args=[person.code]))
    assert progress.context["statement"].levels[0].state == "to_attest"


def _issue_level_1(staff, person, run_tasks) -> Attestation:
    """Issue the paper of the level; the worker draws it and writes to its holder."""
    assert person in [
        row["person"] for row in staff.get(reverse("certification_admin:to_issue")).context["rows"]
    ]
    address = reverse("certification_admin:issue", args=[person.code])
    staff.post(address, {"what": "level", "level": "1"})
    run_tasks()
    paper = Attestation.objects.get()
    assert paper.level == 1
    assert paper.sha256
    assert FrozenClaim.objects.count() == len(HourRecord.objects.filter(person=person))
    return paper


def _read_as_trainee(trainee, paper, session) -> bytes:
    """See why each hour counted, and take the paper away."""
    page = trainee.get(reverse("certification:progress"))
    statement = page.context["statement"]
    assert statement.levels[0].state == "attested"
    assert all(line.result.unused_minutes == 0 and line.counts_in(1) for line in statement.records)
    held = [line for line in statement.records if line.record.session_id == session.pk]
    assert sum(claim.minutes for line in held for claim in line.result.claims) == 18 * 60
    assert {line.record.kind for line in held} == {HourKind.THEORY}

    papers = trainee.get(reverse("certification:my_attestations"))
    address = reverse("certification:download_attestation", args=[paper.code])
    assert address in papers.content.decode()
    answer = trainee.get(address)
    assert answer["Content-Type"] == "application/pdf"
    pdf = b"".join(answer.streaming_content)
    assert pdf.startswith(b"%PDF-")
    return pdf


def _check_as_stranger(stranger, paper, pdf: bytes) -> None:
    """Type the code, compare the file, then one that differs by a byte; a download is refused."""
    typed = paper.code.lower()
    page = stranger.get(reverse("certification:verify"), {"code": typed}, follow=True)
    assert page.context["attestation"] == paper
    address = page.redirect_chain[-1][0]

    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1
    for content, is_identical in ((pdf, True), (bytes(changed), False)):
        file = SimpleUploadedFile("attestation.pdf", content, "application/pdf")
        assert stranger.post(address, {"paper": file}).context["is_identical"] is is_identical

    refused = stranger.get(reverse("certification:download_attestation", args=[paper.code]))
    assert refused.url.startswith("/comptes/login/")


def _revoke(staff, paper, person) -> None:
    """Declare the paper void: its minutes are free, and the level waits for a paper again."""
    address = reverse("certification_admin:revoke", args=[paper.code])
    staff.post(address, {"revoke-reason": "Une journée comptée deux fois"})
    paper.refresh_from_db()
    assert paper.state == AttestationState.REVOKED
    progress = assess(person)
    assert not progress.attested
    assert progress.next_level_to_attest == 1
    records = HourRecord.objects.filter(person=person)
    assert records.first().state == "validated"
    record = records.filter(session__isnull=False).first()
    staff.post(reverse("certification_admin:undo_decision", args=[record.code]))
    record.refresh_from_db()
    assert record.state == "submitted"
    assert not assess(person).assessment.level(1).complete
