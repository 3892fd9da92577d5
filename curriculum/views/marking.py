"""Marks that a phone saves as one goes, row by row, and what others marked meanwhile; JSON only."""

import re
from dataclasses import replace

from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curriculum import access
from curriculum.attendance_grid import Cell, attendance_grid
from curriculum.errors import CurriculumError, InvalidInput, SlotInUse, StaleData
from curriculum.forms.attendance import MarkingForm, mark_state
from curriculum.models import Attendance, Enrolment, SessionSlot
from curriculum.services.attendance import Mark, mark_attendance

SEEN = re.compile(r"seen-(\d+-\d+)")


@access.requires(access.may_use_animator_pages)
@require_POST
def save_marks(request: HttpRequest, code: str) -> JsonResponse:
    """Save the rows that are sent, each for itself, and say of each what became of it.

    The fields are those of the form, and `account`, for whom the page was opened: on a shared device somebody
    else may have signed in since, who did not mark this. 200 when all are saved; 409 when somebody else marked one of them
    meanwhile: `theirs` says what, who and when; 400 when one can't be read; 423 when nothing changes any more, or for this account.
    """
    slot = access.access_slot(request.user, code)
    if request.POST.get("account") != str(request.user.pk):
        return _refusal(
            _("Another account is signed in on this device: sign in again as yourself."), 423
        )
    session = slot.day.session
    form = MarkingForm(attendance_grid(session, [slot]).of_slot(slot), request.POST)
    named = {found[1] for found in map(SEEN.fullmatch, request.POST) if found}
    rows = {row.key: row for row in form.rows if row.key in named}
    answers: dict[str, dict] = {
        key: _wrong(_("This person is not expected at this half-day any more."))
        for key in named - rows.keys()
    }
    marks: dict[str, Mark] = {}
    for key, row in rows.items():
        mark = row.mark() if row.status else None
        if row.error:
            answers[key] = _wrong(row.error)
        elif mark is not None and row.is_changed:
            marks[key] = mark
    try:
        answers |= _save(session, marks, request)
    except CurriculumError as refusal:
        return _refusal(str(refusal), 423)
    cells = {_key(cell): cell for cell in attendance_grid(session, [slot]).of_slot(slot)}
    for key in rows.keys() - answers.keys():
        # Who is no longer expected leaves the list with the mark.
        cell = cells.get(key) or replace(rows[key].cell, mark=None)
        answers[key] = {"result": "saved", **mark_state(cell)}
    results = {answer["result"] for answer in answers.values()}
    status = 409 if "conflict" in results else 400 if "wrong" in results else 200
    return JsonResponse({"rows": answers}, status=status)


@access.requires(access.may_use_animator_pages)
@require_safe
def marks_state(request: HttpRequest, code: str) -> HttpResponse:
    """Say what is marked now, and by whom; 304 to who has it already."""
    slot = access.access_slot(request.user, code)
    version = _version(slot)
    if request.headers.get("If-None-Match") == version:
        return HttpResponseNotModified(headers={"ETag": version})
    cells = attendance_grid(slot.day.session, [slot]).of_slot(slot)
    return JsonResponse(
        {
            "rows": {_key(cell): mark_state(cell) for cell in cells},
            "refusal": ""
            if slot.day.session.is_editable
            else _("This session is closed or cancelled: marks no longer change."),
            # Signing in again changes it under a page that stayed open.
            "token": get_token(request),
        },
        headers={"ETag": version},
    )


def _save(session, marks: dict[str, Mark], request) -> dict[str, dict]:
    """Save what can be; give the answers about what can't. Raises what refuses everything."""
    refused: dict[str, dict] = {}
    while marks:
        try:
            mark_attendance(
                session=session, marks=list(marks.values()), by=request.user, at=timezone.now()
            )
        except InvalidInput as refusal:
            found = {key: _wrong(" ".join(words)) for key, words in refusal.errors.items()}
        except StaleData as refusal:
            found = {_key(cell): _conflict(cell, marks) for cell in refusal.conflicts}
        except SlotInUse as refusal:
            if len(marks) > 1:  # it is about one of them, and does not say which
                for key, mark in marks.items():
                    refused |= _save(session, {key: mark}, request)
                return refused
            found = dict.fromkeys(marks, _wrong(str(refusal)))
        else:
            return refused
        if not found.keys() & marks.keys():
            raise CurriculumError(_("Nothing was saved."))
        refused |= found
        marks = {key: mark for key, mark in marks.items() if key not in found}
    return refused


def _refusal(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"refusal": sentence, "rows": {}}, status=status)


def _wrong(sentence: str) -> dict[str, str]:
    return {"result": "wrong", "error": sentence}


def _conflict(cell: Cell, marks: dict[str, Mark]) -> dict:
    mine = marks[_key(cell)]
    return {
        "result": "conflict",
        "theirs": mark_state(cell),
        "mine": mine.status.label if mine.status else _("Not marked"),
    }


def _key(cell: Cell) -> str:
    return f"{cell.slot.pk}-{cell.person.pk}"


def _version(slot: SessionSlot) -> str:
    """Give what changes when a mark, the list of people or the state of the session does; two queries."""
    session = slot.day.session
    marks = Attendance.objects.filter(slot=slot).aggregate(
        Count("pk"), Sum("version"), Max("marked_at")
    )
    people = Enrolment.objects.with_seat().filter(session=session).count()
    at = marks["marked_at__max"]
    parts = (
        marks["pk__count"],
        marks["version__sum"] or 0,
        at and at.timestamp(),
        people,
        session.status,
    )
    return f'"{"-".join(str(part) for part in parts)}"'
