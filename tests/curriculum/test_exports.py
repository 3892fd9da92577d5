"""Workbooks that are written in the background: asked for, ready, kept, forgotten."""

import io
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from curriculum import exports
from curriculum.attendance.exports import export_parameters
from curriculum.attendance.scope import AttendanceScope
from curriculum.enums import ExportState
from curriculum.errors import InvalidInput, NotAllowed, NothingThere
from curriculum.models import Export, InstitutionManager
from curriculum.services.exports import (
    GIVEN_UP_AFTER,
    MOST_WAITING,
    ask_export,
    fail_export,
    forget_exports,
    write_export,
)
from tests.factories import NOON, make_enrolment, make_institution, make_person, make_session


@pytest.fixture
def seat(session, amina, institution):
    """The institution pays for Amina's day."""
    return make_enrolment(session, amina, institution=institution)


def ask(scope: AttendanceScope, *, by, at=NOON) -> Export:
    return ask_export(
        kind="attendance",
        parameters=export_parameters(by, scope),
        name="emargement.xlsx",
        by=by,
        at=at,
    )


def sheet_names(content: bytes) -> list[str]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names


def test_it_writes_the_workbook_keeps_it_and_tells_who_asked(
    client, seat, institution, claire, run_tasks
):
    export = ask(AttendanceScope(institution=institution), by=claire.user)
    assert (export.state, export.line_count) == (ExportState.WAITING, 2)

    run_tasks()

    export.refresh_from_db()
    assert export.state == ExportState.READY
    (message,) = mail.outbox
    assert message.to == [claire.user.email]
    (link,) = [line.strip() for line in message.body.splitlines() if "/mes-exports/" in line]
    client.force_login(claire.user)
    page = client.get(urlsplit(link).path)
    address = reverse("curriculum:export_file", args=[export.code])
    assert f'href="{address}"' in page.content.decode()
    answer = client.get(address)
    assert sheet_names(answer.getvalue())[0] == "Demi-journées"
    assert 'filename="emargement.xlsx"' in answer["Content-Disposition"]


def test_a_manager_gets_no_workbook_to_fill_in_and_staff_do(seat, institution, claire, denis):
    scope = AttendanceScope(institution=institution)

    assert "fill_in" not in export_parameters(claire.user, scope)
    assert "fill_in" in export_parameters(denis, scope)
    with pytest.raises(NotAllowed):
        ask_export(
            kind="attendance",
            parameters=export_parameters(denis, scope),
            name="x.xlsx",
            by=claire.user,
            at=NOON,
        )


def test_it_refuses_what_the_account_may_not_have(seat, session, essonne, claire, bruno, erwan):
    other = make_institution(essonne)
    for user, scope in (
        (claire.user, AttendanceScope(institution=other)),
        (claire.user, AttendanceScope()),
        (claire.user, AttendanceScope(session=session)),
        (bruno.user, AttendanceScope(offering=session.offering)),
        (erwan, AttendanceScope(session=session)),
    ):
        with pytest.raises(NotAllowed):
            ask(scope, by=user)
    assert not Export.objects.exists()
    assert ask(AttendanceScope(session=session), by=bruno.user)


def test_the_same_question_is_answered_once_while_it_waits(seat, institution, claire, run_tasks):
    scope = AttendanceScope(institution=institution)
    first = ask(scope, by=claire.user)

    assert ask(scope, by=claire.user) == first

    run_tasks()
    assert ask(scope, by=claire.user) != first


def test_it_refuses_too_many_at_a_time(session, denis):
    for number in range(MOST_WAITING):
        ask(AttendanceScope(from_on=NOON.date() - timedelta(days=number)), by=denis)

    with pytest.raises(InvalidInput):
        ask(AttendanceScope(), by=denis)


def test_what_was_removed_meanwhile_is_said(seat, essonne, denis, run_tasks):
    other = make_institution(essonne)
    export = ask(AttendanceScope(institution=other), by=denis)
    other.delete()

    run_tasks()

    export.refresh_from_db()
    assert export.state == ExportState.FAILED
    assert export.failure in mail.outbox[0].body


def test_a_right_that_was_lost_meanwhile_gives_nothing(
    client, seat, institution, claire, run_tasks
):
    ready = ask(AttendanceScope(institution=institution), by=claire.user)
    run_tasks()
    waiting = ask(AttendanceScope(institution=institution), by=claire.user)
    InstitutionManager.objects.update(ended_at=NOON)

    run_tasks()

    waiting.refresh_from_db()
    assert waiting.state == ExportState.FAILED
    client.force_login(claire.user)
    answer = client.get(reverse("curriculum:export_file", args=[ready.code]))
    assert answer.status_code == 404


def test_a_worker_killed_half_way_is_followed_by_one_that_begins_anew(
    seat, institution, claire, monkeypatch
):
    """The first one dies after it kept the file, before it noted so."""
    export = ask(AttendanceScope(institution=institution), by=claire.user)
    with monkeypatch.context() as killed:
        killed.setattr("curriculum.services.exports.ready_export", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_export(export=export, clock=timezone.now)

    assert write_export(export=export, clock=timezone.now)

    export.refresh_from_db()
    _folders, files = export.file.storage.listdir("exports")
    assert [name for name in files if export.code in name] == [f"{export.code}.xlsx"]
    assert sheet_names(export.file.read())
    assert not write_export(export=export, clock=timezone.now)


def test_it_notes_how_far_it_is(monkeypatch, session, institution, claire):
    for _number in range(3):
        make_enrolment(session, make_person(), institution=institution)
    export = ask(AttendanceScope(institution=institution), by=claire.user)
    monkeypatch.setattr(exports, "NOTE_EVERY", 2)

    write_export(export=export, clock=timezone.now)

    export.refresh_from_db()
    assert export.done_count == export.line_count == 6


def test_old_ones_are_forgotten_with_their_files(seat, institution, claire, run_tasks, settings):
    export = ask(AttendanceScope(institution=institution), by=claire.user)
    run_tasks()
    export.refresh_from_db()
    path, storage = export.file.name, export.file.storage

    assert forget_exports(at=export.finished_at + settings.EXPORTS_KEPT) == 0
    after = export.finished_at + settings.EXPORTS_KEPT + timedelta(seconds=1)
    assert forget_exports(at=after) == 1

    assert not Export.objects.exists()
    assert not storage.exists(path)


def test_what_nobody_could_write_is_given_up(seat, institution, claire):
    export = ask(AttendanceScope(institution=institution), by=claire.user)

    forget_exports(at=NOON + GIVEN_UP_AFTER)
    export.refresh_from_db()
    assert export.state == ExportState.WAITING
    forget_exports(at=NOON + GIVEN_UP_AFTER + timedelta(seconds=1))

    export.refresh_from_db()
    assert export.state == ExportState.FAILED
    assert not fail_export(export=export, reason="encore", at=NOON)


def test_a_scope_that_leads_nowhere_is_refused(denis):
    with pytest.raises(NothingThere):
        ask_export(
            kind="attendance",
            parameters={"session": "222222222222"},
            name="x.xlsx",
            by=denis,
            at=NOON,
        )


def test_staff_choose_see_the_number_of_lines_and_download(client, seat, session, denis):
    client.force_login(denis)
    page = reverse("curriculum_admin:attendance_workbook")

    shown = client.get(page, {"offering": session.offering.code})

    assert "Environ 2 lignes" in shown.content.decode()
    assert session.title in shown.content.decode()
    answer = client.post(page, {"offering": session.offering.code})
    assert sheet_names(answer.getvalue()) == [
        *("Demi-journées", "Totaux", "Totaux par session", "Heures des animateurs"),
        *("Mode d’emploi", "Listes"),
    ]


def test_managers_download_what_their_institution_pays_for(client, seat, session, claire):
    make_enrolment(session, make_person("Paul", "Autre"))
    client.force_login(claire.user)
    page = reverse("curriculum:institution_workbook", args=[seat.institution.code])

    shown = client.get(page).content.decode()
    answer = client.post(page, {"session": session.code})

    assert "Environ 2 lignes" in shown
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    assert "Mode d’emploi" not in book.sheet_names
    headings, *rows = book.get_sheet_by_name("Demi-journées").to_python()
    assert "Repère" not in headings
    assert {row[1] for row in rows} == {"Benali"}


def test_a_session_of_others_is_no_choice_for_a_manager(client, institution, place, claire):
    elsewhere = make_session(place, title="Ailleurs")
    client.force_login(claire.user)
    page = reverse("curriculum:institution_workbook", args=[institution.code])

    answer = client.post(page, {"session": elsewhere.code})

    assert answer.status_code == 422
    assert "Ailleurs" not in answer.content.decode()


def test_a_long_one_is_made_in_the_background(
    client, seat, institution, claire, monkeypatch, run_tasks
):
    monkeypatch.setattr("curriculum.views.attendance_workbooks.AT_ONCE", 1)
    client.force_login(claire.user)
    page = reverse("curriculum:institution_workbook", args=[institution.code])
    assert "Faire le classeur" in client.get(page).content.decode()

    answer = client.post(page, {"from_on": "2026-01-01"}, follow=True)

    export = Export.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("curriculum:export", args=[export.code])
    state = reverse("curriculum:export_state", args=[export.code])
    assert client.get(state).json() == {"done": 0, "total": 2, "finished": False}
    run_tasks()
    assert client.get(state).json()["finished"]
    assert (
        "emargement-centre-hospitalier-dessonne-2026-01-01"
        in client.get(reverse("curriculum:my_exports")).content.decode()
    )


def test_a_choice_with_nothing_in_it_says_so(client, session, denis):
    client.force_login(denis)

    page = client.get(
        reverse("curriculum_admin:attendance_workbook"), {"until_on": "2020-01-01"}
    ).content.decode()

    assert "Aucune demi-journée dans ce choix" in page


def test_pages_ask_the_same_of_one_and_of_many(client, seat, session, place, institution, claire):
    client.force_login(claire.user)

    def queries() -> int:
        client.get(reverse("curriculum:institution_workbook", args=[institution.code]))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("curriculum:institution_workbook", args=[institution.code]))
        return len(found)

    one = queries()
    for _number in range(10):
        more = make_session(place, offering=session.offering)
        make_enrolment(more, make_person(), institution=institution)

    assert queries() == one
