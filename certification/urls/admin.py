"""The addresses of this app inside the Wagtail admin, below `admin/certification/`."""

from django.urls import path

import curriculum.converters  # noqa: F401
from certification.views import (
    closing,
    hour_import_answers,
    hour_import_columns,
    hour_import_lines,
    hour_import_steps,
    hour_imports,
    hours_decided,
    hours_queue,
    hours_record,
    ledger,
    person_files,
    staff_attestations,
    staff_batches,
    staff_claims,
    staff_issuing,
    staff_progress,
)

app_name = "certification_admin"
urlpatterns = [
    # hours
    path("hours/", hours_queue.QueueView.as_view(), name="waiting_hours"),
    path("hours/decide/", hours_queue.decide_hours, name="decide_hours"),
    path("hours/decided/", hours_decided.DecidedView.as_view(), name="decided_hours"),
    path("hours/undo/", hours_decided.undo_hours, name="undo_hours"),
    path("hours/ledger/", ledger.ledger, name="ledger"),
    path("hours/<str:code>/", hours_record.RecordView.as_view(), name="hour_record"),
    path("hours/<str:code>/decide/", hours_record.decide_record, name="decide_record"),
    path("hours/<str:code>/undo/", hours_record.undo_decision, name="undo_decision"),
    path("hours/<str:code>/territory/", hours_record.overrule_territory, name="overrule_territory"),
    path("hours/<str:code>/provider/", hours_record.settle_provider, name="settle_provider"),
    # past hours
    path("past-hours/", hour_imports.hour_imports, name="hour_imports"),
    path("past-hours/bring/", hour_imports.bring_hours, name="bring_hours"),
    path("past-hours/<str:code>/", hour_imports.hour_import, name="hour_import"),
    path("past-hours/<str:code>/state/", hour_imports.import_state, name="import_state"),
    path("past-hours/<str:code>/file/", hour_imports.import_file, name="import_file"),
    path(
        "past-hours/<str:code>/columns/", hour_import_columns.import_columns, name="import_columns"
    ),
    path(
        "past-hours/<str:code>/words/<str:subject>/",
        hour_import_answers.import_words,
        name="import_words",
    ),
    path("past-hours/<str:code>/people/", hour_import_answers.import_people, name="import_people"),
    path("past-hours/<str:code>/lines/", hour_import_lines.import_lines, name="import_lines"),
    path("past-hours/<str:code>/refused/", hour_import_lines.import_refused, name="import_refused"),
    path(
        "past-hours/<str:code>/give-up/", hour_import_answers.give_up_import, name="give_up_import"
    ),
    path("past-hours/<str:code>/write/", hour_import_steps.write_import, name="write_import"),
    path("past-hours/<str:code>/undo/", hour_import_steps.undo_import, name="undo_import"),
    # sessions
    path("sessions/<str:code>/close/", closing.close_session, name="close_session"),
    path("sessions/<str:code>/reopen/", closing.reopen_session, name="reopen_session"),
    path("trainees/", staff_progress.TraineesView.as_view(), name="trainees"),
    path("trainees/<str:code>/", staff_progress.ProgressView.as_view(), name="progress"),
    path(
        "trainees/<str:code>/statement/",
        staff_progress.StatementView.as_view(),
        name="statement",
    ),
    path("trainees/<str:code>/statement.pdf", person_files.staff_pdf, name="statement_pdf"),
    path(
        "trainees/<str:code>/statement.xlsx",
        person_files.staff_workbook,
        name="statement_workbook",
    ),
    path("trainees/<str:code>/rulebook/", staff_progress.MoveView.as_view(), name="move_person"),
    # who is who
    path("people/to-recognise/", staff_claims.ClaimsView.as_view(), name="claims"),
    path("people/to-recognise/<int:pk>/", staff_claims.ClaimView.as_view(), name="claim"),
    path("people/<code:code>/join/", staff_claims.FindDoubleView.as_view(), name="find_double"),
    path(
        "people/<code:code>/join/<code:other_code>/",
        staff_claims.JoinView.as_view(),
        name="join_people",
    ),
    # attestations
    path("attestations/", staff_attestations.attestations, name="attestations"),
    path("attestations/to-issue/", staff_issuing.to_issue, name="to_issue"),
    path("attestations/sessions/", staff_issuing.sessions, name="attest_sessions"),
    path("attestations/sessions/<str:code>/", staff_issuing.session, name="attest_session"),
    path("attestations/people/<str:code>/", staff_issuing.issue, name="issue"),
    path("attestations/batches/<str:code>/", staff_batches.batch, name="batch"),
    path("attestations/batches/<str:code>/state/", staff_batches.batch_state, name="batch_state"),
    path("attestations/batches/<str:code>/zip/", staff_batches.batch_zip, name="batch_zip"),
    path("attestations/<str:code>/", staff_attestations.attestation, name="attestation"),
    path("attestations/<str:code>/revoke/", staff_attestations.revoke, name="revoke"),
    path("attestations/<str:code>/supersede/", staff_attestations.supersede, name="supersede"),
]
